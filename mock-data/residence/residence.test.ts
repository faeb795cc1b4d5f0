import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, dayNumber, dayOfDate } from '../../shared/calendar/civil.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { createCheckModel, KEPT_DAYS, standingAt, type Check } from './checks.ts'
import { createCounts, RESIDENCE_TOTALS, totalsOf, type Counted, type Counts } from './counts.ts'
import { broughtOn, morningsBetween, type Morning } from './mornings.ts'
import { createResidence } from './residence.ts'
import { TABLES } from './tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const TODAY = dayOfDate('2026-11-24')
const city = cityForTests({ at: AT })
const counts = createCounts(city)
const all = createCheckModel(city).until(NOW)
afterAll(() => city.remove())

const NAMES = Object.keys(RESIDENCE_TOTALS) as Counted[]
const sumOf = (each: Iterable<Counts>, name: Counted) => [...each].reduce((sum, one) => sum + one[name], 0)
const share = <T>(items: readonly T[], of: (item: T) => boolean) => items.filter(of).length / items.length

describe('[RSD1] communities and villages count', () => {
  test('[RSD1] they add up to the census on its day, and to the city on every day', () => {
    const { registered, floating, homes } = RESIDENCE_TOTALS
    expect([registered + floating, homes]).toEqual([1_604_600, 742_000])
    expect(totalsOf(city, dayOfDate('2026-11-01'))).toEqual(RESIDENCE_TOTALS)
    for (const date of ['2026-11-01', '2026-11-24', '2027-03-01']) {
      const day = counts(dayOfDate(date))
      expect(day.size).toBe(714)
      for (const name of NAMES)
        expect(sumOf(day.values(), name), name).toBe(totalsOf(city, dayOfDate(date))[name])
    }
  })

  test('[RSD1] of the homes some are let, some are vacant, and never more than there are', () => {
    for (const each of counts(TODAY).values()) {
      expect(each.rented + each.vacant).toBeLessThan(each.homes)
      expect(each.registered).toBeGreaterThan(each.elderlyAlone)
      expect(each.households).toBeLessThan(each.registered)
    }
  })

  test('[RSD1] from one day to the next few of them change, and by little', () => {
    const [before, now] = [counts(TODAY - 1), counts(TODAY)]
    for (const [code, { floating }] of now)
      expect(Math.abs(floating - before.get(code)!.floating)).toBeLessThan(12)
  })
})

const told = (of: CityForTests, from: number, to: number) => morningsBetween(of, createCounts(of), from, to)
const districtOf = ({ community }: Morning) => community.code.slice(0, 6)

describe('[RSD2] mornings', () => {
  test('[RSD2] each district brings its counts before seven, and of a month the last stand', () => {
    const mornings = broughtOn(city, counts, TODAY)
    for (const { toldAt, countedAt } of mornings) {
      expect(toldAt).toBeGreaterThan(countedAt)
      expect(toldAt).toBeLessThan(Date.parse('2026-11-24T07:00:00+08:00'))
    }
    expect(new Set(mornings.map(({ toldAt }) => toldAt)).size).toBe(7)
    const stand = told(city, Number.NEGATIVE_INFINITY, NOW)
    expect(stand).toHaveLength(2 * 714)
    expect(
      stand.filter(({ month }) => month === '2026-11').every(({ toldAt }) => dayNumber(toldAt) === TODAY),
    ).toBe(true)
    expect(
      new Set(stand.filter(({ month }) => month === '2026-10').map(({ toldAt }) => dayNumber(toldAt))),
    ).toEqual(new Set([dayOfDate('2026-10-31')]))
  })

  test('[RSD2] in the middle of a morning some have come', () => {
    const early = told(city, Number.NEGATIVE_INFINITY, Date.parse('2026-11-24T06:20:00+08:00'))
    const today = early.filter(({ toldAt }) => dayNumber(toldAt) === TODAY)
    expect(new Set(today.map(districtOf)).size).toBe(2)
    expect(early).toHaveLength(2 * 714)
  })

  test('[RSD2] what came in pieces is what there is in the end', () => {
    const monday = Date.parse('2026-11-23T03:00:00+08:00')
    const pieces = new Map<string, Morning>()
    for (let at = monday; at < NOW; at += 7 * HOUR)
      for (const each of told(city, at, Math.min(at + 7 * HOUR, NOW))) pieces.set(each.community.code, each)
    const whole = told(city, Number.NEGATIVE_INFINITY, NOW).filter(({ month }) => month === '2026-11')
    expect(pieces.size).toBe(714)
    for (const each of whole) expect(pieces.get(each.community.code)).toEqual(each)
  })

  test('[RSD2] (A4) a district that is late comes in the afternoon', () => {
    const late = cityForTests({ at: AT, rates: { A4: 0.5 } })
    const mornings = broughtOn(late, createCounts(late), TODAY)
    const afternoon = mornings.filter(({ toldAt }) => toldAt > Date.parse('2026-11-24T13:00:00+08:00'))
    const districts = new Set(afternoon.map(districtOf)).size
    expect([districts > 0, districts < 7]).toEqual([true, true])
    const stand = told(late, Number.NEGATIVE_INFINITY, NOW).filter(({ month }) => month === '2026-11')
    expect(stand).toHaveLength(714)
    expect(new Set(stand.map(({ toldAt }) => dayNumber(toldAt)))).toEqual(new Set([TODAY - 1, TODAY]))
    late.remove()
  })
})

test('[RSD3] (A9) the last day of a month is looked at before it is closed', () => {
  const odd = cityForTests({ at: AT, rates: { A9: 1 } })
  const spoilt = (date: string) => {
    const day = dayOfDate(date)
    const right = createCounts(odd)(day)
    return broughtOn(odd, createCounts(odd), day).filter(
      ({ community, counts }) => counts.homes + counts.registered > 90 * right.get(community.code)!.homes,
    )
  }
  expect(spoilt('2026-10-30').length).toBeGreaterThan(0)
  expect(spoilt('2026-10-31')).toEqual([])
  odd.remove()
})

test('[RSD3] (A9) two noughts too many are right a day later, and looked at', () => {
  const odd = cityForTests({ at: AT, rates: { A9: 0.1 } })
  const [wrong, after] = [TODAY - 1, TODAY].map(day => broughtOn(odd, createCounts(odd), day)) as [
    Morning[],
    Morning[],
  ]
  const right = createCounts(odd)(TODAY - 1)
  const spoilt = wrong.filter(({ community, counts }) => counts !== right.get(community.code))
  const isNoughts = ({ community, counts }: Morning) => {
    const of = right.get(community.code)!
    return counts.homes === of.homes * 100 || counts.registered === of.registered * 100
  }
  expect(spoilt.length).toBeGreaterThan(0)
  expect(spoilt.filter(isNoughts).length).toBeGreaterThan(0)
  const codes = new Set(spoilt.map(({ community }) => community.code))
  const next = after.filter(({ community, confirmed }) => codes.has(community.code) && confirmed)
  expect(next.length).toBeGreaterThan(0)
  odd.remove()
})

const old = all.filter(({ issuedAt }) => issuedAt < NOW - 25 * DAY)
const lateOf = (check: Check) => {
  const { doneAt } = standingAt(check, NOW)
  return doneAt !== null && dayNumber(doneAt) > city.calendar.add(dayNumber(check.issuedAt), check.sort.limit)
}

describe('[RSD4] checks', () => {
  test('[RSD4] some sixty on a working day, in all districts, by six sorts', () => {
    const ofDay = (date: string) =>
      all.filter(({ issuedAt }) => dayNumber(issuedAt) === dayOfDate(date)).length
    const each = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map(ofDay)
    expect(each.reduce((a, b) => a + b, 0) / 5).toBeGreaterThan(50)
    expect(each.reduce((a, b) => a + b, 0) / 5).toBeLessThan(70)
    expect(ofDay('2026-11-22')).toBeLessThan(30)
    expect(new Set(all.map(({ town }) => town.district)).size).toBe(7)
    expect(new Set(all.map(({ sort }) => sort.name)).size).toBe(6)
    expect(new Set(all.map(({ no }) => no)).size).toBe(all.length)
    expect(all.every(({ issuedAt }) => issuedAt > NOW - (KEPT_DAYS + 1) * DAY)).toBe(true)
  })

  test('[RSD4] nearly all are over in time, some with nobody at home at first, some late', () => {
    const over = old.filter(check => standingAt(check, NOW).doneAt !== null)
    expect(over.length).toBe(old.length)
    expect(share(over, lateOf)).toBeGreaterThan(0.01)
    expect(share(over, lateOf)).toBeLessThan(0.1)
    expect(share(over, check => standingAt(check, NOW).visits > 1)).toBeGreaterThan(0.05)
    expect(share(over, check => standingAt(check, NOW).finding === '已更正')).toBeGreaterThan(0.15)
    expect(share(over, check => standingAt(check, NOW).finding === '任务撤销')).toBeLessThan(0.06)
    const open = all.filter(check => standingAt(check, NOW).doneAt === null)
    expect(open.length).toBeGreaterThan(80)
    for (const { course, issuedAt } of all) {
      const times = [issuedAt, ...course.map(({ at }) => at)]
      expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true)
    }
  })

  test('[RSD5] (A14) some are said to be taken on before they were given out', () => {
    const odd = cityForTests({ at: AT, rates: { A14: 0.1 } })
    const checks = createCheckModel(odd).until(NOW)
    const before = (check: Check) => (standingAt(check, NOW).takenAt ?? Infinity) < check.issuedAt
    expect(share(checks, before)).toBeGreaterThan(0.03)
    expect(all.some(before)).toBe(false)
    odd.remove()
  })
})

const rowsIn = () => {
  const file = openSqlite(`${city.folder}/residence/residence.sqlite`)
  const read = Object.values(TABLES).map(({ name }) =>
    file.database.prepare(`SELECT * FROM ${name} ORDER BY row_id`).all(),
  )
  file.close()
  return read
}

test('[RSD6] the tables hold what is true now, and the same again for the same seed', async () => {
  const running = await createResidence(city).start()
  const [counted, checks] = rowsIn()
  expect(counted).toHaveLength(2 * 714)
  expect(checks).toHaveLength(all.length)
  const done = all.filter(check => standingAt(check, NOW).doneAt !== null)
  expect(checks!.filter(row => row['done_at'] !== null)).toHaveLength(done.length)
  const before = JSON.stringify(rowsIn())
  await running.stop()
  const again = await createResidence(city).start()
  expect(JSON.stringify(rowsIn())).toBe(before)
  await again.stop()
})

test('[RSD6] (A15) what happens later comes later, and out of order it has no tables', async () => {
  const upstream = createResidence(city)
  const running = await upstream.start()
  const before = rowsIn()[1]!.length
  await city.clock.advance(NOW + DAY / 12)
  expect(rowsIn()[1]!.length).toBeGreaterThan(before)
  upstream.outage(true)
  await city.clock.advance(city.clock.now() + 2 * 60_000)
  expect(rowsIn).toThrow('no such table')
  await running.stop()
})
