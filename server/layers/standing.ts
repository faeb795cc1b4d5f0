import { isoOf } from '../../shared/calendar/civil.ts'
import type { City } from '../../shared/city/city.ts'
import { freshness, type FreshnessState } from '../../shared/freshness/freshness.ts'
import { worstOf } from '../../shared/freshness/worst.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { looksBack } from '../../shared/freshness/looks-back.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'

/** What stands beside every number that goes out: from when it is, whether it may pass for live, and whether it is pretended. */
export interface Standing {
  /** The oldest last good report of those that it leans on; null before the first. */
  readonly asOf: string | null
  readonly state: FreshnessState
  readonly mark: typeof PRETEND | null
}

export const PRETEND = '演示数据'

export const feedsOf = (metric: MetricDocument, feeds: readonly FeedDocument[]): readonly FeedDocument[] =>
  feeds.filter(({ kind }) => kindsOf(metric).includes(kind))

/** Those that only complete what others told do not make it younger, as on screens. */
const leaning = (metric: MetricDocument, feeds: readonly FeedDocument[]) =>
  feedsOf(metric, feeds).filter(({ completes }) => completes === undefined)

export function standingOf(
  metric: MetricDocument,
  feeds: readonly FeedDocument[],
  city: City,
  now: number,
): Standing {
  const own = leaning(metric, feeds)
  const reports = own.map(({ id }) => city.feeds.get(id) ?? null)
  const worst = worstOf(own.map(({ rhythm }, i) => freshness(reports[i] ?? null, rhythm, now)))
  const said = reports.flatMap(report => (report !== null && report.okAt > 0 ? [report.okAt] : []))
  return {
    asOf: said.length === 0 ? null : isoOf(Math.min(...said)),
    state: worst?.state ?? 'waiting',
    mark: feedsOf(metric, feeds).some(({ simulated }) => simulated) ? PRETEND : null,
  }
}

/** Whether all who could have told have told: then nothing to count is a zero. */
export function isTold(metric: MetricDocument, feeds: readonly FeedDocument[], city: City): boolean {
  const own = leaning(metric, feeds)
  if (own.length === 0 || !own.every(({ id }) => (city.feeds.get(id)?.okAt ?? 0) > 0)) return false
  const isWhole = feedsOf(metric, feeds).every(({ id }) => (city.feeds.get(id)?.backlog ?? null) === null)
  return isWhole || !looksBack(metric.window)
}
