import { afterAll, expect, test } from 'vitest'
import { DAY, dayOfDate } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { LEVELS, type Step } from './course.ts'
import { createDispute } from './dispute.ts'
import { createDisputeModel, KEPT_DAYS, type Dispute } from './model.ts'
import { caseRow, stepRows, TABLES } from './tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
afterAll(() => city.remove())
const model = createDisputeModel(city)
const all = model.until(NOW)
const share = <T>(items: readonly T[], of: (item: T) => boolean) => items.filter(of).length / items.length

test('[DPU1] some 45 on a working day, everywhere, of parties a number and a sort', () => {
  const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'].map(dayOfDate)
  const each = days.map(day => model.ofDay(day).length)
  expect(each.reduce((a, b) => a + b, 0) / 5).toBeGreaterThan(38)
  expect(each.reduce((a, b) => a + b, 0) / 5).toBeLessThan(52)
  expect(all.length / KEPT_DAYS).toBeGreaterThan(33)
  expect(new Set(all.map(({ town }) => town.district)).size).toBe(7)
  expect(new Set(all.map(({ town }) => town.code)).size).toBeGreaterThan(45)
  expect(new Set(all.map(({ no }) => no)).size).toBe(all.length)
  expect(Math.min(...all.map(({ parties }) => parties))).toBe(2)
  expect(share(all, ({ community }) => community !== null)).toBeGreaterThan(0.6)
})

/** Those that are old enough to be over, whatever became of them. */
const old = all.filter(({ registeredAt }) => registeredAt < NOW - 75 * DAY)
const named = ({ steps }: Dispute, name: Step['name']) => steps.filter(step => step.name === name)

test('[DPU2] (LYX-17) small ones stay in the village, and steps follow one another', () => {
  const settledBy = (each: Dispute) => named(each, '上报').at(-1)?.to ?? each.level
  const settled = old.filter(each => named(each, '达成协议').length > 0)
  expect(share(old, each => named(each, '达成协议').length > 0)).toBeGreaterThan(0.85)
  const near = share(settled, each => ['村', '镇'].includes(settledBy(each)))
  expect(near).toBeGreaterThan(0.95)
  expect(near).toBeLessThan(1)
  expect(share(settled, each => settledBy(each) === '村')).toBeGreaterThan(0.55)
  for (const { steps, registeredAt, level } of all) {
    const times = [registeredAt, ...steps.map(({ at }) => at)]
    expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true)
    const ups = steps.flatMap(({ to }) => (to === null ? [] : [LEVELS.indexOf(to)]))
    expect(ups).toEqual(ups.map((_, i) => LEVELS.indexOf(level) + 1 + i))
  }
})

test('[DPU3] nearly all are taken on within three days and settled within thirty', () => {
  const accepted = all.map(({ registeredAt, steps }) => steps[0]!.at - registeredAt)
  expect(share(accepted, span => span <= 3 * DAY)).toBeGreaterThan(0.97)
  expect(share(accepted, span => span > 3 * DAY)).toBeGreaterThan(0.003)
  const spans = all.flatMap(each => {
    const [from, to] = [named(each, '受理').at(-1), named(each, '达成协议')[0]]
    return from === undefined || to === undefined ? [] : [to.at - from.at]
  })
  expect(share(spans, span => span <= 30 * DAY)).toBeGreaterThan(0.95)
  expect(share(spans, span => span > 30 * DAY)).toBeGreaterThan(0.005)
  expect(share(all, each => named(each, '延期').length > 0)).toBeGreaterThan(0.003)
})

const rowsIn = () => {
  const file = openSqlite(`${city.folder}/dispute/dispute.sqlite`)
  const read = Object.values(TABLES).map(({ name }) =>
    file.database.prepare(`SELECT * FROM ${name} ORDER BY row_id`).all(),
  )
  file.close()
  return read
}

test('[DPU4] the tables hold what is true now, and the same again for the same seed', async () => {
  const running = await createDispute(city).start()
  const [cases, steps] = rowsIn()
  expect(cases).toHaveLength(all.length)
  const happened = all.flatMap(each => stepRows(city, each)).filter(({ at }) => at <= NOW)
  expect(steps).toHaveLength(happened.length)
  expect(JSON.stringify(cases![0])).toBe(JSON.stringify(caseRow(city, all[0]!).row))
  const before = JSON.stringify(rowsIn())
  await running.stop()
  const again = await createDispute(city).start()
  expect(JSON.stringify(rowsIn())).toBe(before)
  await again.stop()
})

test('[DPU4] (A15) what happens later comes later, and out of order it has no tables', async () => {
  const upstream = createDispute(city)
  const running = await upstream.start()
  const before = rowsIn()[1]!.length
  await city.clock.advance(NOW + DAY / 12)
  expect(rowsIn()[1]!.length).toBeGreaterThan(before)
  upstream.outage(true)
  await city.clock.advance(city.clock.now() + 2 * 60_000)
  expect(rowsIn).toThrow('no such table')
  await running.stop()
})
