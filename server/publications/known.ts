import { canonical, digest } from '../../shared/model/digest.ts'
import { libraryOf } from '../../shared/libraries/metrics.ts'
import type { Fields, Text } from '../../shared/model/value.ts'
import { CONSOLE_FAMILIES, type ConsoleFamily } from '../../shared/sync/publications.ts'
import type { Edited } from '../documents/laid-over.ts'
import type { Documents } from '../documents/load.ts'
import type { PublishedDocument } from '../engine/published.ts'
import { isOwnForm } from './feed-faults.ts'

/** Any document that the console may put in force. */
export interface AnyDocument {
  readonly id: string
}

/** What there is of one document: in force, in the folder, published. */
export interface Known {
  readonly family: ConsoleFamily
  readonly id: string
  readonly inForce: AnyDocument | null
  readonly folder: AnyDocument | null
  readonly published: PublishedDocument | null
}

export const ofFamily = (family: ConsoleFamily, documents: Edited): readonly AnyDocument[] =>
  documents[`${family}s`]

/** By content, whatever the order of its fields; '' for none. */
export const digestOf = (document: object | null): string =>
  document === null ? '' : digest(canonical(plain(document)))

/** As it is sent and kept. */
export const plain = (document: object): Fields => JSON.parse(JSON.stringify(document)) as Fields

/** Who decides what is in force: the console where it has published a document or withdrawn one, else the folder. */
export const ownerOf = ({ published }: Known): 'folder' | 'console' =>
  published !== null && (published.document !== null || published.retired) ? 'console' : 'folder'

/** The file says something else than when the console took over. */
export const isFolderChanged = (known: Known): boolean =>
  ownerOf(known) === 'console' && known.published?.basis !== digestOf(known.folder)

/** It is looked at, and not edited here: a number that is computed from the libraries, a form of our own. */
export function isFixed({ family, id, inForce, folder }: Known): boolean {
  if (family === 'metric') return libraryOf(id) !== null
  const document = inForce ?? folder
  return (
    family === 'feed' && document !== null && isOwnForm(document as unknown as { readonly connector: string })
  )
}

/** Every document that is in force, in the folder, or was published. */
export function allKnown(documents: Documents, published: readonly PublishedDocument[]): Known[] {
  return CONSOLE_FAMILIES.flatMap(family => {
    const [now, folder] = [byId(ofFamily(family, documents)), byId(ofFamily(family, documents.folder))]
    const over = new Map(published.filter(each => each.family === family).map(each => [each.id, each]))
    const ids = new Set([...now.keys(), ...folder.keys(), ...over.keys()])
    return [...ids].map(id => ({
      ...{ family, id },
      inForce: now.get(id) ?? null,
      folder: folder.get(id) ?? null,
      published: over.get(id) ?? null,
    }))
  })
}

const byId = (documents: readonly AnyDocument[]) => new Map(documents.map(each => [each.id, each]))

/** Titles as far as there are some: a draft may have anything in its place. */
export function titleOf(document: object | null, id: string): Text {
  const title = document === null ? undefined : (document as { readonly title?: unknown }).title
  if (typeof title !== 'object' || title === null) return { zh: id, en: id }
  const { zh, en } = title as { readonly zh?: unknown; readonly en?: unknown }
  const chinese = typeof zh === 'string' && zh !== '' ? zh : id
  return { zh: chinese, en: typeof en === 'string' && en !== '' ? en : chinese }
}

/** The kinds that a document is about, as far as it says so. */
export function kindsIn(document: object | null): readonly string[] {
  const { kind } = (document ?? {}) as { readonly kind?: unknown }
  return (Array.isArray(kind) ? kind : [kind]).filter(each => typeof each === 'string')
}
