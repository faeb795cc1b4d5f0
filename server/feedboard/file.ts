import type { Kind } from '../../shared/kinds/kind.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { FeedFile, RefusedReason } from '../../shared/sync/feedboard.ts'
import { Refused } from '../access/caller.ts'
import { addressOf } from './address.ts'
import { reportedFeeds, type BoardParts } from './board.ts'

const MOST_REASONS = 20

const REASONS = `SELECT reason, blame, count(*) AS count, max(at) AS newestAt FROM quarantine
  WHERE feed = ? AND settled IS NULL GROUP BY reason, blame ORDER BY count DESC, newestAt DESC LIMIT ${MOST_REASONS}`

/** All that is known of one feed beside the board. */
export async function fileOf(
  parts: BoardParts & { readonly kinds: readonly Kind[] },
  id: string,
): Promise<FeedFile> {
  const feed = knownFeed(parts.feeds, id)
  const { results } = await parts.reader.ask([{ sql: REASONS, params: [id] }])
  return {
    id,
    kind: parts.kinds.find(kind => kind.id === feed.kind)?.title ?? { zh: feed.kind, en: feed.kind },
    address: addressOf(feed),
    spells: parts.engine.city.feeds.get(id)?.spells ?? [],
    refused: (results[0] as readonly RefusedReason[]).map(line => ({ ...line })),
    leaning: parts.leaning.panels(feed),
  }
}

function knownFeed(feeds: readonly FeedDocument[], id: string): FeedDocument {
  const feed = reportedFeeds(feeds).find(each => each.id === id)
  if (feed === undefined) throw new Refused(404, 'notFound', 'there is no such feed')
  return feed
}
