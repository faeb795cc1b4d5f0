import { Type, type Static, type TObject, type TProperties } from 'typebox'
import type { Fields, Value } from '../model/value.ts'
import type { Fault, MappingContext } from './context.ts'
import type { Expressions } from './expressions.ts'
import { compilePath, parsePath, type Read } from './path.ts'
import type { Sheet } from './sheet.ts'
import type { View } from './view.ts'

/**
 * A value of a record made into a value of a field; null where the record has none. What cannot be read is refused on the
 * sheet. A `const` among these results is in canonical order: hashes are taken without sorting.
 */
export type Convert = (value: unknown, sheet: Sheet) => Value

export type ReadFields = (raw: unknown, sheet: Sheet) => Fields

/** Field options by name, not yet checked. */
export interface FieldSpecs {
  readonly [name: string]: unknown
}

/** What the compilation of a mapping document carries along. */
export interface Workbench {
  readonly context: MappingContext
  /** Offset of times that state none, in milliseconds east of UTC. */
  readonly zone: number
  /** Where in the document: `/fields/amount`. */
  readonly where: string
  /** Where in the record the value stands: refusals name it. */
  readonly path: string
  /** Whether a record without this value is refused: then a value that is set aside must be refused, too. */
  readonly required: boolean
  /** Through which the records, or the rows inside of records, are read. */
  readonly view: View
  /** null: inside of rows, where none may stand. */
  readonly expressions: Expressions | null
  readonly faults: Fault[]
  /** For converters with values inside; handed over, since both know all converters. */
  readonly compileFields: (specs: FieldSpecs, bench: Workbench) => ReadFields
  readonly compileItem: (spec: unknown, bench: Workbench) => Convert
}

export const inside = (bench: Workbench, step: string): Workbench => ({
  ...bench,
  where: `${bench.where}/${step}`,
})
export const readingAt = (bench: Workbench, path: string, required = false): Workbench => ({
  ...bench,
  path,
  required,
})

export function fault(bench: Workbench, message: string): void {
  bench.faults.push({ path: bench.where, message })
}

/** A place in a record: how to read it, and what refusals call it. */
export interface Source {
  readonly path: string
  readonly read: Read
}

const NOTHING: Read = () => undefined

/** What is none is a fault and reads nothing meanwhile, so that one look shows all faults of a document. */
export function sourceAt(origin: Origin, bench: Workbench): Source {
  const path = nameOf(origin, bench)
  if (typeof origin !== 'string') return { path, read: expressionAt(origin.cel, path, inside(bench, 'cel')) }
  const parsed = parsePath(origin)
  if (parsed.ok) return { path, read: compilePath(parsed.steps, bench.view) }
  fault(bench, parsed.message)
  return { path, read: NOTHING }
}

function expressionAt(text: string, place: string, bench: Workbench): Read {
  const { expressions, context } = bench
  if (expressions === null) {
    fault(bench, 'an expression is of the whole record: none stands inside of rows')
    return NOTHING
  }
  const said = context.faultIn === undefined ? 'no expression can be evaluated here' : context.faultIn(text)
  if (said !== null) fault(bench, said)
  return expressions.reader(text, place)
}

/** What refusals call it: a path, or where in the mapping the expression stands. */
const nameOf = (origin: Origin, bench: Workbench): string =>
  typeof origin === 'string' ? origin : bench.where.replace(/\/from$/, '').slice(1)

/** What refusals call several places. */
export const pathsOf = (from: From, bench: Workbench): string =>
  originsIn(from)
    .map(origin => nameOf(origin, bench))
    .join(' | ')

export const originsIn = (from: From): readonly Origin[] =>
  Array.isArray(from) ? (from as readonly Origin[]) : [from as Origin]

export const sourcesAt = (from: From, bench: Workbench): readonly Source[] =>
  originsIn(from).map(origin => sourceAt(origin, inside(bench, 'from')))

/** One way of making a value; `as` in a document names it. A new one is a file and a line in converters/registry.ts. */
export interface Converter {
  readonly as: string
  /** Options that say where the value stands; `from` for nearly all. */
  readonly place: TProperties
  /** Options of its own. */
  readonly options: TProperties
  readonly sources: (options: unknown, bench: Workbench) => readonly Source[]
  readonly compile: (options: unknown, bench: Workbench) => Convert
}

export const Path = Type.String({ minLength: 1, maxLength: 200 })
export const exact = { additionalProperties: false }
/** What is worked out of the whole record by an expression of CEL. */
export const Expression = Type.Object({ cel: Type.String({ minLength: 1, maxLength: 2000 }) }, exact)
/** Where a value comes from. */
export const Origin = Type.Union([Path, Expression])
export type Origin = Static<typeof Origin>
/** One place, or several of which the first with a value counts. */
export const From = Type.Union([Path, Expression, Type.Array(Origin, { minItems: 1, maxItems: 10 })])
export type From = Origin | readonly Origin[]

/** A converter of the value at `from`. */
export function converter<P extends TProperties>(
  as: string,
  options: P,
  compile: (options: Static<TObject<P>>, bench: Workbench) => Convert,
): Converter {
  const sources = ({ from }: { from: From }, bench: Workbench) => sourcesAt(from, bench)
  return placedConverter(as, { from: From }, options, sources, compile)
}

/** A converter whose value stands in several places of a record, or must be looked for. Options are checked before use. */
export function placedConverter<Q extends TProperties, P extends TProperties>(
  as: string,
  place: Q,
  options: P,
  sources: (spec: Static<TObject<Q>> & Static<TObject<P>>, bench: Workbench) => readonly Source[],
  compile: (options: Static<TObject<P>>, bench: Workbench) => Convert,
): Converter {
  return {
    as,
    place,
    options,
    sources: (raw, bench) => sources(raw as Static<TObject<Q>> & Static<TObject<P>>, bench),
    compile: (raw, bench) => compile(raw as Static<TObject<P>>, bench),
  }
}
