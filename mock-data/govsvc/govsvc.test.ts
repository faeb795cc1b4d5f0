import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type TestOptions } from '../city-for-tests.ts'
import { BATCH_EVERY } from './batches.ts'
import { createGovsvc } from './govsvc.ts'
import { createGovsvcModel, type CaseState } from './model.ts'
import { localTime } from './rows.ts'
import { TABLES } from './tables.ts'

const START = '2026-11-20T09:30:00+08:00'
const AT = Date.parse(START)
/** A small city is enough: it has the same mixture. */
const VOLUME = 0.04
const EXCHANGED = [TABLES.accept, TABLES.process, TABLES.special, TABLES.result, TABLES.evaluate].map(
  t => t.name,
)

type Row = Record<string, string | number | null>
const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** The truth hangs on the seed alone, so the quiet platforms of these tests share it. */
const quietCity = cityForTests({ at: START })
afterAll(quietCity.remove)
const quiet = createGovsvcModel(quietCity, { volume: VOLUME })

async function platform(options: Partial<TestOptions> = {}) {
  const city = cityForTests({ at: START, ...options })
  const shared = options.rates === undefined && options.seed === undefined
  const model = shared ? quiet : createGovsvcModel(city, { volume: VOLUME })
  const upstream = createGovsvc(city, model)
  const running = await upstream.start()
  // As a stranger reads it: another connection, read only.
  const reader = new DatabaseSync(running.address, { readOnly: true })
  const all = (sql: string, ...values: string[]) => reader.prepare(sql).all(...values) as Row[]
  if (options.folder === undefined) open.push(city.remove)
  open.push(running.stop, () => reader.close())
  return { city, model, upstream, running, all }
}

const truthAt = ({ model }: { model: ReturnType<typeof createGovsvcModel> }, at: number): CaseState[] => [
  ...model.truth(at),
]
const lastBatch = (at: number) => Math.floor(at / BATCH_EVERY) * BATCH_EVERY
const dump = (all: (sql: string) => Row[], table: string) =>
  all(`SELECT * FROM ${table} ORDER BY row_guid`).map(row => JSON.stringify(row))

describe('[GSV4] the tables at the start', () => {
  test('[GSV4] cases, results, open steps, pauses and ratings are those of the truth', async () => {
    const { model, all } = await platform()
    const truth = truthAt({ model }, lastBatch(AT))
    const ids = (sql: string) =>
      all(sql)
        .map(row => String(row['project_no']))
        .sort()
    const wanted = (test: (state: CaseState) => boolean) =>
      truth
        .filter(test)
        .map(s => s.of.caseNo)
        .sort()
    expect(truth.length).toBeGreaterThan(2500)
    expect(ids('SELECT project_no FROM up_pro_accept')).toEqual(wanted(() => true))
    expect(ids('SELECT project_no FROM up_pro_result')).toEqual(wanted(s => s.doneAt !== null))
    expect(ids("SELECT project_no FROM up_pro_process WHERE process_state='1'")).toEqual(
      wanted(s => s.currentStep !== null),
    )
    expect(ids('SELECT project_no FROM up_pro_evaluate')).toEqual(wanted(s => s.rating !== null))
    const paused =
      "SELECT project_no FROM up_pro_special_procedure WHERE special_type='2' AND end_time=special_time"
    expect(ids(paused)).toEqual(wanted(s => s.pausedBy !== null))
  })

  test('[GSV4] [GSV1] the catalogue can be counted with SQL', async () => {
    const { all } = await platform()
    const [totals] = all(`SELECT count(*) AS items, sum(step_num) AS steps, sum(limit_scene_num<=1) AS once,
      sum(limit_scene_num=0) AS none, sum(is_online='1') AS online, sum(is_entry_center='1') AS hall FROM up_task_general_basic`)
    expect(totals).toEqual({ items: 6961, steps: 17_542, once: 6613, none: 5346, online: 6961, hall: 6961 })
  })
})

describe('[GSV5] living on', () => {
  test('[GSV5] after an hour the rows are those of a platform that was filled then', async () => {
    const first = await platform()
    await first.city.clock.advance(AT + HOUR + 2 * MINUTE)
    const later = await platform({ at: '2026-11-20T10:32:00+08:00' })
    for (const table of EXCHANGED) {
      const wanted = dump(later.all, table)
      const got = new Set(dump(first.all, table))
      expect(wanted.length).toBeGreaterThan(20)
      // What has not changed for 35 days stays a while where it was, and is not filled in anew.
      expect(wanted.filter(row => !got.has(row))).toEqual([])
      expect(got.size - wanted.length).toBeLessThan(60)
    }
  })

  test('[GSV6] whoever polls by watermark with a minute of overlap misses nothing', async () => {
    const { city, all } = await platform()
    const seen = new Map<string, string>()
    let watermark = localTime(AT)
    for (let t = AT; t < AT + 2 * HOUR; t += 30_000) {
      await city.clock.advance(t)
      const since = localTime(Date.parse(`${watermark.replace(' ', 'T')}+08:00`) - MINUTE)
      for (const row of all(
        'SELECT * FROM up_pro_process WHERE cd_time >= ? ORDER BY cd_time, row_guid',
        since,
      )) {
        seen.set(String(row['row_guid']), JSON.stringify(row))
        watermark = String(row['cd_time'])
      }
    }
    const now = all('SELECT * FROM up_pro_process WHERE cd_time > ?', localTime(AT))
    expect(now.length).toBeGreaterThan(50)
    expect(now.filter(row => seen.get(String(row['row_guid'])) !== JSON.stringify(row))).toEqual([])
    expect(now.some(row => row['cd_operation'] === 'U')).toBe(true)
  })

  test('[GSV9] the queues are overwritten every minute', async () => {
    const { city, all } = await platform()
    await city.clock.advance(AT + 5 * MINUTE)
    const before = all('SELECT * FROM hall_queue')
    await city.clock.advance(AT + 8 * MINUTE)
    const after = all('SELECT * FROM hall_queue')
    expect(before).toHaveLength(6)
    expect(after).toHaveLength(6)
    expect(after.every((row, i) => String(row['snapshot_time']) > String(before[i]!['snapshot_time']))).toBe(
      true,
    )
  })
})

describe('[GSV7] restart', () => {
  test('[GSV7] goes on after the last batch', async () => {
    const first = await platform()
    await first.city.clock.advance(AT + 30 * MINUTE)
    await first.running.stop()
    const again = await platform({ at: '2026-11-20T10:20:00+08:00', folder: first.city.folder })
    await again.city.clock.advance(AT + HOUR + 2 * MINUTE)
    const straight = await platform()
    await straight.city.clock.advance(AT + HOUR + 2 * MINUTE)
    for (const table of EXCHANGED) expect(dump(again.all, table)).toEqual(dump(straight.all, table))
  })

  test('[GSV7] does not go on in a file of another seed, or from the future', async () => {
    const first = await platform()
    await first.running.stop()
    const one = String(first.all('SELECT min(project_no) AS no FROM up_pro_accept')[0]!['no'])
    const other = await platform({ seed: 'another', folder: first.city.folder })
    const names = other.all('SELECT task_code FROM up_pro_accept WHERE project_no=?', one)
    expect(names).not.toEqual(first.all('SELECT task_code FROM up_pro_accept WHERE project_no=?', one))
    await other.running.stop()
    const earlier = await platform({ at: '2026-11-10T09:30:00+08:00', folder: first.city.folder })
    expect(earlier.all('SELECT max(cd_time) AS t FROM up_pro_accept')[0]!['t']).toBe('2026-11-10 09:30:00')
  })
})

describe('[GSV8] A15', () => {
  test('[GSV8] an outage fails every query; afterwards the missed batches come with their own times', async () => {
    const { city, upstream, all } = await platform()
    upstream.outage(true)
    await city.clock.advance(AT + 40 * MINUTE)
    expect(() => all('SELECT * FROM up_pro_accept')).toThrow('no such table')
    expect(() => all('SELECT * FROM hall_queue')).toThrow('no such table')
    upstream.outage(false)
    await city.clock.advance(AT + 46 * MINUTE)
    const batches = all(
      'SELECT DISTINCT cd_time FROM up_pro_process WHERE cd_time > ? ORDER BY 1',
      localTime(AT),
    )
    expect(batches.map(row => row['cd_time'])).toEqual(
      Array.from({ length: 9 }, (_, i) => localTime(AT + (i + 1) * BATCH_EVERY)),
    )
  })

  test('[GSV8] an upgrade renames a column and adds one, and can be taken back', async () => {
    const { upstream, all } = await platform()
    const columns = () => all('PRAGMA table_info(up_pro_evaluate)').map(row => row['name'])
    const before = columns()
    upstream.upgrade!(true)
    expect(columns()).toContain('satisfaction_level')
    expect(columns()).not.toContain('satisfaction')
    expect(columns()).toContain('remark')
    upstream.upgrade!(false)
    expect(columns().filter(name => name !== 'remark')).toEqual(before)
  })
})

describe('[GSV10] anomalies', () => {
  const withRates = (rates: Rates) => platform({ rates })

  test('[GSV10] A6 deletes and inserts again under a new guid, near its rate', async () => {
    const { all, city, model } = await withRates({ A6: 0.1 })
    const deleted = all("SELECT project_no FROM up_pro_accept WHERE cd_operation='D'")
    const cases = truthAt({ model }, lastBatch(city.clock.now())).length
    expect(deleted.length / cases).toBeGreaterThan(0.07)
    expect(deleted.length / cases).toBeLessThan(0.13)
    const twice = all(
      "SELECT count(*) AS n FROM up_pro_accept WHERE cd_operation<>'D' GROUP BY project_no HAVING n<>1",
    )
    expect(twice).toEqual([])
    const living = all("SELECT DISTINCT project_no FROM up_pro_accept WHERE cd_operation<>'D'")
    expect(living).toHaveLength(cases)
  })

  test('[GSV10] A14 has results before their acceptance, A5 sets results right, near their rates', async () => {
    const { all } = await withRates({ A14: 0.05, A5: 0.1 })
    const joined = 'FROM up_pro_result r JOIN up_pro_accept a USING (project_no)'
    const [count] = all(`SELECT count(*) AS n, sum(r.result_date < a.accept_date) AS odd ${joined}`)
    expect(Number(count!['odd']) / Number(count!['n'])).toBeGreaterThan(0.03)
    expect(Number(count!['odd']) / Number(count!['n'])).toBeLessThan(0.07)
    const [updated] = all("SELECT sum(cd_operation='U') AS u, count(*) AS n FROM up_pro_result")
    expect(Number(updated!['u']) / Number(updated!['n'])).toBeGreaterThan(0.07)
    expect(Number(updated!['u']) / Number(updated!['n'])).toBeLessThan(0.13)
  })

  test('[GSV10] A10 writes a district eight hours early for a week; exchange times stay right', async () => {
    const { all } = await withRates({ A10: 1 })
    const [odd] = all(
      'SELECT min(substr(accept_date, 12, 2)) AS h, max(substr(accept_date, 12, 2)) AS l FROM up_pro_accept',
    )
    expect([odd!['h'], odd!['l']]).toEqual(['00', '09'])
    const [right] = all('SELECT min(substr(cd_time, 12, 2)) AS h FROM up_pro_accept')
    expect(Number(right!['h'])).toBeGreaterThanOrEqual(8)
  })

  test('[GSV10] with all off nothing is deleted, corrected or impossible', async () => {
    const { all } = await platform()
    expect(all("SELECT 1 FROM up_pro_accept WHERE cd_operation<>'I'")).toEqual([])
    expect(all("SELECT 1 FROM up_pro_result WHERE cd_operation<>'I'")).toEqual([])
    const early =
      'SELECT 1 FROM up_pro_result r JOIN up_pro_accept a USING (project_no) WHERE r.result_date < a.accept_date'
    expect(all(early)).toEqual([])
    expect(all("SELECT 1 FROM up_pro_accept WHERE substr(accept_date, 12, 5) < '08:30'")).toEqual([])
  })
})
