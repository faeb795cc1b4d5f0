import { freshness } from '../../shared/freshness/freshness.ts'
import { worstOf } from '../../shared/freshness/worst.ts'
import type { City } from '../../shared/city/city.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'

/**
 * Whether all that tell of a metric told in time, and all of their past: what others tell is old or is not whole, and nothing follows from it.
 */
export function isFresh(
  metric: MetricDocument,
  feeds: readonly FeedDocument[],
  city: City,
  now: number,
): boolean {
  const kinds = kindsOf(metric)
  const leaning = feeds.filter(({ kind, completes }) => kinds.includes(kind) && completes === undefined)
  const states = leaning.map(({ id, rhythm }) => freshness(city.feeds.get(id) ?? null, rhythm, now))
  const isWhole = leaning.every(({ id }) => (city.feeds.get(id)?.backlog ?? null) === null)
  return isWhole && worstOf(states)?.state === 'live'
}

/** What a number that is not there is of: `none`, there is nothing that it could be made of; `unknown`, it says nothing that can be judged. */
export type Seen = number | 'none' | 'unknown'

/** A cell as it is shown, where all who could have told have told: nothing to count is a zero, and nothing to add up is none. */
export function shownValue(metric: MetricDocument, value: Value, city: City, column?: string): Seen {
  const { aggregate, scale } = metric
  switch (aggregate.type) {
    case 'count':
      return (typeof value === 'number' ? value : 0) / scale
    case 'list':
      return totalOf(value)
    case 'last':
      return columnOf(metric, aggregate.columns, value, city, column)
    default:
      return quotient(value, scale)
  }
}

function quotient(value: Value, scale: number): Seen {
  if (value === null) return 'none'
  if (typeof value === 'number') return value / scale
  if (typeof value !== 'object' || !('d' in value)) return 'unknown'
  const { n, d } = value as { readonly n: number; readonly d: number }
  return d === 0 ? 'none' : n / d / scale
}

function totalOf(value: Value): number {
  const total = (value as { readonly total?: unknown } | null)?.total
  return typeof total === 'number' ? total : 0
}

function columnOf(
  metric: MetricDocument,
  columns: readonly string[],
  value: Value,
  { kinds }: City,
  wanted = '',
): Seen {
  if (value === null) return 'none'
  const told: Value = Array.isArray(value)
    ? ((value as readonly Value[])[columns.indexOf(wanted)] ?? null)
    : null
  if (typeof told !== 'number') return 'unknown'
  const [kind] = kindsOf(metric)
  const column = kinds.get(kind ?? '')?.columns.find(({ name }) => name === wanted)
  return told / (column?.scale ?? 1)
}

/** With its unit, as a sentence has it. */
export function valueText(
  value: number,
  { decimals, unit }: Pick<MetricDocument, 'decimals' | 'unit'>,
): string {
  const gap = unit.zh === '' || unit.zh === '%' ? '' : ' '
  return `${value.toFixed(decimals)}${gap}${unit.zh}`
}
