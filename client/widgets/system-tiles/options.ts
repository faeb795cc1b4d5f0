import { Type, type Static } from 'typebox'
import { TextOption } from '../notes.ts'

/** Roles are the panel's. A system without `today` has its place and no source yet. */
const Tile = Type.Object(
  {
    title: TextOption,
    today: Type.Optional(Type.String()),
    /** What is counted, beside the figure: `次吹哨`. */
    noun: Type.Optional(TextOption),
    open: Type.Optional(Type.String()),
    overdue: Type.Optional(Type.String()),
    /** The same count by hour or quarter. */
    series: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type Tile = Static<typeof Tile>

export const Options = Type.Object(
  {
    tiles: Type.Array(Tile, { minItems: 1, maxItems: 24 }),
    columns: Type.Integer({ minimum: 1, maximum: 12 }),
    /** One row a system, without pictures; what is unlike itself goes first. */
    rows: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>
