import type { Fields, Value } from '../../../../shared/model/value.ts'
import { fieldsAt, isFields, withMember, wordAt } from '../members.ts'
import type { WantedField } from './wanted-fields.ts'

/** One field of a record and how it is made; without `wanted` the kind knows no such field. */
export interface MappingRow {
  readonly name: string
  readonly wanted: WantedField | null
  /** null: it is not mapped. */
  readonly spec: Fields | null
  /** The first place it is read from, or '' where it is a constant. */
  readonly from: string
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
  return { name, wanted, spec: value, from: firstPath(value), as: wordAt(value, 'as'), options }
}

/** Several places may be told: the first that has a value counts. */
export function firstPath(spec: Fields): string {
  const { from } = spec
  if (typeof from === 'string') return from
  return Array.isArray(from) ? String(from[0] ?? '') : ''
}

/** With another field, or without it; undefined takes it out. */
export function withSpec(mapping: Fields, isDevice: boolean, name: string, spec: Fields | undefined): Fields {
  const holder = holderOf(mapping, isDevice)
  const list = listName(isDevice)
  const changed = { ...holder, [list]: withMember(fieldsAt(holder, list), name, spec) }
  return isDevice ? { ...mapping, readings: changed } : changed
}

/** What tells a record apart and when it was; of devices within `readings`. */
export type FramePart = 'id' | 'at' | 'event' | 'version' | 'device'

export function framePath(mapping: Fields, isDevice: boolean, part: FramePart): string {
  return firstPath(fieldsAt(holderOf(mapping, isDevice), part))
}

/** Keeps what else is said of it; '' takes it out. */
export function withFramePath(mapping: Fields, isDevice: boolean, part: FramePart, path: string): Fields {
  const holder = holderOf(mapping, isDevice)
  const before = fieldsAt(holder, part)
  const { received: _received, ...kept } = before
  const changed = withMember(holder, part, path === '' ? undefined : { ...kept, from: path })
  return isDevice ? { ...mapping, readings: changed } : changed
}

/** The mapping of a kind before anything is known of its upstream: its records are of the whole city, and as of when they arrived. */
export const blankMapping = (isDevice: boolean, city: string): Fields =>
  isDevice
    ? { readings: { device: { from: '' }, at: { received: true }, area: [{ const: city }], values: {} } }
    : { id: { from: '' }, at: { received: true }, area: [{ const: city }], fields: {} }
