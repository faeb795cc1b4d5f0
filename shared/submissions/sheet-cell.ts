import { dateOfDay } from '../calendar/civil.ts'
import { unescapedCell } from '../export/csv.ts'
import { halfWidth } from '../mapping/text/width.ts'
import type { FormColumn } from './form.ts'
import { plainTitle } from './sheet-headings.ts'

/** What a cell of a file says in a column: as somebody would have typed it into the form. */
export function valueOf(column: FormColumn, cell: string, isWorkbook: boolean): string {
  const text = unescapedCell(cell).trim()
  switch (column.type) {
    case 'number':
      return isWorkbook ? shownNumber(text) : text
    case 'date':
      return dateOf(halfWidth(text), isWorkbook)
    case 'choice':
      return choiceOf(column, text)
    case 'text':
      return text
  }
}

/** Excel keeps 1.1 as 1.1000000000000001 and shows fifteen digits: what it shows is meant. */
function shownNumber(text: string): string {
  if (!/^-?\d+(\.\d+)?(E[+-]?\d+)?$/.test(text)) return text
  const shown = String(Number(Number(text).toPrecision(15)))
  return shown.includes('e') ? text : shown
}

const WRITTEN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
/** Excel counts days; its day 25569 is 1970-01-01, and its days 20000 to 80000 are the years 1954 to 2119. */
const COUNTED = /^[2-7]\d{4}$/
const EXCEL_EPOCH = 25_569

/** Only where the year is written first: `1/2/2026` is two days. */
function dateOf(text: string, isWorkbook: boolean): string {
  if (isWorkbook && COUNTED.test(text)) return dateOfDay(Number(text) - EXCEL_EPOCH)
  const [, year = '', month = '', day = ''] = WRITTEN.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function choiceOf({ choices }: Extract<FormColumn, { type: 'choice' }>, text: string): string {
  if (choices.some(({ value }) => value === text)) return text
  const plain = plainTitle(text)
  const meant = choices.filter(({ title: { zh, en } }) => [zh, en].map(plainTitle).includes(plain))
  return meant.length === 1 ? (meant[0]?.value ?? text) : text
}
