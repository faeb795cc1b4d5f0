import { parseDate } from '../calendar/civil.ts'
import { halfWidth } from '../mapping/text/width.ts'
import type { FormColumn, SubmissionForm } from './form.ts'

/** A table as people fill it in: each row with what stands in its columns, as it was typed. */
export interface FilledRow {
  /** The code of its line; of a free row its number, `1`, `2`. */
  readonly row: string
  readonly values: { readonly [column: string]: string }
}

/** What is wrong with one cell, in a word that screens know; `limit` is what it should have kept to. */
export interface CellFault {
  readonly row: string
  readonly column: string
  readonly fault:
    | 'missing'
    | 'noNumber'
    | 'decimals'
    | 'tooLow'
    | 'tooHigh'
    | 'noDate'
    | 'noChoice'
    | 'tooLong'
    | 'noColumn'
    | 'noRow'
  readonly limit?: number
}

/** Commas that part thousands, and no others: two cells that were pasted into one are not a number. */
const withoutGroups = (text: string): string =>
  /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text

/** What stands in a cell, made plain: `6,000` and `６０００` are 6000. */
export function plainOf({ type }: FormColumn, typed: string): string {
  const text = typed.trim()
  if (type === 'number') return withoutGroups(halfWidth(text))
  return type === 'date' ? halfWidth(text) : text
}

/** Of what the table itself has: `constructor` is no column of any. */
export const typedIn = (values: FilledRow['values'], column: string): string =>
  Object.entries(values).find(([name]) => name === column)?.[1] ?? ''

/** Everything that is wrong with a table, in its order; none: it can be handed in. */
export function faultsOf(form: SubmissionForm, rows: readonly FilledRow[]): readonly CellFault[] {
  return [...faultsOfRows(form, rows), ...rows.flatMap(each => faultsOfRow(form, each))]
}

/** Free rows in which nothing stands are none. */
export const isBlank = ({ values }: FilledRow): boolean =>
  Object.values(values).every(value => value.trim() === '')

function faultsOfRows(
  { lines, rows: most, columns }: SubmissionForm,
  rows: readonly FilledRow[],
): CellFault[] {
  const column = columns[0]?.name ?? ''
  const known = rows.map(({ row }) => row)
  if (lines === undefined) {
    const wrong = known.filter((row, i) => !/^[1-9]\d{0,2}$/.test(row) || known.indexOf(row) !== i)
    const faults: CellFault[] = wrong.map(row => ({ row, column, fault: 'noRow' }))
    if (rows.length === 0) faults.push({ row: '', column, fault: 'missing' })
    if (rows.length > (most ?? 0)) faults.push({ row: '', column, fault: 'tooHigh', limit: most ?? 0 })
    return faults
  }
  const codes = lines.map(({ code }) => code)
  if (rows.every(isBlank)) return [{ row: codes[0] ?? '', column, fault: 'missing' }]
  return [
    ...known
      .filter((row, i) => !codes.includes(row) || known.indexOf(row) !== i)
      .map((row): CellFault => ({ row, column, fault: 'noRow' })),
    ...codes
      .filter(code => !known.includes(code))
      .map((row): CellFault => ({ row, column, fault: 'missing' })),
  ]
}

function faultsOfRow({ columns }: SubmissionForm, { row, values }: FilledRow): CellFault[] {
  const names = new Set(columns.map(({ name }) => name))
  const strange = Object.keys(values).filter(name => !names.has(name))
  return [
    ...strange.map((column): CellFault => ({ row, column, fault: 'noColumn' })),
    ...columns.flatMap(column => {
      const wrong = faultOf(column, typedIn(values, column.name))
      return wrong === null ? [] : [{ row, column: column.name, ...wrong }]
    }),
  ]
}

type Wrong = Pick<CellFault, 'fault' | 'limit'> | null

/** What is wrong with what stands in a cell, wherever it stands. */
export function faultOf(column: FormColumn, typed: string): Wrong {
  const text = plainOf(column, typed)
  if (text === '') return column.required === true ? { fault: 'missing' } : null
  switch (column.type) {
    case 'number':
      return faultOfNumber(column, text)
    case 'text':
      return text.length > column.longest ? { fault: 'tooLong', limit: column.longest } : null
    case 'date':
      return parseDate(text) === null ? { fault: 'noDate' } : null
    case 'choice':
      return column.choices.some(({ value }) => value === text) ? null : { fault: 'noChoice' }
  }
}

function faultOfNumber(
  { decimals, least = -1e11, most = 1e11 }: Extract<FormColumn, { type: 'number' }>,
  text: string,
): Wrong {
  const [whole, , fraction = ''] = /^-?\d{1,15}(\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) return { fault: 'noNumber' }
  if (fraction.length > decimals) return { fault: 'decimals', limit: decimals }
  const value = Number(text)
  if (value < least) return { fault: 'tooLow', limit: least }
  return value > most ? { fault: 'tooHigh', limit: most } : null
}
