import type { Calendar } from '../calendar/calendar.ts'
import { dayNumber, startOfDay } from '../calendar/civil.ts'
import { workdayAfter } from '../calendar/calendar.ts'
import { remaining } from '../calendar/elapsed.ts'
import { endOfWholeDays, firstWholeDay, stopsOf, type Pause, type Stop } from '../calendar/pauses.ts'

/** Working days until due, 0 on the due day, negative when overdue; and when there will be one less. */
export interface DaysLeft {
  readonly days: number
  readonly nextAt: number | null
}

export function daysLeftAt(
  now: number,
  dueAt: number,
  calendar: Calendar,
  pauses: readonly Pause[],
): DaysLeft {
  return {
    days: remaining(now, dueAt, 'workday', calendar, pauses),
    nextAt: nextCountedDay(calendar, dayNumber(now), stopsOf(pauses)),
  }
}

/** The start of the next working day that lies not wholly inside a stop; null when a stop without an end holds them all. */
export function nextCountedDay(calendar: Calendar, day: number, stops: readonly Stop[]): number | null {
  let next = workdayAfter(calendar, day, 1)
  for (const stop of stops) {
    if (next < firstWholeDay(stop)) break
    const end = endOfWholeDays(stop)
    if (end === Infinity) return null
    if (next < end) next = workdayAfter(calendar, end - 1, 1)
  }
  return startOfDay(next)
}
