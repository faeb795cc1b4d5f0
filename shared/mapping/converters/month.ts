import { refuse } from '../sheet.ts'
import { halfWidth } from '../text/width.ts'
import { isMissingMark } from '../text/missing.ts'
import { converter } from '../workbench.ts'
import { readCivil } from './civil-value.ts'
import { dateOf } from './date.ts'

const MONTH = /^(\d{4})(?:[-/年](\d{1,2})月?|\.?(\d{2}))$/
const MONTH_ONLY = /^(\d{1,2})月$/

/**
 * A month, YYYY-MM: 2026-10, 2026.10, 2026年10月, 202610, 10月 (the year that brings it nearest), or any date in it. 2026.1 is
 * refused: a spreadsheet writes it for October as well as for January.
 */
export const month = converter('month', {}, (_, { path, zone }) => (value, sheet) => {
  if (value === null || value === undefined) return null
  const text = textOf(value)
  if (typeof value === 'string' && isMissingMark(text)) return null
  return monthOf(text, sheet.now + zone) ?? refuse(sheet, path, 'not a month', value)
})

function textOf(value: unknown): string {
  if (typeof value === 'string') return halfWidth(value).trim()
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : ''
}

function monthOf(text: string, near: number): string | null {
  const match = MONTH.exec(text)
  if (match !== null) return named(match[1]!, Number(match[2] ?? match[3]))
  const only = MONTH_ONLY.exec(text)
  const civil = readCivil(only === null ? text : `${only[1]}月15日`, near, 'auto')
  return civil === null ? null : (dateOf(civil)?.slice(0, 7) ?? null)
}

const named = (year: string, of: number): string | null =>
  of >= 1 && of <= 12 && year !== '0000' ? `${year}-${of < 10 ? `0${of}` : of}` : null
