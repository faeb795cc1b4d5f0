import { Type, type TSchema } from 'typebox'
import { Errors } from 'typebox/schema'
import type { Kind } from '../kinds/kind.ts'
import { conforms } from '../model/conforms.ts'
import type { MetricDocument } from '../model/documents.ts'
import { boundFaults } from './bounded.ts'
import { columnFaults } from './column-faults.ts'

const exact = { additionalProperties: false }
const Name = Type.String({ pattern: '^[a-zA-Z][A-Za-z0-9]*$', maxLength: 60 })
const KindId = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 60 })
const text = (minLength: number, maxLength: number) =>
  Type.Object({ zh: Type.String({ minLength, maxLength }), en: Type.String({ minLength, maxLength }) }, exact)
const oneOf = <const Words extends string[]>(words: readonly [...Words]) => Type.Enum(words)

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const Condition = Type.Tuple([
  Name,
  oneOf(['=', '!=', '<', '<=', '>', '>=', 'in', 'has']),
  Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: 100 })]),
])
const Conditions = Type.Array(Condition, { maxItems: 20 })
const Sort = Type.Tuple([Name, oneOf(['asc', 'desc'])])
const Columns = Type.Array(Name, { minItems: 1, maxItems: 40, uniqueItems: true })
const bounds = Type.Array(Type.Number(), { minItems: 1, maxItems: 200 })
const percents = Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 100 }), { minItems: 1, maxItems: 10 })

const AGGREGATES: { readonly [type in MetricDocument['aggregate']['type']]: TSchema } = {
  count: Type.Object({ type: Type.Literal('count') }, exact),
  sum: Type.Object({ type: Type.Literal('sum'), field: Name }, exact),
  ratio: Type.Object(
    { type: Type.Literal('ratio'), of: Type.Array(Condition, { minItems: 1, maxItems: 20 }) },
    exact,
  ),
  mean: Type.Object({ type: Type.Literal('mean'), field: Name }, exact),
  share: Type.Object({ type: Type.Literal('share'), field: Name, over: Name }, exact),
  filled: Type.Object(
    { type: Type.Literal('filled'), fields: Type.Record(KindId, Columns, { minProperties: 1 }) },
    exact,
  ),
  percentile: Type.Object(
    { type: Type.Literal('percentile'), field: Name, bins: bounds, p: percents },
    exact,
  ),
  last: Type.Object({ type: Type.Literal('last'), columns: Columns }, exact),
  list: Type.Object(
    {
      type: Type.Literal('list'),
      sort: Type.Array(Sort, { minItems: 1, maxItems: 6 }),
      limit: Type.Integer({ minimum: 1, maximum: 5000 }),
      columns: Columns,
    },
    exact,
  ),
}

const period = (type: string) => Type.Object({ type: Type.Literal(type), field: Name }, exact)
const WINDOWS: { readonly [type in MetricDocument['window']['type']]: TSchema } = {
  now: Type.Object({ type: Type.Literal('now') }, exact),
  day: period('day'),
  month: period('month'),
  year: period('year'),
  rolling: Type.Object(
    { type: Type.Literal('rolling'), field: Name, minutes: Type.Integer({ minimum: 1, maximum: 1440 }) },
    exact,
  ),
  change: Type.Object(
    { type: Type.Literal('change'), field: Name, days: Type.Integer({ minimum: 1, maximum: 31 }) },
    exact,
  ),
  series: Type.Object(
    {
      type: Type.Literal('series'),
      field: Name,
      bucket: oneOf(['minute', 'quarter', 'hour', 'day', 'month']),
      keep: Type.Integer({ minimum: 1, maximum: 3000 }),
    },
    exact,
  ),
}

const typed = (schemas: { readonly [type: string]: TSchema }) =>
  Type.Object({ type: Type.Enum(Object.keys(schemas)) })

/** Aggregate and window are looked at by their type afterwards: a union would answer with the faults of all its members. */
const Metric = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*$', maxLength: 80 }),
    title: text(1, 60),
    unit: text(0, 20),
    definition: text(1, 600),
    kind: Type.Union([KindId, Type.Array(KindId, { minItems: 1, maxItems: 20, uniqueItems: true })]),
    over: Type.Optional(Name),
    where: Conditions,
    aggregate: typed(AGGREGATES),
    by: Type.Array(Name, { maxItems: 3, uniqueItems: true }),
    areas: Type.Array(oneOf(['city', 'district', 'town', 'cell']), {
      minItems: 1,
      maxItems: 4,
      uniqueItems: true,
    }),
    window: typed(WINDOWS),
    decimals: Type.Integer({ minimum: 0, maximum: 4 }),
    scale: Type.Number({ exclusiveMinimum: 0 }),
    target: Type.Optional(Type.Number()),
    limit: Type.Optional(Type.Number()),
    better: Type.Optional(oneOf(['up', 'down'])),
  },
  exact,
)

export type ParsedMetric =
  | { readonly ok: true; readonly document: MetricDocument }
  | { readonly ok: false; readonly faults: readonly string[] }

const FAULTS_SHOWN = 20

/** The one door for a metric document: its shape first, then what it asks of its kinds. */
export function parseMetric(raw: unknown, kinds: readonly Kind[]): ParsedMetric {
  const shape = shapeFaults(raw)
  if (shape.length > 0) return { ok: false, faults: shape.slice(0, FAULTS_SHOWN) }
  const document = raw as MetricDocument
  const columns = columnFaults(document, kinds)
  const faults = columns.length > 0 ? columns : boundFaults(document, kinds)
  return faults.length === 0 ? { ok: true, document } : { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
}

function shapeFaults(raw: unknown): string[] {
  const faults = schemaFaults(Metric, raw, '')
  if (faults.length > 0) return faults
  const { aggregate, window } = raw as MetricDocument
  return [
    ...schemaFaults(AGGREGATES[aggregate.type], aggregate, '/aggregate'),
    ...schemaFaults(WINDOWS[window.type], window, '/window'),
  ]
}

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: { readonly allowedValues?: readonly string[] }
}

function schemaFaults(schema: TSchema, value: unknown, where: string): string[] {
  if (conforms(schema, value)) return []
  const errors = Errors(schema, value)[1] as readonly SchemaError[]
  return errors
    .filter(error => error.keyword !== 'additionalProperties')
    .map(error => `${where}${error.instancePath || (where === '' ? '/' : '')}: ${sentence(error)}`)
}

/** A name too many comes as a schema that is `false`. */
function sentence({ keyword, message, params }: SchemaError): string {
  if (keyword === 'boolean') return 'has no place here'
  return params.allowedValues === undefined ? message : `must be one of ${params.allowedValues.join(', ')}`
}
