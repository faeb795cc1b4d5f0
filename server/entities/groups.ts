import { explainedFeeds } from '../explain/explained-feeds.ts'
import type { Column, Kind, Row } from '../../shared/kinds/kind.ts'
import type { Libraries } from '../../shared/libraries/document.ts'
import { subjectsOf } from '../../shared/libraries/subjects.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { EntityFile, EntityGroup, EntityRow } from '../../shared/sync/entity.ts'
import { told } from '../explain/explain.ts'
import type { Moment } from '../explain/moment.ts'
import type { Line } from './finding.ts'

export interface EntityParts extends Moment {
  readonly kinds: readonly Kind[]
  /** Those of now. */
  readonly feeds: () => readonly FeedDocument[]
  readonly libraries: Libraries
}

/** What was counted of a kind, where not every record of it was read. */
export interface Counted {
  readonly total: number
  readonly open: number
  readonly overdue: number
}

/** The upstream systems that tell of a kind: what they tell of is known by an id that begins with theirs. */
export const sourcesOf = (feeds: readonly FeedDocument[], kind: Kind): readonly string[] => [
  ...new Set(feeds.filter(feed => feed.kind === kind.id).map(({ source }) => source)),
]

export const rowIn = ({ row }: Line): Row => JSON.parse(row) as Row

const flagged = (rows: readonly Row[], name: string): number => rows.filter(row => row[name] === true).length

export const countIn = (rows: readonly Row[]): Counted => ({
  total: rows.length,
  open: flagged(rows, 'open'),
  overdue: flagged(rows, 'overdue'),
})

/** Records of one kind with what their columns mean. */
export function groupOf(
  { feeds, libraries }: EntityParts,
  kind: Kind,
  lines: readonly Line[],
  { counted, more = false, isPlace = false }: { counted?: Counted; more?: boolean; isPlace?: boolean } = {},
): EntityGroup {
  const rows = lines.map(line => ({ line, row: rowIn(line) }))
  return {
    ...{ kind: kind.id, title: kind.title, columns: kind.columns.map(columnOf), more },
    ...(counted ?? countIn(rows.map(({ row }) => row))),
    rows: rows.map(({ line, row }) => ({
      id: line.id,
      values: valuesOf(kind.columns, row),
      by: isPlace ? 'place' : line.coded === 1 ? 'code' : 'name',
      subjects: subjectsOf(libraries, kind.id, row),
    })),
    feeds: feeds()
      .filter(feed => feed.kind === kind.id)
      .map(({ id }) => id),
  }
}

/** The inner rows of a register's entry: the items of a project, each with its light. */
export function innerGroups(
  parts: EntityParts,
  kind: Kind,
  line: Line,
  lists: readonly string[],
): EntityGroup[] {
  const inner = JSON.parse(line.rows ?? '{}') as { readonly [over: string]: readonly Row[] }
  return lists.map(over => {
    const columns = kind.inner?.[over] ?? []
    const rows = [...(inner[over] ?? [])].sort((a, b) => urgency(b) - urgency(a))
    return {
      ...{ kind: kind.id, over, title: kind.title, columns: columns.map(columnOf), more: false },
      ...countIn(rows),
      rows: rows.map((row): EntityRow => ({
        id: `${line.id}#${row['key'] as string | number}`,
        values: valuesOf(columns, row),
        by: 'code',
        subjects: subjectsOf(parts.libraries, kind.id, row),
      })),
      feeds: parts
        .feeds()
        .filter(feed => feed.kind === kind.id)
        .map(({ id }) => id),
    }
  })
}

/** Overdue ones first, then what is open; within them as their thing has them. */
const urgency = (row: Row): number => (row['overdue'] === true ? 2 : row['open'] === true ? 1 : 0)

const valuesOf = (columns: readonly Column[], row: Row) => columns.map(({ name }) => row[name] ?? null)

const columnOf = (column: Column): EntityGroup['columns'][number] =>
  column.codes === undefined ? told(column) : { ...told(column), codes: { ...column.codes } }

/** The feeds of all its groups with their last reports, and the libraries that any of its kinds stands in. */
export function around(
  { feeds, libraries, engine }: EntityParts,
  groups: readonly EntityGroup[],
): Pick<EntityFile, 'feeds' | 'libraries'> {
  const kinds = new Set(groups.map(({ kind }) => kind))
  return {
    feeds: explainedFeeds(feeds(), kinds, engine),
    libraries: libraries.libraries
      .filter(library => Object.keys(library.kinds).some(kind => kinds.has(kind)))
      .map(({ title }) => title),
  }
}
