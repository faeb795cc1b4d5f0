import {
  faultsOf,
  isBlank,
  plainOf,
  type CellFault,
  type FilledRow,
  typedIn,
} from '../../shared/submissions/filled.ts'
import type { FormColumn, SubmissionForm } from '../../shared/submissions/form.ts'
import type { SubmissionFile } from '../../shared/sync/submission.ts'
import { deltaOf, figureText } from '../figures/number.ts'

/** What a number moved by that is pointed out: half of what it was. */
const MUCH = 0.5

export interface TableRow {
  readonly row: string
  /** Of a given line; '' of a free row. */
  readonly name: string
  readonly unit: string
}

/** Of the rows that a table has now: the given lines, or as many free rows as were begun. */
export const tableRows = ({ lines }: SubmissionForm, rows: readonly FilledRow[]): readonly TableRow[] =>
  lines === undefined
    ? rows.map(({ row }) => ({ row, name: '', unit: '' }))
    : lines.map(({ code, name, unit = '' }) => ({ row: code, name, unit }))

export const valueIn = (rows: readonly FilledRow[], row: string, column: string): string =>
  typedIn(rows.find(each => each.row === row)?.values ?? {}, column)

export interface Change {
  /** `+12.5%`, or by how much where it was 0. */
  readonly text: string
  readonly isMuch: boolean
}

/** What moved since the period before; null: one of both is no number, or it is the same. */
export function changeOf(column: FormColumn, before: string, now: string): Change | null {
  if (column.type !== 'number') return null
  const [was, is] = [numberIn(column, before), numberIn(column, now)]
  if (was === null || is === null || was === is) return null
  if (was === 0) return { text: withSign(is, column.decimals), isMuch: true }
  const share = (is - was) / Math.abs(was)
  return { text: `${withSign(share * 100, 1)}%`, isMuch: Math.abs(share) >= MUCH }
}

function numberIn(column: FormColumn, typed: string): number | null {
  const plain = plainOf(column, typed)
  return plain === '' || Number.isNaN(Number(plain)) ? null : Number(plain)
}

/** Without a unit it is the same in every language. */
const withSign = (value: number, decimals: number): string =>
  figureText(deltaOf(value, { unit: '', decimals, language: 'en' }))

/** Where somebody begins: with what he handed in last, else with empty lines or one empty row. */
export function beginning({ form, last }: Pick<SubmissionFile, 'form' | 'last'>): FilledRow[] {
  if (form === null) return []
  const rows = askedIn(form, last)
  return form.lines === undefined && rows.length === 0 ? [{ row: '1', values: {} }] : rows
}

/** Of a table that may be of an older form: the lines and columns that there are now, so that nothing is wrong that nobody can see. */
export function askedIn({ columns, lines }: SubmissionForm, rows: readonly FilledRow[]): FilledRow[] {
  const valuesOf = ({ values }: FilledRow): FilledRow['values'] => {
    const kept: { [column: string]: string } = {}
    for (const { name } of columns) if (typedIn(values, name) !== '') kept[name] = typedIn(values, name)
    return kept
  }
  const known = new Map(rows.map(each => [each.row, valuesOf(each)]))
  return (lines?.map(({ code }) => code) ?? [...known.keys()]).map(row => ({
    row,
    values: known.get(row) ?? {},
  }))
}

/** The highest number that a free row has, or had: a new one never takes that of one that is gone. */
export const highestIn = (...tables: readonly (readonly FilledRow[])[]): number =>
  Math.max(0, ...tables.flat().map(({ row }) => Number(row) || 0))

/** What is sent: rows in which nothing stands are none, where they are free. */
export const sent = (form: SubmissionForm, rows: readonly FilledRow[]): readonly FilledRow[] =>
  form.lines === undefined ? rows.filter(row => !isBlank(row)) : rows

export const faultsIn = (form: SubmissionForm, rows: readonly FilledRow[]): readonly CellFault[] =>
  faultsOf(form, sent(form, rows))
