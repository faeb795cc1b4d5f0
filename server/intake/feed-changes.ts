import type { FeedDocument } from '../../shared/model/documents.ts'

/** What other documents change for the feeds that run. */
export interface FeedChanges {
  readonly started: readonly FeedDocument[]
  readonly changed: readonly FeedDocument[]
  readonly stopped: readonly string[]
}

export function feedChanges(before: readonly FeedDocument[], after: readonly FeedDocument[]): FeedChanges {
  const was = new Map(before.map(feed => [feed.id, JSON.stringify(feed)]))
  const stays = new Set(after.map(({ id }) => id))
  return {
    started: after.filter(({ id }) => !was.has(id)),
    changed: after.filter(feed => was.has(feed.id) && was.get(feed.id) !== JSON.stringify(feed)),
    stopped: [...was.keys()].filter(id => !stays.has(id)),
  }
}
