import { afterAll, expect, test } from 'vitest'
import { DAY, HOUR, dayOfDate } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { createReceptionModel, type Visit } from './model.ts'
import { createReception } from './reception.ts'
import { SORTS } from './sorts.ts'
import { stepRows, TABLES, visitRow } from './tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
afterAll(() => city.remove())
const model = createReceptionModel(city)
const all = model.until(NOW)
const share = <T>(items: readonly T[], of: (item: T) => boolean) => items.filter(of).length / items.length
/** A year and more, for what is seldom. */
const years = Array.from({ length: 500 }, (_, i) => dayOfDate('2026-11-20') - i).flatMap(model.ofDay)

test('[RCP1] (PRV-01) three to six a day everywhere, of four subjects as the first town had them', () => {
  expect(years.length / 500).toBeGreaterThan(3)
  expect(years.length / 500).toBeLessThan(6)
  expect(new Set(years.map(({ town }) => town.code)).size).toBeGreaterThan(45)
  expect(new Set(years.map(({ no }) => no)).size).toBe(years.length)
  expect(SORTS.map(({ name, weight }) => [name, weight])).toEqual([
    ['咨询', 26],
    ['诉求', 27],
    ['来访', 12],
    ['矛盾', 9],
  ])
  for (const { name, weight } of SORTS)
    expect(Math.abs(share(years, ({ subject }) => subject === name) - weight / 74), name).toBeLessThan(0.03)
  for (const { title, words, steps } of years)
    expect([title, words, ...steps.map(({ name }) => name)].join()).not.toMatch(/先生|女士|1[3-9]\d{9}/)
})

const names = ({ steps }: Visit) => steps.map(({ name }) => name)

test('[RCP2] (DOMAIN 2.3-6) three ways, and steps follow one another', () => {
  const ways = new Set(years.map(visit => names(visit).join(' ')))
  expect([...ways].sort()).toEqual(
    ['当场答复', '24小时解决 办结', '24小时解决 困难上报 领导定时限 办结', '困难上报 领导定时限 办结'].sort(),
  )
  for (const { cameAt, steps, no } of years) {
    const times = [cameAt, ...steps.map(({ at }) => at)]
    expect(
      times.every((at, i) => i === 0 || at > times[i - 1]!),
      no,
    ).toBe(true)
    for (const { name, at, dueAt } of steps)
      expect(dueAt !== null && dueAt > at, no).toBe(name === '领导定时限')
  }
})

test('[RCP3] nearly all that can be solved is solved within its day, and some terms are missed', () => {
  const solvable = years.filter(visit => names(visit)[0] === '24小时解决')
  const inTime = share(solvable, ({ cameAt, steps }) => steps.at(-1)!.at - cameAt <= DAY)
  expect(inTime).toBeGreaterThan(0.86)
  expect(inTime).toBeLessThan(0.98)
  const termed = years.filter(visit => names(visit).includes('领导定时限'))
  const missed = share(termed, ({ steps }) => steps.at(-1)!.at > steps.at(-2)!.dueAt!)
  expect(missed).toBeGreaterThan(0.01)
  expect(missed).toBeLessThan(0.15)
})

const rowsIn = () => {
  const file = openSqlite(`${city.folder}/reception/reception.sqlite`)
  const read = Object.values(TABLES).map(({ name }) =>
    file.database.prepare(`SELECT * FROM ${name} ORDER BY row_id`).all(),
  )
  file.close()
  return read
}

test('[RCP4] the tables hold what is true now, and the same again for the same seed', async () => {
  const running = await createReception(city).start()
  const [visits, steps] = rowsIn()
  expect(visits).toHaveLength(all.length)
  expect(steps).toHaveLength(all.flatMap(each => each.steps).filter(({ at }) => at <= NOW).length)
  expect(JSON.stringify(visits![0])).toBe(JSON.stringify(visitRow(all[0]!).row))
  const before = JSON.stringify(rowsIn())
  await running.stop()
  const again = await createReception(city).start()
  expect(JSON.stringify(rowsIn())).toBe(before)
  await again.stop()
})

test('[RCP4] (A15) what happens later comes later, and out of order it has no tables', async () => {
  const upstream = createReception(city)
  const running = await upstream.start()
  const before = rowsIn()[1]!.length
  await city.clock.advance(NOW + 6 * HOUR)
  expect(rowsIn()[1]!.length).toBeGreaterThan(before)
  upstream.outage(true)
  await city.clock.advance(city.clock.now() + 2 * 60_000)
  expect(rowsIn).toThrow('no such table')
  await running.stop()
})

test('[RCP5] A14 and A24 near their rates, none when off', () => {
  const oddIn = (rates: Rates) => {
    const other = cityForTests({ at: AT, rates })
    const visits = createReceptionModel(other).until(NOW)
    const doneAt = (visit: Visit) => String(stepRows(other, visit).at(-1)!.row['done_at'])
    const odd = visits.filter(visit => doneAt(visit) < String(visitRow(visit).row['came_at']))
    other.remove()
    return [odd.length, visits.filter(({ words }) => /0419|000000190001/.test(words ?? '')).length]
  }
  expect(oddIn({ A14: 0, A24: 0 })).toEqual([0, 0])
  const [odd, personal] = oddIn({ A14: 0.2, A24: 0.2 })
  expect(odd).toBeGreaterThan(40)
  expect(personal).toBeGreaterThan(40)
})
