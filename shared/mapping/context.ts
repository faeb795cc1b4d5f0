import type { Quarantined } from '../model/batch.ts'
import type { Flag, ReadingsFact, RecordFact } from '../model/fact.ts'
import type { Fields } from '../model/value.ts'
import type { AreaResolver } from './area.ts'
import type { Computed } from './expressions.ts'
import type { UnknownWord } from './unknown.ts'

/** West, south, east, north in WGS84 degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** Upstream code -> ours. */
export interface CodeTable {
  readonly [upstream: string]: string
}

/** What a mapping needs besides its document. */
export interface MappingContext {
  /** Stands before the upstream's own id in every id; ids of different sources never meet. */
  readonly source: string
  readonly kind: string
  readonly kindVersion: number
  readonly areas: AreaResolver
  /** Where the city lies, with some room round it: what is outside is no point of it. */
  readonly box: Box
  /** The code tables in force, by name. */
  readonly codes: { readonly [table: string]: CodeTable }
  /** The usual name of a department that an upstream calls otherwise; others stay as they are. */
  readonly departmentOf?: (name: string) => string
  /** The kind's own schema. `part` is the part of a record; the values of a reading are checked as part `reading`. */
  readonly check: (fields: Fields, part: string) => Problem | null
  /** What is wrong with an expression; null: it can be evaluated. Left out where nobody evaluates any. */
  readonly faultIn?: (expression: string) => string | null
}

/** What a kind has against fields: `path` in the fields, as `doneAt` or `items[2].name` (`/items/2/name` will do). */
export interface Problem {
  readonly path: string
  readonly reason: string
}

/** Where a record of a file says when that was written: connectors of files add it, in place of the instant of arrival. */
export const FILE_INSTANT = '$at'

/** The instant a record arrived. It is also what a date without a year is near to, so a replay passes the first arrival. */
export interface Arrival {
  readonly now: number
  /** Of a mapping with expressions: what they made of this record. */
  readonly computed?: Computed
}

export type Mapped = (
  | { readonly ok: true; readonly fact: RecordFact | ReadingsFact; readonly flags: readonly Flag[] }
  | { readonly ok: false; readonly quarantined: Quarantined }
) & {
  /** Words that no table knows, where there were some. */
  readonly unknown?: readonly UnknownWord[]
}

/** Never throws, whatever the record is. */
export interface MapRecord {
  (raw: unknown, arrival: Arrival): Mapped
  /** What must be evaluated of a record before it is mapped. */
  readonly expressions?: readonly string[]
}

/** What is wrong with a mapping document, `path` as in `/fields/amount/scale`. */
export interface Fault {
  readonly path: string
  readonly message: string
}
