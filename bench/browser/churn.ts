import { HOUR } from '../../shared/calendar/civil.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'

export type Change = [key: string, value: Value]

/** Other values for the cells of a scene, each of its own shape, as a busy city would tell them. The same with every run. */
export interface Churn {
  /** All that is no document changes; `now`: city time. */
  next(now: number): Change[]
}

interface Ratio {
  readonly n: number
  readonly d: number
}
interface Rows {
  readonly total: number
  readonly rows: readonly (readonly Value[])[]
}

export function createChurn(cells: readonly Change[]): Churn {
  const plain = cells.filter(([key]) => !key.startsWith('doc:') && (parseCellKey(key)?.bucket ?? '') === '')
  const series = seriesIn(cells)
  let turn = 0

  return {
    next(now) {
      turn++
      const changes = plain.map(([key, value], i): Change => [key, another(value, turn + i, turn, now)])
      for (const [start, buckets] of series) changes.push(...moved(start, buckets, turn, now))
      return changes
    },
  }
}

function another(value: Value, n: number, turn: number, now: number): Value {
  if (typeof value === 'number') return Math.max(0, value + ((n * 7919) % 41) - 20)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  if ('okAt' in value) return { ...value, at: now, okAt: now }
  if ('d' in value) return { ...value, n: (n * 7919) % ((value as unknown as Ratio).d + 1) }
  if ('rows' in value) return otherRows(value as unknown as Rows, turn)
  return value
}

/** Rows come and go: a list of the overdue is never the same twice. */
const otherRows = ({ total, rows }: Rows, turn: number): Value => ({
  total: total + (turn % 5),
  rows: rows.map(([id, ...columns], i) => [`${String(id)}-${turn + i}`, ...columns]),
})

/** Buckets of each series, by their key without the bucket. */
function seriesIn(cells: readonly Change[]): Map<string, Map<number, Value>> {
  const series = new Map<string, Map<number, Value>>()
  for (const [key, value] of cells) {
    const bucket = parseCellKey(key)?.bucket ?? ''
    if (bucket === '') continue
    const start = key.slice(0, -bucket.length)
    series.set(start, (series.get(start) ?? new Map<number, Value>()).set(Number(bucket), value))
  }
  return series
}

/** The bucket of now fills; where a new one begins, the oldest goes. */
function moved(start: string, buckets: Map<number, Value>, turn: number, now: number): Change[] {
  const current = Math.floor(now / HOUR) * HOUR
  const changes: Change[] = [[`${start}${current}`, 1 + (turn % 90)]]
  if (!buckets.has(current)) {
    const oldest = Math.min(...buckets.keys())
    buckets.delete(oldest)
    changes.push([`${start}${oldest}`, null])
  }
  buckets.set(current, turn)
  return changes
}
