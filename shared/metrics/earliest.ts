import { bucketStart } from './bucket.ts'
import type { Metric } from './metric.ts'

/** The first instant that a metric still counts; -Infinity when it looks at all time. */
export function earliestCounted({ doc, window }: Metric): number {
  switch (doc.window.type) {
    case 'now':
      return Number.NEGATIVE_INFINITY
    case 'rolling':
      return bucketStart('minute', window.floor())
    case 'series':
      return bucketStart(doc.window.bucket, window.floor())
    default:
      return bucketStart(doc.window.type, window.floor())
  }
}
