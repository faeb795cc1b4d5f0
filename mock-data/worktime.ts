import { HOUR, dayNumber, startOfDay, timeOfDay } from '../shared/calendar/civil.ts'
import type { WorkCalendar } from './calendar.ts'

/** Offices work from 8:30 to 12:00 and from 13:00 to 17:30: eight hours. */
const WINDOWS = [
  { from: 8.5 * HOUR, to: 12 * HOUR },
  { from: 13 * HOUR, to: 17.5 * HOUR },
] as const

export const WORKDAY = 8 * HOUR

/** The instant at which so much office time has passed since another; a start outside office hours waits for them. */
export function afterWork(calendar: WorkCalendar, at: number, work: number): number {
  let left = work
  for (let day = dayNumber(at); ; day++) {
    if (!calendar.isWorkday(day)) continue
    const since = day === dayNumber(at) ? timeOfDay(at) : 0
    for (const { from, to } of WINDOWS) {
      const begin = Math.max(from, since)
      if (begin >= to) continue
      if (left <= to - begin) return startOfDay(day) + begin + left
      left -= to - begin
    }
  }
}

export const isOfficeTime = (calendar: WorkCalendar, at: number): boolean =>
  calendar.isWorkday(dayNumber(at)) &&
  WINDOWS.some(({ from, to }) => timeOfDay(at) >= from && timeOfDay(at) < to)
