import { Type, type Static } from 'typebox'
import { Id, parse, SecretName, Text, Time, type ParsedDocument } from '../model/document-schemas.ts'

const closed = { additionalProperties: false }
/** I is the gravest, as in the country's plans for emergencies. */
const Severity = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)])
export type Severity = Static<typeof Severity>

const Seconds = Type.Integer({ minimum: 0, maximum: 86_400 })
const Level = Type.Union([
  Type.Literal('city'),
  Type.Literal('district'),
  Type.Literal('town'),
  Type.Literal('cell'),
])
const Ids = Type.Array(Id, { maxItems: 20 })

const OverMetric = Type.Object(
  {
    metric: Id,
    /** Each area of this level by itself, or one area by its code. */
    areas: Type.Union([Level, Type.Object({ area: Type.String({ pattern: '^\\d{6,12}$' }) }, closed)]),
    /** Of a metric by dimensions: these codes and no others; left out, each by itself. */
    dims: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 4 })),
    /** Of the newest record that a metric tells: the column that is judged. */
    column: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  closed,
)
const OverFeeds = Type.Object(
  {
    feeds: Type.Union([Type.Literal('all'), Type.Array(Id, { minItems: 1, maxItems: 200 })]),
    state: Type.Union([Type.Literal('late'), Type.Literal('failed')]),
  },
  closed,
)

/** As shown. `clear` is where it ends: between the two nothing changes (hysteresis). */
const Condition = Type.Union([
  Type.Object({ above: Type.Number(), clear: Type.Optional(Type.Number()) }, closed),
  Type.Object({ below: Type.Number(), clear: Type.Optional(Type.Number()) }, closed),
  Type.Object(
    {
      changesBy: Type.Number({ exclusiveMinimum: 0 }),
      withinSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }),
    },
    closed,
  ),
])
export type AlertCondition = Static<typeof Condition>

const Alert = Type.Object(
  {
    id: Id,
    title: Text,
    severity: Severity,
    over: Type.Union([OverMetric, OverFeeds]),
    /** Of a metric; what is judged of a feed is its state. */
    condition: Type.Optional(Condition),
    /** So long it must hold. */
    forSeconds: Seconds,
    /** Many at once are one alert with a count: of an area, or all of a rule. */
    groupBy: Type.Union([Type.Literal('each'), Type.Literal('area'), Type.Literal('all')]),
    /** In these times of day only what is at least this grave is told. */
    quiet: Type.Optional(Type.Object({ from: Time, to: Time, tellUpTo: Severity }, closed)),
    /** Nobody has acknowledged it after so long: it is told to these as well. */
    escalate: Type.Optional(
      Type.Object({ afterMinutes: Type.Integer({ minimum: 1, maximum: 1_440 }), channels: Ids }, closed),
    ),
    channels: Ids,
    sound: Type.Boolean(),
    /** Screens that people pass by show it too, by its title and place. */
    public: Type.Optional(Type.Boolean()),
  },
  closed,
)
/** A rule by which the city raises an alert. */
export type AlertDocument = Static<typeof Alert>

export const CHANNEL_FORMS = ['wecom', 'dingtalk', 'feishu', 'cloudevents'] as const
export type ChannelForm = (typeof CHANNEL_FORMS)[number]

const Channel = Type.Object(
  {
    id: Id,
    title: Text,
    form: Type.Enum([...CHANNEL_FORMS]),
    /** The secret that holds the address: in it stands the token of the robot. */
    address: SecretName,
    /** The secret with which each message is signed, where the robot or the receiver asks for it. */
    sign: Type.Optional(SecretName),
  },
  closed,
)
/** Where alerts are sent to. */
export type ChannelDocument = Static<typeof Channel>

export type MetricAlert = AlertDocument & { readonly over: Static<typeof OverMetric> }
export type FeedAlert = AlertDocument & { readonly over: Static<typeof OverFeeds> }

export const isOfMetric = (alert: AlertDocument): alert is MetricAlert => 'metric' in alert.over
export const isOfFeeds = (alert: AlertDocument): alert is FeedAlert => 'feeds' in alert.over

export function parseAlert(raw: unknown): ParsedDocument<AlertDocument> {
  const parsed = parse<AlertDocument>(Alert, raw)
  if (!parsed.ok) return parsed
  const faults = faultsOf(parsed.document)
  return faults.length === 0 ? parsed : { ok: false, faults }
}

export function parseChannel(raw: unknown): ParsedDocument<ChannelDocument> {
  const parsed = parse<ChannelDocument>(Channel, raw)
  if (!parsed.ok || parsed.document.form !== 'wecom' || parsed.document.sign === undefined) return parsed
  return { ok: false, faults: ['/sign: a robot of 企业微信 signs nothing'] }
}

function faultsOf(alert: AlertDocument): string[] {
  const { condition, quiet } = alert
  return [
    ...(isOfFeeds(alert) ? feedFaults(alert) : []),
    ...(isOfMetric(alert) && condition === undefined ? ['/condition: a metric is judged by one'] : []),
    ...(condition === undefined ? [] : clearFaults(condition)),
    ...(quiet !== undefined && quiet.from === quiet.to ? ['/quiet: it begins when it ends'] : []),
  ]
}

const feedFaults = ({ condition, groupBy }: FeedAlert): string[] => [
  ...(condition === undefined ? [] : ['/condition: of a feed its state is judged, and nothing else']),
  ...(groupBy === 'area' ? ['/groupBy: a feed has no area'] : []),
]

function clearFaults(condition: AlertCondition): string[] {
  if ('above' in condition && condition.clear !== undefined && condition.clear > condition.above)
    return ['/condition/clear: what is raised above a value is not cleared above it']
  if ('below' in condition && condition.clear !== undefined && condition.clear < condition.below)
    return ['/condition/clear: what is raised below a value is not cleared below it']
  return []
}
