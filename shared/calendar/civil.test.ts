import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as civil from './civil.ts'
import { parseInstant } from './instant.ts'
import {
  addMonths,
  addYears,
  monthsBetween,
  quarterOf,
  startOfMonth,
  startOfQuarter,
  startOfYear,
} from './months.ts'

const { DAY, dateOfDay, dayOfDate } = civil

/** UTC fields of a Date are an independent calendar: a day number is the UTC day of the shifted instant. */
const dateByEngine = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

test('[CAL1] every day of 1900 to 2200 and every seventeenth of the years 1 to 9999 has its date and weekday', () => {
  const wrong: number[] = []
  const agrees = (day: number) => {
    const date = dateByEngine(day)
    const weekday = new Date(day * DAY).getUTCDay() || 7
    return dateOfDay(day) === date && dayOfDate(date) === day && civil.weekdayOf(day) === weekday
  }
  for (let day = civil.FIRST_DAY; day <= civil.LAST_DAY; day += 17) if (!agrees(day)) wrong.push(day)
  for (let day = dayOfDate('1900-01-01'); day <= dayOfDate('2200-12-31'); day++)
    if (!agrees(day)) wrong.push(day)
  expect(wrong).toEqual([])
  expect([dateOfDay(civil.FIRST_DAY), dateOfDay(civil.LAST_DAY)]).toEqual(['0001-01-01', '9999-12-31'])
})

test('[CAL1] a day begins at 16:00 UTC of the day before and ends a millisecond before the next', () => {
  const midnight = Date.parse('2026-02-23T16:00:00Z')
  expect(civil.civilOf(midnight - 1)).toBe('2026-02-23')
  expect(civil.civilOf(midnight)).toBe('2026-02-24')
  const day = civil.dayNumber(midnight)
  expect(civil.startOfDay(day)).toBe(midnight)
  expect(civil.endOfDay(day)).toBe(midnight + DAY - 1)
  expect(civil.minuteOfDay(midnight - 1)).toBe(1439)
  expect(civil.timeOfDay(midnight + 61_000)).toBe(61_000)
  expect(civil.civilOf(-1)).toBe('1970-01-01')
})

test('[CAL1] summers of daylight saving are read in standard time', () => {
  expect(civil.isoOf(Date.parse('1988-07-01T15:30:00Z'))).toBe('1988-07-01T23:30:00.000+08:00')
})

test('[CAL2] what is no existing date is refused', () => {
  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-01',
    '26-01-01',
    '0000-01-01',
  ])
    expect(civil.parseDate(text), text).toBeNull()
  expect(civil.parseDate('2026-02-24 ')).toBeNull()
  expect(civil.parseDate('2028-02-29')).toBe(dayOfDate('2028-02-28') + 1)
  expect(() => dayOfDate('2026-02-30')).toThrow("'2026-02-30' is not a date")
  for (const day of [civil.FIRST_DAY - 1, civil.LAST_DAY + 1, 0.5, NaN, Infinity])
    expect(() => dateOfDay(day), String(day)).toThrow(RangeError)
})

test('[CAL3] an instant is written with +08:00 and read back', () => {
  expect(civil.isoOf(Date.parse('2026-11-22T02:03:04.005Z'))).toBe('2026-11-22T10:03:04.005+08:00')
  const years1to9999 = fc.integer({ min: -62_135_596_800_000, max: 253_402_271_999_999 })
  fc.assert(
    fc.property(years1to9999, at => {
      expect(parseInstant(civil.isoOf(at))).toBe(at)
      expect(Date.parse(civil.isoOf(at))).toBe(at)
    }),
  )
})

test('[CAL3] every ISO form with an offset is the same instant', () => {
  const at = Date.parse('2026-11-22T02:03:00Z')
  for (const text of [
    '2026-11-22T10:03:00+08:00',
    '2026-11-22 10:03+0800',
    '2026-11-22t10:03:00.0009+08',
    '2026-11-22T02:03:00Z',
    '2026-11-21T21:33:00,000-04:30',
  ])
    expect(parseInstant(text), text).toBe(at)
  expect(parseInstant('2026-11-21T24:00:00+08:00')).toBe(civil.startOfDay(dayOfDate('2026-11-22')))
  expect(parseInstant('2026-12-31T23:59:60Z')).toBe(Date.parse('2027-01-01T00:00:00Z'))
})

test('[CAL3] a text without an offset, or of no instant, is null', () => {
  for (const text of [
    ...['2026-11-22T10:03:00', '2026-11-22', '', '2026-02-30T10:00:00Z', '2026-11-22T24:00:01Z'],
    ...['2026-11-22T25:00Z', '2026-11-22T10:60Z', '2026-11-22T10:00:61Z', '2026-11-22T10:00:00+15:00'],
    ...['2026-11-22T10:00:00+08:60', ' 2026-11-22T10:00:00Z', '2026-11-22T10:00:00.Z', '２０26-11-22T10:00Z'],
  ])
    expect(parseInstant(text), text).toBeNull()
})

test('[CAL4] a month later is the same day or the last of the month', () => {
  const later = (date: string, n: number) => dateOfDay(addMonths(dayOfDate(date), n))
  expect(later('2026-01-31', 1)).toBe('2026-02-28')
  expect(later('2027-11-30', 3)).toBe('2028-02-29')
  expect(later('2026-12-15', 1)).toBe('2027-01-15')
  expect(later('2026-03-31', -1)).toBe('2026-02-28')
  expect(later('2026-01-15', -13)).toBe('2024-12-15')
  expect(dateOfDay(addYears(dayOfDate('2028-02-29'), 1))).toBe('2029-02-28')
})

test('[CAL4] months between two days are whole when a month was added, and grow with every day', () => {
  const day = fc.integer({ min: dayOfDate('1990-01-01'), max: dayOfDate('2100-12-31') })
  fc.assert(
    fc.property(day, fc.nat(400), (from, n) => {
      expect(monthsBetween(from, addMonths(from, n))).toBe(n)
      expect(monthsBetween(from, from + n + 1)).toBeGreaterThan(monthsBetween(from, from + n))
    }),
  )
  expect(monthsBetween(dayOfDate('2026-01-31'), dayOfDate('2026-03-15'))).toBeCloseTo(1 + 15 / 31)
})

test('[CAL4] months, quarters and years begin where they should', () => {
  const day = dayOfDate('2026-11-22')
  expect([startOfMonth, startOfQuarter, startOfYear].map(f => dateOfDay(f(day)))).toEqual([
    '2026-11-01',
    '2026-10-01',
    '2026-01-01',
  ])
  const quarters = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-09-30', '2026-12-31']
  expect(quarters.map(date => quarterOf(dayOfDate(date)))).toEqual([1, 1, 2, 3, 4])
})
