import type { Published } from '../../shared/city/city.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact, Fact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'

/** What the console puts in force; everything else that a city is made of comes with its folder. */
export type ConsoleFamily = 'feed' | 'metric' | 'scene'

export interface Version {
  /** 1, 2, 3 … of this document. */
  readonly version: number
  /** By the city's clock. */
  readonly at: number
  /** null: from this version on the folder's is in force, or none where `retired`. */
  readonly document: Fields | null
  readonly retired: boolean
  readonly note: string
}

/** The newest version of a document, as the journal has it. */
export interface PublishedDocument extends Version {
  readonly family: ConsoleFamily
  readonly id: string
  /** Of the folder's at that time; '' where it had none. By it the console sees that the file has changed since. */
  readonly basis: string
  /** Those before it, the newest first; the oldest are in the journal alone. */
  readonly earlier: readonly Version[]
}

const FAMILY = 'published'

export function publishedFact(published: PublishedDocument): DocumentFact {
  const body = published as unknown as Fields
  const { family, id } = published
  return { type: 'document', family: FAMILY, id: `${family}/${id}`, digest: digest(canonical(body)), body }
}

export const isPublished = (fact: Fact): fact is DocumentFact =>
  fact.type === 'document' && fact.family === FAMILY

export const publishedOf = (body: Fields): PublishedDocument => body as unknown as PublishedDocument

/** The newest version of every document that the console has put in force. */
export const publishedIn = (known: ReadonlyMap<string, Published>): PublishedDocument[] =>
  [...known].flatMap(([name, { body }]) =>
    body !== null && name.startsWith(`${FAMILY}/`) ? [publishedOf(body)] : [],
  )
