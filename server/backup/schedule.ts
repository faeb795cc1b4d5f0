import { DAY, dayNumber, MINUTE, startOfDay } from '../../shared/calendar/civil.ts'

/** The last instant at which one was due: `minute` of the day of the city. */
function lastDue(now: number, minute: number): number {
  const today = startOfDay(dayNumber(now)) + minute * MINUTE
  return today <= now ? today : today - DAY
}

/**
 * Whether one is due, by when the last was made. Only that is looked at, so a clock that is set back makes none twice, and one that is
 * set forward leaves none out (F-47). A last one from far in the future was made by a clock that was wrong.
 */
export const isDue = (last: number | null, now: number, minute: number): boolean =>
  last === null || last < lastDue(now, minute) || last > now + DAY
