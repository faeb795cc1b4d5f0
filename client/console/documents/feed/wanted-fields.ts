import type { Fields, Text, Value } from '../../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../../shared/sync/publications.ts'
import { fieldsAt, isFields, listAt, numberAt, wordAt, wordsAt } from '../members.ts'

/** What a kind wants of a mapping. */
export interface WantedField {
  readonly name: string
  /** As its column is called; without one, by its name. */
  readonly title: Text
  /** Without it there is no record. */
  readonly required: boolean
  /** The converter that makes such a value of most of what upstreams write. */
  readonly as: string
  /** Of a code: those that it may be. */
  readonly codes: readonly string[]
}

type Kind = DocumentsGround['kinds'][number]

/** Parts that tell of themselves alone: of devices the readings, of all others `main`, or the first that comes many times. */
export function partsOf({ parts }: Kind): readonly string[] {
  return 'reading' in parts ? ['reading'] : Object.keys(parts)
}

export const isDevice = ({ parts }: Kind): boolean => 'reading' in parts

export function wantedFields(kind: Kind, part: string): readonly WantedField[] {
  const schema = kind.parts[part]
  if (schema === undefined) return []
  const required = new Set(wordsAt(schema, 'required'))
  const fields = Object.entries(fieldsAt(schema, 'properties')).flatMap(([name, of]) =>
    isFields(of) ? [wantedField(kind, name, knownOf(of), required.has(name))] : [],
  )
  return [...fields.filter(field => field.required), ...fields.filter(field => !field.required)]
}

function wantedField({ columns }: Kind, name: string, of: Fields, required: boolean): WantedField {
  const title = columns.find(column => column.name === name)?.title ?? { zh: name, en: name }
  const codes = wordsAt(of, 'enum')
  return { name, title, required, codes, as: converterOf(of, codes) }
}

/** Of a field that may be null, what it is when it is not. */
function knownOf(of: Fields): Fields {
  const known = listAt(of, 'anyOf').filter(each => isFields(each) && wordAt(each, 'type') !== 'null')
  return known.length === 1 ? (known[0] as Fields) : of
}

/** Beyond it a text is what somebody wrote, and is masked; within it is a name or a number. */
const LONGEST_NAME = 200
const LONGEST_CODE = 80

function converterOf(of: Fields, codes: readonly string[]): string {
  if (codes.length > 0) return 'code'
  const type = wordAt(of, 'type')
  if (type === 'boolean') return 'boolean'
  if (type === 'number' || type === 'integer') return isInstant(of) ? 'instant' : 'decimal'
  if (type === 'array') return wordAt(fieldsAt(of, 'items'), 'type') === 'object' ? 'objects' : 'list'
  return textConverter(numberAt(of, 'maxLength'))
}

/** An instant lies within the years 1900 to 2200, in milliseconds; no quantity has such bounds. */
const isInstant = (of: Fields): boolean =>
  (numberAt(of, 'minimum') ?? 0) < -1e12 && (numberAt(of, 'maximum') ?? 0) < 1e13

function textConverter(longest: number | null): string {
  if (longest === null || longest <= LONGEST_CODE) return 'identifier'
  return longest <= LONGEST_NAME ? 'text' : 'freeText'
}

export const CONVERTERS = [
  ...['identifier', 'text', 'freeText', 'department', 'integer', 'decimal', 'boolean', 'code', 'instant'],
  ...['date', 'month', 'period', 'duration', 'point', 'list', 'objects'],
] as const

/** A field of a mapping as it begins, so that it is right of most upstreams. */
export function begun({ as, codes, required }: WantedField, path: string): Fields {
  const more: { [name: string]: Value } = {}
  if (as === 'code') more['table'] = Object.fromEntries(codes.map(code => [code, code]))
  if (as === 'text') more['mask'] = false
  if (required) more['required'] = true
  return { from: path, as, ...more }
}
