import type { FeedBoard } from '../../../shared/sync/feedboard.ts'
import type { ToldDocument } from '../../../shared/sync/publications.ts'

/** Kinds of which a feed tells whose upstream is pretended: a number of them says so. */
export function pretendKinds(feeds: readonly ToldDocument[], board: FeedBoard | null): ReadonlySet<string> {
  const pretended = new Set(board?.feeds.filter(({ simulated }) => simulated).map(({ id }) => id))
  return new Set(feeds.filter(({ id }) => pretended.has(id)).flatMap(({ kinds }) => kinds))
}
