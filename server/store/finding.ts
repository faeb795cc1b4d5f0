import type { Column, Derived, Kind, Row } from '../../shared/kinds/kind.ts'

/** What a thing is found by without reading its row. */
export interface Finding {
  /** 1: a flag that is true of few things at a time (open, overdue) is true of it, or of one of its inner rows. */
  readonly few: 0 | 1
  /** The latest instant that its row or an inner row names; null: none. */
  readonly latest: number | null
}

export type FindBy = (kind: string, derived: Derived) => Finding

interface Named {
  readonly flags: readonly string[]
  readonly instants: readonly string[]
}

/** Reads from a derived row what the kinds' own columns say it can be found by. */
export function findBy(kinds: readonly Kind[]): FindBy {
  const own = new Map(kinds.map(kind => [kind.id, namedIn(kind.columns)]))
  const inner = new Map(
    kinds.map(({ id, inner: lists = {} }) => [
      id,
      Object.entries(lists).map(([over, columns]) => [over, namedIn(columns)] as const),
    ]),
  )
  return (kind, { row, rows }) => {
    const named = own.get(kind)
    const found = { few: false, latest: null as number | null }
    if (named !== undefined) look(row, named, found)
    for (const [over, each] of inner.get(kind) ?? [])
      for (const line of rows?.[over] ?? []) look(line, each, found)
    return { few: found.few ? 1 : 0, latest: found.latest }
  }
}

const namedIn = (columns: readonly Column[]): Named => ({
  flags: columns.filter(({ bounded }) => bounded === true).map(({ name }) => name),
  instants: columns.filter(({ type }) => type === 'instant').map(({ name }) => name),
})

function look(row: Row, { flags, instants }: Named, found: { few: boolean; latest: number | null }): void {
  for (const name of flags) if (row[name] === true) found.few = true
  for (const name of instants) {
    const at = row[name]
    if (typeof at === 'number' && (found.latest === null || at > found.latest)) found.latest = at
  }
}
