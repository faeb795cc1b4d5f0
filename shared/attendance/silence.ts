import { dayNumber, startOfDay } from '../calendar/civil.ts'
import { deadlinesAfter } from '../freshness/deadlines.ts'
import type { FeedReport } from '../model/cell.ts'
import type { Rhythm } from '../model/documents.ts'

/** As much of a feed's report as its silence is judged by. */
export type Heard = Pick<FeedReport, 'okAt' | 'failingSince'>

export interface Stretch {
  readonly from: number
  /** We were away until then: silence counts from there. */
  readonly resumed: number
  readonly to: number
}

/** Of one day, in milliseconds: how long a feed was listened to, and of that how long it was late, and failed. */
export interface Watched {
  readonly day: number
  readonly watched: number
  readonly late: number
  readonly failed: number
}

/**
 * How a feed stood in a stretch of time in which it said nothing, by the deadlines that every screen judges it by. Day by day; a
 * feed of which nothing is known yet is not watched.
 */
export function watched(rhythm: Rhythm, { okAt, failingSince }: Heard, stretch: Stretch): readonly Watched[] {
  const heardAt = okAt === 0 ? failingSince : okAt
  if (heardAt === 0) return []
  const silentFrom = Math.max(heardAt, stretch.resumed)
  const from = Math.max(silentFrom, stretch.from)
  const deadlines = rhythm.type === 'by' ? null : deadlinesAfter(rhythm, silentFrom)
  const lateAfter = deadlines?.lateAfter ?? Number.POSITIVE_INFINITY
  const failedAfter = deadlines?.failedAfter ?? Number.POSITIVE_INFINITY
  const parts: Watched[] = []
  for (let at = from; at < stretch.to;) {
    const day = dayNumber(at)
    const end = Math.min(stretch.to, startOfDay(day + 1))
    const failed = Math.max(0, end - Math.max(at, failedAfter))
    // One that only ever failed waits until it is failed (FRS4).
    const late = okAt === 0 ? 0 : Math.max(0, Math.min(end, failedAfter) - Math.max(at, lateAfter))
    parts.push({ day, watched: end - at, late, failed })
    at = end
  }
  return parts
}
