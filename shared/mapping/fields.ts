import { Type, type TSchema } from 'typebox'
import type { Scalar, Value } from '../model/value.ts'
import { CONVERTERS } from './converters/registry.ts'
import { schemaFaults } from './schema-faults.ts'
import { refuse, type Sheet } from './sheet.ts'
import {
  exact,
  fault,
  inside,
  readingAt,
  type Convert,
  type Converter,
  type FieldSpecs,
  type ReadFields,
  type Workbench,
} from './workbench.ts'

type Fill = (raw: unknown, sheet: Sheet) => Value

const ScalarValue = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean(), Type.Null()])
const Constant = Type.Object({ const: ScalarValue }, exact)
const presence = { required: Type.Optional(Type.Boolean()), default: Type.Optional(ScalarValue) }

interface Presence {
  readonly required?: boolean
  readonly default?: Scalar
}

interface Schemas {
  readonly converter: Converter
  readonly field: TSchema
  readonly item: TSchema
}

const SCHEMAS: ReadonlyMap<unknown, Schemas> = new Map(
  CONVERTERS.map(converter => {
    const { as, place, options } = converter
    const item = { as: Type.Literal(as), ...options }
    return [
      as,
      {
        converter,
        item: Type.Object(item, exact),
        field: Type.Object({ ...item, ...place, ...presence }, exact),
      },
    ]
  }),
)

const NAME = /^[a-z][A-Za-z0-9]{0,59}$/

/** Fields in canonical order, so that their JSON is their canonical text. */
export function compileFields(specs: FieldSpecs, bench: Workbench): ReadFields {
  const names = Object.keys(specs).sort()
  for (const name of names.filter(n => !NAME.test(n)))
    fault(inside(bench, name), 'is no name for a field: aName1')
  const fills = names.map(name => compileField(specs[name], inside(bench, name)))
  const empty = Object.fromEntries(names.map(name => [name, null]))
  return (raw, sheet) => {
    const fields: { [name: string]: Value } = { ...empty }
    for (let i = 0; i < fills.length; i++) fields[names[i]!] = fills[i]!(raw, sheet)
    return fields
  }
}

const ABSENT: Fill = () => null

function compileField(spec: unknown, bench: Workbench): Fill {
  if (isConstant(spec)) {
    bench.faults.push(...schemaFaults(Constant, spec, bench.where))
    const { const: value } = spec as { const: Scalar }
    return () => value
  }
  const schemas = schemasOf(spec, bench)
  if (schemas === null) return ABSENT
  const faults = schemaFaults(schemas.field, spec, bench.where)
  bench.faults.push(...faults)
  return faults.length > 0 ? ABSENT : compileConverted(schemas.converter, spec as Presence, bench)
}

const isConstant = (spec: unknown): boolean => typeof spec === 'object' && spec !== null && 'const' in spec

function schemasOf(spec: unknown, bench: Workbench): Schemas | null {
  const as = typeof spec === 'object' && spec !== null ? (spec as { as?: unknown }).as : undefined
  const schemas = SCHEMAS.get(as)
  if (schemas === undefined)
    fault(inside(bench, 'as'), `must be ${[...SCHEMAS.keys()].join(', ')}, or give a const`)
  return schemas ?? null
}

function compileConverted(converter: Converter, spec: Presence, bench: Workbench): Fill {
  const { required = false, default: fallback = null } = spec
  if (required && fallback !== null) fault(bench, 'a required value needs no default')
  const sources = converter.sources(spec, bench)
  const ways = sources.map(({ path, read }) => ({
    read,
    convert: converter.compile(spec, readingAt(bench, path, required)),
  }))
  const path = sources.map(source => source.path).join(' | ')
  const absent: Fill = required ? (_, sheet) => refuse(sheet, path, 'no value') : () => fallback
  const [only, ...others] = ways
  if (only !== undefined && others.length === 0) {
    const { read, convert } = only
    return (raw, sheet) => convert(read(raw), sheet) ?? absent(raw, sheet)
  }
  return (raw, sheet) => {
    for (const { read, convert } of ways) {
      const value = convert(read(raw), sheet)
      if (value !== null) return value
    }
    return absent(raw, sheet)
  }
}

/** A converter for the values of a list, which have no place of their own. */
export function compileItem(spec: unknown, bench: Workbench): Convert {
  const schemas = schemasOf(spec, bench)
  if (schemas === null) return ABSENT
  const faults = schemaFaults(schemas.item, spec, bench.where)
  bench.faults.push(...faults)
  return faults.length > 0 ? ABSENT : schemas.converter.compile(spec, bench)
}
