import { isBlank, plainOf, typedIn, type FilledRow } from '../../shared/submissions/filled.ts'
import type { FormColumn, SubmissionForm } from '../../shared/submissions/form.ts'
import type { ReadRow, ReadTable } from '../../shared/submissions/read-table.ts'
import { highestIn } from './table.ts'

export interface CellChange {
  readonly row: string
  readonly column: FormColumn
  readonly before: string
  readonly after: string
}

/** What a table that is adopted would change in one that is being filled in. */
export interface TableChanges {
  readonly cells: readonly CellChange[]
  readonly added: readonly FilledRow[]
  readonly gone: readonly FilledRow[]
  /** Cells with something in them that stay. */
  readonly same: number
}

/**
 * A table with what a file says: what the file has not stays as it is. Of free rows the file is the whole table; one with the number of a
 * row is that row, one that says the same as a row is as well, and any other is new.
 */
export function adopted(
  form: SubmissionForm,
  rows: readonly FilledRow[],
  /** Rows that were handed in or are in force: their numbers are theirs. */
  known: readonly FilledRow[],
  read: ReadTable,
): FilledRow[] {
  const over = (row: FilledRow, file: ReadRow | undefined): FilledRow =>
    file === undefined ? row : { row: row.row, values: { ...row.values, ...file.values } }
  if (form.lines !== undefined)
    return rows.map(row =>
      over(
        row,
        read.rows.find(file => file.row === row.row),
      ),
    )
  const there = rows.filter(row => !isBlank(row))
  const left = new Set(there)
  const take = (found: FilledRow | undefined) => {
    if (found !== undefined) left.delete(found)
    return found
  }
  const numbered = read.rows.map(file => take(there.find(({ row }) => row === file.row)))
  let highest = highestIn(there, known)
  const all = read.rows.map((file, i) => {
    const found = numbered[i] ?? take([...left].find(row => file.row === '' && saysTheSame(form, row, file)))
    return over(found ?? { row: String(++highest), values: {} }, file)
  })
  return all.length === 0 ? [{ row: '1', values: {} }] : all
}

const saysTheSame = ({ columns }: SubmissionForm, row: FilledRow, file: ReadRow): boolean =>
  columns.every(column => isSame(column, plainIn(column, row), plainIn(column, file)))

const plainIn = (column: FormColumn, { values }: Pick<FilledRow, 'values'>): string =>
  plainOf(column, typedIn(values, column.name))

/** 7.10 and 7.1 are one number. */
const isSame = ({ type }: FormColumn, a: string, b: string): boolean =>
  a === b || (type === 'number' && a !== '' && b !== '' && Number(a) === Number(b))

export function changesOf(
  { lines, columns }: SubmissionForm,
  before: readonly FilledRow[],
  after: readonly FilledRow[],
): TableChanges {
  // Of free rows one in which nothing stands is none.
  const [was, is] = [before, after].map(rows => rows.filter(row => lines !== undefined || !isBlank(row))) as [
    FilledRow[],
    FilledRow[],
  ]
  const isIn = (rows: readonly FilledRow[]) => (row: FilledRow) => rows.some(each => each.row === row.row)
  const cells = was.filter(isIn(is)).flatMap(old => {
    const row = is.find(each => each.row === old.row) ?? old
    return columns.map(column => ({
      ...{ row: row.row, column, before: plainIn(column, old), after: plainIn(column, row) },
    }))
  })
  const stays = ({ column, before: a, after: b }: CellChange) => isSame(column, a, b)
  return {
    cells: cells.filter(cell => !stays(cell)),
    added: is.filter(row => !isIn(was)(row)),
    gone: was.filter(row => !isIn(is)(row)),
    same: cells.filter(cell => stays(cell) && cell.after !== '').length,
  }
}
