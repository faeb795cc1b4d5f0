import { civilOf } from '../../shared/calendar/civil.ts'
import type { CellFields } from '../../shared/kinds/submission/fields.ts'
import { endOf } from '../../shared/kinds/periods.ts'
import type { Fields } from '../../shared/model/value.ts'
import { isBlank, plainOf, typedIn, type FilledRow } from '../../shared/submissions/filled.ts'
import type { SubmissionForm } from '../../shared/submissions/form.ts'
import type { OpenForm } from './forms.ts'

/** A table as the journal keeps it: what was typed, made plain, cell by cell. What is empty is no cell. */
export const cellsOf = ({ columns }: SubmissionForm, rows: readonly FilledRow[]): readonly Fields[] =>
  rows
    .filter(row => !isBlank(row))
    .flatMap(({ row, values }) =>
      columns.flatMap(column => {
        const plain = plainOf(column, typedIn(values, column.name))
        if (plain === '') return []
        const said = column.type === 'text' ? { value: null, text: plain } : { value: plain, text: null }
        return [{ row, column: column.name, ...said }]
      }),
    )

/** The same table as people see it, in the order in which it was filled in. */
export function rowsOf(cells: readonly CellFields[]): readonly FilledRow[] {
  const rows = new Map<string, { [column: string]: string }>()
  for (const { row, column, value, text } of cells) {
    const values = rows.get(row) ?? {}
    values[column] = text ?? value ?? ''
    rows.set(row, values)
  }
  return [...rows].map(([row, values]) => ({ row, values }))
}

export interface Approved {
  /** Of the submission. */
  readonly id: string
  readonly period: string
  readonly at: number
  readonly cells: readonly CellFields[]
  /** What was in force until now; a correction may be one of nothing. */
  readonly before: readonly CellFields[]
  readonly isCorrection: boolean
}

/**
 * What a form's own feed is told once its table is approved, a record a row: an indicator for each line, also where its number was left out
 * (that is not the number of before); of free rows those that are there, and that the others are gone.
 */
export function recordsOf({ form, office }: OpenForm, approved: Approved): readonly Fields[] {
  const { id, period, at, cells, before, isCorrection } = approved
  const filled = new Map(rowsOf(cells).map(({ row, values }) => [row, values]))
  const shared = {
    ...{ submission: id, period, at, area: form.area, office, event: endOf(period) },
    asOf: civilOf(endOf(period)),
    source: `${office}填报`,
    // In the words of those that publish again: a correction stands above what was said first (shared/kinds/periods.ts).
    edition: isCorrection ? '修订' : '',
  }
  if (form.lines !== undefined)
    return form.lines.map(line => ({ ...filled.get(line.code), ...line, ...shared, op: 'put' }))
  const gone = rowsOf(before).filter(({ row }) => !filled.has(row))
  return [
    ...[...filled].map(([row, values]) => ({ ...values, ...shared, op: 'put', number: `${id}.${row}` })),
    ...gone.map(({ row }) => ({ ...shared, op: 'drop', number: `${id}.${row}` })),
  ]
}
