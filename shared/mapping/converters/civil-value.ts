import { Type, type Static } from 'typebox'
import { DAY } from '../../calendar/civil.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { parseCivil, type CivilTime } from './civil-text.ts'

/** What bare numbers are: found out by their size, or said by the mapping where that would be wrong. */
export const NumberForm = Type.Enum(['auto', 'excel', 'seconds', 'milliseconds'])
export type NumberForm = Static<typeof NumberForm>

/** Excel's day 25569 is 1970-01-01; its days 20000 to 80000 are the years 1954 to 2119. */
const EXCEL_EPOCH = 25_569
const EXCEL_FIRST = 20_000
const EXCEL_LAST = 80_000
/** Seconds of the years 1973 to 5138; milliseconds from 1973 to the year 9999. Anything smaller is no time (2026.11, 5). */
const SECONDS_START = 1e8
const SECONDS_END = 1e11
const MILLISECONDS_END = 253_402_300_800_000

const NUMERIC = /^\d{1,16}(?:\.\d{1,15})?$/

/** null: the value is missing (0 is what programs write for no time). undefined: it is no time. `near` is a wall-clock instant, for dates without a year. */
export function readCivil(value: unknown, near: number, form: NumberForm): CivilTime | null | undefined {
  if (value === null || value === undefined || value === 0) return null
  if (typeof value === 'number') return ofNumber(value, near, form) ?? undefined
  return typeof value === 'string' ? ofText(halfWidth(value).trim(), near, form) : undefined
}

function ofText(text: string, near: number, form: NumberForm): CivilTime | null | undefined {
  if (isMissingMark(text) || text === '0' || text.startsWith('0000-00-00')) return null
  return (NUMERIC.test(text) ? ofNumber(Number(text), near, form) : parseCivil(text, near)) ?? undefined
}

function ofNumber(value: number, near: number, form: NumberForm): CivilTime | null {
  if (!(Math.abs(value) < MILLISECONDS_END)) return null
  const meant = form === 'auto' ? formOf(value) : form
  if (meant === null) return null
  if (meant === 'excel') return ofExcel(value)
  if (meant === 'compact') return parseCivil(String(value), near)
  const at = Math.round(meant === 'seconds' ? value * 1000 : value)
  return Math.abs(at) < MILLISECONDS_END ? { local: at, offset: 0 } : null
}

function formOf(value: number): Exclude<NumberForm, 'auto'> | 'compact' | null {
  if (value >= EXCEL_FIRST && value < EXCEL_LAST) return 'excel'
  if (isCompact(value)) return 'compact'
  if (value < SECONDS_START) return null
  return value < SECONDS_END ? 'seconds' : 'milliseconds'
}

/** Days on the wall clock; the fraction is the time of day. Excel keeps it to some microseconds. */
function ofExcel(serial: number): CivilTime | null {
  const local = Math.round((serial - EXCEL_EPOCH) * DAY)
  return Math.abs(local) < MILLISECONDS_END ? { local, offset: null } : null
}

/** 20261122, 202611220901, 20261122090102: no other sense of a number looks like the years 1900 to 2999. */
const isCompact = (value: number): boolean =>
  Number.isInteger(value) &&
  ((value >= 19_000_101 && value <= 29_991_231) ||
    (value >= 190_001_010_000 && value <= 299_912_312_359) ||
    (value >= 19_000_101_000_000 && value <= 29_991_231_235_959))
