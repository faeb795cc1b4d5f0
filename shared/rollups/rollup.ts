/**
 * What many readings of one measure said: whole numbers on its kind's scale, so that adding leaves no residue. `last` is the
 * reading of the greatest instant, of two at one instant the greater: so the order in which they came makes no difference.
 */
export interface Rollup {
  readonly n: number
  readonly sum: number
  readonly min: number
  readonly max: number
  readonly last: number
  readonly lastAt: number
}

export const rollupOf = (at: number, value: number): Rollup => ({
  n: 1,
  sum: value,
  min: value,
  max: value,
  last: value,
  lastAt: at,
})

export function mergeRollups(a: Rollup, b: Rollup): Rollup {
  const later = b.lastAt > a.lastAt || (b.lastAt === a.lastAt && b.last > a.last) ? b : a
  return {
    n: a.n + b.n,
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    last: later.last,
    lastAt: later.lastAt,
  }
}

/** Null is nothing: merging it changes nothing. */
export const mergeMaybe = (a: Rollup | null, b: Rollup | null): Rollup | null =>
  a === null ? b : b === null ? a : mergeRollups(a, b)
