import { typedIn, type FilledRow } from '../../shared/submissions/filled.ts'
import type { FormColumn, SubmissionForm } from '../../shared/submissions/form.ts'
import type { ReadTable } from '../../shared/submissions/read-table.ts'
import type { SubmissionFileWords } from '../language/submission-files.ts'
import type { SubmissionWords } from '../language/submissions.ts'
import { filled } from '../language/words.ts'

export interface ImportManner {
  readonly language: 'zh' | 'en'
  readonly words: SubmissionWords
  readonly fileWords: SubmissionFileWords
}

/** Something of a file that is told: where it stands, and what is to be said of it. */
export interface Told {
  readonly where: string
  readonly text: string
}

/** A given line by its name, a free row by its number. */
export const rowName = ({ lines }: SubmissionForm, row: string, { fileWords }: ImportManner): string =>
  lines?.find(({ code }) => code === row)?.name ??
  (row === '' ? fileWords.newRow : filled(fileWords.row, { row }))

/** What a cell says, as the form shows it; '' where nothing stands in it. */
export function saidIn(column: FormColumn, value: string, { language }: ImportManner): string {
  if (column.type !== 'choice') return value
  return column.choices.find(choice => choice.value === value)?.title[language] ?? value
}

/** All that stands in a row. */
export const saidOf = ({ columns }: SubmissionForm, { values }: FilledRow, manner: ImportManner): string =>
  columns
    .map(column => ({ column, said: saidIn(column, typedIn(values, column.name), manner) }))
    .filter(({ said }) => said !== '')
    .map(({ column, said }) => `${column.title[manner.language]} ${said}`)
    .join(' · ')

/** What breaks a rule, in the order of the file. */
export function faultsTold(form: SubmissionForm, { faults }: ReadTable, manner: ImportManner): Told[] {
  const { words, fileWords, language } = manner
  return faults.map(({ line, row, column, fault, limit, typed }) => {
    const title = form.columns.find(({ name }) => name === column)?.title[language] ?? column
    const rule = filled(words.faults[fault], { limit: limit ?? '' })
    return {
      where: `${filled(fileWords.line, { line })} · ${rowName(form, row, manner)} · ${title}`,
      text: typed === '' ? rule : `${rule} · ${filled(fileWords.typed, { typed })}`,
    }
  })
}

/** Columns and rows that were not taken, each with why. */
export function strangeTold({ strangeColumns, strangeRows }: ReadTable, { fileWords }: ImportManner): Told[] {
  return [
    ...strangeColumns.map(({ column, title, why }) => ({
      where: `${filled(fileWords.column, { column })} · ${title || fileWords.untitled}`,
      text: fileWords.columns[why],
    })),
    ...strangeRows.map(({ line, text, why }) => ({
      where: `${filled(fileWords.line, { line })} · ${text}`,
      text: fileWords.rows[why],
    })),
  ]
}

/** Columns and lines of the form that the file has not, by their titles. */
export const missingTold = (
  form: SubmissionForm,
  { missingColumns, missingLines }: ReadTable,
  manner: ImportManner,
): string[] => [
  ...form.columns
    .filter(({ name }) => missingColumns.includes(name))
    .map(({ title }) => title[manner.language]),
  ...missingLines.map(code => rowName(form, code, manner)),
]
