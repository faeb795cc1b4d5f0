import { parseDate } from './civil.ts'

/** A day as somebody wrote it down, with the line on which it stands (from 1). */
export interface TableDay {
  readonly line: number
  readonly date: string
  /** 班: a rest day that is worked; else a day off. */
  readonly works: boolean
  readonly name: string
}

/** What is wrong with a table, in stable words; `line` is null where it is wrong as a whole. */
export interface TableFault {
  readonly line: number | null
  readonly code: TableFaultCode
  /** What stands there, or which day it is about. */
  readonly text?: string
  /** The name of that day. */
  readonly name?: string
  /** The line that it is at odds with. */
  readonly other?: number
}

export type TableFaultCode =
  /* What stands on a line. */
  | 'badJson'
  | 'notTable'
  | 'columns'
  | 'badDate'
  | 'badType'
  | 'noName'
  | 'empty'
  | 'tooMany'
  /* What it would mean (holiday-faults.ts). */
  | 'twice'
  | 'outside'
  | 'notRest'
  | 'statutoryWorked'
  | 'statutoryMissing'
  | 'past'
  | 'pastMissing'
  | 'yearGap'
  | 'yearOver'

export interface HolidayTable {
  readonly days: readonly TableDay[]
  /** It is a whole calendar document: what it says of other years is not meant. */
  readonly isWhole: boolean
}

export type ReadTable =
  | { readonly ok: true; readonly table: HolidayTable }
  | { readonly ok: false; readonly faults: readonly TableFault[] }

/** A year has some forty such days; a calendar of all years some thousand. */
const MOST_DAYS = 5_000
const LONGEST_NAME = 40

/** Days off and days worked, as CSV `date,type,name` or as JSON with `holidays` and `workdays` by date. */
export function readHolidayTable(text: string): ReadTable {
  const plain = text.replace(/^\uFEFF/, '')
  const read = /^\s*[[{]/.test(plain) ? readJson(plain) : readCsv(plain)
  if (!read.ok || read.table.days.length > 0) return read
  return { ok: false, faults: [{ line: null, code: 'empty' }] }
}

type Line = { readonly day: TableDay } | { readonly fault: TableFault }

function gathered(lines: readonly Line[], isWhole: boolean): ReadTable {
  if (lines.length > MOST_DAYS) return { ok: false, faults: [{ line: MOST_DAYS + 1, code: 'tooMany' }] }
  const faults = lines.flatMap(line => ('fault' in line ? [line.fault] : []))
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, table: { days: lines.flatMap(line => ('day' in line ? [line.day] : [])), isWhole } }
}

/** Spreadsheets save commas, tabs or semicolons; some people type the wide comma. */
const SEPARATOR = /[,\t;,]/
const HEADS = ['date', '日期']

function readCsv(text: string): ReadTable {
  const lines = text.split(/\r\n|\r|\n/).flatMap((content, i): Line[] => {
    const cells = content.split(SEPARATOR).map(cell =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    if (cells.every(cell => cell === '') || content.startsWith('#')) return []
    if (HEADS.includes((cells[0] ?? '').toLowerCase())) return []
    return [readLine(i + 1, cells)]
  })
  return gathered(lines, false)
}

function readLine(line: number, cells: readonly string[]): Line {
  const [date = '', type = '', name = '', ...others] = cells
  const fault = (code: TableFaultCode, text: string): Line => ({ fault: { line, code, text } })
  if (cells.length < 2 || others.some(cell => cell !== '')) return fault('columns', cells.join(','))
  const works = worksBy(type)
  if (works === null) return fault('badType', type)
  return dayOn(line, date, works, name)
}

function dayOn(line: number, written: string, works: boolean, name: string): Line {
  const date = dateIn(written)
  if (date === null) return { fault: { line, code: 'badDate', text: written } }
  if (name === '' || name.length > LONGEST_NAME) return { fault: { line, code: 'noName', text: written } }
  return { day: { line, date, works, name } }
}

const OFF = ['休', '休息', '放假', 'off', 'holiday']
const WORKED = ['班', '上班', '补班', 'work', 'workday']

/** `调休` alone is said of both, so it is neither. */
function worksBy(type: string): boolean | null {
  const word = type.toLowerCase()
  return OFF.includes(word) ? false : WORKED.includes(word) ? true : null
}

/** `2027-01-01`; spreadsheets turn it into `2027/1/1`, and the notice itself says `2027年1月1日`. */
function dateIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseDate(date) === null ? null : date
}

const SECTIONS: { readonly [key: string]: boolean } = { holidays: false, workdays: true }

function readJson(text: string): ReadTable {
  const parsed = parsedJson(text)
  if ('fault' in parsed) return { ok: false, faults: [parsed.fault] }
  const { raw } = parsed
  if (typeof raw !== 'object' || raw === null || !('holidays' in raw))
    return { ok: false, faults: [{ line: 1, code: 'notTable' }] }
  const lines = entriesIn(text).map(({ line, section, key, value }) =>
    dayOn(line, key, SECTIONS[section] === true, value),
  )
  return gathered(lines, 'coverage' in raw)
}

function parsedJson(text: string): { readonly raw: unknown } | { readonly fault: TableFault } {
  try {
    return { raw: JSON.parse(text) }
  } catch (error) {
    // Engines say it differently; a position is what they have in common.
    const [, position] = /position (\d+)/.exec(String(error)) ?? []
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length
    return { fault: { line, code: 'badJson' } }
  }
}

interface JsonEntry {
  readonly line: number
  readonly section: string
  readonly key: string
  readonly value: string
}

/** How much deeper a sign leads. */
const DEEPER: { readonly [sign: string]: number } = { '{': 1, '[': 1, '}': -1, ']': -1 }

/**
 * The days of valid JSON with their lines. A parser keeps one of two equal keys and says nothing, and a day that stands there twice is
 * just what must be told.
 */
function entriesIn(text: string): JsonEntry[] {
  const entries: JsonEntry[] = []
  let [line, depth, section, key] = [1, 0, '', '']
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],\n]/g)) {
    if (token === '\n') line++
    else if (token === ',') key = ''
    else if (!token.startsWith('"')) depth += DEEPER[token] ?? 0
    else if (depth === 1) section = JSON.parse(token) as string
    else if (depth === 2 && key === '') key = JSON.parse(token) as string
    else if (depth === 2) entries.push({ line, section, key, value: JSON.parse(token) as string })
  }
  return entries.filter(entry => entry.section in SECTIONS)
}
