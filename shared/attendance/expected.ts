import type { Libraries } from '../libraries/document.ts'
import type { FeedDocument } from '../model/documents.ts'
import type { Expected } from './attendance.ts'

/** What the documents of a city expect of its feeds: when they report, and what a whole record has. */
export function expectedOf(
  feeds: readonly Pick<FeedDocument, 'id' | 'rhythm'>[],
  { libraries }: Libraries,
): Expected {
  const rhythms = new Map(feeds.map(({ id, rhythm }) => [id, rhythm]))
  const wholes = new Map(libraries.flatMap(({ kinds }) => Object.entries(kinds)))
  return {
    rhythmOf: feed => rhythms.get(feed) ?? null,
    wholeOf: kind => wholes.get(kind) ?? [],
  }
}
