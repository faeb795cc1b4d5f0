import { Type } from 'typebox'
import { noteImpossible, OrderedTimes } from '../ordered-times.ts'
import { refuse } from '../sheet.ts'
import { createView } from '../view.ts'
import { converter, inside, readingAt, type Convert } from '../workbench.ts'
import { convertAll } from './list.ts'

const MOST = 500

const options = {
  fields: Type.Record(Type.String(), Type.Unknown()),
  order: Type.Optional(OrderedTimes),
  max: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
}

/** Rows inside a record: the history of an order, the items of a project. One object alone is a list of one. */
export const objects = converter('objects', options, ({ fields, order, max = MOST }, bench) => {
  const { path } = bench
  const view = createView()
  const read = bench.compileFields(fields, { ...inside(bench, 'fields'), view, expressions: null })
  const note = noteImpossible(order ?? [], Object.keys(fields), inside(readingAt(bench, ''), 'order'))
  const convert: Convert = (item, sheet) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      return refuse(sheet, '', 'not an object', item ?? 'null')
    view.load(item)
    const row = read(item, sheet)
    note(row, sheet)
    return row
  }
  return (value, sheet) => {
    if (value === null || value === undefined || sheet.refusal !== null) return null
    if (typeof value !== 'object') return refuse(sheet, path, 'not a list', value)
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    return items.length > max
      ? refuse(sheet, path, 'too many', value)
      : convertAll(items, convert, sheet, path)
  }
})
