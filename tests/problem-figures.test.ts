import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createEnterprise } from '../mock-data/enterprise/enterprise.ts'
import { SOURCES } from '../mock-data/enterprise/fates.ts'
import { GROUPS } from '../mock-data/enterprise/groups.ts'
import { ledgerOf } from '../mock-data/enterprise/ledger.ts'
import { visitsHandedOver } from '../mock-data/enterprise/pairs.ts'
import { sessionsUntil } from '../mock-data/enterprise/sessions.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { DAY } from '../shared/calendar/civil.ts'
import { kinds } from '../shared/kinds/registry.ts'
import {
  codesOf,
  GROUPS as GROUP_CODES,
  SOURCES as SOURCE_CODES,
} from '../shared/kinds/problem/problem-codes.ts'
import type { Value } from '../shared/model/value.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT, rates: { A7: 0.02, A24: 0.1 } })
const ledger = ledgerOf(pretend, NOW)
const visits = visitsHandedOver(pretend, NOW)
/** How many rows each has. */
const FEEDS = {
  'problem-ledger-steps': ledger.reduce((sum, { steps }) => sum + steps.length, 0),
  'problem-ledger': ledger.length,
  'tea-sessions': sessionsUntil(pretend, NOW).length,
  'pairing-visits': visits.length,
}
const { take, shown, cell, rowsOf } = createIntake(NOW, ['problem', 'tea-session', 'pairing-visit'])
afterAll(() => pretend.remove())

const feeds = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
}).feeds

/** The workbooks of the pretend district, by the connector and the settings that are shipped; the steps before what they are of. */
beforeAll(async () => {
  const running = await createEnterprise(pretend).start()
  await pretend.clock.advance(NOW + 1)
  for (const [id, expected] of Object.entries(FEEDS)) {
    const settings = { ...feeds.find(feed => feed.id === id)!.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
    })
    const asking = connectors.get('file-drop')!.start(feed.access)
    await eventually(
      () => feed.records().length >= expected,
      () => feed.failures,
    )
    await asking.stop()
    expect([feed.failures, feed.unreadable()], id).toEqual([[], []])
    take(id, feed.records())
  }
  await running.stop()
}, 60_000)

const STATES: { readonly [step: string]: string } = {
  ...{ 剔除: 'rejected', 合并: 'merged', 接办: 'handling', 销号: 'struck_off' },
}

test('[RFG15] every problem stands as the ledger of the district has it', () => {
  const rows = rowsOf('enterprise/')
  expect(ledger).toHaveLength(147)
  for (const { no, collectedAt, enterprise, title, text, steps, session } of ledger) {
    const row = rows.get(no)!.row
    expect(row, no).toMatchObject({
      ...{ number: no, event: collectedAt, enterprise, title, step: steps.length + 1 },
      ...{ state: STATES[steps.at(-1)!.name], session: session === null ? null : `第${session}场` },
    })
    // A24: what somebody copied into the words is hidden before it is kept.
    expect(row['marks'], no).toEqual(/0419|身份证/.test(text) ? ['masked'] : [])
    expect(row['area'] as string, no).toMatch(/^211004/)
    const [last] = steps.filter(({ name }) => name === '答复').slice(-1)
    if (last !== undefined) expect(row['resolvedAt'], no).toBe(Math.floor(last.at / 1000) * 1000)
  }
})

test('[RFG15] (HW-04) 130 found, 129 done, one going on: 99.23 %', () => {
  expect(shown('problem.collected')).toBe(147)
  expect([shown('problem.found'), shown('problem.done'), shown('problem.going')]).toEqual([130, 129, 1])
  expect([cell('problem.done-rate'), cell('problem.struck-off-rate')]).toEqual([
    { n: 129, d: 130 },
    { n: 129, d: 130 },
  ])
  expect(shown('problem.done-rate')?.toFixed(2)).toBe('99.23')
  expect(cell('problem.done-rate', [], '211004')).toEqual({ n: 129, d: 130 })
  expect([shown('problem.state', 'rejected'), shown('problem.state', 'merged')]).toEqual([6, 11])
  expect([shown('problem.open'), shown('problem.overdue') ?? 0, shown('problem.sent-back')]).toEqual([
    1, 0, 4,
  ])
})

test('[RFG15] (HW-05, HW-06) by group, by where they were heard, by department: parts are the whole', () => {
  expect(codesOf(GROUP_CODES).map(group => shown('problem.group', group))).toEqual(
    GROUPS.map(({ problems }) => problems),
  )
  const named = new Map(SOURCES)
  expect(codesOf(SOURCE_CODES).map(source => shown('problem.source', source) ?? 0)).toEqual(
    codesOf(SOURCE_CODES).map(source => named.get(SOURCE_CODES[source].zh) ?? 0),
  )
  const { total, rows } = cell('problem.open.list') as { total: number; rows: Value[][] }
  expect([total, rows.length]).toEqual([1, 1])
  expect(rows[0]).toEqual(expect.arrayContaining(['供热管线迁改专班', '宏伟区住建局', 'handling', 'yellow']))
  const done = ledger.flatMap(({ collectedAt, steps }) => {
    const last = steps.findLast(({ name }) => name === '答复')
    return last === undefined ? [] : [(last.at - collectedAt) / DAY]
  })
  expect(shown('problem.days')).toBeCloseTo(done.reduce((a, b) => a + b, 0) / 129, 3)
})

test('[RFG15] (HW-01) the tea sessions are counted and listed, and what was raised at them is in the ledger', () => {
  const sessions = sessionsUntil(pretend, NOW)
  expect(shown('tea.held')).toBe(sessions.length - 1)
  const list = cell('tea.list') as { total: number; rows: Value[][] }
  expect(list.rows[0]).toEqual(expect.arrayContaining([`第${sessions.length}场`, 'planned']))
  const raised = sessions.map(({ no }) => shown('problem.session', `第${no}场`) ?? 0)
  expect(raised.reduce((a, b) => a + b, 0)).toBe(16)
})

test('[RFG75] (HW-03) every visit stands with its pair and its day, and what it found is on the ledger of problems', () => {
  const rows = rowsOf('enterprise/')
  for (const { number, pair, at, problem } of visits) {
    expect(rows.get(number)?.row, number).toMatchObject({
      ...{ pair: pair.number, cadre: pair.post, party: pair.party, problem, found: problem !== null },
      event: Math.floor(at / 1000) * 1000,
    })
    if (problem !== null)
      expect(rows.get(problem)?.row, problem).toMatchObject({ enterprise: pair.party, source: 'cadre' })
  }
  expect(shown('pairing.visits')).toBe(visits.length)
  const found = cell('pairing.visits.found') as { total: number }
  expect(found.total).toBe(62)
  for (const pair of new Set(visits.map(each => each.pair.number)))
    expect(shown('pairing.visits.pair', pair), pair).toBe(
      visits.filter(each => each.pair.number === pair).length,
    )
})
