import { isWorkday, type Calendar } from '../../calendar/calendar.ts'
import { DAY, startOfDay } from '../../calendar/civil.ts'
import type { Slot } from './fields.ts'

/** A time in which the bays are open, from <= at < to. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When slots are open that begin on one of so many days, in order; those that meet are one. */
export function spansOf(
  slots: readonly Slot[],
  calendar: Calendar,
  first: number,
  days: number,
): readonly Span[] {
  const spans: Span[] = []
  for (let day = first; day < first + days; day++)
    for (const slot of slots) if (isOn(slot, calendar, day)) spans.push(spanOn(slot, day))
  return merged(spans)
}

const isOn = ({ days }: Slot, calendar: Calendar, day: number): boolean =>
  days === 'daily' || (days === 'workday') === isWorkday(calendar, day)

function spanOn({ from, to }: Slot, day: number): Span {
  const midnight = startOfDay(day)
  return { from: midnight + from, to: midnight + to + (to <= from ? DAY : 0) }
}

function merged(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = whole[whole.length - 1]
    if (last === undefined || span.from > last.to) whole.push(span)
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
  }
  return whole
}
