import type { Published } from '../../shared/city/city.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact, Fact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { ConsoleFamily, ToldVersion } from '../../shared/sync/publications.ts'

/** The newest version of a document, as the journal has it. */
export interface PublishedDocument extends ToldVersion {
  readonly family: ConsoleFamily
  readonly id: string
  /** Of the folder's at that time; '' where it had none. By it the console sees that the file has changed since. */
  readonly basis: string
  /** Those before it, the newest first; the oldest are in the journal alone. */
  readonly earlier: readonly ToldVersion[]
}

const FAMILY = 'published'

export function publishedFact(published: PublishedDocument): DocumentFact {
  const body = published as unknown as Fields
  const { family, id } = published
  return { type: 'document', family: FAMILY, id: `${family}/${id}`, digest: digest(canonical(body)), body }
}

export const isPublished = (fact: Fact): fact is DocumentFact =>
  fact.type === 'document' && fact.family === FAMILY

/** Of a document's `family/id`. */
export const isPublishedName = (name: string): boolean => name.startsWith(`${FAMILY}/`)

export const publishedOf = (body: Fields): PublishedDocument => body as unknown as PublishedDocument

/** The newest version of every document that the console has put in force. */
export const publishedIn = (known: ReadonlyMap<string, Published>): PublishedDocument[] =>
  [...known].flatMap(([name, { body }]) =>
    body !== null && isPublishedName(name) ? [publishedOf(body)] : [],
  )
