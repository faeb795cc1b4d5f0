import type { Column } from '../../../shared/kinds/kind.ts'
import { SUITS } from '../../../shared/metrics/column-faults.ts'
import type { Aggregate, AreaLevel, Bucket, Op, Window } from '../../../shared/model/documents.ts'
import type { Fields, Value } from '../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../shared/sync/publications.ts'
import { fieldsAt, isFields, wordAt, wordsAt } from './members.ts'

export const AGGREGATES = [
  ...(['count', 'sum', 'mean', 'ratio', 'share', 'percentile', 'list', 'last', 'filled'] as const),
] satisfies readonly Aggregate['type'][]
export const WINDOWS = [
  ...(['now', 'day', 'month', 'year', 'rolling', 'change', 'series'] as const),
] satisfies readonly Window['type'][]
export const BUCKETS = ['minute', 'quarter', 'hour', 'day', 'month'] as const satisfies readonly Bucket[]
export const LEVELS = ['city', 'district', 'town', 'cell'] as const satisfies readonly AreaLevel[]
export const MOST_DIMENSIONS = 3

type AggregateType = (typeof AGGREGATES)[number]
type WindowType = (typeof WINDOWS)[number]
type ColumnType = Column['type']

/** Members that the form has a place for; others are left as they are and named. */
const KNOWN = [
  ...['id', 'title', 'unit', 'definition', 'kind', 'over', 'where', 'aggregate', 'by', 'areas', 'window'],
  ...['decimals', 'scale', 'target', 'limit', 'better'],
]
export const unknownMembers = (document: Fields): readonly string[] =>
  Object.keys(document).filter(name => !KNOWN.includes(name))

/** A number of nothing yet: the city's count of the records of a kind. */
export function newMetric(kind: string): Fields {
  return {
    id: '',
    title: { zh: '', en: '' },
    unit: { zh: '', en: '' },
    definition: { zh: '', en: '' },
    kind,
    where: [],
    aggregate: { type: 'count' },
    by: [],
    areas: ['city'],
    window: { type: 'now' },
    decimals: 0,
    scale: 1,
  }
}

export const kindsOf = (document: Fields): readonly string[] => {
  const { kind } = document
  return typeof kind === 'string' && kind !== '' ? [kind] : wordsAt(document, 'kind')
}

/** One is a word, several are a list. */
export const kindOf = (kinds: readonly string[]): Value => (kinds.length === 1 ? (kinds[0] as string) : kinds)

type Kinds = DocumentsGround['kinds']

const kindsIn = (kinds: Kinds, document: Fields) => {
  const named = kindsOf(document)
  return named.flatMap(id => kinds.find(kind => kind.id === id) ?? [])
}

/** What can be counted instead of the records themselves: inner rows that all of its kinds have. */
export function innersOf(kinds: Kinds, document: Fields): readonly string[] {
  const [first, ...others] = kindsIn(kinds, document)
  if (first === undefined) return []
  return Object.keys(first.inner).filter(name => others.every(({ inner }) => inner[name] !== undefined))
}

/** The columns that it may ask for: those that all of its kinds have, as the first of them names them. */
export function columnsOf(kinds: Kinds, document: Fields): readonly Column[] {
  const over = wordAt(document, 'over')
  const all = kindsIn(kinds, document).map(kind => (over === '' ? kind.columns : (kind.inner[over] ?? [])))
  const [first = [], ...others] = all
  return first.filter(({ name }) => others.every(columns => columns.some(column => column.name === name)))
}

/** The columns of one of its kinds. */
export function ownColumns(kinds: Kinds, document: Fields, id: string): readonly Column[] {
  return columnsOf(kinds, { ...document, kind: id })
}

export const ofType = (columns: readonly Column[], ...types: readonly ColumnType[]): readonly Column[] =>
  columns.filter(({ type }) => types.includes(type))

const OPS = Object.keys(SUITS) as readonly Op[]

export const opsFor = (column: Column | undefined): readonly Op[] =>
  column === undefined ? OPS : OPS.filter(op => SUITS[op].includes(column.type))

/** What a condition begins with, so that it is never one that cannot be. */
export function firstValue(column: Column | undefined, op: Op): Value {
  const one = firstOf(column)
  return op === 'in' ? [one] : one
}

function firstOf(column: Column | undefined): Value {
  if (column === undefined) return ''
  switch (column.type) {
    case 'flag':
      return true
    case 'number':
    case 'instant':
      return 0
    case 'text':
    case 'list':
      return Object.keys(column.codes ?? {})[0] ?? ''
  }
}

/** The same condition of another column, or asked otherwise: what still fits stays. */
export function conditionWith(condition: readonly Value[], column: Column | undefined, wanted: Op): Value[] {
  const [name, , value = null] = condition
  const op = opsFor(column).includes(wanted) ? wanted : (opsFor(column)[0] ?? '=')
  const isSame = name === column?.name || column === undefined
  return [column?.name ?? name ?? '', op, isSame ? fitted(value, column, op) : firstValue(column, op)]
}

function fitted(value: Value, column: Column | undefined, op: Op): Value {
  if (op === 'in') return Array.isArray(value) ? (value as Value) : [value]
  const one = Array.isArray(value) ? ((value[0] as Value | undefined) ?? null) : value
  const isUnorderable = one === null && !['=', '!=', 'has'].includes(op)
  return isUnorderable ? firstOf(column) : one
}

export interface Ground {
  readonly columns: readonly Column[]
  readonly kinds: readonly string[]
}

/** What each way needs, as far as the way before it had that, or else as there is. */
const BEGINNINGS: {
  readonly [type in AggregateType]: (old: Fields, ground: Ground) => Fields
} = {
  count: () => ({}),
  sum: (old, ground) => ({ field: numberColumn(old, ground) }),
  mean: (old, ground) => ({ field: numberColumn(old, ground) }),
  ratio: (old, { columns }) => ({ of: Array.isArray(old['of']) ? old['of'] : firstCondition(columns) }),
  share: (old, ground) => ({ field: numberColumn(old, ground), over: secondColumn(old, ground) }),
  percentile: (old, ground) => ({
    field: numberColumn(old, ground),
    bins: old['bins'] ?? [1, 2, 5, 10, 20, 50, 100],
    p: old['p'] ?? [50, 90],
  }),
  last: (old, ground) => ({ columns: shownColumns(old, ground) }),
  list: (old, ground) => ({
    sort: old['sort'] ?? [['event', 'desc']],
    limit: old['limit'] ?? 30,
    columns: shownColumns(old, ground),
  }),
  filled: (old, { kinds }) => ({
    fields: isFields(old['fields']) ? old['fields'] : Object.fromEntries(kinds.map(kind => [kind, []])),
  }),
}

const numberColumn = (old: Fields, { columns }: Ground): string =>
  wordAt(old, 'field') || (ofType(columns, 'number')[0]?.name ?? '')
const secondColumn = (old: Fields, ground: Ground): string =>
  wordAt(old, 'over') || (ofType(ground.columns, 'number')[1]?.name ?? numberColumn(old, ground))
const shownColumns = (old: Fields, { columns }: Ground): Value =>
  Array.isArray(old['columns']) ? (old['columns'] as Value) : columns.slice(0, 1).map(({ name }) => name)

/** Another way to add up: members of the same name are kept. */
export const aggregateWith = (old: Fields, type: AggregateType, ground: Ground): Fields => ({
  type,
  ...BEGINNINGS[type](old, ground),
})

export function firstCondition(columns: readonly Column[]): Value[] {
  const column = columns.find(({ type }) => type === 'flag') ?? columns[0]
  if (column === undefined) return []
  const [op = '='] = opsFor(column)
  return [[column.name, op, firstValue(column, op)]]
}

export function windowWith(old: Fields, type: WindowType, columns: readonly Column[]): Fields {
  if (type === 'now') return { type }
  const span = { type, field: wordAt(old, 'field') || timeColumn(columns) }
  if (type === 'rolling') return { ...span, minutes: old['minutes'] ?? 60 }
  if (type === 'change') return { ...span, days: old['days'] ?? 7 }
  if (type !== 'series') return span
  return { ...span, bucket: old['bucket'] ?? 'hour', keep: old['keep'] ?? 24 }
}

/** When a thing happened, where it says that. */
function timeColumn(columns: readonly Column[]): string {
  const instants = ofType(columns, 'instant')
  return (instants.find(({ name }) => name === 'event') ?? instants[0])?.name ?? ''
}

/** Codes of a dimension, to be called by their names. */
export function dimensionColumn(kinds: Kinds, document: Fields): Column | undefined {
  const [name] = wordsAt(document, 'by')
  return columnsOf(kinds, document).find(column => column.name === name)
}

export const typeOf = <Type extends string>(
  document: Fields,
  member: string,
  types: readonly Type[],
): Type | null => types.find(type => type === wordAt(fieldsAt(document, member), 'type')) ?? null
