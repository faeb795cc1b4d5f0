import type { Row } from '../kinds/kind.ts'
import type { Window } from '../model/documents.ts'
import { bucketOf, bucketStart, type Period } from './bucket.ts'

/**
 * Which bucket a row falls into and which buckets are on show. A window is moved by the city clock alone: a row that
 * belongs to a later day waits in its bucket, one that belongs to a day gone by has none.
 */
export interface WindowPlan {
  readonly type: Window['type']
  /** null: the row has no such time, so it is outside. */
  readonly bucketOf: (row: Row) => number | null
  /** The oldest bucket still kept. */
  readonly floor: () => number
  /** The newest bucket on show. */
  readonly current: () => number
  /** Moves to an instant; answers the bucket that was current, or null when that changes nothing on show. */
  readonly moveTo: (now: number) => number | null
}

const ALWAYS: WindowPlan = {
  type: 'now',
  bucketOf: () => 0,
  floor: () => 0,
  current: () => 0,
  moveTo: () => null,
}

export function compileWindow(window: Window): WindowPlan {
  if (window.type === 'now') return ALWAYS
  const period = periodOf(window)
  const keep = keptOf(window)
  const field = window.field
  let current = Number.NEGATIVE_INFINITY
  // The period now: nearly everything that is reported falls into it, and a month is dear to work out.
  let from = 0
  let to = 0
  return {
    type: window.type,
    bucketOf: row => {
      const at = row[field]
      if (typeof at !== 'number') return null
      return at >= from && at < to ? current : bucketOf(period, at)
    },
    floor: () => current - keep + 1,
    current: () => current,
    moveTo: now => {
      const next = bucketOf(period, now)
      if (next === current) return null
      const last = current
      current = next
      from = bucketStart(period, next)
      to = bucketStart(period, next + 1)
      return last
    },
  }
}

type Timed = Exclude<Window, { type: 'now' }>

export function periodOf(window: Timed): Period {
  if (window.type === 'series') return window.bucket
  if (window.type === 'change') return 'day'
  return window.type === 'rolling' ? 'minute' : window.type
}

/** How many of its periods a window looks at; one that tells a change looks at today too, where what comes waits for its day to be over. */
function keptOf(window: Timed): number {
  switch (window.type) {
    case 'series':
      return window.keep
    case 'rolling':
      return window.minutes
    case 'change':
      return 2 * window.days + 1
    default:
      return 1
  }
}
