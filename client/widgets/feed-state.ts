import { freshness, type Freshness } from '../../shared/freshness/freshness.ts'
import { feedKey, type FeedReport } from '../../shared/model/cell.ts'
import type { MetricDocument, Rhythm, ShownFeed } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Cells } from './cells.ts'

/** A feed as a screen knows it. */
export interface FeedState {
  readonly id: string
  readonly document: ShownFeed
  readonly rhythm: Rhythm
  readonly report: FeedReport | null
  readonly freshness: Freshness
}

/** The feeds by which what is told of these kinds is as fresh as it is; all feeds where none is named. */
export const feedStates = (
  cells: Cells,
  now: number,
  kinds: readonly string[] | null,
): readonly FeedState[] =>
  statesOf(cells, now, kinds).filter(({ document }) => kinds === null || document.completes === undefined)

/** All feeds that tell of these kinds, also those that only complete what others told. */
export function statesOf(cells: Cells, now: number, kinds: readonly string[] | null): readonly FeedState[] {
  const states: FeedState[] = []
  for (const [id, body] of cells.documents('feed')) {
    const document = body as unknown as ShownFeed
    if (kinds !== null && !kinds.includes(document.kind)) continue
    const report = reportOf(cells.get(feedKey(id)))
    const { rhythm } = document
    states.push({ id, document, rhythm, report, freshness: freshness(report, rhythm, now) })
  }
  return states
}

const reportOf = (value: Value): FeedReport | null => value as unknown as FeedReport | null

/** Whether it ever told anything: without that, no count of it is a zero. */
export const hasReported = ({ report }: FeedState): boolean => report !== null && report.okAt > 0

export const kindsOf = ({ kind }: MetricDocument): readonly string[] =>
  typeof kind === 'string' ? [kind] : kind
