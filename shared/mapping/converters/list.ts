import { Type } from 'typebox'
import type { Value } from '../../model/value.ts'
import { refuse, type Sheet } from '../sheet.ts'
import { converter, inside, readingAt, type Convert } from '../workbench.ts'

const MOST = 100

const options = {
  /** A converter without its place: { "as": "identifier" }. */
  of: Type.Unknown(),
  /** Where a text is to be split, as in 立项批复、用地预审; without it only lists are taken. */
  separator: Type.Optional(Type.String({ minLength: 1, maxLength: 5 })),
  max: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}

/** A list of single values. Entries without a value are left out. */
export const list = converter('list', options, ({ of, separator, max = MOST }, bench) => {
  const { path } = bench
  const convert = bench.compileItem(of, inside(readingAt(bench, ''), 'of'))
  return (value, sheet) => {
    const items = itemsOf(value, separator)
    if (items === null)
      return value === null || value === undefined ? null : refuse(sheet, path, 'not a list', value)
    if (items.length > max) return refuse(sheet, path, 'too many', value)
    return sheet.refusal === null ? convertAll(items, convert, sheet, path) : null
  }
})

function itemsOf(value: unknown, separator: string | undefined): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[]
  if (typeof value !== 'string' || separator === undefined) return null
  return value.trim() === '' ? [] : value.split(separator)
}

/** Refusals inside an item name the item: `items[3]` and what the item itself says. */
export function convertAll(items: readonly unknown[], convert: Convert, sheet: Sheet, path: string): Value {
  const values: Value[] = []
  for (let i = 0; i < items.length; i++) {
    const value = convert(items[i], sheet)
    if (sheet.refusal !== null) {
      const within = sheet.refusal.path
      sheet.refusal.path = `${path}[${i}]${within === '' ? '' : `.${within}`}`
      return null
    }
    if (value !== null) values.push(value)
  }
  return values
}
