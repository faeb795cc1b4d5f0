import type { SavedEntry, GroupAddress, SavedTally } from '../../shared/city/checkpoint.ts'
import type { Followed } from '../../shared/city/moved.ts'
import type { Known, LiveCell, Published } from '../../shared/city/city.ts'
import { lift } from '../../shared/city/thing.ts'
import type { Derived, Kind, Thing } from '../../shared/kinds/kind.ts'
import type { Entry } from '../../shared/metrics/roll.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { Fields, Value } from '../../shared/model/value.ts'

/** What the lines of the checkpoint's tables say. */

export type Kinds = ReadonlyMap<string, Kind>

export interface ThingLine {
  readonly id: string
  readonly kind: string
  readonly parts: string
}

const writtenThing = ({ id, kind, parts }: ThingLine): Thing => ({
  id,
  kind,
  parts: JSON.parse(parts) as Thing['parts'],
})

/** What was written under an older version of its kind is lifted, as a fact of the journal would be. */
export function thingOf(kinds: Kinds, line: ThingLine): Thing {
  const kind = kinds.get(line.kind)
  return kind === undefined ? writtenThing(line) : lift(kind, writtenThing(line))
}

/** A thing as it was written, under whatever version of its kind, and what followed from it then. */
export interface Written {
  readonly thing: Thing
  readonly followed: () => Followed | null
}

export interface WrittenLine extends ThingLine {
  readonly row: string | null
  readonly rows: string | null
}

export const writtenOf = (line: WrittenLine): Written => ({
  thing: writtenThing(line),
  followed: () => (line.row === null ? null : followedOf(line.row, line.rows)),
})

function followedOf(row: string, rows: string | null): Followed {
  const own = JSON.parse(row) as Derived['row']
  return rows === null ? { row: own } : { row: own, rows: JSON.parse(rows) as NonNullable<Derived['rows']> }
}

export interface HeldLine extends ThingLine {
  readonly area: string
  readonly row: string
  readonly rows: string | null
  readonly next_at: number
}

export function knownOf(kinds: Kinds, line: HeldLine): Known {
  const derived = { area: line.area, ...followedOf(line.row, line.rows), nextAt: line.next_at }
  return { thing: thingOf(kinds, line), derived }
}

export interface TallyLine {
  readonly grp: string
  readonly bucket: number
  readonly rows: number
  readonly n: number
  readonly d: number
  readonly bins: string | null
}

export const tallyOf = ({ grp, bucket, rows, n, d, bins }: TallyLine): SavedTally => ({
  group: groupOf(grp),
  bucket,
  tally: { rows, n, d, bins: bins === null ? null : (JSON.parse(bins) as number[]) },
})

export interface EntryLine {
  readonly grp: string
  readonly bucket: number
  readonly id: string
  readonly entry: string
}

export function entryOf({ grp, bucket, id, entry }: EntryLine): SavedEntry {
  const [order, columns] = JSON.parse(entry) as [Entry['order'], Entry['columns']]
  return { group: groupOf(grp), bucket, id, entry: { id, order, columns } }
}

function groupOf(key: string): GroupAddress {
  const address = parseCellKey(key)
  if (address === null) throw new Error(`"${key}" is not the name of a group`)
  return { key, metric: address.metric, area: address.area, dims: address.dims }
}

export interface CellLine {
  readonly key: string
  readonly seq: number
  readonly value: string | null
}

export const cellOf = ({ key, seq, value }: CellLine): LiveCell => ({
  key,
  seq,
  json: value,
  value: value === null ? null : (JSON.parse(value) as Value),
})

export const documentOf = (line: Record<string, unknown>): readonly [string, Published] => [
  line['name'] as string,
  { digest: line['digest'] as string, body: JSON.parse(line['body'] as string) as Fields },
]
