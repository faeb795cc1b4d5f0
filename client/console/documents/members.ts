import type { Fields, Text, Value } from '../../../shared/model/value.ts'

/*
 * A document as a form reads it. Somebody may have written anything into its source: what is not what a form expects is read as if
 * it were left out, and stays as it is until that very member is written.
 */

export const isFields = (value: Value | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsAt = (document: Fields, name: string): Fields => {
  const value = document[name]
  return isFields(value) ? value : {}
}

export const wordAt = (document: Fields, name: string): string => {
  const value = document[name]
  return typeof value === 'string' ? value : ''
}

export const numberAt = (document: Fields, name: string): number | null => {
  const value = document[name]
  return typeof value === 'number' ? value : null
}

export const listAt = (document: Fields, name: string): readonly Value[] => {
  const value = document[name]
  return Array.isArray(value) ? (value as readonly Value[]) : []
}

export const wordsAt = (document: Fields, name: string): readonly string[] =>
  listAt(document, name).filter(value => typeof value === 'string')

export const numbersAt = (document: Fields, name: string): readonly number[] =>
  listAt(document, name).filter(value => typeof value === 'number')

export const textAt = (document: Fields, name: string): Text => {
  const text = fieldsAt(document, name)
  return { zh: wordAt(text, 'zh'), en: wordAt(text, 'en') }
}

/** With another value of a member, in its place; undefined: without it. */
export function withMember(document: Fields, name: string, value: Value | undefined): Fields {
  if (value !== undefined) return { ...document, [name]: value }
  return Object.fromEntries(Object.entries(document).filter(([each]) => each !== name))
}

export const withAt = (values: readonly Value[], i: number, value: Value): Value[] =>
  values.map((each, k) => (k === i ? value : each))

export const withoutAt = (values: readonly Value[], i: number): Value[] => values.filter((_, k) => k !== i)
