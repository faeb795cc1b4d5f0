import { CSV_MARK, csvLine, type CsvCell } from '../export/csv.ts'
import { isBlank, plainOf, typedIn, type FilledRow } from './filled.ts'
import type { FormColumn, SubmissionForm } from './form.ts'
import { LINE_TITLES, lineTitlesOf, unitOf } from './sheet-headings.ts'

type Language = 'zh' | 'en'

/** A form as a file that spreadsheets open, with what stands in it now; filled in there it is read back (matching.ts). */
export function templateOf(form: SubmissionForm, rows: readonly FilledRow[], language: Language): string {
  const titles = [
    ...lineTitlesOf(form).map(title => LINE_TITLES[title][language]),
    ...form.columns.map(column => titleOf(column, language)),
  ]
  return CSV_MARK + [titles, ...linesOf(form, rows, language)].map(csvLine).join('')
}

function titleOf(column: FormColumn, language: Language): string {
  const unit = unitOf(column)
  return unit === '' ? column.title[language] : `${column.title[language]}(${unit})`
}

function linesOf(form: SubmissionForm, rows: readonly FilledRow[], language: Language): readonly CsvCell[][] {
  const cellsOf = (row: FilledRow | undefined) =>
    form.columns.map(column => cellOf(column, typedIn(row?.values ?? {}, column.name), language))
  const titles = lineTitlesOf(form)
  if (form.lines === undefined)
    return rows
      .filter(row => !isBlank(row))
      .map(row => [...titles.map(() => Number(row.row)), ...cellsOf(row)])
  return form.lines.map(({ code, name, unit = '' }) => {
    const known = { code, name, unit, number: '' }
    return [...titles.map(title => known[title]), ...cellsOf(rows.find(({ row }) => row === code))]
  })
}

/** Numbers that a number holds to the digit are written as such: a text that begins with a minus would be kept from computing. */
function cellOf(column: FormColumn, typed: string, language: Language): CsvCell {
  const plain = plainOf(column, typed)
  if (column.type === 'choice')
    return column.choices.find(({ value }) => value === plain)?.title[language] ?? plain
  return column.type === 'number' && plain !== '' && String(Number(plain)) === plain ? Number(plain) : plain
}
