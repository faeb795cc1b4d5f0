import type { ConsoleFamily, DocumentsGround, ToldDocument } from '../../../shared/sync/publications.ts'
import { textIn, type Language } from '../../language/say.ts'

export type Mark = 'draft' | 'drift' | 'retired' | 'fixed'

export interface ListRow {
  readonly id: string
  readonly title: string
  readonly kinds: string
  readonly owner: ToldDocument['owner']
  readonly version: number | null
  readonly at: number | null
  readonly marks: readonly Mark[]
}

export const FILTERS = ['draft', 'drift', 'retired', 'fixed', 'console', 'folder'] as const
export type Filter = (typeof FILTERS)[number]

export function rowsOf(
  documents: readonly ToldDocument[],
  kinds: DocumentsGround['kinds'],
  language: Language,
): readonly ListRow[] {
  const titles = new Map(kinds.map(({ id, title }) => [id, textIn(language, title)]))
  return documents.map(document => ({
    ...{ id: document.id, owner: document.owner, version: document.version, at: document.at },
    title: textIn(language, document.title) || document.id,
    kinds: document.kinds.map(kind => titles.get(kind) ?? kind).join('、'),
    marks: marksOf(document),
  }))
}

const marksOf = ({ hasDraft, isFolderChanged, isRetired, isFixed }: ToldDocument): Mark[] => [
  ...(hasDraft ? (['draft'] as const) : []),
  ...(isFolderChanged ? (['drift'] as const) : []),
  ...(isRetired ? (['retired'] as const) : []),
  ...(isFixed ? (['fixed'] as const) : []),
]

/** All words of a search, in title, id or kinds, of those that the filter leaves. */
export function wantedOf(rows: readonly ListRow[], text: string, filter: Filter | null): readonly ListRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(row => {
    const said = `${row.title} ${row.id} ${row.kinds}`.toLowerCase()
    return words.every(word => said.includes(word)) && passes(row, filter)
  })
}

function passes({ owner, marks }: ListRow, filter: Filter | null): boolean {
  if (filter === null) return true
  return filter === 'console' || filter === 'folder' ? owner === filter : marks.includes(filter)
}

export const filterIn = (text: unknown): Filter | null => FILTERS.find(each => each === text) ?? null

export const familyIn = (text: unknown, families: readonly ConsoleFamily[]): ConsoleFamily =>
  families.find(each => each === text) ?? 'feed'
