import { Type, type Static } from 'typebox'
import { CorrectionSchema } from './calendar.ts'

/*
 * What a desk asks of a number, over HTTP:
 *
 *   GET /api/explain?cell=<key>                   -> Explanation
 *   GET /api/records?cell=<key>&page=<n>&q=<text>&record=<id> -> Records (of a record that is named, only that one)
 *
 *   POST /api/records/export {cell, reason, q?, language?} -> CSV (docs/accounts.md)
 *
 * and of readings:
 *
 *   GET /api/history?kind=<kind>&measure=<measure>&device=<id>|area=<code>&step=minute|hour&from=<ms>&to=<ms> -> History
 *
 * Each speaks of one moment, the entry `seq`: value, feeds and records agree with each other. Personal data are masked for the
 * audience before they leave the server.
 */

const exact = { additionalProperties: false }
export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() }, exact)
const ValueSchema = Type.Unknown()

/** A feed as it was at that moment. */
export const ExplainedFeed = Type.Object(
  {
    id: Type.String(),
    title: TextSchema,
    department: TextSchema,
    simulated: Type.Boolean(),
    /** People fill it in by hand (填报). */
    manual: Type.Boolean(),
    rhythm: Type.Unknown(),
    /** Its report cell; null before its first report. */
    report: Type.Unknown(),
  },
  exact,
)

/** A column of the records, by the kind's own names. */
export const RecordColumn = Type.Object(
  {
    name: Type.String(),
    title: TextSchema,
    type: Type.Union([
      Type.Literal('text'),
      Type.Literal('number'),
      Type.Literal('instant'),
      Type.Literal('flag'),
      Type.Literal('list'),
    ]),
    /** Of a number: what it counts once it is divided by `scale`. */
    unit: Type.Optional(TextSchema),
    scale: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  exact,
)
export type RecordColumn = Static<typeof RecordColumn>

export const Explanation = Type.Object(
  {
    cell: Type.String(),
    /** As in the cell: a number, `{n, d}`, a list; null is unknown. */
    value: ValueSchema,
    epoch: Type.String(),
    /** The entry of which this speaks, and the city's time then. */
    seq: Type.Integer({ minimum: 0 }),
    now: Type.Integer({ minimum: 0 }),
    /** The metric's document, as published. */
    metric: Type.Unknown(),
    feeds: Type.Array(ExplainedFeed),
    /** Records behind the number, and those of them in the numerator; null where the metric has none. */
    total: Type.Integer({ minimum: 0 }),
    numerator: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    /**
     * Of a number over readings: since when they are kept as they came; null when none is. What lies before is known by its
     * minutes and hours alone. Left out of every other number.
     */
    rawSince: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  },
  exact,
)
export type Explanation = Static<typeof Explanation>

/** Somebody or something that a record tells of: what is known of it in all is asked for by this. */
export const SubjectSchema = Type.Object(
  {
    type: Type.Enum(['enterprise', 'project', 'case', 'problem', 'place']),
    id: Type.String(),
  },
  exact,
)

/** One page of the records behind a number. `columns` and each row are in the same order. */
export const Records = Type.Object(
  {
    cell: Type.String(),
    seq: Type.Integer({ minimum: 0 }),
    /** That match the filter, on all pages. */
    total: Type.Integer({ minimum: 0 }),
    columns: Type.Array(RecordColumn),
    rows: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          values: Type.Array(ValueSchema),
          /** Whether it is in the numerator of a ratio; null where there is none. */
          counted: Type.Union([Type.Boolean(), Type.Null()]),
          subjects: Type.Array(SubjectSchema),
          /** What notices of holidays did to its due date; left out where none did. */
          corrections: Type.Optional(Type.Array(CorrectionSchema)),
        },
        exact,
      ),
      { maxItems: 200 },
    ),
    /** The page after this; null on the last. Pages start at 1. */
    next: Type.Union([Type.Integer({ minimum: 2 }), Type.Null()]),
  },
  exact,
)
export type Records = Static<typeof Records>

const Point = Type.Tuple([
  /** The first instant of the minute or hour. */
  Type.Integer(),
  /** How many readings; then their sum, least, greatest and last, in whole numbers. */
  Type.Integer({ minimum: 1 }),
  Type.Integer(),
  Type.Integer(),
  Type.Integer(),
  Type.Integer(),
])

/** What a device, or all devices of a kind in an area, said of one measure over time. A minute in which nothing was said is left out. */
export const History = Type.Object(
  {
    kind: Type.String(),
    subject: Type.String(),
    /** What the numbers are: divide by its scale. */
    measure: RecordColumn,
    step: Type.Union([Type.Literal('minute'), Type.Literal('hour')]),
    from: Type.Integer({ minimum: 0 }),
    /** The first instant that is not asked for any more. */
    to: Type.Integer({ minimum: 0 }),
    seq: Type.Integer({ minimum: 0 }),
    now: Type.Integer({ minimum: 0 }),
    rawSince: Type.Union([Type.Integer(), Type.Null()]),
    points: Type.Array(Point),
    /** Of a counter: by how much it rose from each point to the next, null before the first. Left out of other measures. */
    rises: Type.Optional(Type.Array(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]))),
  },
  exact,
)
export type History = Static<typeof History>

/** More points than this in one answer are refused: a week of minutes, or more than a year of hours. */
export const MOST_POINTS = 10_080

/** Longest filter text; longer ones are refused. */
export const FILTER_LENGTH = 60

export const EXPLAIN = { Explanation, Records, History }
