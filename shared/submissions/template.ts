import { CSV_MARK, csvLine } from '../export/csv.ts'
import type { Book, BookColumn } from '../export/workbook.ts'
import { isBlank, plainOf, typedIn, type FilledRow } from './filled.ts'
import type { FormColumn, SubmissionForm } from './form.ts'
import { LINE_TITLES, lineTitlesOf, unitOf } from './sheet-headings.ts'

type Language = 'zh' | 'en'

/** A form as a text that spreadsheets open, with what stands in it now; filled in there it is read back (matching.ts). */
export function templateOf(form: SubmissionForm, rows: readonly FilledRow[], language: Language): string {
  const titles = columnsOf(form, language).map(({ title }) => title)
  return CSV_MARK + [titles, ...linesOf(form, rows, language)].map(csvLine).join('')
}

/** The same as a workbook: codes stay as they are, and what is to be chosen is offered. */
export function templateBook(form: SubmissionForm, rows: readonly FilledRow[], language: Language): Book {
  const lines = linesOf(form, rows, language)
  return {
    ...BOOK_NAMES[language],
    ...{ columns: columnsOf(form, language), rows: lines, room: form.rows ?? lines.length },
  }
}

const BOOK_NAMES = {
  zh: { name: '填报', choicesName: '选项' },
  en: { name: 'Form', choicesName: 'Choices' },
} as const

function columnsOf(form: SubmissionForm, language: Language): readonly BookColumn[] {
  const ofLines = lineTitlesOf(form).map((title): BookColumn => ({
    ...{ title: LINE_TITLES[title][language], choices: null },
    as: title === 'number' ? 'number' : 'text',
  }))
  return [
    ...ofLines,
    ...form.columns.map((column): BookColumn => ({
      title: titleOf(column, language),
      as: column.type === 'number' ? 'number' : 'text',
      choices: column.type === 'choice' ? column.choices.map(({ title }) => title[language]) : null,
    })),
  ]
}

type Cell = string | number

function titleOf(column: FormColumn, language: Language): string {
  const unit = unitOf(column)
  return unit === '' ? column.title[language] : `${column.title[language]}(${unit})`
}

function linesOf(form: SubmissionForm, rows: readonly FilledRow[], language: Language): readonly Cell[][] {
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
function cellOf(column: FormColumn, typed: string, language: Language): Cell {
  const plain = plainOf(column, typed)
  if (column.type === 'choice')
    return column.choices.find(({ value }) => value === plain)?.title[language] ?? plain
  return column.type === 'number' && plain !== '' && String(Number(plain)) === plain ? Number(plain) : plain
}
