import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, dayNumber } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { TRADES } from './firms.ts'
import { createMatterModel, isTransfer, KEPT_DAYS, standingAt, type Matter } from './matters.ts'
import { TABLES } from './tables.ts'
import { createUtility } from './utility.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
const model = createMatterModel(city)
const all = model.until(NOW)
const outages = all.filter(matter => !isTransfer(matter))
const transfers = all.filter(isTransfer)
afterAll(() => city.remove())

const share = (matters: readonly Matter[], of: (matter: Matter) => boolean) =>
  matters.filter(of).length / matters.length
const last = (matter: Matter) => matter.course.at(-1)!

test('[UTL1] 26 firms of four trades, each with a name of its own, and homes fall to a firm of their district', () => {
  const { firms } = model
  expect(firms).toHaveLength(26)
  expect(new Set(firms.map(({ name }) => name)).size).toBe(26)
  expect(new Set(firms.map(({ trade }) => trade))).toEqual(new Set(TRADES))
  for (const { firm, area } of all) {
    const own = firms.filter(each => each.trade === firm.trade && each.district === area.slice(0, 6))
    if (own.length > 0) expect(own).toContain(firm)
  }
})

describe('[UTL2] outages', () => {
  test('[UTL2] some six a day, promised back, most of them by then and some late', () => {
    expect(outages.length / KEPT_DAYS).toBeGreaterThan(4)
    expect(outages.length / KEPT_DAYS).toBeLessThan(8)
    const late = share(outages, matter => last(matter).at > matter.dueAt!)
    expect(late).toBeGreaterThan(0)
    expect(late).toBeLessThan(0.15)
    for (const { households, at, dueAt } of outages) {
      expect(households).toBeGreaterThan(0)
      expect(dueAt! - at).toBeGreaterThanOrEqual(2 * HOUR)
    }
  })

  test('[UTL2] heat fails while there is heat', () => {
    expect(outages.some(({ firm }) => firm.trade === '供热')).toBe(true)
    const summer = createMatterModel(city).until(Date.parse('2026-07-20T12:00:00+08:00'))
    expect(summer.filter(matter => !isTransfer(matter) && matter.firm.trade === '供热')).toEqual([])
  })
})

describe('[UTL3] transfers', () => {
  test('[UTL3] each home hands over water and power, most gas and heat too, once each', () => {
    const homes = Map.groupBy(transfers, ({ registration }) => registration)
    expect(homes.size).toBeGreaterThan(200)
    for (const home of homes.values()) {
      const trades = home.map(({ firm }) => firm.trade)
      expect(trades).toEqual(expect.arrayContaining(['供水', '供电']))
      expect(new Set(trades).size).toBe(trades.length)
    }
  })

  test('[UTL3] most are done within a working day, some wait for what is owed, a few are withdrawn', () => {
    const lastDay = (matter: Matter) => city.calendar.add(dayNumber(matter.at), 1)
    const inTime = share(
      transfers,
      matter => last(matter).done && dayNumber(last(matter).at) <= lastDay(matter),
    )
    expect(inTime).toBeGreaterThan(0.8)
    const stopped = (stop: string) =>
      share(transfers, ({ course }) => course.some(each => each.stop === stop))
    expect([stopped('欠费待缴') > 0.02, stopped('用户撤回') > 0]).toEqual([true, true])
  })
})

test('[UTL4] (A14) some are over before they began', () => {
  const odd = cityForTests({ at: AT, rates: { A14: 0.1 } })
  const wrong = createMatterModel(odd)
    .until(NOW)
    .filter(matter => (standingAt(matter, NOW).doneAt ?? Infinity) < matter.at)
  expect(wrong.length).toBeGreaterThan(10)
  odd.remove()
})

test('[UTL5] (A15) tables hold what is true now, and nothing of later; a silent system has none', async () => {
  const mine = cityForTests({ at: AT, rates: { A15: 0 } })
  const upstream = createUtility(mine)
  const running = await upstream.start()
  const file = openSqlite(running.address)
  const of = (sql: string) => (file.database.prepare(sql).get() as { readonly n: unknown }).n
  const told = createMatterModel(mine).until(NOW)
  expect(of(`SELECT count(*) n FROM ${TABLES.firms.name}`)).toBe(26)
  expect(of(`SELECT count(*) n FROM ${TABLES.transfers.name}`)).toBe(told.filter(isTransfer).length)
  const open = told.filter(matter => !isTransfer(matter) && last(matter).at > NOW)
  expect(of(`SELECT count(*) n FROM ${TABLES.outages.name} WHERE restored_at IS NULL`)).toBe(open.length)
  for (const table of [TABLES.outages, TABLES.transfers])
    expect(of(`SELECT max(updated_at) n FROM ${table.name}`)! <= '2026-11-24 10:24:00').toBe(true)
  const later = NOW + 2 * DAY
  await mine.clock.advance(later)
  const now = createMatterModel(mine).until(later)
  const openLater = now.filter(matter => isTransfer(matter) && standingAt(matter, later).doneAt === null)
  const since = `registered_at >= '2026-11-22'`
  expect(of(`SELECT count(*) n FROM ${TABLES.transfers.name} WHERE done_at IS NULL AND ${since}`)).toBe(
    openLater.filter(({ at }) => at >= Date.parse('2026-11-22T00:00:00+08:00')).length,
  )
  upstream.outage(true)
  await mine.clock.advance(later + HOUR)
  expect(() => of(`SELECT count(*) n FROM ${TABLES.firms.name}`)).toThrow(/no such table/)
  file.close()
  await running.stop()
  mine.remove()
})

test('[UTL5] the same seed makes the same matters', () => {
  const twin = cityForTests({ at: AT })
  expect(createMatterModel(twin).until(NOW)).toEqual(all)
  twin.remove()
})
