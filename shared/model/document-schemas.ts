import { Type, type Static, type TSchema } from 'typebox'
import { Errors } from 'typebox/schema'
import { conforms } from './conforms.ts'
import { NETS, type FeedDocument, type SceneDocument } from './documents.ts'

export const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]*$', maxLength: 60 })
export const Text = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String() },
  { additionalProperties: false },
)
export const SecretName = Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', maxLength: 60 })
const Anything = Type.Record(Type.String(), Type.Unknown())
export const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const closed = { additionalProperties: false }

const Rhythm = Type.Union([
  Type.Object({ type: Type.Literal('every'), seconds: Type.Number({ exclusiveMinimum: 0 }) }, closed),
  Type.Object(
    {
      type: Type.Literal('by'),
      time: Time,
      graceMinutes: Type.Integer({ minimum: 0 }),
      days: Type.Union([Type.Literal('every'), Type.Literal('monthly')]),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('heartbeat'), seconds: Type.Number({ exclusiveMinimum: 0 }) }, closed),
  Type.Object({ type: Type.Literal('none') }, closed),
])

const Feed = Type.Object(
  {
    id: Id,
    title: Text,
    department: Text,
    source: Id,
    connector: Id,
    settings: Anything,
    secrets: Type.Optional(Type.Record(Type.String(), SecretName)),
    kind: Id,
    completes: Type.Optional(Id),
    mapping: Type.Unknown(),
    rhythm: Rhythm,
    simulated: Type.Boolean(),
  },
  closed,
)

const Panel = Type.Object(
  {
    id: Id,
    widget: Id,
    title: Text,
    subtitle: Type.Optional(Text),
    metrics: Type.Record(Type.String(), Type.String()),
    options: Anything,
    byHand: Type.Optional(Type.Array(Id, { minItems: 1 })),
  },
  closed,
)

const Scene = Type.Object(
  {
    id: Id,
    title: Text,
    order: Type.Integer(),
    dwell: Type.Integer({ minimum: 5 }),
    net: Type.Optional(Type.Enum([...NETS])),
    tab: Type.Optional(Type.Literal(true)),
    panels: Type.Array(Panel, { minItems: 1 }),
    layouts: Anything,
  },
  closed,
)

const Degrees = Type.Number({ minimum: -180, maximum: 180 })
/** Area -> a department. */
const Offices = Type.Record(
  Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
  Type.String({ minLength: 1, maxLength: 100 }),
)

const City = Type.Object(
  {
    title: Text,
    /** The document of its areas. */
    areas: Id,
    box: Type.Tuple([Degrees, Degrees, Degrees, Degrees]),
    /** The calendar on which everything runs that is not named beside it. */
    calendar: Id,
    /** Kind -> the calendar its limits run on. */
    calendars: Type.Record(Type.String(), Id),
    /** Area -> the department that keeps its ledger of problems; one without any is kept by that of what it lies in. Left out, nobody collects problems. */
    problemOffices: Type.Optional(Offices),
    /** Area -> the department that answers for reports by photo, as above. Left out, nobody is pressed for one that nobody has looked at. */
    reportOffices: Type.Optional(Offices),
  },
  closed,
)
export type CityDocument = Static<typeof City>

const Codes = Type.Object(
  { id: Id, source: Type.String(), table: Type.Record(Type.String(), Type.String({ minLength: 1 })) },
  closed,
)

export type ParsedDocument<T> =
  | { readonly ok: true; readonly document: T }
  | { readonly ok: false; readonly faults: readonly string[] }

const FAULTS_SHOWN = 10

export const parseFeed = (raw: unknown): ParsedDocument<FeedDocument> => parse<FeedDocument>(Feed, raw)

export const parseCity = (raw: unknown): ParsedDocument<CityDocument> => parse(City, raw)

export const parseCodes = (raw: unknown): ParsedDocument<Static<typeof Codes>> => parse(Codes, raw)

export function parseScene(raw: unknown): ParsedDocument<SceneDocument> {
  const parsed = parse<SceneDocument>(Scene, raw)
  if (!parsed.ok) return parsed
  const ids = parsed.document.panels.map(panel => panel.id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  return twice.length === 0
    ? parsed
    : { ok: false, faults: twice.map(id => `/panels: "${id}" is there twice`) }
}

/** By a schema alone; every fault with its place. */
export function parse<T>(schema: TSchema, raw: unknown): ParsedDocument<T> {
  if (conforms(schema, raw)) return { ok: true, document: raw as T }
  const faults = Errors(schema, raw)[1].map(error => `${error.instancePath || '/'}: ${error.message}`)
  return { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
}
