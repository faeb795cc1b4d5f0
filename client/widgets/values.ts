import type { Ratio } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Figure } from '../figures/number.ts'
import type { List, ListRow } from './reader.ts'

const isRecord = (value: Value): value is { readonly [name: string]: Value } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export function ratioOf(cell: Value): Ratio | null {
  if (!isRecord(cell)) return null
  const { n, d } = cell
  return typeof n === 'number' && typeof d === 'number' ? { n, d } : null
}

/** So few that a public screen is not told how many: `<5`. */
export function fewOf(cell: Value): Figure | null {
  const below = isRecord(cell) ? cell['below'] : undefined
  return typeof below === 'number' ? { text: `<${below}`, unit: '' } : null
}

/** The number of a cell as it is shown; null where it cannot be said (no denominator, a list). */
export function numberOf(cell: Value, document: MetricDocument): number | null {
  if (typeof cell === 'number') return cell / document.scale
  const ratio = ratioOf(cell)
  return ratio === null || ratio.d === 0 ? null : ratio.n / ratio.d / document.scale
}

/** A `last` is a list of one row; the fold gives its columns only. */
export function listOf(cell: Value, document: MetricDocument): List | null {
  const { aggregate } = document
  if (aggregate.type === 'last')
    return Array.isArray(cell) ? { total: 1, rows: [rowOf('', cell as Value[], aggregate.columns)] } : null
  if (aggregate.type !== 'list' || !isRecord(cell)) return null
  const { total, rows } = cell
  if (typeof total !== 'number' || !Array.isArray(rows)) return null
  return { total, rows: rows.map(row => idRow(row as Value[], aggregate.columns)) }
}

const idRow = ([id, ...values]: readonly Value[], columns: readonly string[]): ListRow =>
  rowOf(typeof id === 'string' ? id : '', values, columns)

const rowOf = (id: string, values: readonly Value[], columns: readonly string[]): ListRow => ({
  id,
  columns: Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null])),
})
