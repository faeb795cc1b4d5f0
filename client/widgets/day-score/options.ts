import { Type, type Static } from 'typebox'
import { TextOption } from '../notes.ts'

const Service = Type.Object(
  {
    title: TextOption,
    /** What is measured and where: `400 测点`. */
    about: Type.Optional(TextOption),
    /** Its number now, and the role of its line over the day. */
    value: Type.String(),
    series: Type.String(),
    /** What it must not fall below, or exceed; without either, target or limit of its metric. */
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    /** The line of a count lies over what is usual. */
    norm: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Service = Static<typeof Service>

export const Options = Type.Object(
  { rows: Type.Array(Service, { minItems: 1, maxItems: 12 }) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>
