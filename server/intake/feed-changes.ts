import type { FeedDocument } from '../../shared/model/documents.ts'
import { readsNames } from '../../shared/naming/tables.ts'

/** What other documents change for the feeds that run. */
export interface FeedChanges {
  readonly started: readonly FeedDocument[]
  readonly changed: readonly FeedDocument[]
  readonly stopped: readonly string[]
}

/** `renamed`: places and departments are called otherwise, and whoever reads such names begins anew. */
export function feedChanges(
  before: readonly FeedDocument[],
  after: readonly FeedDocument[],
  renamed = false,
): FeedChanges {
  const was = new Map(before.map(feed => [feed.id, JSON.stringify(feed)]))
  const stays = new Set(after.map(({ id }) => id))
  return {
    started: after.filter(({ id }) => !was.has(id)),
    changed: after.filter(
      feed =>
        was.has(feed.id) &&
        (was.get(feed.id) !== JSON.stringify(feed) || (renamed && readsNames(feed.mapping))),
    ),
    stopped: [...was.keys()].filter(id => !stays.has(id)),
  }
}
