import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DAY, dateOfDay, dayNumber, dayOfDate, MINUTE, startOfDay } from '../shared/calendar/civil.ts'
import { parseCalendar, type CalendarDocument } from '../shared/calendar/document.ts'
import { chinaCalendar, everyDayCalendar } from './calendar-document.ts'

const shipped = (id: string): unknown =>
  JSON.parse(readFileSync(new URL(`../documents/calendars/${id}.json`, import.meta.url), 'utf8'))

test('[CAL11] the shipped documents are what the script builds, and parse', () => {
  for (const document of [chinaCalendar(), everyDayCalendar()]) {
    expect(shipped(document.id)).toEqual(document)
    expect(parseCalendar(document).ok).toBe(true)
  }
})

const { statutory, coverage } = chinaCalendar() satisfies CalendarDocument
const YEARS = Array.from({ length: 2100 - 2026 }, (_, i) => 2027 + i)
const daysNamed = (year: number, name: string): string[] =>
  Object.entries(statutory).flatMap(([date, names]) =>
    date.startsWith(`${year}-`) && names.split('、').includes(name) ? [date] : [],
  )

test('[CAL9] each year from the first without a notice to 2100 has its 13 statutory days', () => {
  for (const year of YEARS) {
    const counts = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'].map(
      name => daysNamed(year, name).length,
    )
    expect(counts, String(year)).toEqual([1, 4, 1, 2, 1, 1, 3])
  }
  expect(Object.keys(statutory).every(date => date > coverage.to && date <= '2100-12-31')).toBe(true)
  expect(statutory['2031-10-01']).toBe('中秋、国庆节')
})

test.each([
  [2027, '02-06', '04-05', '06-09', '09-15'],
  [2028, '01-26', '04-04', '05-28', '10-03'],
  [2029, '02-13', '04-04', '06-16', '09-22'],
  [2030, '02-03', '04-05', '06-05', '09-12'],
])('[CAL9] %i as the almanacs print it', (year, newYear, ...others) => {
  const eve = dayOfDate(`${year}-${newYear}`) - 1
  expect(daysNamed(year, '春节')).toEqual([0, 1, 2, 3].map(i => dateOfDay(eve + i)))
  expect(['清明', '端午', '中秋'].map(name => daysNamed(year, name)[0]!.slice(5))).toEqual(others)
})

const EPOCH_JD = 2_440_587.5
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180)

/** The new moon nearest to an instant, good to a few minutes (Meeus, Astronomical Algorithms, chapter 49). */
function newMoonNear(at: number): number {
  const k = Math.round((at / DAY + EPOCH_JD - 2_451_550.09766) / 29.530588861)
  const t = k / 1236.85
  const e = 1 - 0.002516 * t
  const sun = 2.5534 + 29.1053567 * k
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t
  const day =
    mean -
    0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * node) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * node) -
    0.00057 * sin(moon + 2 * node) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * node) +
    0.00038 * e * sin(sun - 2 * node) -
    0.00024 * e * sin(2 * moon - sun)
  return (day - EPOCH_JD) * DAY
}

/** Apparent longitude of the sun in degrees, good to a hundredth (chapter 25). */
function sunLongitude(at: number): number {
  const t = (at / DAY + EPOCH_JD - 2_451_545) / 36_525
  const anomaly = 357.52911 + 35_999.05029 * t
  const centre =
    (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
  const apparent = 280.46646 + 36_000.76983 * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)
  return ((apparent % 360) + 360) % 360
}

/** The formulas leave out some minutes, and the clock of the heavens runs up to three ahead of ours by 2100. */
const SLACK = 20 * MINUTE

test.each([
  ['春节', 1, 0, '01-21', '02-21'],
  ['端午', 0, 4, '05-27', '06-26'],
  ['中秋', 0, 14, '09-07', '10-08'],
])('[CAL9] %s lies where the moon puts it, every year', (name, place, age, earliest, latest) => {
  for (const year of YEARS) {
    const date = daysNamed(year, name)[place]!
    const firstOfMonth = dayOfDate(date) - age
    const moon = newMoonNear(startOfDay(firstOfMonth) + DAY / 2)
    expect([dayNumber(moon - SLACK), dayNumber(moon + SLACK)], date).toContain(firstOfMonth)
    expect(date.slice(5) >= earliest && date.slice(5) <= latest, date).toBe(true)
  }
})

test('[CAL9] 清明 is the day on which the sun reaches 15 degrees, every year', () => {
  for (const year of YEARS) {
    const day = dayOfDate(daysNamed(year, '清明')[0]!)
    expect(sunLongitude(startOfDay(day) - SLACK), String(year)).toBeLessThan(15)
    expect(sunLongitude(startOfDay(day + 1) + SLACK), String(year)).toBeGreaterThan(15)
  }
})
