import { FRAME } from '../../shared/layout/document.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { FeedDocument, MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import { parseReads } from '../../shared/sync/topic.ts'
import type { LeaningPanel } from '../../shared/sync/feedboard.ts'

export interface Leaning {
  /** The ids of the scenes with a number over what the feed tells. */
  readonly scenes: (feed: FeedDocument) => readonly string[]
  readonly panels: (feed: FeedDocument) => readonly LeaningPanel[]
}

/** What leans on a feed: it follows from the panels, as freshness does (ADR 12). The frame stands round every scene alike and is none of theirs. */
export function leaningOn(scenes: readonly SceneDocument[], metrics: readonly MetricDocument[]): Leaning {
  const byId = new Map(metrics.map(metric => [metric.id, metric]))
  const counted = (ids: Iterable<string>, kind: string) =>
    [...new Set(ids)].flatMap(id => {
      const metric = byId.get(id)
      return metric !== undefined && kindsOf(metric).includes(kind) ? [metric] : []
    })
  const panels = ({ kind }: FeedDocument) =>
    scenes.flatMap(scene =>
      scene.panels.flatMap(panel => {
        if (panel.id === FRAME) return []
        const leaning = counted(
          Object.values(panel.metrics).map(text => parseReads(text).metric),
          kind,
        )
        return leaning.length === 0 ? [] : [{ scene, panel, leaning }]
      }),
    )
  return {
    scenes: feed => [...new Set(panels(feed).map(({ scene }) => scene.id))],
    panels: feed =>
      panels(feed).map(({ scene, panel, leaning }) => ({
        ...{ scene: scene.title, panel: panel.title, metrics: leaning.map(({ title }) => title) },
      })),
  }
}
