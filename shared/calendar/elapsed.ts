import { countWorkdays, isProvisional, type Calendar } from './calendar.ts'
import { dayNumber, HOUR } from './civil.ts'
import { checkInstant, type Unit } from './limit.ts'
import { monthsBetween } from './months.ts'
import {
  endOfWholeDays,
  firstWholeDay,
  NO_PAUSES,
  stoppedTime,
  stopsOf,
  type Pause,
  type Stop,
} from './pauses.ts'
import { worktimeAt } from './worktime.ts'

export interface Elapsed {
  /** In the unit asked for: whole working days and days, hours and months with fractions. */
  readonly n: number
  readonly provisional: boolean
}

/**
 * How much of a limit has been used from one instant to another, stops left out (DOMAIN 2.6, netWorkdays). The day
 * of `from` is day zero and that of `to` counts, so what is done on its due day has used its limit exactly. Null
 * when `to` comes before `from`: such a case has no duration (A14).
 */
export function netWork(
  from: number,
  to: number,
  unit: Unit,
  calendar: Calendar,
  pauses: readonly Pause[] = NO_PAUSES,
): Elapsed | null {
  checkInstant(from)
  checkInstant(to)
  if (to < from) return null
  const n = count(from, to, unit, calendar, stopsOf(pauses))
  const leansOnCalendar = unit === 'workday' || unit === 'workhour'
  const first = dayNumber(from) + (unit === 'workday' ? 1 : 0)
  const last = dayNumber(to)
  return { n, provisional: leansOnCalendar && first <= last && isProvisional(calendar, first, last) }
}

/**
 * How much is left until due, in the limit's unit: 0 on the due day, negative when overdue. Stops that are known,
 * past or to come, do not count.
 */
export function remaining(
  now: number,
  due: number,
  unit: Unit,
  calendar: Calendar,
  pauses: readonly Pause[] = NO_PAUSES,
): number {
  const stops = stopsOf(pauses)
  return now <= due ? count(now, due, unit, calendar, stops) : 0 - count(due, now, unit, calendar, stops)
}

function count(from: number, to: number, unit: Unit, calendar: Calendar, stops: readonly Stop[]): number {
  switch (unit) {
    case 'workday':
      return countedDays(from, to, stops, (a, b) => countWorkdays(calendar, a, b))
    case 'day':
      return countedDays(from, to, stops, (a, b) => Math.max(0, b - a))
    case 'month': {
      const days = countedDays(from, to, stops, (a, b) => Math.max(0, b - a))
      return monthsBetween(dayNumber(from), dayNumber(from) + days)
    }
    case 'workhour':
      return workedTime(calendar, from, to, stops) / HOUR
    case 'hour':
      return (to - from - stoppedTime(stops, from, to)) / HOUR
  }
}

/** Days after that of `from` up to that of `to`, whole days inside stops left out. */
function countedDays(
  from: number,
  to: number,
  stops: readonly Stop[],
  daysIn: (from: number, to: number) => number,
): number {
  const first = dayNumber(from) + 1
  const end = dayNumber(to) + 1
  let days = daysIn(first, end)
  for (const stop of stops)
    days -= daysIn(Math.max(first, firstWholeDay(stop)), Math.min(end, endOfWholeDays(stop)))
  return days
}

function workedTime(calendar: Calendar, from: number, to: number, stops: readonly Stop[]): number {
  let time = worktimeAt(calendar, to) - worktimeAt(calendar, from)
  for (const stop of stops) {
    const [a, b] = [Math.max(from, stop.from), Math.min(to, stop.to)]
    if (b > a) time -= worktimeAt(calendar, b) - worktimeAt(calendar, a)
  }
  return time
}
