import { dayNumber } from './civil.ts'
import { closingOf, isProvisional, type Calendar } from './calendar.ts'
import { daysAfter, outsideStops, runningClosing, workdaysAfter } from './day-limit.ts'
import { checkInstant, checkLimit, type Limit } from './limit.ts'
import { addMonths } from './months.ts'
import { extensionOf, NO_PAUSES, stopsOf, type Pause, type Stop } from './pauses.ts'
import { hoursAfter, worktimeAfter } from './time-limit.ts'

export interface Due {
  /** The last instant that is in time; null while the clock stands. */
  readonly at: number | null
  /** The answer leans on a day whose status is not final. */
  readonly provisional: boolean
  /** The clock stands at a stop without an end, so nobody can say when it is due. */
  readonly paused: boolean
}

const PAUSED: Due = { at: null, provisional: false, paused: true }

const onDay = (calendar: Calendar, day: number, firstUsed: number): Due => ({
  at: closingOf(calendar, day),
  provisional: isProvisional(calendar, Math.min(firstUsed, day), day),
  paused: false,
})

/**
 * When a limit that starts at an instant is due (DOMAIN 2.4). Throws RangeError on a limit, instant or pause that
 * means nothing: whoever reads them from outside must have judged them before.
 */
export function dueAt(
  start: number,
  limit: Limit,
  calendar: Calendar,
  pauses: readonly Pause[] = NO_PAUSES,
): Due {
  checkInstant(start)
  checkLimit(limit)
  const stops = stopsOf(pauses)
  const extension = extensionOf(pauses)
  if (limit.unit === 'workday') return workdayDue(start, limit.n + extension, calendar, stops)
  const plain = plainDue(start, limit, calendar, stops)
  if (extension === 0 || plain.at === null) return plain
  const extended = workdayDue(plain.at, extension, calendar, stops)
  return plain.provisional && !extended.paused ? { ...extended, provisional: true } : extended
}

function plainDue(start: number, { n, unit }: Limit, calendar: Calendar, stops: readonly Stop[]): Due {
  switch (unit) {
    case 'workhour':
      return worktimeDue(start, n, calendar, stops)
    case 'hour': {
      const at = hoursAfter(start, n, stops)
      return at === null ? PAUSED : { at, provisional: false, paused: false }
    }
    case 'day':
      return naturalDue(start, dayNumber(start) + n, calendar, stops)
    case 'month':
      return naturalDue(start, addMonths(dayNumber(start), n), calendar, stops)
    case 'workday':
      return workdayDue(start, n, calendar, stops)
  }
}

function workdayDue(start: number, n: number, calendar: Calendar, stops: readonly Stop[]): Due {
  const dayZero = dayNumber(start)
  const counted =
    n === 0 ? runningClosing(calendar, dayZero, start) : workdaysAfter(calendar, dayZero, n, stops)
  const day = counted === null ? null : outsideStops(calendar, counted, stops)
  return day === null ? PAUSED : onDay(calendar, day, n === 0 ? dayZero : dayZero + 1)
}

/** A natural day or month ends on a working day: 民法典 §203. */
function naturalDue(start: number, last: number, calendar: Calendar, stops: readonly Stop[]): Due {
  const counted = daysAfter(dayNumber(start), last, stops)
  if (counted === null) return PAUSED
  const day = outsideStops(calendar, runningClosing(calendar, counted, start), stops)
  return day === null ? PAUSED : onDay(calendar, day, counted)
}

function worktimeDue(start: number, n: number, calendar: Calendar, stops: readonly Stop[]): Due {
  const at = worktimeAfter(calendar, start, n, stops)
  if (at === null) return PAUSED
  return { at, provisional: isProvisional(calendar, dayNumber(start), dayNumber(at)), paused: false }
}
