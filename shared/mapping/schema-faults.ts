import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/schema'
import type { Fault } from './context.ts'

/** The parts of a schema that lead on to the parts of a value. */
interface Shape {
  readonly anyOf?: readonly TSchema[]
  readonly properties?: { readonly [name: string]: TSchema }
  readonly required?: readonly string[]
  readonly patternProperties?: { readonly [pattern: string]: TSchema }
  readonly items?: TSchema | readonly TSchema[]
}

/**
 * Everything a schema has against a value, a sentence for each place, in words for the writer of a document. The library's
 * own list ends after a few and mixes what the branches of a union say; here the branch that fits best speaks.
 */
export function schemaFaults(schema: TSchema, value: unknown, where: string): readonly Fault[] {
  if (Check(schema, value)) return []
  const shape = schema as Shape
  if (shape.anyOf !== undefined) return ofUnion(shape.anyOf, value, where)
  if (shape.properties !== undefined && isObject(value))
    return ofObject(shape, shape.properties, value, where)
  if (shape.patternProperties !== undefined && isObject(value)) {
    const [each] = Object.values(shape.patternProperties)
    return Object.keys(value).flatMap(name => schemaFaults(each!, value[name], `${where}/${name}`))
  }
  const faults = isSchema(shape.items) ? ofItems(shape.items, value, where) : []
  return faults.length > 0 ? faults : [leaf(schema, value, where)]
}

function ofItems(items: TSchema, value: unknown, where: string): readonly Fault[] {
  if (!Array.isArray(value)) return []
  return (value as readonly unknown[]).flatMap((item, i) => schemaFaults(items, item, `${where}/${i}`))
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSchema = (items: Shape['items']): items is TSchema => items !== undefined && !Array.isArray(items)

function ofUnion(branches: readonly TSchema[], value: unknown, where: string): readonly Fault[] {
  const answers = branches.map(branch => schemaFaults(branch, value, where))
  // What no branch looks into (a text where an object is wanted) is told what all of them want.
  if (answers.every(faults => faults.every(fault => fault.path === where))) {
    return [{ path: where, message: [...new Set(answers.map(faults => faults[0]!.message))].join(', or ') }]
  }
  return answers.reduce((best, faults) => (faults.length < best.length ? faults : best))
}

function ofObject(
  { required = [] }: Shape,
  properties: { readonly [name: string]: TSchema },
  value: { readonly [name: string]: unknown },
  where: string,
): readonly Fault[] {
  const names = Object.keys(properties)
  const given = new Set(Object.keys(value))
  return [
    ...names.flatMap(name =>
      given.has(name) ? schemaFaults(properties[name]!, value[name], `${where}/${name}`) : [],
    ),
    ...required
      .filter(name => !given.has(name))
      .map(name => ({ path: `${where}/${name}`, message: 'is missing' })),
    ...[...given]
      .filter(name => !names.includes(name))
      .map(name => ({ path: `${where}/${name}`, message: 'is no option here' })),
  ]
}

function leaf(schema: TSchema, value: unknown, where: string): Fault {
  const [error] = Errors(schema, value)[1]
  const params = error!.params as {
    readonly allowedValue?: unknown
    readonly allowedValues?: readonly unknown[]
  }
  const allowed = 'allowedValue' in params ? [params.allowedValue] : (params.allowedValues ?? [])
  const message =
    allowed.length === 0 ? error!.message : `must be ${allowed.map(a => JSON.stringify(a)).join(' or ')}`
  return { path: where + error!.instancePath, message }
}
