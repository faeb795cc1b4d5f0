import { unescapedCell } from '../export/csv.ts'
import { faultOf, typedIn } from './filled.ts'
import type { SubmissionForm } from './form.ts'
import type { ReadFault, ReadRow, ReadTable, SheetRow } from './read-table.ts'
import { valueOf } from './sheet-cell.ts'
import { layoutIn, type Layout } from './sheet-layout.ts'
import { rowFinder, type FoundRow } from './sheet-rows.ts'

/** A row of the file with what is understood of it. */
interface Understood extends FoundRow {
  readonly sheet: SheetRow
  readonly values: ReadRow['values']
}

/** A file as a form understands it, by its header; nothing of it is guessed. null: no row of it is a header of this form. */
export function matchedTable(
  form: SubmissionForm,
  sheet: readonly SheetRow[],
  isWorkbook: boolean,
): ReadTable | null {
  const layout = layoutIn(form, sheet)
  if (layout === null) return null
  const all = understoodIn(form, layout, isWorkbook)
  const taken = all.filter(({ why }) => why === null)
  const rows = taken.map(({ sheet: { line }, row, values }): ReadRow => ({ line, row, values }))
  const names = layout.columns.map(({ column }) => column.name)
  const codes = all.map(({ row }) => row)
  return {
    rows,
    missingColumns: form.columns.map(({ name }) => name).filter(name => !names.includes(name)),
    missingLines: (form.lines ?? []).map(({ code }) => code).filter(code => !codes.includes(code)),
    strangeColumns: layout.strange,
    strangeRows: all.flatMap(({ sheet: { line, cells }, why }) =>
      why === null ? [] : [{ line, text: sampleOf(cells), why }],
    ),
    faults: rows.flatMap(row => faultsOfRow(layout, row)),
  }
}

function understoodIn(form: SubmissionForm, layout: Layout, isWorkbook: boolean): readonly Understood[] {
  const findRow = rowFinder(form)
  const all = layout.body
    .map((sheet): Understood => {
      const cellOf = (at: number | undefined) => (at === undefined ? '' : (sheet.cells[at] ?? ''))
      const values = layout.columns.map(({ at, column }): [string, string] => [
        column.name,
        valueOf(column, cellOf(at), isWorkbook),
      ])
      const found = findRow(title => unescapedCell(cellOf(layout.lines.get(title))).trim())
      return { ...found, sheet, values: Object.fromEntries(values) }
    })
    .filter(each => form.lines !== undefined || each.why !== null || !isEmpty(each))
  const seen = all.filter(({ why }) => why === null).map(({ row }) => row)
  const isTwice = (row: string) => row !== '' && seen.indexOf(row) !== seen.lastIndexOf(row)
  return all.map(each => (each.why === null && isTwice(each.row) ? { ...each, why: 'twice' } : each))
}

const isEmpty = ({ values }: Understood): boolean => Object.values(values).every(value => value === '')

const faultsOfRow = ({ columns }: Layout, { line, row, values }: ReadRow): readonly ReadFault[] =>
  columns.flatMap(({ column }) => {
    const typed = typedIn(values, column.name)
    const wrong = faultOf(column, typed)
    return wrong === null
      ? []
      : [{ line, row, column: column.name, typed: typed.slice(0, LONGEST_SAMPLE), ...wrong }]
  })

const LONGEST_SAMPLE = 80

const sampleOf = (cells: readonly string[]): string =>
  cells
    .map(cell => cell.trim())
    .filter(cell => cell !== '')
    .join(' | ')
    .slice(0, LONGEST_SAMPLE)
