import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { cityForTests, type TestOptions } from '../city-for-tests.ts'
import { createPartyModel } from './model.ts'
import { createParty } from './party.ts'
import { localTime } from './rows.ts'
import { TABLES } from './tables.ts'

const START = '2026-11-23T09:00:00+08:00'
const AT = Date.parse(START)
const LIVE = [TABLES.whistle.name, TABLES.duty.name, TABLES.chainMatter.name]
const NAMES = Object.values(TABLES).map(table => table.name)

type Row = Record<string, string | number | null>
const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** The truth hangs on the seed alone, so the quiet systems of these tests share it. */
const quietCity = cityForTests({ at: START })
afterAll(quietCity.remove)
const quiet = createPartyModel(quietCity)

async function system(options: Partial<TestOptions> = {}) {
  const city = cityForTests({ at: START, ...options })
  const model = options.rates === undefined ? quiet : createPartyModel(city)
  const upstream = createParty(city, model)
  const running = await upstream.start()
  const reader = new DatabaseSync(running.address, { readOnly: true })
  const all = (sql: string) => reader.prepare(sql).all() as Row[]
  if (options.folder === undefined) open.push(city.remove)
  open.push(running.stop, () => reader.close())
  return { city, model, upstream, running, all }
}

const dump = (all: (sql: string) => Row[], table: string) =>
  all(`SELECT * FROM ${table} ORDER BY row_id`).map(row => JSON.stringify(row))

describe('[PTY4] counts', () => {
  test('[PTY1] [PTY2] [PTY4] the totals can be had with SQL, as of the last month', async () => {
    const { all } = await system()
    expect(all("SELECT count(*) AS n, max(as_of) AS d, sum(state='整顿中') AS weak FROM party_org")).toEqual([
      { n: 5700, d: '2026-10-31', weak: 6 },
    ])
    const sums = all('SELECT dimension, sum(member_count) AS n FROM party_member_stat GROUP BY dimension')
    expect(sums.map(row => row['n'])).toEqual([110_236, 110_236, 110_236, 110_236, 110_236, 110_236])
    expect(all('SELECT max(as_of) AS d FROM party_activity')).toEqual([{ d: '2026-11-22' }])
  })

  test('[PTY4] in the evening the day is counted, on the first of the month the snapshot changes', async () => {
    const evening = await system({ at: '2026-11-30T17:58:00+08:00' })
    await evening.city.clock.advance(Date.parse('2026-11-30T18:02:00+08:00'))
    const counted = "SELECT max(as_of) AS d FROM party_activity WHERE month='2026-11'"
    expect(evening.all(counted)).toEqual([{ d: '2026-11-30' }])
    const { city, all } = await system({ at: '2026-12-01T07:57:00+08:00' })
    expect(all('SELECT DISTINCT as_of FROM party_org')).toEqual([{ as_of: '2026-10-31' }])
    await city.clock.advance(Date.parse('2026-12-01T08:02:00+08:00'))
    expect(all('SELECT DISTINCT as_of FROM party_org')).toEqual([{ as_of: '2026-11-30' }])
    expect(all('SELECT count(*) AS n FROM party_org')).toEqual([{ n: 5700 }])
  })

  test('[PTY3] no column is of a person', async () => {
    const { all } = await system()
    const columns = NAMES.flatMap(name => all(`PRAGMA table_info(${name})`).map(row => String(row['name'])))
    expect(columns.length).toBeGreaterThan(50)
    expect(columns.filter(name => /person|id_card|phone|mobile|birth|secretary/.test(name))).toEqual([])
  })
})

describe('[PTY6] the live tables', () => {
  test('[PTY6] hold what the truth holds, at the start and an hour later', async () => {
    const { city, model, all } = await system()
    for (const at of [AT, AT + HOUR]) {
      await city.clock.advance(at)
      const { whistles, duties, matters } = model.truth(at)
      const states = all('SELECT state, count(*) AS n FROM party_grid_whistle GROUP BY state')
      const done = whistles.filter(w => w.doneAt !== null && w.doneAt <= at).length
      expect(states.find(row => row['state'] === '办结')!['n']).toBe(done)
      expect(all('SELECT count(*) AS n FROM party_grid_whistle')).toEqual([{ n: whistles.length }])
      const gone = duties.filter(d => d.until <= at).length
      expect(all('SELECT count(*) AS n, count(until) AS gone FROM party_grid_duty')).toEqual([
        { n: duties.length, gone },
      ])
      expect(all('SELECT count(*) AS n FROM party_chain_matter WHERE done_at IS NULL')[0]!['n']).toBe(
        matters.filter(m => m.doneAt > at).length,
      )
    }
  })

  test('[PTY6] after a restart they are those of a system that never stopped', async () => {
    const first = await system()
    await first.city.clock.advance(AT + 20 * MINUTE)
    await first.running.stop()
    const again = await system({ at: '2026-11-23T09:50:00+08:00', folder: first.city.folder })
    await again.city.clock.advance(AT + HOUR)
    const straight = await system()
    await straight.city.clock.advance(AT + HOUR)
    for (const name of NAMES) expect(dump(again.all, name)).toEqual(dump(straight.all, name))
  })

  test('[PTY6] 35 days are kept', async () => {
    const { city, all } = await system({ at: '2026-11-23T23:57:00+08:00' })
    const oldest = (): string =>
      String(all('SELECT min(whistle_at) AS t FROM party_grid_whistle')[0]!['t']).slice(0, 10)
    expect(oldest()).toBe('2026-10-19')
    await city.clock.advance(Date.parse('2026-11-24T00:03:00+08:00'))
    expect(oldest()).toBe('2026-10-20')
  })

  test('[PTY5] whoever polls by watermark sees every change', async () => {
    const { city, all } = await system()
    const copy = new Map<string, string>()
    let since = ''
    for (let t = AT; t <= AT + HOUR; t += 3 * MINUTE) {
      await city.clock.advance(t)
      for (const name of LIVE)
        for (const row of all(`SELECT * FROM ${name} WHERE updated_at >= '${since}'`)) {
          copy.set(`${name}${String(row['row_id'])}`, JSON.stringify(row))
        }
      since = localTime(t - 2 * MINUTE)
    }
    const wrong = LIVE.flatMap(name =>
      all(`SELECT * FROM ${name}`).filter(
        row => copy.get(`${name}${String(row['row_id'])}`) !== JSON.stringify(row),
      ),
    )
    expect(copy.size).toBeGreaterThan(20_000)
    expect(wrong).toEqual([])
  })
})

test('[PTY8] A15: in an outage every query fails, afterwards nothing is missing', async () => {
  const { city, upstream, all } = await system()
  upstream.outage(true)
  await city.clock.advance(AT + 30 * MINUTE)
  for (const name of NAMES) expect(() => all(`SELECT 1 FROM ${name}`)).toThrow('no such table')
  upstream.outage(false)
  await city.clock.advance(AT + HOUR)
  const straight = await system()
  await straight.city.clock.advance(AT + HOUR)
  for (const name of LIVE) expect(dump(all, name)).toEqual(dump(straight.all, name))
})

test('[PTY8] A5 sets the end of whistles right near its rate, and not when off', () => {
  const city = cityForTests({ at: START, rates: { A5: 0.1 } })
  const { whistles } = createPartyModel(city).truth(AT)
  const done = whistles.filter(w => w.doneAt !== null)
  const share = done.filter(w => w.corrected !== null).length / done.length
  city.remove()
  expect(share).toBeGreaterThan(0.09)
  expect(share).toBeLessThan(0.11)
  expect(quiet.truth(AT).whistles.some(w => w.corrected !== null)).toBe(false)
})
