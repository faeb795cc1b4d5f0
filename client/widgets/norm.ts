import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Bucket, MetricDocument } from '../../shared/model/documents.ts'
import type { Say } from '../language/say.ts'
import type { Point, Reader } from './reader.ts'

/** What is usual at a time of day: between these lay eight of ten of the days before. */
export interface NormPoint {
  /** Milliseconds since the day began, of the bucket's end. */
  readonly time: number
  readonly low: number
  readonly middle: number
  readonly high: number
}

const SPANS: { readonly [bucket in Bucket]?: number } = { minute: MINUTE, quarter: 15 * MINUTE, hour: HOUR }

/** How long a bucket of a series is; an hour where it is not a part of a day. */
export function bucketSpan(metric: MetricDocument | null): number {
  const window = metric?.window
  return (window?.type === 'series' ? SPANS[window.bucket] : undefined) ?? HOUR
}

/** Fewer days say nothing about what is usual. */
export const LEAST_DAYS = 5
/** What is usual is that of a month. */
const WHOLE_DAYS = 30

/**
 * The p10–p90 band of a count over the days before today, by time of day. A bucket without a cell was a bucket without
 * records: on days of which anything is known it counts as 0.
 */
export function normOf(points: readonly Point[], bucketMs: number, now: number): readonly NormPoint[] {
  const past = pastOf(points, now)
  const days = daysOf(past)
  if (days.size < LEAST_DAYS) return []
  const values = new Map(past.map(([at, value]) => [at, value ?? 0]))
  return Array.from({ length: Math.round(DAY / bucketMs) }, (_, i) => {
    const time = i * bucketMs
    const sorted = [...days].map(day => values.get(startOfDay(day) + time) ?? 0).sort((a, b) => a - b)
    return {
      time: time + bucketMs,
      low: rank(sorted, 0.1),
      middle: rank(sorted, 0.5),
      high: rank(sorted, 0.9),
    }
  })
}

const pastOf = (points: readonly Point[], now: number): readonly Point[] => {
  const today = startOfDay(dayNumber(now))
  return points.filter(([at]) => at < today)
}

const daysOf = (points: readonly Point[]): ReadonlySet<number> => new Set(points.map(([at]) => dayNumber(at)))

/** What there is to know of what is usual, for the words beside it. */
export interface NormState {
  /** Per cent of the past that is in; null: all of it. */
  readonly catchingUp: number | null
  /** Before today, of which anything is known. */
  readonly days: number
}

/**
 * The band of a role's series. While its past is still coming in there is none: a day of which only some records are here
 * looks like a quiet day.
 */
export function normIn(
  reader: Reader,
  role: string,
  bucketMs: number,
): { readonly points: readonly NormPoint[]; readonly state: NormState } {
  const now = reader.now('minute')
  const points = reader.series(role)
  const catchingUp = reader.catchingUp(role)
  const state = { catchingUp, days: daysOf(pastOf(points, now)).size }
  return { points: catchingUp === null ? normOf(points, bucketMs, now) : [], state }
}

/** What the band is, if it is not that of a whole month. */
export function normWords({ catchingUp, days }: NormState, say: Say): string | null {
  if (catchingUp !== null) return say('norm.comingIn', { n: catchingUp })
  if (days < LEAST_DAYS) return say('norm.tooFew', { n: days, least: LEAST_DAYS })
  return days < WHOLE_DAYS ? say('norm.of', { n: days }) : null
}

/** Nearest rank. */
const rank = (sorted: readonly number[], p: number): number =>
  sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0

/**
 * Today's points, each at the end of its bucket and only those that are over by `until`: a bucket that still fills would
 * look like a fall. Buckets without a cell are 0 where `told`.
 */
export function todayOf(
  points: readonly Point[],
  bucketMs: number,
  until: number,
  told: boolean,
): readonly (readonly [at: number, value: number])[] {
  const today = startOfDay(dayNumber(until))
  const values = new Map(points)
  const line: (readonly [number, number])[] = []
  for (let at = today; at + bucketMs <= until; at += bucketMs) {
    const value = values.get(at) ?? (told ? 0 : null)
    if (value !== null) line.push([at + bucketMs, value])
  }
  return line
}
