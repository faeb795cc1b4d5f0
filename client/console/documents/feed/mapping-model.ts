import { parsePath } from '../../../../shared/mapping/path.ts'
import type { Fields, Value } from '../../../../shared/model/value.ts'
import { fieldsAt, isFields, withMember, wordAt } from '../members.ts'
import type { WantedField } from './wanted-fields.ts'

/** Where a value comes from: a place of the record, or an expression over the whole of it. */
export type Origin = string | { readonly cel: string }

/** One field of a record and how it is made; without `wanted` the kind knows no such field. */
export interface MappingRow {
  readonly name: string
  readonly wanted: WantedField | null
  /** null: it is not mapped. */
  readonly spec: Fields | null
  /** What it is read from first, or '' where it is a constant. */
  readonly from: Origin
  readonly as: string
  /** What else its converter is told. */
  readonly options: Fields
}

/** Where a mapping keeps its fields: of devices within `readings`. */
const holderOf = (mapping: Fields, isDevice: boolean): Fields =>
  isDevice ? fieldsAt(mapping, 'readings') : mapping
const listName = (isDevice: boolean): 'values' | 'fields' => (isDevice ? 'values' : 'fields')

export function mappingRows(
  mapping: Fields,
  wanted: readonly WantedField[],
  isDevice: boolean,
): readonly MappingRow[] {
  const specs = fieldsAt(holderOf(mapping, isDevice), listName(isDevice))
  const known = new Set(wanted.map(({ name }) => name))
  const others = Object.keys(specs).filter(name => !known.has(name))
  return [
    ...wanted.map(field => rowOf(field.name, field, specs[field.name])),
    ...others.map(name => rowOf(name, null, specs[name])),
  ]
}

function rowOf(name: string, wanted: WantedField | null, value: Value | undefined): MappingRow {
  if (!isFields(value)) return { name, wanted, spec: null, from: '', as: '', options: {} }
  const { from: _from, as: _as, ...options } = value
  return { name, wanted, spec: value, from: firstOrigin(value), as: wordAt(value, 'as'), options }
}

/** Several may be told: the first that has a value counts. */
function firstOrigin({ from }: Fields): Origin {
  return originOf(Array.isArray(from) ? (from as readonly Value[])[0] : from)
}

function originOf(from: Value | undefined): Origin {
  if (typeof from === 'string') return from
  return isFields(from) && typeof from['cel'] === 'string' ? { cel: from['cel'] } : ''
}

/** A name of the language, or one in quotes: `record.a.b`, `record["姓名"]`. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** An expression begins as the place that it takes the place of. */
export function expressionFor(path: string): string {
  const parsed = parsePath(path)
  if (!parsed.ok) return ''
  return parsed.steps.reduce<string>(
    (text, step) =>
      text + (typeof step === 'string' && NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`),
    'record',
  )
}

/** Those that are asked where the first has nothing. */
export function otherOrigins(spec: Fields | null): readonly Origin[] {
  const from = spec?.['from']
  return Array.isArray(from) ? from.slice(1).map((each: Value) => originOf(each)) : []
}

/** First from elsewhere; the others stay. */
export const withFirstOrigin = (spec: Fields, from: Origin): Fields => ({
  ...spec,
  from: otherOrigins(spec).length === 0 ? from : [from, ...otherOrigins(spec)],
})

/** With another field, or without it; undefined takes it out. */
export function withSpec(mapping: Fields, isDevice: boolean, name: string, spec: Fields | undefined): Fields {
  const holder = holderOf(mapping, isDevice)
  const list = listName(isDevice)
  const changed = { ...holder, [list]: withMember(fieldsAt(holder, list), name, spec) }
  return isDevice ? { ...mapping, readings: changed } : changed
}

/** What tells a record apart and when it was; of devices within `readings`. */
export type FramePart = 'id' | 'at' | 'event' | 'version' | 'device'

export function frameOrigin(mapping: Fields, isDevice: boolean, part: FramePart): Origin {
  return firstOrigin(fieldsAt(holderOf(mapping, isDevice), part))
}

/** Of what it is put together, in the document's own way: no one place, and so no field of the form holds it. */
export function frameJoined(mapping: Fields, isDevice: boolean, part: FramePart): readonly Origin[] {
  const { join, fields } = fieldsAt(holderOf(mapping, isDevice), part)
  const joined = join ?? fields
  return Array.isArray(joined) ? joined.map((each: Value) => originOf(each)) : []
}

/** Keeps what else is said of it; '' takes it out. */
export function withFrameOrigin(mapping: Fields, isDevice: boolean, part: FramePart, origin: Origin): Fields {
  const holder = holderOf(mapping, isDevice)
  const before = fieldsAt(holder, part)
  const { received: _received, ...kept } = before
  const changed = withMember(holder, part, origin === '' ? undefined : withFirstOrigin(kept, origin))
  return isDevice ? { ...mapping, readings: changed } : changed
}

/** The mapping of a kind before anything is known of its upstream: its records are of the whole city, and as of when they arrived. */
export const blankMapping = (isDevice: boolean, city: string): Fields =>
  isDevice
    ? { readings: { device: { from: '' }, at: { received: true }, area: [{ const: city }], values: {} } }
    : { id: { from: '' }, at: { received: true }, area: [{ const: city }], fields: {} }
