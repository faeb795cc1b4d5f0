import { expect, test } from 'vitest'
import { netWork, remaining } from './elapsed.ts'
import type { Unit } from './limit.ts'
import { chinaCalendar, instant, officeCalendar, stop } from './naive.fixture.ts'
import { noticeAt } from './notice.ts'
import type { Pause } from './pauses.ts'

const used = (from: string, to: string, unit: Unit, ...pauses: Pause[]) =>
  netWork(instant(from), instant(to), unit, chinaCalendar, pauses)?.n ?? null
const left = (now: string, due: string, unit: Unit, ...pauses: Pause[]) =>
  remaining(instant(now), instant(due), unit, chinaCalendar, pauses)

test('[CAL26] the day of the start is not counted and the day of the end is', () => {
  expect(used('2026-11-23 09:00', '2026-11-23 16:00', 'workday')).toBe(0)
  expect(used('2026-11-23 23:59', '2026-11-24 00:00', 'workday')).toBe(1)
  expect(used('2026-11-20', '2026-11-23', 'workday')).toBe(1)
  expect(used('2026-11-20', '2026-11-23', 'day')).toBe(3)
  expect(used('2026-02-13', '2026-02-24', 'workday')).toBe(2)
})

test('[CAL26] hours are exact, and working hours only those worked', () => {
  expect(used('2026-11-20 16:45', '2026-11-23 09:00', 'workhour')).toBe(1.75)
  expect(used('2026-11-23 11:00', '2026-11-23 14:00', 'workhour')).toBe(1.5)
  expect(used('2026-11-20 16:45', '2026-11-23 09:00', 'hour')).toBe(64.25)
})

test('[CAL26] months are whole and a share of the one begun', () => {
  expect(used('2026-01-31', '2026-02-28', 'month')).toBe(1)
  expect(used('2026-11-10', '2026-12-25', 'month')).toBeCloseTo(1 + 15 / 31)
  expect(used('2026-11-10', '2026-12-12', 'month', stop('2026-11-20', '2026-11-22'))).toBe(1)
})

test('[CAL26] stops are left out', () => {
  const paused = stop('2026-11-24 10:00', '2026-11-27')
  expect(used('2026-11-23', '2026-11-30', 'workday', paused)).toBe(3)
  expect(used('2026-11-23', '2026-11-30', 'day', paused)).toBe(5)
  expect(used('2026-11-24 09:00', '2026-11-27 09:00', 'workhour', paused)).toBe(2)
  expect(used('2026-11-24 09:00', '2026-11-27 09:00', 'hour', paused)).toBe(10)
  expect(used('2026-11-23', '2026-11-30', 'workday', stop('2026-11-24 10:00', null))).toBe(1)
})

test('[CAL26] the answer is provisional when a day outside coverage is counted', () => {
  const provisional = (from: string, to: string, unit: Unit) =>
    netWork(instant(from), instant(to), unit, chinaCalendar)!.provisional
  expect(provisional('2026-12-01', '2026-12-28', 'workday')).toBe(false)
  expect(provisional('2026-12-01', '2026-12-29', 'workday')).toBe(true)
  expect(provisional('2026-12-29 08:00', '2026-12-29 09:00', 'workday')).toBe(false)
  expect(provisional('2026-12-29 08:00', '2026-12-29 09:00', 'workhour')).toBe(true)
  expect(provisional('2003-12-31', '2004-01-05', 'workday')).toBe(false)
  expect(provisional('2026-12-01', '2027-02-01', 'day')).toBe(false)
})

test('[CAL28] A14: an end before the start has no duration', () => {
  expect(used('2026-11-23 10:00', '2026-11-23 09:59', 'workday')).toBeNull()
  expect(used('2026-11-23 10:00', '2026-11-23 10:00', 'hour')).toBe(0)
  expect(() => netWork(NaN, 0, 'hour', chinaCalendar)).toThrow('no instant')
})

test('[CAL29] what is left until due, in the unit of the limit', () => {
  expect(left('2026-11-26 12:00', '2026-11-30 23:59', 'workday')).toBe(2)
  expect(left('2026-11-30 00:00', '2026-11-30 23:59', 'workday')).toBe(0)
  expect(left('2026-12-02 00:00', '2026-11-30 23:59', 'workday')).toBe(-2)
  expect(left('2026-11-23 11:30', '2026-11-23 14:30', 'workhour')).toBe(1.5)
  expect(left('2026-11-23 16:00', '2026-11-23 14:30', 'workhour')).toBe(-1.5)
  expect(left('2026-11-23 16:00', '2026-11-24 10:30', 'hour')).toBe(18.5)
  expect(left('2026-11-23', '2027-01-23', 'month')).toBe(2)
  expect(left('2026-11-26', '2026-11-30 23:59', 'day', stop('2026-11-27', '2026-11-28'))).toBe(3)
})

test('[CAL29] past the closing of the due day nothing is left, and no minus stands before the zero', () => {
  const now = instant('2026-11-23 18:00')
  expect(remaining(now, instant('2026-11-23 17:00'), 'workday', officeCalendar)).toBe(0)
})

test('[CAL30] the notice of a working day is given as the day before begins', () => {
  const due = instant('2026-11-30') - 1
  expect(noticeAt(due, { n: 1, unit: 'workday' }, chinaCalendar)).toBe(instant('2026-11-26'))
  expect(noticeAt(instant('2026-12-01') - 1, { n: 1, unit: 'workday' }, chinaCalendar)).toBe(
    instant('2026-11-27'),
  )
  expect(noticeAt(due, { n: 2, unit: 'day' }, chinaCalendar)).toBe(instant('2026-11-27'))
  expect(noticeAt(instant('2026-11-23 14:30'), { n: 1, unit: 'workhour' }, chinaCalendar)).toBe(
    instant('2026-11-23 12:00'),
  )
  expect(noticeAt(instant('2026-11-23 14:30'), { n: 1, unit: 'hour' }, chinaCalendar)).toBe(
    instant('2026-11-23 13:30'),
  )
})
