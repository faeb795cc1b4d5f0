import { expect, test } from 'vitest'
import { chinaDocument, instant } from '../../../shared/calendar/naive.fixture.ts'
import type { ToldCalendar } from '../../../shared/sync/calendar.ts'
import { workdaysIn, yearNow, yearOf, yearsShown } from './year.ts'

const calendar: ToldCalendar = { ...chinaDocument, kinds: ['project'], next: 2027 }
const NOW = instant('2026-11-23 09:00')
const dayOf = (date: string) =>
  yearOf(calendar, Number(date.slice(0, 4)), NOW)
    .flatMap(({ days }) => days)
    .find(day => day.date === date)

test('[YRV3] each day of a year is what the calendar in force says, and marked where no notice settled it', () => {
  const months = yearOf(calendar, 2026, NOW)
  expect(months.map(({ days }) => days.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  // 1 January 2026 is a Thursday, 1 June a Monday.
  expect([months[0]?.before, months[5]?.before]).toEqual([3, 0])
  expect(dayOf('2026-10-01')).toMatchObject({
    day: 1,
    state: 'holiday',
    name: '国庆节',
    isProvisional: false,
  })
  expect(dayOf('2026-11-22')).toMatchObject({ state: 'rest', name: '', isToday: false })
  expect(dayOf('2026-11-23')).toMatchObject({ state: 'work', isToday: true })
  expect(dayOf('2026-12-31')).toMatchObject({ state: 'work', isProvisional: true })
  expect(dayOf('2027-10-01')).toMatchObject({ state: 'holiday', isProvisional: true })
  const [makeup = ''] = Object.keys(calendar.workdays).filter(date => date.startsWith('2026'))
  expect(dayOf(makeup)).toMatchObject({ state: 'makeup', name: calendar.workdays[makeup] })
  const worked = months
    .flatMap(({ days }) => days)
    .filter(({ state }) => state === 'work' || state === 'makeup')
  expect(workdaysIn(months)).toBe(worked.length)
})

test('[YRV3] the years that are settled are shown, and the one that waits for its notice', () => {
  const years = yearsShown({ ...calendar, coverage: { from: '2025-12-29', to: '2026-12-28' } })
  expect([years, yearNow(NOW)]).toEqual([[2026, 2027], 2026])
})
