import { DAY, HOUR, MINUTE } from '../calendar/civil.ts'
import type { Bucket, Window } from '../model/documents.ts'

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
