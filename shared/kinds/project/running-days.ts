import { countWorkdays, type Calendar } from '../../calendar/calendar.ts'
import { dayNumber } from '../../calendar/civil.ts'
import { endOfWholeDays, firstWholeDay } from '../../calendar/pauses.ts'
import type { Item } from './item.ts'

/** Days from <= day < to. */
interface Days {
  readonly from: number
  readonly to: number
}

/**
 * Working days on which at least one of the items was running: days count once however many run beside each other, and
 * not at all while all clocks stand or nothing is applied for. As for one item, the day it began is day zero.
 */
export function runningDays(items: readonly Item[], calendar: Calendar, now: number): number {
  const spans: Days[] = []
  for (const item of items) addDays(spans, item, now)
  spans.sort((a, b) => a.from - b.from)
  let sum = 0
  let counted = -Infinity
  for (const { from, to } of spans) {
    sum += countWorkdays(calendar, Math.max(from, counted), to)
    if (to > counted) counted = to
  }
  return sum
}

/** The days after that on which it began, up to its last, without those that lie wholly inside a stop. */
function addDays(spans: Days[], { life, running, stops }: Item, now: number): void {
  const end = running ? now : life.doneAt
  if (life.startAt === null || end === null) return
  let from = dayNumber(life.startAt) + 1
  const to = dayNumber(end) + 1
  for (const stop of stops) {
    const stopTo = Math.max(from, endOfWholeDays(stop))
    const stopFrom = Math.min(to, firstWholeDay(stop))
    if (stopTo <= stopFrom) continue
    if (stopFrom > from) spans.push({ from, to: stopFrom })
    from = stopTo
  }
  if (from < to) spans.push({ from, to })
}
