import { bucketStart } from './bucket.ts'
import type { Metric } from './metric.ts'
import { periodOf } from './window.ts'

/** The first instant that a metric still counts; -Infinity when it looks at all time. */
export function earliestCounted({ doc, window }: Metric): number {
  if (doc.window.type === 'now') return Number.NEGATIVE_INFINITY
  return bucketStart(periodOf(doc.window), window.floor())
}
