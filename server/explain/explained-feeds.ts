import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Explanation } from '../../shared/sync/explain.ts'
import { isManual } from '../../shared/submissions/manual.ts'
import type { Engine } from '../engine/engine.ts'

/** The feeds that tell of these kinds, with their last reports. */
export const explainedFeeds = (
  feeds: readonly FeedDocument[],
  kinds: ReadonlySet<string>,
  { city }: Engine,
): Explanation['feeds'] =>
  feeds
    .filter(({ kind }) => kinds.has(kind))
    .map(feed => {
      const { id, title, department, simulated, rhythm } = feed
      return {
        ...{ id, title, department, simulated, manual: isManual(feed), rhythm },
        report: city.feeds.get(id) ?? null,
      }
    })
