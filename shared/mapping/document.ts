import { Type, type Static } from 'typebox'
import { AreaWays } from './area.ts'
import type { Fault } from './context.ts'
import { instantOptions } from './converters/instant.ts'
import { OrderedTimes } from './ordered-times.ts'
import { schemaFaults } from './schema-faults.ts'
import { exact, From, Origin, Path } from './workbench.ts'
import { Zone } from './zone.ts'

const Specs = Type.Record(Type.String(), Type.Unknown())

/** Of the thing in its upstream: one value, or several that make it out together; `fields` joins fields and `area`. */
const Id = Type.Union([
  Type.Object({ from: From }, exact),
  Type.Object({ join: Type.Array(Origin, { minItems: 2, maxItems: 6 }) }, exact),
  Type.Object({ fields: Type.Array(Path, { minItems: 1, maxItems: 6 }) }, exact),
])

const Part = Type.Union([
  Type.Object({ const: Type.String({ pattern: '^[a-z][A-Za-z0-9:-]{0,59}$' }) }, exact),
  Type.Object({ from: From, prefix: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,29}:$' }) }, exact),
])

const Time = Type.Object({ from: From, ...instantOptions }, exact)
/** For a source that does not say when: the moment it arrived; of a file, when that was written. Sent again, such a record is a new version. */
const Received = Type.Object({ received: Type.Literal(true) }, exact)

const Op = Type.Object(
  {
    from: From,
    table: Type.Record(Type.String(), Type.Enum(['put', 'drop'])),
  },
  exact,
)

export const RecordMapping = Type.Object(
  {
    /** Of times that state no offset. */
    zone: Type.Optional(Zone),
    id: Id,
    part: Type.Optional(Part),
    version: Type.Optional(Type.Object({ from: From }, exact)),
    /** When the upstream last changed it. */
    at: Type.Union([Time, Received]),
    /** Business time; `at` where it is not given. */
    event: Type.Optional(Time),
    /** The upstream writes every record (`at`) within so many minutes of its `event`, later ones too. */
    promptMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    op: Type.Optional(Op),
    area: Type.Optional(AreaWays),
    fields: Specs,
    order: Type.Optional(OrderedTimes),
  },
  exact,
)
export type RecordMapping = Static<typeof RecordMapping>

export const ReadingsMapping = Type.Object(
  {
    zone: Type.Optional(Zone),
    readings: Type.Object(
      {
        device: Type.Object({ from: From }, exact),
        at: Type.Union([Time, Received]),
        area: Type.Optional(AreaWays),
        /** Which one of the measures a message carries, for sources that send them one by one. */
        measure: Type.Optional(Type.Object({ from: From }, exact)),
        values: Specs,
        /** How good the source takes its value to be: beside these words, or none, it is a measure without an answer. */
        quality: Type.Optional(
          Type.Object(
            { from: Origin, good: Type.Array(Type.String(), { minItems: 1, maxItems: 20 }) },
            exact,
          ),
        ),
        /** A point that is stored as the measures `lon` and `lat`, in millionths of a degree. */
        position: Type.Optional(Type.Unknown()),
      },
      exact,
    ),
  },
  exact,
)
export type ReadingsMapping = Static<typeof ReadingsMapping>

export type MappingDocument = RecordMapping | ReadingsMapping

export type ParsedMapping =
  | { readonly ok: true; readonly document: MappingDocument }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** The outer shape of a mapping document. What is inside its fields is looked at by `compileMapping`, which knows them. */
export function parseMapping(document: unknown): ParsedMapping {
  const isReadings = typeof document === 'object' && document !== null && 'readings' in document
  const faults = schemaFaults(isReadings ? ReadingsMapping : RecordMapping, document, '')
  return faults.length === 0 ? { ok: true, document: document as MappingDocument } : { ok: false, faults }
}
