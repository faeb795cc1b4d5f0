import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { matterState } from '../mock-data/party/chain.ts'
import { createPartyModel } from '../mock-data/party/model.ts'
import { createParty } from '../mock-data/party/party.ts'
import { createIntake } from './intake.fixture.ts'
import { PARTY_SHARES } from './party-shares.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00')

const pretend = cityForTests({ at: AT })
const model = createPartyModel(pretend)
const truth = model.truth(NOW)
const { take, cell, shown, rowsOf } = createIntake(NOW, [
  ...['party-org', 'party-member-stat', 'party-coverage', 'party-activity'],
  ...['party-chain-member', 'party-chain-matter', 'party-whistle', 'party-duty'],
])
afterAll(() => pretend.remove())

type SqlRow = Readonly<Record<string, string | number | null>>
let database: DatabaseSync
const ask = (sql: string) => database.prepare(sql).all() as SqlRow[]
/** The one number that a question to the upstream's own tables answers. */
const answer = (sql: string) => Object.values(ask(sql)[0]!)[0] as number

/** Every table through its own feed document. */
const TABLES: { readonly [feed: string]: string } = {
  'party-org': 'party_org',
  'party-members': 'party_member_stat',
  'party-coverage': 'party_coverage',
  'party-activity': 'party_activity',
  'party-chain-members': 'party_chain_member',
  'party-chain-matters': 'party_chain_matter',
  'party-whistles': 'party_grid_whistle',
  'party-duties': 'party_grid_duty',
}

beforeAll(async () => {
  const running = await createParty(pretend, model).start()
  database = new DatabaseSync(running.address, { readOnly: true })
  for (const [feed, table] of Object.entries(TABLES)) take(feed, ask(`SELECT * FROM ${table}`))
  return async () => {
    database.close()
    await running.stop()
  }
}, 60_000)

describe('the tree', () => {
  test('[RFG6] (IOC-03) 5 700 organisations come out as the upstream counts them, level by level', () => {
    expect(shown('party.orgs')).toBe(5700)
    expect([shown('party.committees'), shown('party.general'), shown('party.branches')]).toEqual([
      328, 358, 5014,
    ])
    expect([
      shown('party.committees.town'),
      shown('party.branches.grid'),
      shown('party.branches.office'),
    ]).toEqual([50, 3180, 1834])
    expect(shown('party.rectifying')).toBe(answer("SELECT count(*) FROM party_org WHERE state = '整顿中'"))
    expect(shown('party.members')).toBe(110_236)
    expect(cell('party.root')).toEqual(['辽阳市委', Date.parse('2026-10-31T00:00:00+08:00')])
  })

  test('[RFG6] every unit and every town has the branches it has in the tables', () => {
    let towns = 0
    for (const { unit_code: unit, branches, offices, general } of ask(
      `SELECT unit_code, sum(org_type = '党支部') AS branches, sum(org_type = '党总支') AS general,
       sum(org_type = '党支部' AND has_grid = '0') AS offices FROM party_org WHERE unit_code <> 'LY' GROUP BY 1`,
    )) {
      const dims = [String(unit)]
      expect(cell('party.branches.unit', dims), `${unit}`).toBe(branches)
      expect(cell('party.branches.office.unit', dims), `${unit}`).toBe(offices)
      expect(cell('party.general.unit', dims), `${unit}`).toBe(general)
    }
    for (const { town, n } of ask(
      "SELECT substr(parent_id, 2) AS town, count(*) AS n FROM party_org WHERE has_grid = '1' GROUP BY 1",
    )) {
      expect(cell('party.branches.grid', [], String(town)), `${town}`).toBe(n)
      towns++
    }
    expect(towns).toBe(50)
  })

  test('[RFG6] the number of a branch is its place in its town, so that it is always the same dot', () => {
    const seen = new Map<string, Set<number>>()
    for (const { row } of rowsOf('party/').values()) {
      if (row['kind'] !== 'party-org' || row['inGrid'] !== true) continue
      const places = seen.get(row['parent'] as string) ?? new Set()
      seen.set(row['parent'] as string, places.add(row['ordinal'] as number))
    }
    expect(seen.size).toBe(50)
    for (const [town, places] of seen) {
      const count = cell('party.branches.grid', [], town.slice(1)) as number
      expect(
        [...places].sort((a, b) => a - b),
        town,
      ).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    }
  })
})

describe('the members', () => {
  test.each(Object.entries(PARTY_SHARES))('[RFG7] %s is the share that the tables give', (name, items) => {
    const list = items.map(item => `'${item}'`).join(', ')
    const n = answer(`SELECT sum(member_count) FROM party_member_stat WHERE item IN (${list})`)
    expect(cell(`party.member.${name}`)).toEqual({ n, d: 110_236 })
  })

  test('[RFG7] (DOMAIN 2.2) a sort of fewer than five is nowhere, nor what it could be reckoned from', () => {
    const few = ask(
      'SELECT unit_code AS unit, dimension, item FROM party_member_stat WHERE member_count BETWEEN 1 AND 4',
    )
    expect(few.length).toBeGreaterThan(2)
    for (const { unit, dimension, item } of few) {
      const { row, rows } = rowsOf('party/').get(`${unit}/${dimension}`)!
      const items = rows!['items']!
      expect(items.find(each => each['item'] === item)!['members'], `${unit} ${item}`).toBeNull()
      expect(items.filter(each => each['members'] === null).length).toBeGreaterThan(1)
      expect(row['total']).toBeNull()
    }
  })
})

describe('coverage, meetings and the chain', () => {
  test('[RFG8] coverage and meetings come out as the tables sum them', () => {
    for (const { kind, built, due } of ask(
      'SELECT kind, sum(built) AS built, sum(due) AS due FROM party_coverage GROUP BY kind',
    )) {
      expect(cell('party.coverage', [String(kind)]), `${kind}`).toEqual({ n: built, d: due })
      expect(shown('party.coverage.missing', String(kind))).toBe((due as number) - (built as number))
    }
    expect(cell('party.coverage', ['网格'])).toEqual({ n: 2486, d: 2500 })
    for (const { kind, done, due } of ask(
      "SELECT kind, sum(done) AS done, sum(due) AS due FROM party_activity WHERE month = '2026-11' GROUP BY kind",
    ))
      expect(cell('party.activity.month', [String(kind)]), `${kind}`).toEqual({ n: done, d: due })
    expect(cell('party.activity.as-of')).toEqual([Date.parse('2026-11-23T00:00:00+08:00')])
  })

  test('[RFG8] (HW-13) the chain is 1 + 1 + 8 + 6, and its pairs stand as the upstream knows them', () => {
    const members = cell('party.chain.members') as { readonly rows: readonly (readonly string[])[] }
    const count = (role: string) => members.rows.filter(row => row.includes(role)).length
    expect(['general', 'chain', 'enterprise', 'service'].map(count)).toEqual([1, 1, 8, 6])
    // What was settled more than 35 days ago is no longer in the tables.
    const told = new Set(ask('SELECT row_id FROM party_chain_matter').map(row => row['row_id']))
    const matters = truth.matters.filter(({ id }) => told.has(id))
    const states = { in_progress: 'yellow', done: 'green', overdue: 'red' } as const
    for (const [state, light] of Object.entries(states))
      expect(cell('party.chain.light', [light]) ?? 0, state).toBe(
        matters.filter(matter => matterState(matter, NOW) === state).length,
      )
    expect(matters.length).toBeGreaterThan(10)
  })
})

describe('the work in the grids', () => {
  const today = truth.whistles.filter(({ whistleAt }) => whistleAt >= MIDNIGHT)
  const over = (at: number | null) => at !== null && at <= NOW

  test('[RFG9] today’s calls, who came and what was settled are those that the upstream knows', () => {
    expect(shown('party.whistle.today')).toBe(today.length)
    expect(shown('party.whistle.reported.today')).toBe(today.filter(({ reportAt }) => over(reportAt)).length)
    expect(shown('party.whistle.done.today')).toBe(today.filter(({ doneAt }) => over(doneAt)).length)
    expect(cell('party.whistle.done-share.today')).toEqual({
      n: today.filter(({ doneAt }) => over(doneAt)).length,
      d: today.length,
    })
    expect(today.length).toBeGreaterThan(200)
    expect(
      [...rowsOf('party/WS').values()].filter(({ row }) => (row['marks'] as string[]).length > 0),
    ).toEqual([])
  })

  test('[RFG9] every branch that is in its grid is in the list, once, at its place', () => {
    const there = truth.duties.filter(({ since, until }) => since <= NOW && until > NOW)
    expect(shown('party.duty.now')).toBe(there.length)
    const list = cell('party.duty.now.list') as {
      readonly rows: readonly (readonly [string, string, string, number])[]
    }
    expect(list.rows.map(([, branch]) => branch)).toEqual(there.map(({ branch }) => branch).sort())
    for (const [, branch, area, ordinal] of list.rows) {
      expect(branch.slice(1, 10), branch).toBe(area.slice(0, 9))
      expect(ordinal).toBeLessThanOrEqual(cell('party.branches.grid', [], area.slice(0, 9)) as number)
    }
    expect(there.length).toBeGreaterThan(80)
  })
})
