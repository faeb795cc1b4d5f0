import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Bucket, Window } from '../../shared/model/documents.ts'
import type { FeedState } from './feed-state.ts'

const SPANS: { readonly [bucket in Bucket]: number } = {
  minute: MINUTE,
  quarter: 15 * MINUTE,
  hour: HOUR,
  day: DAY,
  month: 28 * DAY,
}

/**
 * Whether a number counts what lies before today. A feed brings in the newest day before its past: until all of that is in,
 * such a number is not whole, and one of today is.
 */
export function looksBack(window: Window): boolean {
  switch (window.type) {
    case 'day':
    case 'rolling':
      return false
    case 'now':
    case 'month':
    case 'year':
    case 'change':
      return true
    case 'series':
      return window.keep * SPANS[window.bucket] > DAY
  }
}

/** How much of their past these feeds have in, in whole per cent of the one that is furthest behind; null: all of it. */
export function caughtUpTo(feeds: readonly FeedState[]): number | null {
  let least: number | null = null
  for (const { report } of feeds) {
    const backlog = report?.backlog ?? null
    if (backlog === null) continue
    const done = Math.floor((100 * (backlog.of - backlog.left)) / backlog.of)
    if (least === null || done < least) least = done
  }
  return least
}
