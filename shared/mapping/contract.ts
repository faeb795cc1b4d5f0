import type { Value } from '../model/value.ts'
import { FILE_INSTANT } from './context.ts'
import type { MappingDocument } from './document.ts'
import { tellableName } from './masking/record.ts'
import { compilePath, parsePath, type Step } from './path.ts'

/** What a mapping makes of a record, and where in the record it looks for it. */
export interface Target {
  /** Where in the mapping document: `fields/amount`, `id`, `readings/values/pressure`. */
  readonly target: string
  /** Where in the record; the first that has a value counts. Empty: it needs nothing of the record. */
  readonly paths: readonly string[]
  /** What is worked out of the whole record instead, or where its paths have nothing. */
  readonly expressions: readonly string[]
  /** The converter by its name; '' where it is none. */
  readonly as: string
  readonly required: boolean
  /** A column's header may carry more than its name. */
  readonly byHeader: boolean
}

interface Spec {
  readonly as?: unknown
  readonly from?: unknown
  readonly lon?: unknown
  readonly lat?: unknown
  readonly required?: unknown
  readonly headerUnit?: unknown
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a target is read from, paths apart from expressions. */
function placesIn(all: readonly unknown[]): Pick<Target, 'paths' | 'expressions'> {
  const each = all.flatMap(from => (Array.isArray(from) ? (from as readonly unknown[]) : [from]))
  const paths = each.filter(origin => typeof origin === 'string')
  const expressions = each.flatMap(origin =>
    isObject(origin) && typeof origin['cel'] === 'string' ? [origin['cel']] : [],
  )
  return { paths: [...new Set(paths)], expressions: [...new Set(expressions)] }
}

/** What a mapping that was compiled expects of its records: its contract with the upstream. */
export function contractOf(mapping: MappingDocument): readonly Target[] {
  return 'readings' in mapping ? contractOfReadings(mapping.readings) : contractOfRecord(mapping)
}

function contractOfRecord(mapping: Exclude<MappingDocument, { readings: unknown }>): readonly Target[] {
  const { id, part, version, at, event, op, area, fields } = mapping
  return [
    headOf('id', 'join' in id ? { from: id.join } : 'from' in id ? id : null, true),
    ...optional('part', part, true),
    ...optional('version', version, false),
    headOf('at', at, true),
    ...optional('event', event, true),
    ...optional('op', op, false),
    ...areaOf('area', area),
    ...fieldsOf('fields', fields),
  ]
}

function contractOfReadings(readings: Extract<MappingDocument, { readings: unknown }>['readings']) {
  const { device, at, measure, quality, position, area, values } = readings
  return [
    headOf('readings/device', device, true),
    headOf('readings/at', at, true),
    ...optional('readings/measure', measure, true),
    ...optional('readings/quality', quality, false),
    ...(position === undefined ? [] : fieldsOf('readings', { position })),
    ...areaOf('readings/area', area),
    ...fieldsOf('readings/values', values),
  ]
}

const optional = (target: string, spec: unknown, required: boolean): readonly Target[] =>
  spec === undefined ? [] : [headOf(target, spec, required)]

const headOf = (target: string, spec: unknown, required: boolean): Target => ({
  ...{ target, as: '', required, byHeader: false },
  ...placesIn(isObject(spec) ? [spec['from']] : []),
})

/** Where something happened is found in one of several ways, and is not required. */
function areaOf(target: string, ways: readonly object[] | undefined): readonly Target[] {
  if (ways === undefined) return []
  const places = ways.flatMap(way =>
    Object.entries(way).flatMap(([name, value]: [string, unknown]) =>
      name === 'const' || name === 'point' ? [] : [value],
    ),
  )
  return [{ target, ...placesIn(places), as: '', required: false, byHeader: false }]
}

function fieldsOf(target: string, specs: { readonly [name: string]: unknown }): readonly Target[] {
  return Object.entries(specs).flatMap(([name, raw]): Target[] => {
    if (!isObject(raw) || 'const' in raw) return []
    const { as, from, lon, lat, required, headerUnit } = raw as Spec
    return [
      {
        ...{ target: `${target}/${name}`, as: typeof as === 'string' ? as : '' },
        ...placesIn([from, lon, lat]),
        ...{ required: required === true, byHeader: headerUnit === true },
      },
    ]
  })
}

export type FieldType = 'text' | 'number' | 'boolean' | 'list' | 'object'

/** null: there is nothing, of no type. */
export function typeOf(value: unknown): FieldType | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : null
}

const SCALAR: readonly FieldType[] = ['text', 'number', 'boolean']
const WORDS: readonly FieldType[] = ['text', 'number']
/** What a converter can read at all. */
const READABLE: { readonly [as: string]: readonly FieldType[] } = {
  ...{
    identifier: WORDS,
    text: SCALAR,
    freeText: SCALAR,
    department: SCALAR,
    integer: WORDS,
    decimal: WORDS,
  },
  ...{ boolean: SCALAR, code: SCALAR, instant: WORDS, date: WORDS, month: WORDS, period: WORDS },
  ...{ duration: WORDS, point: ['text', 'list', 'object'], list: ['list', 'text'] },
  ...{ objects: ['list', 'object'] },
}
export const readableBy = (as: string): readonly FieldType[] => READABLE[as] ?? WORDS

/** A field of a record, by its path. */
export interface Leaf {
  readonly path: string
  readonly type: FieldType | null
}

const DEPTH = 3
const MOST_LEAVES = 300

/** The fields of a record, those of objects inside it too; a list is one field. */
export function leavesOf(raw: unknown): readonly Leaf[] {
  const leaves: Leaf[] = []
  gather(raw, [], leaves)
  return leaves
}

function gather(raw: unknown, steps: readonly Step[], leaves: Leaf[]): void {
  if (!isObject(raw)) return
  for (const [name, value] of Object.entries(raw)) {
    if (leaves.length >= MOST_LEAVES) return
    const inner = [...steps, name]
    if (isObject(value) && inner.length < DEPTH) gather(value, inner, leaves)
    else leaves.push({ path: pathText(inner), type: typeOf(value) })
  }
}

/** A path as documents write it. */
export const pathText = (steps: readonly Step[]): string =>
  steps
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${nameText(step)}`))
    .join('')

const nameText = (name: string): string =>
  /["[\].]/.test(name) || name === '' ? `"${name.replace(/(["\\])/g, '\\$1')}"` : name

/** A field's place as it may be told and kept: what is personal among its names is one, whoever it is (T-PII-01). */
export function tellablePath(path: string): string {
  const parsed = parsePath(path)
  if (!parsed.ok) return '*'
  return pathText(parsed.steps.map(step => (typeof step === 'number' ? step : (tellableName(step) ?? '*'))))
}

/** The same path in one spelling. */
function plainPath(path: string): string {
  const parsed = parsePath(path)
  return parsed.ok ? pathText(parsed.steps) : path
}

const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)

/** Whether a mapping looks at a field at all. */
export function knownBy(contract: readonly Target[]): (path: string) => boolean {
  const known = contract.flatMap(({ paths, byHeader }) =>
    paths.map(path => ({ path: plainPath(path), byHeader })),
  )
  const speakers = contract.flatMap(({ expressions }) => expressions.map(speaksOf))
  return path =>
    path === FILE_INSTANT ||
    known.some(each => isWithin(path, each.path) || (each.byHeader && path.startsWith(each.path))) ||
    speakers.some(speaks => speaks(path))
}

/** An expression looks at a field where the outermost name of it stands in its text, as a word or in quotes. */
function speaksOf(expression: string): (path: string) => boolean {
  const words = new Set(expression.split(/[^A-Za-z0-9_]+/))
  return path => {
    const parsed = parsePath(path)
    const name = parsed.ok ? String(parsed.steps[0]) : path
    return words.has(name) || expression.includes(`"${name}"`) || expression.includes(`'${name}'`)
  }
}

/** Reads what stands at a path of a record; of a column found by its header what stands under it. */
export function readerAt(path: string, byHeader: boolean): (raw: unknown) => unknown {
  const parsed = parsePath(path)
  if (!parsed.ok) return () => undefined
  const read = compilePath(parsed.steps)
  if (!byHeader) return read
  return raw => {
    const value = read(raw)
    if (value !== undefined || !isObject(raw)) return value
    const header = Object.keys(raw).find(name => name.startsWith(path))
    return header === undefined ? undefined : raw[header]
  }
}

export const valueAt = (raw: unknown, path: string, byHeader: boolean): unknown =>
  readerAt(path, byHeader)(raw)

export const asValue = (value: unknown): Value => (value === undefined ? null : (value as Value))
