import type { Connector } from '../connectors/connector.ts'
import type { Documents } from '../documents/load.ts'
import type { SetFor } from '../secrets/secrets.ts'
import type { Draft } from './drafts.ts'
import { isWaiting } from './reach-faults.ts'
import { placeOf, reachedIn, toldPlace } from './reached.ts'

/**
 * By the name of a secret, the drafts of feeds that it may be set for (PUBL13). Only of one that nothing in force and nothing of the folder
 * names: else what is meant for the new address would be sent to the old one at once.
 */
export function waitingDrafts(
  drafts: readonly Pick<Draft, 'family' | 'document'>[],
  connectors: ReadonlyMap<string, Connector>,
  { feeds, folder }: Pick<Documents, 'feeds' | 'folder'>,
): ReadonlyMap<string, readonly SetFor[]> {
  const waiting = new Map<string, SetFor[]>()
  for (const { family, document } of drafts) {
    const feed = family === 'feed' && document !== null ? reachedIn(document, connectors) : null
    if (feed === null) continue
    const names = new Set(Object.values(feed.secrets))
    for (const name of names)
      if (isWaiting(name, feed.id, { feeds, folder: folder.feeds }))
        waiting.set(name, [
          ...(waiting.get(name) ?? []),
          { feed: feed.id, place: placeOf(feed), to: toldPlace(feed) },
        ])
  }
  return waiting
}
