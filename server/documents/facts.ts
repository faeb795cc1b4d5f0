import type { AreasDocument } from '../../shared/areas/document.ts'
import type { CalendarDocument } from '../../shared/calendar/document.ts'
import type { Codes, Kind } from '../../shared/kinds/kind.ts'
import type { Libraries } from '../../shared/libraries/document.ts'
import { scenesUsing } from '../../shared/libraries/uses.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { CityDocument } from '../../shared/model/document-schemas.ts'
import type {
  FeedDocument,
  KindDocument,
  MetricDocument,
  SceneDocument,
  ShownFeed,
} from '../../shared/model/documents.ts'
import type { DocumentFact, DocumentFamily } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { isManual } from '../../shared/submissions/manual.ts'

/** What screens and logs are told of. */
export interface Told {
  readonly city: CityDocument
  readonly areas: AreasDocument
  /** As shipped, before any notice. */
  readonly shipped: readonly CalendarDocument[]
  readonly kinds: readonly Kind[]
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly scenes: readonly SceneDocument[]
  readonly libraries: Libraries
}

/** What is in force, as facts to publish: each as much of it as may be known. */
export const factsOf = (told: Told): DocumentFact[] => [
  factFor('city', 'city', told.city),
  factFor('areas', told.areas.id, told.areas),
  ...told.shipped.map(calendar => factFor('calendar', calendar.id, calendar)),
  ...told.kinds.map(kind => factFor('kind', kind.id, kind, spokenOf)),
  ...told.feeds.map(feed => factFor('feed', feed.id, feed, shownOf, whole => whole)),
  ...told.metrics.map(metric => factFor('metric', metric.id, metric)),
  ...told.scenes.map(scene => factFor('scene', scene.id, scene)),
  // What a library is used for hangs on all the others.
  ...told.libraries.libraries.map(library => {
    const { id, title, kinds } = library
    const scenes = scenesUsing(library, told.scenes, told.metrics)
    return factOf('library', id, plain({ id, title, kinds: Object.keys(kinds), scenes }))
  }),
]

/** A document does not change once it is read, and hundreds stay as they are whenever one is put in force. */
const facts = new WeakMap<object, DocumentFact>()

function factFor<T extends object>(
  family: DocumentFamily,
  id: string,
  document: T,
  shown: (document: T) => unknown = whole => whole,
  /** By what it is told from another one: a feed with a mended mapping is another one, though screens see nothing of it. */
  said = shown,
): DocumentFact {
  let fact = facts.get(document)
  if (fact === undefined)
    facts.set(document, (fact = factOf(family, id, plain(shown(document)), plain(said(document)))))
  return fact
}

const factOf = (family: DocumentFamily, id: string, body: Fields, said = body): DocumentFact => ({
  type: 'document',
  family,
  id,
  digest: digest(canonical(said)),
  body,
})

/** Without what is undefined, as it will be read back. */
export const plain = (document: unknown): Fields => JSON.parse(JSON.stringify(document)) as Fields

/** Inner rows speak, too: a column of theirs may have the name of another, and then has the codes of both. */
function spokenOf({ id, title, columns, inner = {}, pressed }: Kind): KindDocument {
  const codes: Record<string, Codes> = {}
  for (const { name, codes: own } of [...Object.values(inner).flat(), ...columns])
    if (own !== undefined) codes[name] = { ...codes[name], ...own }
  const presses = pressed === undefined ? {} : { pressed: pressed.over ?? '' }
  return { id, title, codes, ...presses }
}

/** What screens know of a feed. */
export function shownOf(feed: FeedDocument): ShownFeed {
  const { id, title, department, kind, completes, rhythm, simulated } = feed
  return {
    ...{ id, title, department, kind, rhythm, simulated },
    ...(completes === undefined ? {} : { completes }),
    ...(isManual(feed) ? { manual: true } : {}),
  }
}
