import type { Codes, Column, Kind } from '../kinds/kind.ts'
import type { Aggregate, Condition, MetricDocument, Op } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { kindsOf } from './kinds-of.ts'

/** The columns of what a metric counts, in one of its kinds. */
interface Counted {
  readonly kind: string
  readonly name: string
  readonly columns: ReadonlyMap<string, Column>
}

type Type = Column['type']

/** What a metric asks of its kinds that they do not have, one sentence each. */
export function columnFaults(document: MetricDocument, kinds: readonly Kind[]): string[] {
  const faults: string[] = []
  for (const id of kindsOf(document)) {
    const kind = kinds.find(each => each.id === id)
    const columns = kind === undefined ? undefined : columnsOf(kind, document.over)
    if (kind === undefined)
      faults.push(`/kind: there is no kind "${id}", only ${kinds.map(each => each.id).join(', ')}`)
    else if (columns === undefined) faults.push(`/over: ${id} has no inner rows "${document.over}"`)
    else
      faults.push(
        ...faultsAgainst(document, {
          ...{ kind: id, name: nameOf(id, document.over) },
          columns: byName(columns),
        }),
      )
  }
  return [...new Set(faults)]
}

export const columnsOf = (kind: Kind, over: string | undefined): readonly Column[] | undefined =>
  over === undefined ? kind.columns : kind.inner?.[over]

const nameOf = (kind: string, over: string | undefined) => (over === undefined ? kind : `${kind}/${over}`)
const byName = (columns: readonly Column[]) => new Map(columns.map(column => [column.name, column]))

function faultsAgainst({ where, aggregate, by, window }: MetricDocument, counted: Counted): string[] {
  return [
    ...conditionFaults('/where', where, counted),
    ...aggregateFaults(aggregate, counted),
    ...by.flatMap((name, i) => uses(`/by/${i}`, name, ['text', 'number', 'flag'], counted)),
    ...(window.type === 'now' ? [] : uses('/window/field', window.field, ['instant'], counted)),
  ]
}

const ANY: readonly Type[] = ['text', 'number', 'instant', 'flag', 'list']
const ORDERED: readonly Type[] = ['text', 'number', 'instant', 'flag']

function uses(where: string, name: string, types: readonly Type[], { name: of, columns }: Counted): string[] {
  const column = columns.get(name)
  if (column === undefined) return [`${where}: ${of} has no column "${name}"`]
  return types.includes(column.type)
    ? []
    : [`${where}: "${name}" of ${of} is of type ${column.type}; it must be ${types.join(' or ')}`]
}

function aggregateFaults(aggregate: Aggregate, counted: Counted): string[] {
  const numbers = (member: string, name: string) => uses(`/aggregate/${member}`, name, ['number'], counted)
  switch (aggregate.type) {
    case 'count':
      return []
    case 'ratio':
      return conditionFaults('/aggregate/of', aggregate.of, counted)
    case 'sum':
    case 'mean':
      return numbers('field', aggregate.field)
    case 'share':
      return [...numbers('field', aggregate.field), ...numbers('over', aggregate.over)]
    case 'filled':
      return filledFaults(aggregate.fields, counted)
    case 'percentile':
      return [...numbers('field', aggregate.field), ...binFaults(aggregate.bins)]
    case 'last':
      return shownFaults(aggregate.columns, counted)
    case 'list':
      return [
        ...shownFaults(aggregate.columns, counted),
        ...aggregate.sort.flatMap(([name], i) => uses(`/aggregate/sort/${i}`, name, ORDERED, counted)),
      ]
  }
}

function filledFaults(fields: Extract<Aggregate, { type: 'filled' }>['fields'], counted: Counted): string[] {
  const { kind } = counted
  const own = fields[kind]
  if (own === undefined) return [`/aggregate/fields: nothing says what a whole ${kind} has`]
  return own.flatMap((name, i) => uses(`/aggregate/fields/${kind}/${i}`, name, ANY, counted))
}

const shownFaults = (columns: readonly string[], counted: Counted) =>
  columns.flatMap((name, i) => uses(`/aggregate/columns/${i}`, name, ANY, counted))

const binFaults = (bins: readonly number[]): string[] =>
  bins.every((bound, i) => i === 0 || bound > (bins[i - 1] as number))
    ? []
    : ['/aggregate/bins: upper bounds must rise']

/** Which columns each can be asked of. */
export const SUITS: { readonly [op in Op]: readonly Type[] } = {
  '=': ORDERED,
  '!=': ORDERED,
  in: ORDERED,
  has: ['list'],
  '<': ['number', 'instant', 'text'],
  '<=': ['number', 'instant', 'text'],
  '>': ['number', 'instant', 'text'],
  '>=': ['number', 'instant', 'text'],
}

function conditionFaults(where: string, conditions: readonly Condition[], counted: Counted): string[] {
  return conditions.flatMap(([name, op, wanted], i) => {
    const at = `${where}/${i}`
    const column = counted.columns.get(name)
    if (column === undefined) return uses(at, name, ANY, counted)
    if (!SUITS[op].includes(column.type)) return [`${at}: "${op}" cannot be asked of a ${column.type}`]
    if (op === 'in')
      return Array.isArray(wanted) ? neverFaults(at, column, wanted) : [`${at}: "in" needs a list`]
    if (wanted === null && isOrder(op)) return [`${at}: nothing is ${op} null`]
    return neverFaults(at, column, [wanted])
  })
}

const isOrder = (op: Op) => op !== '=' && op !== '!=' && op !== 'has'

/** A value that a column can never have makes a condition that is silently never (or always) true. */
const neverFaults = (at: string, column: Column, wanted: readonly Value[]): string[] =>
  wanted
    .filter(value => value !== null && !FITS[column.type](value, column.codes))
    .map(value => `${at}: "${column.name}" (${column.type}) is never ${JSON.stringify(value)}`)

type Fits = (value: Value, codes: Codes | undefined) => boolean

const isNumber: Fits = value => typeof value === 'number'
const isCode: Fits = (value, codes) =>
  typeof value === 'string' && (codes === undefined || codes[value] !== undefined)

const FITS: { readonly [type in Type]: Fits } = {
  text: isCode,
  list: (value, codes) => isCode(value, codes) || (codes === undefined && typeof value === 'number'),
  number: isNumber,
  instant: isNumber,
  flag: value => typeof value === 'boolean',
}
