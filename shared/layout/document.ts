import { Type, type Static } from 'typebox'

/** The six ways a scene is laid out. Walls have a fixed height of 1080 units; the others scroll. */
export const LAYOUT_NAMES = ['wall-16', 'wall-32', 'wall-48', 'desk', 'tablet', 'phone'] as const
export type LayoutName = (typeof LAYOUT_NAMES)[number]

/** The area of header and scene navigation. */
export const FRAME = 'frame'

const exact = { additionalProperties: false }
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })
/** `420`: units, px of the 1080 canvas. `1fr`, `1.2fr`: a share of what is left. `auto`: as its content wants (rows that scroll). */
const Track = Type.String({ pattern: '^(\\d{1,4}|\\d{1,2}(\\.\\d{1,3})?fr|auto)$' })
const Units = Type.Integer({ minimum: 1, maximum: 9999 })

const Member = Type.Object({ panel: Name, size: Track }, exact)

/** Several panels in one area, one under or beside the other; when one is dropped the others take its room. */
const Stack = Type.Object(
  {
    along: Type.Union([Type.Literal('down'), Type.Literal('across')]),
    panels: Type.Array(Member, { minItems: 1, maxItems: 20 }),
  },
  exact,
)

/** A panel that lies on another's area, in a corner that the picture below leaves empty. */
const Overlay = Type.Object(
  {
    panel: Name,
    area: Name,
    corner: Type.Union([
      Type.Literal('top-left'),
      Type.Literal('top-right'),
      Type.Literal('bottom-left'),
      Type.Literal('bottom-right'),
    ]),
    width: Units,
    height: Units,
  },
  exact,
)

/** Where a scene's panels stand in one layout: a grid of named areas, as CSS has it. */
export const LayoutDocument = Type.Object(
  {
    columns: Type.Array(Track, { minItems: 1, maxItems: 24 }),
    rows: Type.Array(Track, { minItems: 1, maxItems: 60 }),
    /** One text per row, one name per column: a panel, a stack, `frame`, or `.` for nothing. */
    areas: Type.Array(Type.String({ maxLength: 1000 }), { minItems: 1, maxItems: 60 }),
    stacks: Type.Optional(Type.Record(Name, Stack)),
    overlays: Type.Optional(Type.Array(Overlay, { maxItems: 12 })),
    /** Units between columns and between rows; the layout's own when left out. */
    gap: Type.Optional(Type.Object({ column: Units, row: Units }, exact)),
    /** What goes first where there is too little room for all. What is not named never goes. */
    drop: Type.Optional(Type.Array(Name, { maxItems: 40 })),
  },
  exact,
)
export type LayoutDocument = Static<typeof LayoutDocument>
export type StackDocument = Static<typeof Stack>
export type OverlayDocument = Static<typeof Overlay>
