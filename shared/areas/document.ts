import { Type, type Static } from 'typebox'
import { Errors } from 'typebox/schema'
import { conforms } from '../model/conforms.ts'
import { faultsIn } from './faults.ts'

const Name = Type.String({ minLength: 1, maxLength: 40 })
const Code = (digits: number) => Type.String({ pattern: `^\\d{${digits}}$` })
const Whole = Type.Integer({ minimum: -1000, maximum: 1000 })
const Coordinates = Type.Tuple([Whole, Whole])
const exact = { additionalProperties: false }

const Point = Type.Tuple([
  Type.Number({ minimum: -1000, maximum: 1000 }),
  Type.Number({ minimum: -1000, maximum: 1000 }),
])

const District = Type.Object(
  {
    code: Code(6),
    name: Name,
    /** The cell its label points at while no column stands in it. */
    label: Coordinates,
    /** Where on the floor its label is written on the raised map: fixed, so that no count moves it. Axial, not necessarily whole. */
    callout: Point,
  },
  exact,
)

const Town = Type.Object(
  {
    code: Code(9),
    name: Name,
    district: Code(6),
    /** The seat first, then outwards: what names no community of the town stands on the seat. */
    cells: Type.Array(Coordinates, { minItems: 1, maxItems: 200 }),
  },
  exact,
)

const Community = Type.Object(
  {
    code: Code(12),
    name: Name,
    villageType: Type.Union([Type.Literal('居委会'), Type.Literal('村委会')]),
    cell: Coordinates,
  },
  exact,
)

/** A place name that people and upstream systems use, though no code table has it. */
const Alias = Type.Object(
  { name: Name, code: Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$' }), note: Type.String() },
  exact,
)

/** A city's areas and the schematic mosaic that stands for them on screen. It holds no geography: no boundary, and one longitude at most. */
export const AreasDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    asOf: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    source: Type.String({ minLength: 1 }),
    /** Always on screen beside the map. */
    notice: Type.String({ minLength: 1 }),
    /** Mean area of a cell, square kilometres. */
    cellArea: Type.Number({ exclusiveMinimum: 0 }),
    /**
     * Where the middle of cell 0,0 lies, in degrees of WGS 84, north being up: for programs that need coordinates, and for what tells its own
     * position. Left out, the mosaic lies nowhere.
     */
    origin: Type.Optional(
      Type.Tuple([Type.Number({ minimum: -180, maximum: 180 }), Type.Number({ minimum: -80, maximum: 80 })]),
    ),
    city: Type.Object({ code: Code(6), name: Name }, exact),
    districts: Type.Array(District, { minItems: 1, maxItems: 100 }),
    towns: Type.Array(Town, { minItems: 1, maxItems: 1000 }),
    communities: Type.Array(Community, { maxItems: 20_000 }),
    aliases: Type.Array(Alias, { maxItems: 5000 }),
    /** From where it comes to where it leaves, over cell corners; a corner is written in thirds of an axial step. */
    river: Type.Object(
      { name: Name, corners: Type.Array(Coordinates, { minItems: 2, maxItems: 2000 }) },
      exact,
    ),
    /** Cities round about, for orientation only; axial, not necessarily whole. */
    neighbours: Type.Array(Type.Object({ name: Name, at: Point }, exact), { maxItems: 20 }),
  },
  exact,
)
export type AreasDocument = Static<typeof AreasDocument>
export type DistrictEntry = AreasDocument['districts'][number]
export type TownEntry = AreasDocument['towns'][number]
export type CommunityEntry = AreasDocument['communities'][number]

export type ParsedAreas =
  | { readonly ok: true; readonly document: AreasDocument }
  | { readonly ok: false; readonly faults: readonly string[] }

const FAULTS_SHOWN = 20

/** The one door for an areas document: its shape first, then what no schema can say. */
export function parseAreas(raw: unknown): ParsedAreas {
  if (!conforms(AreasDocument, raw)) {
    const faults = Errors(AreasDocument, raw)[1].map(e => `${e.instancePath || '/'}: ${e.message}`)
    return { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
  }
  const faults = faultsIn(raw)
  return faults.length === 0
    ? { ok: true, document: raw }
    : { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
}
