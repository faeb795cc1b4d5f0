import type { Row } from '../kinds/kind.ts'
import type { Aggregate } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { compileConditions } from './condition.ts'

/** Whole numbers only, so that taking a contribution out leaves no residue. */
export interface Tally {
  /** Rows that contribute; at 0 the tally is dropped, so that an emptied group equals one that never was. */
  rows: number
  n: number
  d: number
  bins: number[] | null
}

export const emptyTally = (): Tally => ({ rows: 0, n: 0, d: 0, bins: null })

/** How one aggregate adds a row to a tally (sign +1) or takes it out again (-1), and what it then says. */
export interface Adder {
  readonly add: (tally: Tally, row: Row, sign: 1 | -1) => void
  readonly value: (tally: Tally) => Value
}

type Listless = Exclude<Aggregate, { type: 'list' | 'last' }>

export function adderOf(aggregate: Listless): Adder {
  switch (aggregate.type) {
    case 'count':
      return { add: (tally, _row, sign) => void (tally.n += sign), value: tally => tally.n }
    case 'sum':
      return sumOf(aggregate.field)
    case 'ratio':
      return ratioOf(compileConditions(aggregate.of))
    case 'mean':
      return meanOf(aggregate.field)
    case 'share':
      return shareOf(aggregate.field, aggregate.over)
    case 'filled':
      return filledOf(aggregate.fields)
    case 'percentile':
      return percentileOf(aggregate.field, aggregate.bins, aggregate.p)
  }
}

const ratio = (tally: Tally) => ({ n: tally.n, d: tally.d })

function sumOf(field: string): Adder {
  return {
    add: (tally, row, sign) => {
      const value = row[field]
      if (typeof value !== 'number') return
      tally.n += sign * value
      tally.d += sign
    },
    value: tally => (tally.d === 0 ? null : tally.n),
  }
}

function ratioOf(of: (row: Row) => boolean): Adder {
  return {
    add: (tally, row, sign) => {
      tally.d += sign
      if (of(row)) tally.n += sign
    },
    value: ratio,
  }
}

function meanOf(field: string): Adder {
  return {
    add: (tally, row, sign) => {
      const value = row[field]
      if (typeof value !== 'number') return
      tally.n += sign * value
      tally.d += sign
    },
    value: ratio,
  }
}

function shareOf(field: string, over: string): Adder {
  return {
    add: (tally, row, sign) => {
      const n = row[field]
      const d = row[over]
      if (typeof n !== 'number' || typeof d !== 'number') return
      tally.n += sign * n
      tally.d += sign * d
    },
    value: ratio,
  }
}

/** Unknown is null; a place that could not be found is an empty text. */
const isKnown = (value: Value | undefined): boolean => value !== null && value !== undefined && value !== ''

function filledOf(fields: Extract<Aggregate, { type: 'filled' }>['fields']): Adder {
  return {
    add: (tally, row, sign) => {
      const wanted = fields[row['kind'] as string] ?? []
      tally.d += sign * wanted.length
      for (const field of wanted) if (isKnown(row[field])) tally.n += sign
    },
    value: ratio,
  }
}

function percentileOf(field: string, bounds: readonly number[], ps: readonly number[]): Adder {
  return {
    add: (tally, row, sign) => {
      const value = row[field]
      if (typeof value !== 'number') return
      tally.bins ??= new Array<number>(bounds.length + 1).fill(0)
      const bin = binOf(bounds, value)
      tally.bins[bin] = (tally.bins[bin] ?? 0) + sign
      tally.d += sign
    },
    value: tally => (tally.d === 0 ? null : ps.map(p => percentile(tally, bounds, p))),
  }
}

/** The first bin whose upper bound is not below the value; the last one is open. */
export function binOf(bounds: readonly number[], value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (bounds[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}

function percentile(tally: Tally, bounds: readonly number[], p: number): number | null {
  let seen = 0
  return nearestRank(bounds, bin => (seen += tally.bins?.[bin] ?? 0), tally.d, p)
}

/** The upper bound of the bin that holds the nearest rank; null where that bin is the open one. `upTo` is asked bin by bin. */
export function nearestRank(
  bounds: readonly number[],
  upTo: (bin: number) => number,
  count: number,
  p: number,
): number | null {
  const rank = Math.max(1, Math.ceil((p / 100) * count))
  for (let bin = 0; bin < bounds.length; bin++) if (upTo(bin) >= rank) return bounds[bin] as number
  return null
}
