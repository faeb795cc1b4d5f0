import type { MetricDocument } from '../model/documents.ts'
import type { Value } from '../model/value.ts'

/**
 * The number a screen shows of a cell, before rounding to the document's decimals. Null is drawn as a dash: no cell,
 * nothing to divide by, or a metric that is no single number (a list, percentiles).
 */
export function shownNumber({ scale }: MetricDocument, value: Value): number | null {
  if (typeof value === 'number') return value / scale
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { n, d } = value as { readonly n?: Value; readonly d?: Value }
  return typeof n === 'number' && typeof d === 'number' && d !== 0 ? n / d / scale : null
}
