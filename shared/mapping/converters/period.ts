import { refuse } from '../sheet.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { converter } from '../workbench.ts'

/** Titles are short; what stands beyond this is not looked at. */
const LOOKED_AT = 500

type Ending = (match: RegExpExecArray) => string

const two = (month: number): string => (month < 10 ? `0${month}` : String(month))
const monthly: Ending = ([, year, month]) => `${year}-${two(Number(month))}`
const QUARTERS = '一二三四'
const quarterly: Ending = ([, year, quarter]) => {
  const at = QUARTERS.indexOf(quarter!)
  return `${year}-${two(3 * (at === -1 ? Number(quarter) : at + 1))}`
}
const PARTS: { readonly [name: string]: string } = { 上半年: '06', 前三季度: '09', 前3季度: '09', 全年: '12' }

/** The more exact ones first: they count where several begin at the same sign. A date to the day is no period. */
const FORMS: readonly (readonly [RegExp, Ending])[] = [
  [/(\d{4})年第?([一二三四1-4])季度/, quarterly],
  [/(\d{4})年(上半年|前[三3]季度|全年)/, ([, year, part]) => `${year}-${PARTS[part!]}`],
  [/(?<!\d)(\d{4})[Qq]([1-4])(?!\d)/, quarterly],
  [/(\d{4})年(?:1-)?(0?[1-9]|1[0-2])月(?!\d)/, monthly],
  [/(?<!\d)(\d{4})[-./]?(0[1-9]|1[0-2])(?![-./]?\d)/, monthly],
  [/(\d{4})年(?!\d)/, ([, year]) => year!],
]

/**
 * The period a statistic speaks of, found in a title or the name of a file: YYYY-MM for a month and for the last month of
 * a quarter (2026Q3, 2026年前三季度), YYYY for a year. The first one in the text counts.
 */
export const period = converter('period', {}, (_, { path }) => (value, sheet) => {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? halfWidth(value.slice(0, LOOKED_AT)).trim() : ''
  if (typeof value === 'string' && isMissingMark(text)) return null
  return periodIn(text) ?? refuse(sheet, path, 'not a month', value)
})

function periodIn(text: string): string | null {
  let first: RegExpExecArray | null = null
  let found: string | null = null
  for (const [form, ending] of FORMS) {
    const match = form.exec(text)
    if (match === null || (first !== null && match.index >= first.index)) continue
    first = match
    found = ending(match)
  }
  return found
}
