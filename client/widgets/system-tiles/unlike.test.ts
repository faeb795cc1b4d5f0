import { expect, test } from 'vitest'
import { DAY, HOUR, startOfDay, dayNumber } from '../../../shared/calendar/civil.ts'
import { NOW } from '../widget.fixture.ts'
import { unlikeItself } from './unlike.ts'

const TODAY = startOfDay(dayNumber(NOW))
/** So many a day at eight o'clock, and what comes in the evening, which is not to be compared. */
const day = (ago: number, count: number) =>
  [
    [TODAY - ago * DAY + 8 * HOUR, count],
    [TODAY - ago * DAY + 20 * HOUR, 1000],
  ] as const
const month = Array.from({ length: 30 }, (_, i) => day(i + 1, 95 + (i % 11))).flat()
const today = (count: number) => [...month, [TODAY + 8 * HOUR, count] as const]

test('[TIL2] within what is usual nothing is said, beyond it by how much of the middle', () => {
  expect(unlikeItself(today(100), HOUR, NOW)).toBeNull()
  expect(unlikeItself(today(103), HOUR, NOW)).toBeNull()
  expect(unlikeItself(today(134), HOUR, NOW)).toBe(35)
  expect(unlikeItself(today(60), HOUR, NOW)).toBe(-39)
  expect(unlikeItself(month, HOUR, NOW), 'nothing at all today').toBe(-100)
})

test('[TIL2] a bucket that still fills is not counted, nor are the evenings of other days', () => {
  expect(unlikeItself([...today(100), [TODAY + 10 * HOUR, 5000]], HOUR, NOW)).toBeNull()
})

test('[TIL2] of too few days, or days of nothing, nobody can say', () => {
  expect(unlikeItself([...day(1, 10), ...day(2, 10), [TODAY + 8 * HOUR, 99]], HOUR, NOW)).toBeNull()
  const idle = Array.from({ length: 30 }, (_, i) => day(i + 1, 0)).flat()
  expect(unlikeItself([...idle, [TODAY + 8 * HOUR, 9]], HOUR, NOW)).toBeNull()
})
