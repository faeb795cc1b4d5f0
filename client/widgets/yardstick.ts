import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Tone } from '../figures/phrase.ts'

/** Over its limit is bad; short of its target is worth a look; without either nothing is said. */
export function toneOf(value: number | null, metric: MetricDocument | null): Tone | undefined {
  if (value === null || metric === null) return undefined
  if (metric.limit !== undefined && value > metric.limit) return 'bad'
  if (metric.target === undefined) return undefined
  const short = metric.better === 'down' ? value > metric.target : value < metric.target
  return short ? 'warn' : undefined
}
