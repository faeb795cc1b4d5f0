import { withCode } from '../../../shared/mapping/coding.ts'
import type { Fields, Value } from '../../../shared/model/value.ts'
import type { AreaAlias } from '../../../shared/naming/document.ts'
import { LONGEST_NOTE, type ConsoleFamily, type DocumentFile } from '../../../shared/sync/publications.ts'
import type { ToldCode } from '../../../shared/sync/reference.ts'
import { get, post, Refusal } from '../../people/asking.ts'
import { startOf } from '../documents/publishing.ts'

/** A document to be changed. */
export interface Changed {
  readonly family: ConsoleFamily
  readonly id: string
}

/**
 * Puts a change into the draft of a document: on top of the draft that there is, so that several come into force together, else of what
 * is in force, else of `fresh`.
 */
export async function draftChange(
  { family, id }: Changed,
  change: (document: Fields) => Fields,
  { note, fresh }: { readonly note: string; readonly fresh?: Fields },
): Promise<void> {
  const file = await fileOf({ family, id }, fresh)
  const begun = begunWith(file, fresh ?? { id })
  await post('/api/documents/drafts', {
    ...{ family, id, act: 'publish', document: change(begun.document) },
    ...{ note: noteOver(begun.note, note), basis: begun.basis },
  })
}

function begunWith(file: DocumentFile | null, fresh: Fields) {
  if (file === null) return { document: fresh, note: '', basis: '' }
  const { draft, digest } = file
  return { document: startOf(file), note: draft?.note ?? '', basis: draft?.basis ?? digest }
}

/** null: there is none yet, and one may begin. */
async function fileOf({ family, id }: Changed, fresh: Fields | undefined): Promise<DocumentFile | null> {
  try {
    return await get<DocumentFile>(`/api/documents/${family}/${encodeURIComponent(id)}`)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'noDocument' && fresh !== undefined) return null
    throw error
  }
}

/** One after the other, as far as there is room. */
export function noteOver(before: string, note: string): string {
  const both = [before, note].filter(Boolean).join('; ')
  return both.length <= LONGEST_NOTE ? both : note.slice(0, LONGEST_NOTE)
}

/** The document of a feed with a word read as a code of ours. */
export const codedFeed =
  ({ target, word }: Pick<ToldCode, 'target' | 'word'>, own: string) =>
  (document: Fields): Fields => ({
    ...document,
    mapping: withCode(document['mapping'], target, word, own) as Value,
  })

const listIn = (document: Fields, name: string): readonly Value[] => {
  const list = document[name]
  return Array.isArray(list) ? (list as readonly Value[]) : []
}

/** A document of names with one more. */
export const namedArea =
  (alias: AreaAlias) =>
  (document: Fields): Fields => ({ ...document, areas: [...listIn(document, 'areas'), { ...alias }] })

export const namedDepartment =
  (alias: { readonly name: string; readonly is: string; readonly note?: string }) =>
  (document: Fields): Fields => ({
    ...document,
    departments: [...listIn(document, 'departments'), { ...alias }],
  })

/** Where a city has no document of names one begins with it. */
export const freshNaming = (id: string, title: { readonly zh: string; readonly en: string }): Fields => ({
  ...{ id, title: { zh: title.zh, en: title.en }, areas: [], departments: [] },
})
