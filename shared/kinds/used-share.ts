import type { Calendar } from '../calendar/calendar.ts'
import type { Stop } from '../calendar/pauses.ts'
import { instantOfWorktime, worktimeAt } from '../calendar/worktime.ts'

/** How much of a stretch of working time has been used, in whole per cent, and when it will be more. */
export interface UsedShare {
  readonly percent: number
  readonly nextAt: number | null
}

/** Working milliseconds from one instant to another, stops left out. */
export function workedBetween(calendar: Calendar, from: number, to: number, stops: readonly Stop[]): number {
  let worked = worktimeAt(calendar, to) - worktimeAt(calendar, from)
  for (const stop of stops) {
    const [a, b] = [Math.max(from, stop.from), Math.min(to, stop.to)]
    if (b > a) worked -= worktimeAt(calendar, b) - worktimeAt(calendar, a)
  }
  return worked
}

export interface Stretch {
  readonly calendar: Calendar
  readonly from: number
  /** Working milliseconds of the whole; not above zero when there is none to use up. */
  readonly total: number
  readonly stops: readonly Stop[]
  /** The share moves in steps of so many per cent: every step is a change that screens must be told. */
  readonly step: number
  /** It is not followed beyond so many per cent. */
  readonly most: number
}

/**
 * The share used at an instant. `nextAt` holds while no stop begins or ends before it: whoever asks looks at those
 * anyway. Inside a stop the share stands, and there is no next instant.
 */
export function usedShareAt({ calendar, from, total, stops, step, most }: Stretch, now: number): UsedShare {
  if (total <= 0) return { percent: 0, nextAt: null }
  const worked = workedBetween(calendar, from, Math.max(from, now), stops)
  const reached = Math.floor((worked * 100) / (step * total))
  const percent = Math.min(most, reached * step)
  if (percent >= most || stops.some(stop => stop.from <= now && now < stop.to))
    return { percent, nextAt: null }
  const needed = Math.ceil(((reached + 1) * step * total) / 100)
  const worktime = worktimeAt(calendar, Math.max(from, now)) + needed - worked
  return { percent, nextAt: instantOfWorktime(calendar, worktime) }
}
