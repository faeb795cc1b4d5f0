import { expect, test } from 'vitest'
import { HOUR, dayOfDate, startOfDay, timeOfDay } from '../shared/calendar/civil.ts'
import { createCalendar } from './calendar.ts'
import { dayFactor, heatingFactor, HOURLY, instantsOfDay, type Stream } from './day-shape.ts'
import { stream } from './random.ts'
import { createWeather, heating } from './weather.ts'

const day = dayOfDate
const NATIONAL_DAY = day('2026-10-01')
const calendar = createCalendar({ holidays: new Set([NATIONAL_DAY]), makeUps: new Set([day('2026-10-10')]) })
const mild = () => ({ temperature: 15, coldness: 0, snow: 0, rain: 0, rainHour: 12, wind: 2 })
const frost = () => ({ ...mild(), temperature: -20, coldness: 1 })
const names = Object.keys(HOURLY) as Stream[]

test.each(names)('[CITY5] the hours of %s sum to 100 %% or nearly', name => {
  expect(HOURLY[name]).toHaveLength(24)
  const sum = HOURLY[name].reduce<number>((a, b) => a + b, 0)
  expect(Math.abs(sum - 100)).toBeLessThan(1)
})

test.each(names)('[CITY5] events of %s fall within their day as its hours do', name => {
  const instants = instantsOfDay(name, day('2026-11-24'), 20_000, stream('a', name))
  const counts = Array.from({ length: 24 }, () => 0)
  for (const at of instants) counts[Math.floor(timeOfDay(at) / HOUR)]!++
  const sum = HOURLY[name].reduce<number>((a, b) => a + b, 0)
  counts.forEach((count, hour) => expect(count / 20_000).toBeCloseTo(HOURLY[name][hour]! / sum, 1.8))
  expect(instants[0]).toBeGreaterThanOrEqual(startOfDay(day('2026-11-24')))
  expect(instants.at(-1)).toBeLessThan(startOfDay(day('2026-11-25')))
  expect(instants).toEqual([...instants].sort((a, b) => a - b))
})

test.each([
  ['hotline', '2026-10-20', 1],
  ['hotline', '2026-10-19', 1.15],
  ['hotline', '2026-10-17', 0.75],
  ['hotline', '2026-10-01', 0.35],
  ['hotline', '2026-10-10', 1],
  ['citymgmt', '2026-10-18', 0.9],
  ['grid', '2026-10-18', 0.6],
  ['govsvc', '2026-10-18', 0.08],
  ['govsvc', '2026-10-30', 1.2],
  ['hotline', '2026-11-03', 2.5],
] as const)('[CITY5] %s on %s is %d of an ordinary day', (name, date, factor) => {
  expect(dayFactor(name, day(date), calendar, mild)).toBeCloseTo(factor, 10)
})

test('[CITY5] frost in the heating season raises the hotline to two and a half, outside it not at all', () => {
  expect(heatingFactor(day('2026-12-15'), frost)).toBe(2.5)
  expect(heatingFactor(day('2026-12-15'), mild)).toBe(1)
  expect(heatingFactor(day('2026-05-15'), frost)).toBe(1)
  expect([
    heating(day('2026-10-31')),
    heating(day('2026-11-14')),
    heating(day('2027-03-31')),
    heating(day('2027-04-01')),
  ]).toEqual(['off', 'start', 'on', 'off'])
})

test('[CITY5] the weather has cold winters, warm summers, and the marked days', () => {
  const weather = createWeather('a')
  const meanOf = (from: string, days: number) =>
    Array.from({ length: days }, (_, i) => weather(day(from) + i).temperature).reduce((a, b) => a + b, 0) /
    days
  expect(meanOf('2026-01-01', 31)).toBeLessThan(-4)
  expect(meanOf('2026-07-01', 31)).toBeGreaterThan(21)
  expect(weather(day('2026-07-22')).rain).toBe(46)
  expect(weather(day('2026-12-08')).snow).toBe(9)
  expect(createWeather('a')(day('2026-03-03'))).toEqual(weather(day('2026-03-03')))
})
