import type { FeedReport } from '../model/cell.ts'
import type { Rhythm } from '../model/documents.ts'
import { deadlinesAfter } from './deadlines.ts'

export type FreshnessState = 'waiting' | 'live' | 'late' | 'failed'

/** How fresh what a feed told is. Spans are city time, in milliseconds. */
export interface Freshness {
  readonly state: FreshnessState
  /** Since the last good report; null before the first. A report that brought nothing new counts. */
  readonly age: number | null
  /** Since it was due, in the states late and failed. */
  readonly lateBy: number | null
  /** Late and failed: the instant of the last good report, or of the first failure where there never was one. */
  readonly since: number | null
}

const WAITING: Freshness = { state: 'waiting', age: null, lateBy: null, since: null }

/** The one judgement of age, on the server and on every screen. `report` is null while the feed has no cell yet. */
export function freshness(report: FeedReport | null, rhythm: Rhythm, now: number): Freshness {
  if (report === null) return WAITING
  if (report.okAt === 0) return neverGood(report.failingSince, rhythm, now)
  const age = Math.max(0, now - report.okAt)
  const deadlines = deadlinesAfter(rhythm, report.okAt)
  if (deadlines === null || now <= deadlines.lateAfter)
    return { state: 'live', age, lateBy: null, since: null }
  const state = now <= deadlines.failedAfter ? 'late' : 'failed'
  return { state, age, lateBy: now - deadlines.dueAt, since: report.okAt }
}

/** A feed that only ever failed is failed as soon as it has been failing that long. */
function neverGood(failingSince: number, rhythm: Rhythm, now: number): Freshness {
  const deadlines = failingSince === 0 ? null : deadlinesAfter(rhythm, failingSince)
  if (deadlines === null || now <= deadlines.failedAfter) return WAITING
  return { state: 'failed', age: null, lateBy: now - deadlines.dueAt, since: failingSince }
}

/** The next instant at which time alone changes the state; null when none will. Until then nobody need look. */
export function nextChangeAt(report: FeedReport | null, rhythm: Rhythm, now: number): number | null {
  if (report === null) return null
  const from = report.okAt === 0 ? report.failingSince : report.okAt
  const deadlines = from === 0 ? null : deadlinesAfter(rhythm, from)
  if (deadlines === null) return null
  const { lateAfter, failedAfter } = deadlines
  if (report.okAt !== 0 && now <= lateAfter) return lateAfter + 1
  return now <= failedAfter ? failedAfter + 1 : null
}
