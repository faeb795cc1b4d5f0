import { expect, test } from 'vitest'
import { compileCalendar, type Calendar } from './calendar.ts'
import { FIRST_DAY, HOUR, isoOf, LAST_DAY, startOfDay } from './civil.ts'
import { dueAt } from './due.ts'
import type { Limit, Unit } from './limit.ts'
import {
  chinaCalendar,
  chinaDocument,
  everyDayCalendar,
  instant,
  naiveDue,
  officeCalendar,
  stop,
} from './naive.fixture.ts'
import type { Pause } from './pauses.ts'

const due = (
  start: string,
  n: number,
  unit: Unit,
  calendar: Calendar = chinaCalendar,
  pauses: Pause[] = [],
) => {
  const { at } = dueAt(instant(start), { n, unit }, calendar, pauses)
  return at === null ? null : isoOf(at).slice(0, 19).replace('T', ' ')
}
const dueDate = (start: string, n: number, unit: Unit = 'workday', pauses: Pause[] = []) =>
  due(start, n, unit, chinaCalendar, pauses)?.slice(0, 10) ?? null
const workdays = (n: number): Limit => ({ n, unit: 'workday' })

test.each([
  ['2026-02-13', 5, '2026-02-27'],
  ['2026-02-14', 1, '2026-02-24'],
  ['2026-09-18', 3, '2026-09-22'],
  ['2026-09-24', 5, '2026-10-09'],
  ['2026-09-30', 1, '2026-10-08'],
  ['2026-04-30', 5, '2026-05-11'],
  ['2026-10-09', 2, '2026-10-12'],
])('[CAL12] %s and %i working days is %s (DOMAIN 2.4)', (start, n, expected) => {
  expect(dueDate(start, n)).toBe(expected)
})

test('[CAL12] the hour of the start plays no part, and the last millisecond of the day belongs to it', () => {
  const last = dueAt(instant('2026-11-24') - 1, workdays(1), chinaCalendar).at!
  expect(isoOf(last)).toBe('2026-11-24T23:59:59.999+08:00')
  expect(dueAt(instant('2026-11-23'), workdays(1), chinaCalendar).at).toBe(last)
  expect(due('2026-11-23 09:00', 1, 'workday', officeCalendar)).toBe('2026-11-24 17:00:00')
})

test('[CAL12] started on a day of rest, the next working day is the first', () => {
  expect(dueDate('2026-11-21', 1)).toBe('2026-11-23')
  expect(dueDate('2026-02-18', 2)).toBe('2026-02-25')
})

test.each([1000, 5000, 20_000])('[CAL12] %i working days, to the end of the table and on, as walked', n => {
  const start = instant('2026-11-23 10:00')
  expect(dueAt(start, workdays(n), chinaCalendar)).toEqual(naiveDue(chinaDocument, start, workdays(n), []))
})

test('[CAL13] zero days are due today, or on the next working day when today is none or has closed', () => {
  expect(due('2026-11-23 23:00', 0, 'workday')).toBe('2026-11-23 23:59:59')
  expect(dueDate('2026-11-21', 0)).toBe('2026-11-23')
  expect(due('2026-11-23 17:00', 0, 'workday', officeCalendar)).toBe('2026-11-23 17:00:00')
  expect(due('2026-11-23 17:01', 0, 'workday', officeCalendar)).toBe('2026-11-24 17:00:00')
  expect(due('2026-11-20 17:01', 0, 'day', officeCalendar)).toBe('2026-11-23 17:00:00')
  expect(due('2026-11-23 23:00', 0, 'workhour')).toBe('2026-11-23 23:00:00')
  expect(due('2026-11-23 23:00', 0, 'hour')).toBe('2026-11-23 23:00:00')
})

test.each([
  ['2026-11-23 09:00', 2, '2026-11-23 11:00:00'],
  ['2026-11-23 08:00', 4, '2026-11-23 12:00:00'],
  ['2026-11-23 11:00', 2, '2026-11-23 14:30:00'],
  ['2026-11-23 12:30', 4, '2026-11-23 17:30:00'],
  ['2026-11-23 17:30', 1, '2026-11-24 09:00:00'],
  ['2026-11-20 16:30', 2, '2026-11-23 09:00:00'],
  ['2026-02-14 16:30', 1.5, '2026-02-24 08:30:00'],
  ['2026-11-21 10:00', 8, '2026-11-23 17:30:00'],
])('[CAL14] %s and %d working hours is %s', (start, n, expected) => {
  expect(due(start, n, 'workhour')).toBe(expected)
})

test('[CAL14] a centre that works seven days a week goes on at the weekend', () => {
  expect(due('2026-11-20 16:30', 2, 'workhour', everyDayCalendar)).toBe('2026-11-21 09:00:00')
  expect(due('2026-02-16 10:00', 4, 'workhour', everyDayCalendar)).toBe('2026-02-16 15:30:00')
})

test('[CAL15] 24 hours are 24 hours, in the night, at the weekend and over New Year', () => {
  expect(due('2026-12-31 22:15', 24, 'hour')).toBe('2027-01-01 22:15:00')
  expect(due('2026-11-21 03:00', 0.25, 'hour')).toBe('2026-11-21 03:15:00')
})

test.each<[string, number, Unit, string]>([
  ['2026-01-31', 1, 'month', '2026-02-28'],
  ['2026-10-31', 3, 'month', '2027-02-01'],
  ['2026-01-01', 1, 'month', '2026-02-02'],
  ['2026-06-30', 3, 'month', '2026-09-30'],
  ['2026-07-02', 3, 'month', '2026-10-08'],
  ['2026-09-10', 10, 'day', '2026-09-20'],
  ['2026-11-20', 1, 'day', '2026-11-23'],
  ['2026-02-10', 5, 'day', '2026-02-24'],
  ['2024-02-29', 12, 'month', '2025-02-28'],
])('[CAL16] %s and %i %s is %s', (start, n, unit, expected) => {
  expect(dueDate(start, n, unit)).toBe(expected)
})

test('[CAL17] A20: over the new year of an unpublished year the answer is provisional and keeps the statutory days', () => {
  const from = instant('2026-11-23 10:00')
  const asked = (n: number) => dueAt(from, workdays(n), chinaCalendar)
  // By weekday alone these would be 01-01, 01-15 and 02-08, the third day of the Spring Festival.
  expect([29, 39, 55].map(n => isoOf(asked(n).at!).slice(0, 10))).toEqual([
    '2027-01-04',
    '2027-01-18',
    '2027-02-11',
  ])
  expect([29, 39, 55].map(n => asked(n).provisional)).toEqual([true, true, true])
  expect([24, 25, 26].map(n => [isoOf(asked(n).at!).slice(0, 10), asked(n).provisional])).toEqual([
    ['2026-12-25', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
  ])
})

test('[CAL17] each clock is provisional for the days it leans on', () => {
  const provisional = (start: string, n: number, unit: Unit) =>
    dueAt(instant(start), { n, unit }, chinaCalendar).provisional
  expect(provisional('2026-12-28 16:30', 1, 'workhour')).toBe(false)
  expect(provisional('2026-12-28 16:30', 2, 'workhour')).toBe(true)
  expect(provisional('2026-12-28 16:30', 1000, 'hour')).toBe(false)
  expect(provisional('2026-11-28', 1, 'month')).toBe(false)
  expect(provisional('2026-11-29', 1, 'month')).toBe(true)
  expect(provisional('2003-12-30', 1, 'workday')).toBe(true)
  expect(provisional('2003-12-31', 1, 'workday')).toBe(false)
  expect(provisional('2003-12-31', 0, 'workday')).toBe(true)
})

test.each<[number, string, string]>([
  [-1, 'workday', 'a limit of -1 workdays is not between 0 and'],
  [NaN, 'workhour', 'a limit of NaN workhours'],
  [Infinity, 'hour', 'a limit of Infinity hours'],
  [500_001, 'workday', 'is not between 0 and 500000'],
  [1.5, 'workday', 'workdays are counted whole'],
  [0.5, 'day', 'days are counted whole'],
  [2.5, 'month', 'months are counted whole'],
  [1, 'week', "a limit's unit cannot be 'week'"],
])('[CAL18] a limit of %d %s is refused', (n, unit, message) => {
  expect(() => dueAt(instant('2026-11-23'), { n, unit: unit as Unit }, chinaCalendar)).toThrow(message)
})

test('[CAL18] what is no instant is refused', () => {
  for (const start of [NaN, Infinity, 1e17, 0.5, -1e17])
    expect(() => dueAt(start, workdays(1), chinaCalendar), String(start)).toThrow('no instant')
})

test('[CAL18] what is just within its bounds is taken', () => {
  const [first, last] = [startOfDay(FIRST_DAY), startOfDay(LAST_DAY + 1) - 1]
  for (const start of [first, last]) {
    expect(dueAt(start, { n: 1, unit: 'hour' }, chinaCalendar).at).toBe(start + HOUR)
  }
  for (const start of [first - 1, last + 1])
    expect(() => dueAt(start, workdays(1), chinaCalendar), String(start)).toThrow('no instant')
  expect(dueAt(0, workdays(500_000), chinaCalendar).paused).toBe(false)
})

test('[CAL19] R7: the notice of a new year moves what was provisional and makes it final', () => {
  const published = compileCalendar({
    ...chinaDocument,
    coverage: { from: '2004-01-01', to: '2027-12-28' },
    holidays: { ...chinaDocument.holidays, '2027-01-01': '元旦', '2027-02-05': '春节', '2027-02-08': '春节' },
    workdays: { ...chinaDocument.workdays, '2027-01-30': '春节' },
  })
  const start = instant('2026-11-23 10:00')
  expect(dueAt(start, workdays(55), published)).toEqual({
    at: instant('2027-02-11') - 1,
    provisional: false,
    paused: false,
  })
  expect(dueAt(start, workdays(55), chinaCalendar).at).toBe(instant('2027-02-12') - 1)
})

test('[CAL20] R4: only whole days inside a stop are taken out', () => {
  const from = (a: string, b: string | null) => dueDate('2026-11-23', 5, 'workday', [stop(a, b)])
  expect(dueDate('2026-11-23', 5)).toBe('2026-11-30')
  expect(from('2026-11-24', '2026-11-26')).toBe('2026-12-02')
  expect(from('2026-11-24 09:00', '2026-11-26')).toBe('2026-12-01')
  expect(from('2026-11-24 09:00', '2026-11-25 18:00')).toBe('2026-11-30')
  expect(from('2026-11-24', '2026-11-25 23:59')).toBe('2026-12-01')
  expect(from('2026-11-28', '2026-11-30')).toBe('2026-11-30')
  expect(from('2026-11-01', '2026-11-24')).toBe('2026-11-30')
  expect(from('2026-12-01', null)).toBe('2026-11-30')
  expect(dueDate('2026-11-02', 10, 'day', [stop('2026-11-04', '2026-11-06')])).toBe('2026-11-16')
  expect(dueDate('2026-11-02', 1, 'month', [stop('2026-11-04', '2026-11-06')])).toBe('2026-12-04')
})

test('[CAL20] stops that overlap or touch are one', () => {
  const apart = [stop('2026-11-24', '2026-11-24 12:00'), stop('2026-11-24 13:00', '2026-11-25')]
  const touching = [stop('2026-11-24 12:00', '2026-11-25'), stop('2026-11-24', '2026-11-24 12:00')]
  const overlapping = [stop('2026-11-24', '2026-11-26'), stop('2026-11-25', '2026-11-25 10:00')]
  const inOrder = [...touching].reverse()
  const dues = [apart, touching, inOrder, overlapping].map(pauses =>
    dueDate('2026-11-23', 5, 'workday', pauses),
  )
  expect(dues).toEqual(['2026-11-30', '2026-12-01', '2026-12-01', '2026-12-02'])
})

test('[CAL21] hours lose exactly the time inside a stop', () => {
  const due4 = (unit: Unit, ...pauses: Pause[]) => due('2026-11-23 09:00', 4, unit, chinaCalendar, pauses)
  expect(due4('workhour', stop('2026-11-23 10:00', '2026-11-23 13:45'))).toBe('2026-11-23 16:45:00')
  expect(due4('workhour', stop('2026-11-23 12:00', '2026-11-23 13:30'))).toBe('2026-11-23 14:30:00')
  expect(due4('hour', stop('2026-11-23 10:00', '2026-11-23 10:20'))).toBe('2026-11-23 13:20:00')
  expect(due4('hour', stop('2026-11-23 08:00', '2026-11-23 09:30'))).toBe('2026-11-23 13:30:00')
  expect(due4('hour', stop('2026-11-23 13:00', '2026-11-23 18:00'))).toBe('2026-11-23 13:00:00')
})

test('[CAL22] no limit runs out while its clock stands', () => {
  const friday = (to: string) => dueDate('2026-11-23', 3, 'workday', [stop('2026-11-26 15:00', to)])
  expect(dueDate('2026-11-23', 3)).toBe('2026-11-26')
  expect(friday('2026-11-27 10:00')).toBe('2026-11-27')
  expect(friday('2026-11-27')).toBe('2026-11-27')
  expect(friday('2026-11-28 10:00')).toBe('2026-11-30')
  expect(friday('2026-11-26 20:00')).toBe('2026-11-26')
  const late = due('2026-11-23', 3, 'workday', officeCalendar, [stop('2026-11-26 15:00', '2026-11-27 18:00')])
  expect(late).toBe('2026-11-30 17:00:00')
  expect(dueDate('2026-10-26', 1, 'month', [stop('2026-11-26 15:00', '2026-11-28')])).toBe('2026-11-30')
})

test('[CAL22] a limit that has run out when its clock stops, or runs out as it goes on, stays', () => {
  const office = (from: string, to: string | null) =>
    due('2026-11-23', 3, 'workday', officeCalendar, [stop(from, to)])
  expect(office('2026-11-26 17:00', null)).toBe('2026-11-26 17:00:00')
  expect(office('2026-11-26 17:00', '2026-11-27 12:00')).toBe('2026-11-26 17:00:00')
  expect(office('2026-11-26 15:00', '2026-11-26 17:00')).toBe('2026-11-26 17:00:00')
  expect(office('2026-11-26 15:00', '2026-11-27 17:00')).toBe('2026-11-27 17:00:00')
})

test('[CAL23] with an open stop before the due instant nobody can say when', () => {
  const paused = { at: null, provisional: false, paused: true }
  const asked = (unit: Unit, n: number, from: string) =>
    dueAt(instant('2026-11-23 09:00'), { n, unit }, chinaCalendar, [stop(from, null)])
  expect(asked('workday', 3, '2026-11-26 15:00')).toEqual(paused)
  expect(asked('workday', 3, '2026-11-27')).toEqual({
    at: instant('2026-11-27') - 1,
    provisional: false,
    paused: false,
  })
  expect(asked('workhour', 4, '2026-11-23 14:29')).toEqual(paused)
  expect(asked('workhour', 4, '2026-11-23 14:30').at).toBe(instant('2026-11-23 14:30'))
  expect(asked('hour', 24, '2026-11-24 08:59')).toEqual(paused)
  expect(asked('hour', 24, '2026-11-24 09:00').at).toBe(instant('2026-11-24 09:00'))
  expect(asked('month', 1, '2026-12-01')).toEqual(paused)
  expect(asked('day', 3, '2026-11-01')).toEqual(paused)
})

test('[CAL24] an extension gives more working days', () => {
  const more = (unit: Unit, n: number, ...extra: number[]) =>
    due(
      '2026-11-16 09:00',
      n,
      unit,
      chinaCalendar,
      extra.map(workdays => ({ kind: 'extension', workdays })),
    )
  expect(more('workday', 5, 10)).toBe(more('workday', 15))
  expect(more('workday', 5, 4, 6)).toBe(more('workday', 15))
  expect(more('day', 5, 2)).toBe('2026-11-25 23:59:59')
  expect(more('workhour', 4, 1)).toBe('2026-11-17 23:59:59')
  expect(more('workhour', 4, 0)).toBe('2026-11-16 14:30:00')
  const withStop: Pause[] = [{ kind: 'extension', workdays: 1 }, stop('2026-11-24', '2026-11-25')]
  expect(dueDate('2026-11-23', 5, 'workday', withStop)).toBe('2026-12-02')
  const bad = () => more('workday', 5, 1.5)
  expect(bad).toThrow('counted whole')
})

test('[CAL24] an extension that reaches past coverage, or starts past it, is provisional', () => {
  const extended = (start: string, workdays: number) =>
    dueAt(instant(start), { n: 1, unit: 'month' }, chinaCalendar, [{ kind: 'extension', workdays }])
  expect(extended('2026-11-20', 5).provisional).toBe(false)
  expect(extended('2026-11-20', 15).provisional).toBe(true)
})

test('[CAL25] a stop that ends before it starts, or at no instant, is refused', () => {
  expect(() => dueDate('2026-11-23', 1, 'workday', [stop('2026-11-25', '2026-11-24')])).toThrow(
    'before it starts',
  )
  const unreadable: Pause[] = [{ kind: 'stop', from: NaN, to: null }]
  expect(() => dueDate('2026-11-23', 1, 'workday', unreadable)).toThrow('no instant')
  expect(dueDate('2026-11-23', 1, 'workday', [stop('2026-11-24', '2026-11-24')])).toBe('2026-11-24')
})
