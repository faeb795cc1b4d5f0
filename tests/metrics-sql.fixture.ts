import fc from 'fast-check'
import { areas, START, ticketFact } from '../shared/city/ticket.fixture.ts'
import { smallMetric } from '../shared/metrics/small-kind.fixture.ts'
import type { Aggregate, AreaLevel, Condition, MetricDocument, Op } from '../shared/model/documents.ts'
import type { RecordFact } from '../shared/model/fact.ts'
import type { Fields, Value } from '../shared/model/value.ts'

/** Records and metrics by chance, for holding the SQL of metrics against the fold. */

const HOUR = 3_600_000

// What tells apart the orders of UTF-16 and UTF-8, quotes, signs of cell keys, and what looks like another type.
const TEXTS = ['', 'a', 'b', '辽', '\ue000', '😀', "o'clock", 'a,b|c%', '1', 'true', 'null', '\0']
const text = fc.constantFrom(...TEXTS)
const number = fc.integer({ min: -3, max: 12 })
const scalar: fc.Arbitrary<Value> = fc.oneof(text, number, fc.boolean(), fc.constant(null))
const moment = fc.integer({ min: -40, max: 60 }).map(h => START + h * HOUR + 7)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

export const COMMUNITIES = areas.communitiesOf('211021100').map(community => community.code)
const area = fc.constantFrom(
  ...COMMUNITIES.slice(0, 12),
  ...['211021100', '211021100000', '211021100999', '211021999', '211021', '211021000000', '211002016'],
  ...['', '211000', '211099', '110101', '21102110', '２１１０２１', '211021100001x'],
)

/** Columns hold what they please: the meaning of a condition must be the same for a value of any type. */
const columns = fc.record({
  word: scalar,
  state: fc.constantFrom('on', 'off', null),
  amount: fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: scalar }),
  most: maybe(number),
  good: scalar,
  open: fc.boolean(),
  marks: fc.oneof(fc.array(scalar, { maxLength: 3 }), fc.constant(null)),
  doneAt: fc.oneof({ weight: 4, arbitrary: moment }, { weight: 1, arbitrary: scalar }),
})
const item =
  (kind: string) =>
  (values: { readonly size: Value; readonly event: number; readonly open: boolean }, key: number) => ({
    ...values,
    key: `k${key}`,
    kind,
    area: '',
  })
const items = fc.array(fc.record({ size: scalar, event: moment, open: fc.boolean() }), { maxLength: 3 })

export const record: fc.Arbitrary<RecordFact> = fc
  .record({
    n: fc.integer({ min: 0, max: 14 }),
    columns,
    items,
    area,
    event: moment,
    kind: fc.constantFrom('small', 'other'),
  })
  .map(({ n, kind, ...made }) => {
    const fields = { ...made.columns, items: made.items.map(item(kind)) } as unknown as Fields
    return ticketFact({
      id: `${kind}/${n}`,
      kind,
      kindVersion: 1,
      area: made.area,
      event: made.event,
      fields,
      hash: JSON.stringify(fields),
    })
  })

const OPS: readonly Op[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'has']
const NAMES = ['word', 'amount', 'good', 'marks', 'missing', 'doneAt'] as const
const condition = (names: readonly string[]): fc.Arbitrary<Condition> =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...OPS), scalar, fc.array(scalar, { maxLength: 3 }))
    .map(([name, op, one, many]) => [name, op, op === 'in' ? many : one])

const order = fc.tuple(fc.constantFrom('word', 'amount', 'good', 'event'), fc.constantFrom('asc', 'desc'))
const aggregate: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.constant({ type: 'count' } as const),
  fc.record({ type: fc.constant('sum'), field: fc.constant('amount') } as const),
  fc.record({ type: fc.constant('mean'), field: fc.constant('amount') } as const),
  fc.record({ type: fc.constant('share'), field: fc.constant('amount'), over: fc.constant('most') } as const),
  fc.record({
    type: fc.constant('ratio'),
    of: fc.array(condition(NAMES), { minLength: 1, maxLength: 2 }),
  } as const),
  fc.constant({ type: 'percentile', field: 'amount', bins: [-1, 0, 3, 8], p: [10, 50, 90] } as const),
  fc.constant({
    type: 'filled',
    fields: { small: ['word', 'amount', 'marks', 'missing'], other: ['good', 'doneAt'] },
  } as const),
  fc.constant({ type: 'last', columns: ['word', 'amount'] } as const),
  fc.record({
    type: fc.constant('list'),
    sort: fc.array(order, { minLength: 1, maxLength: 2 }),
    limit: fc.integer({ min: 1, max: 4 }),
    columns: fc.constant(['word', 'marks']),
  } as const),
)

const innerAggregate: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.constant({ type: 'count' } as const),
  fc.constant({ type: 'sum', field: 'size' } as const),
  fc.record({
    type: fc.constant('ratio'),
    of: fc.array(condition(['size', 'open']), { minLength: 1, maxLength: 1 }),
  } as const),
  fc.constant({ type: 'list', sort: [['size', 'desc']], limit: 3, columns: ['size'] } as const),
)

const time = fc.constantFrom('event', 'doneAt')
const window = (field: fc.Arbitrary<string>): fc.Arbitrary<MetricDocument['window']> =>
  fc.oneof(
    fc.constant({ type: 'now' } as const),
    fc.record({ type: fc.constantFrom('day', 'month', 'year'), field } as const),
    fc.record({ type: fc.constant('rolling'), field, minutes: fc.integer({ min: 1, max: 1440 }) } as const),
    fc.record({ type: fc.constant('change'), field, days: fc.integer({ min: 1, max: 4 }) } as const),
    fc.record({
      type: fc.constant('series'),
      field,
      bucket: fc.constantFrom('minute', 'quarter', 'hour', 'day', 'month'),
      keep: fc.integer({ min: 1, max: 48 }),
    } as const),
  )

export const LEVELS: AreaLevel[] = ['city', 'district', 'town', 'cell']
const levels = fc.subarray(LEVELS, { minLength: 1 })
const kind = fc.constantFrom<MetricDocument['kind']>('small', 'other', ['small', 'other'])
/** A list does not roll, and what changes is a number of things. */
const isNone = ({ aggregate: { type }, window }: Pick<MetricDocument, 'aggregate' | 'window'>) =>
  (window.type === 'rolling' && (type === 'list' || type === 'last')) ||
  (window.type === 'change' && type !== 'count' && type !== 'sum')

const plain = fc.record({
  kind,
  where: fc.array(condition(NAMES), { maxLength: 2 }),
  aggregate,
  by: fc.subarray(['word', 'amount', 'good'], { maxLength: 2 }),
  areas: levels,
  window: window(time),
})
const inner = fc.record({
  kind,
  over: fc.constant('items'),
  where: fc.array(condition(['size', 'open', 'missing']), { maxLength: 2 }),
  aggregate: innerAggregate,
  by: fc.subarray(['size'], { maxLength: 1 }),
  areas: levels,
  window: window(fc.constant('event')),
})
export const metrics = fc
  .array(fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: inner }), {
    minLength: 4,
    maxLength: 8,
  })
  .map(docs => docs.filter(doc => !isNone(doc)).map((doc, i) => smallMetric({ id: `m${i}`, ...doc })))

/** A ratio that something is counted by. */
export const ratios = fc
  .record({
    kind,
    where: fc.constantFrom<Condition[]>([], [['open', '=', true]], [['word', '!=', 'a']]),
    areas: levels,
    window: fc.constantFrom<MetricDocument['window']>(
      { type: 'now' },
      { type: 'month', field: 'event' },
      { type: 'day', field: 'doneAt' },
    ),
  })
  .map(doc => smallMetric({ id: 'm', ...doc, aggregate: { type: 'ratio', of: [['good', '=', true]] } }))
