import { isoOf } from '../../shared/calendar/civil.ts'
import type { Column } from '../../shared/kinds/kind.ts'
import type { Value } from '../../shared/model/value.ts'
import type { DocumentsGround } from '../../shared/sync/publications.ts'
import { figureText, UNKNOWN } from '../figures/number.ts'
import { fieldValueWords } from '../language/field-values.ts'
import { quarantineWords } from '../language/quarantine.ts'
import { textIn, unitIn, type Language } from '../language/say.ts'
import { wantedFields } from './documents/feed/wanted-fields.ts'

type Kind = DocumentsGround['kinds'][number]

/** What a field of a record is, as far as its value is written by it. */
export type Shown = Pick<Column, 'name' | 'type' | 'unit' | 'scale' | 'codes'>

export interface ToldIn {
  readonly language: Language
  /** The name of an area by its code. */
  readonly place: (code: string) => string
}

/** The last word of `fields/level` and of `readings/values/pressure`. */
export const ownName = (field: string): string => field.slice(field.lastIndexOf('/') + 1)

/** Of what stands around the fields of every record: these two are no columns of their own, or not of every kind. */
const INSTANTS: readonly string[] = ['at', 'event']
/** What is noticed of a record is among the marks of its kind. */
const COLUMN_OF: { readonly [name: string]: string } = { flags: 'marks' }

/** What the kind says of a field: its column, that of its inner rows, or what its schema lets it be. */
export function shownBy(field: string, kind: Kind | undefined): Shown {
  const own = ownName(field)
  const known = [...(kind?.columns ?? []), ...Object.values(kind?.inner ?? {}).flat()]
  const column = known.find(({ name }) => name === (COLUMN_OF[own] ?? own))
  return shownIn(own, column, isInstantOf(kind, own))
}

export function shownIn(field: string, column: Column | undefined, isInstant: boolean): Shown {
  const own = ownName(field)
  return INSTANTS.includes(own) || (column === undefined && isInstant)
    ? { name: own, type: 'instant' }
    : (column ?? { name: own, type: 'text' })
}

/** As its column is called, or what stands around the fields of every record; else as it is. */
export function fieldName(field: string, kind: Kind | undefined, language: Language): string {
  const own = ownName(field)
  const column = kind?.columns.find(({ name }) => name === (COLUMN_OF[own] ?? own))
  return column === undefined ? (quarantineWords(language).heads[own] ?? own) : textIn(language, column.title)
}

const isInstantOf = (kind: Kind | undefined, own: string): boolean =>
  kind !== undefined &&
  Object.keys(kind.parts).some(part =>
    wantedFields(kind, part).some(({ name, as }) => name === own && as === 'instant'),
  )

const LONGEST = 120

/**
 * A value as people write it: times of the city, words for codes and places, numbers with their unit. Written out, since it stands
 * beside another one: two numbers, and two instants, that differ look different.
 */
export function valueText(value: Value, shown: Shown, told: ToldIn): string {
  if (value === null) return UNKNOWN
  if (typeof value === 'boolean') return fieldValueWords(told.language)[value ? 'yes' : 'no']
  if (typeof value === 'number') return numberText(value, shown, told)
  if (typeof value === 'string') return cut(wordText(value, shown, told))
  if (!Array.isArray(value)) return cut(JSON.stringify(value))
  return cut(value.map((each: Value) => valueText(each, shown, told)).join('、')) || UNKNOWN
}

const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`)

function numberText(value: number, { type, unit, scale = 1 }: Shown, { language }: ToldIn): string {
  if (type === 'instant') return instantText(value)
  // What a division of whole numbers leaves behind the twelfth digit is of the machine.
  return figureText({ text: String(Number((value / scale).toPrecision(12))), unit: unitIn(language, unit) })
}

/** `2026-11-24 09:10`, with seconds, and parts of them, where it has some. */
export function instantText(at: number): string {
  const [date, time] = isoOf(at).split('T') as [string, string]
  const [clock, rest] = [time.slice(0, 5), time.slice(5, 12)]
  if (rest === ':00.000') return `${date} ${clock}`
  return `${date} ${clock}${rest.endsWith('.000') ? rest.slice(0, 3) : rest}`
}

function wordText(value: string, { name, codes }: Shown, { language, place }: ToldIn): string {
  const words = fieldValueWords(language)
  if (name === 'area') return value === '' ? words.unlocated : place(value)
  if (name === 'op') return words.ops[value] ?? value
  return value === '' ? words.empty : textIn(language, codes?.[value]) || value
}

const TOWN = 9

/** By what an editor knows of places: a finer one than a town is told as its town with its code, since the town has others. */
export function placeBy(areas: DocumentsGround['areas']): ToldIn['place'] {
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  return code => {
    const town = names.get(code.slice(0, TOWN))
    return names.get(code) ?? (town === undefined ? code : `${town} ${code}`)
  }
}
