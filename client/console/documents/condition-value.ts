import type { Column } from '../../../shared/kinds/kind.ts'
import type { Op } from '../../../shared/model/documents.ts'
import type { Scalar, Value } from '../../../shared/model/value.ts'

export type ValueEditor = 'code' | 'codes' | 'flag' | 'number' | 'instant' | 'lines' | 'text'

/** With what a value of a column is written. */
export function editorOf(column: Column | undefined, op: Op): ValueEditor {
  const hasCodes = column?.codes !== undefined
  if (op === 'in') return hasCodes ? 'codes' : 'lines'
  if (hasCodes) return 'code'
  return column === undefined || column.type === 'list' ? 'text' : column.type
}

const scalarOf = (value: Value): Scalar =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value

export const listedOf = (value: Value): readonly Scalar[] =>
  Array.isArray(value) ? value.map(each => scalarOf(each as Value)) : [scalarOf(value)]

/** A text as it is; of several one a line. */
export const toldText = (value: Value): string =>
  Array.isArray(value)
    ? value.map(each => toldText(each as Value)).join('\n')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

const WORDS: { readonly [word: string]: Scalar } = { true: true, false: false, null: null }

/** Several values by lines, each as its column has them; `null` is unknown. */
export function readAny(text: string, column: Column | undefined): readonly Scalar[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map((line): Scalar => {
      if (line === 'null') return null
      if (column?.type === 'flag') return WORDS[line] ?? line
      const number = Number(line)
      const isNumber = column?.type === 'number' || column?.type === 'instant'
      return isNumber && Number.isFinite(number) ? number : line
    })
}
