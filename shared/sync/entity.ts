import { Type, type Static } from 'typebox'
import { ExplainedFeed, RecordColumn, SubjectSchema, TextSchema } from './explain.ts'

/*
 * What is known of one enterprise, project, case, problem or place, over HTTP:
 *
 *   GET /api/entities?q=<text>                       -> EntityHits
 *   GET /api/entities/place/<code>                   -> EntityFile
 *   GET /api/entities/<enterprise|project|case|problem>/<id>      -> EntityFile; the id is a code, or a name that is one's alone
 *
 * Each speaks of one moment, the entry `seq`, and of what its asker may see.
 */

const exact = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })

/** A column with what its codes mean: whoever reads this shows no scene that would tell him. */
const EntityColumn = Type.Object(
  { ...RecordColumn.properties, codes: Type.Optional(Type.Record(Type.String(), TextSchema)) },
  exact,
)

const EntityRow = Type.Object(
  {
    id: Type.String(),
    values: Type.Array(Type.Unknown()),
    /** How it is known to be about this one. */
    by: Type.Union([Type.Literal('code'), Type.Literal('name'), Type.Literal('place')]),
    subjects: Type.Array(SubjectSchema),
  },
  exact,
)
export type EntityRow = Static<typeof EntityRow>

/** The records of one kind; `columns` and each row are in the same order. */
const EntityGroup = Type.Object(
  {
    kind: Type.String(),
    /** Inner rows of the register: the items of a project. Left out, records. */
    over: Type.Optional(Type.String()),
    title: TextSchema,
    columns: Type.Array(EntityColumn),
    /** Of how many the rows are: what is still to be done first, then the newest. */
    total: Count,
    /** There are more than were counted. */
    more: Type.Boolean(),
    open: Count,
    overdue: Count,
    rows: Type.Array(EntityRow),
    /** Who told of them, by the feeds of the file. */
    feeds: Type.Array(Type.String()),
  },
  exact,
)
export type EntityGroup = Static<typeof EntityGroup>

export const EntityFile = Type.Object(
  {
    type: SubjectSchema.properties.type,
    id: Type.String(),
    title: Type.String(),
    /** Other names by which records were found. */
    names: Type.Array(Type.String()),
    area: Type.String(),
    seq: Count,
    now: Count,
    /** The libraries that any of its records stands in. */
    libraries: Type.Array(TextSchema),
    /** Its entry in the register first, where there is one. */
    groups: Type.Array(EntityGroup),
    feeds: Type.Array(ExplainedFeed),
  },
  exact,
)
export type EntityFile = Static<typeof EntityFile>

export const EntityHits = Type.Object(
  {
    seq: Count,
    hits: Type.Array(
      Type.Object({ ...SubjectSchema.properties, title: Type.String(), area: Type.String() }, exact),
    ),
    /** There are more than these. */
    more: Type.Boolean(),
  },
  exact,
)
export type EntityHits = Static<typeof EntityHits>
