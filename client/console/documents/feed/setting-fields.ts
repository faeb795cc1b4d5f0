import type { Fields, Value } from '../../../../shared/model/value.ts'
import { fieldsAt, isFields, listAt, numberAt, wordAt, wordsAt } from '../members.ts'

/** How a setting is filled in. What is none of these is left to the source. */
export type SettingShape = 'text' | 'number' | 'flag' | 'choice' | 'lines' | 'pairs' | 'group' | 'source'

export interface SettingField {
  readonly name: string
  readonly shape: SettingShape
  readonly required: boolean
  /** Of a choice. */
  readonly options: readonly string[]
  readonly min: number | undefined
  readonly max: number | undefined
  /** Of a group. */
  readonly fields: readonly SettingField[]
}

/** The fields of a connector's settings, by the JSON Schema that it publishes, those it cannot do without first. */
export function settingFields(schema: Fields): readonly SettingField[] {
  const required = new Set(wordsAt(schema, 'required'))
  const fields = Object.entries(fieldsAt(schema, 'properties')).flatMap(([name, of]) =>
    isFields(of) ? [fieldOf(name, of, required.has(name))] : [],
  )
  return [...fields.filter(field => field.required), ...fields.filter(field => !field.required)]
}

function fieldOf(name: string, of: Fields, required: boolean): SettingField {
  const options = optionsOf(of)
  return {
    ...{ name, required, options, shape: shapeOf(of, options) },
    min: numberAt(of, 'minimum') ?? undefined,
    max: numberAt(of, 'maximum') ?? undefined,
    fields: settingFields(of),
  }
}

const SHAPES: { readonly [type: string]: (of: Fields) => SettingShape } = {
  string: () => 'text',
  number: () => 'number',
  integer: () => 'number',
  boolean: () => 'flag',
  array: of => (wordAt(fieldsAt(of, 'items'), 'type') === 'string' ? 'lines' : 'source'),
  object(of) {
    if (of['patternProperties'] === undefined) return 'group'
    return Object.values(fieldsAt(of, 'patternProperties')).every(isText) ? 'pairs' : 'source'
  },
}

const shapeOf = (of: Fields, options: readonly string[]): SettingShape =>
  options.length > 0 ? 'choice' : (SHAPES[wordAt(of, 'type')]?.(of) ?? 'source')

const isText = (of: Value): boolean => isFields(of) && wordAt(of, 'type') === 'string'

/** Of an enumeration, or of several constants. */
function optionsOf(of: Fields): readonly string[] {
  const constants = listAt(of, 'anyOf').map(each => (isFields(each) ? each['const'] : undefined))
  const all = [...wordsAt(of, 'enum'), ...constants]
  return all.every(each => typeof each === 'string') ? all : []
}

/** Names and values by lines, `name: value`. */
export const pairsText = (pairs: Fields): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n')

export function pairsIn(text: string): Fields {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return Object.fromEntries(
    lines.map(line => {
      const at = line.indexOf(':')
      return at === -1 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
}
