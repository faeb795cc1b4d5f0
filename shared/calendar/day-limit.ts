import { dayNumber } from './civil.ts'
import { closingOf, countWorkdays, workdayAfter, workdayFrom, type Calendar } from './calendar.ts'
import { endOfWholeDays, firstWholeDay, type Stop } from './pauses.ts'

/**
 * The n-th working day after day zero, working days wholly inside a stop left out; null when a stop without an end
 * comes before it. n >= 1.
 */
export function workdaysAfter(
  calendar: Calendar,
  dayZero: number,
  n: number,
  stops: readonly Stop[],
): number | null {
  let day = workdayAfter(calendar, dayZero, n)
  for (const stop of stops) {
    const from = Math.max(firstWholeDay(stop), dayZero + 1)
    if (day < from) break
    const to = endOfWholeDays(stop)
    if (to === Infinity) return null
    const removed = countWorkdays(calendar, from, to)
    if (removed > 0) day = workdayAfter(calendar, day, removed)
  }
  return day
}

/** A natural last day, moved by the whole days that stops take out; null as above. */
export function daysAfter(dayZero: number, last: number, stops: readonly Stop[]): number | null {
  let day = last
  for (const stop of stops) {
    const from = Math.max(firstWholeDay(stop), dayZero + 1)
    if (day < from) break
    const to = endOfWholeDays(stop)
    if (to === Infinity) return null
    day += Math.max(0, to - from)
  }
  return day
}

/** The first working day from a day on whose closing does not come before an instant. */
export function runningClosing(calendar: Calendar, day: number, at: number): number {
  const first = workdayFrom(calendar, Math.max(day, dayNumber(at)))
  return closingOf(calendar, first) >= at ? first : workdayAfter(calendar, first, 1)
}

/**
 * A limit does not run out while its clock stands: the first working day from this one that closes outside all stops.
 * What had run out by the instant at which the clock stopped has run out.
 */
export function outsideStops(calendar: Calendar, day: number, stops: readonly Stop[]): number | null {
  let last = day
  for (const { from, to } of stops) {
    const closing = closingOf(calendar, last)
    if (closing <= from) break
    if (closing >= to) continue
    if (to === Infinity) return null
    last = runningClosing(calendar, dayNumber(to), to)
  }
  return last
}
