import { DAY, dayOfFields, daysInMonth, fieldsOfDay } from '../../calendar/civil.ts'

/** A day as an upstream wrote it, and the rest of the text, which may be a time of that day. */
interface DayText {
  readonly day: number
  readonly rest: string
}

/** A wall-clock time: milliseconds since 1970-01-01 on that clock, and its own offset where it states one. */
export interface CivilTime {
  readonly local: number
  /** Milliseconds east of UTC; null where the text states none. */
  readonly offset: number | null
}

const LONGEST = 48
const FULL = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)|^(\d{4})(\d{2})(\d{2})(?=\d{4})/
const MONTH_DAY = /^(\d{1,2})月(\d{1,2})[日号]/
/** 9:01, 09:01:02.5 */
const CLOCK = /^[T ]?\s?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?/
/** 9时, 9点1分, 9时1分2秒 */
const SPOKEN_CLOCK = /^\s?(\d{1,2})[时点](?:(\d{1,2})分(?:(\d{1,2})秒)?)?/
const COMPACT_CLOCK = /^T?(\d{2})(\d{2})(?:(\d{2})(?:[.,]?(\d{1,9}))?)?(?!\d)/
const OFFSET = /^\s?(?:(Z)|([+-])(\d{2}):?(\d{2})?)$/

/**
 * 2026-11-22 09:01:02, 2026.11.22, 2026年11月22日9时, 20261122T090102, 11月22日 (the year that brings it nearest to `near`),
 * each with or without a time and an offset. null: not a time, or no day that exists. The text is in half width.
 */
export function parseCivil(text: string, near: number): CivilTime | null {
  if (text.length > LONGEST) return null
  const day = fullDay(text) ?? compactDay(text) ?? dayOfSomeYear(text, near)
  if (day === null) return null
  const clock = clockOf(day.rest)
  if (clock === null) return null
  const offset = offsetOf(clock.rest)
  return offset === undefined ? null : { local: day.day * DAY + clock.time, offset }
}

function fullDay(text: string): DayText | null {
  const match = FULL.exec(text)
  return match === null ? null : existing(match[1], match[2], match[3], text.slice(match[0].length))
}

function compactDay(text: string): DayText | null {
  const match = COMPACT.exec(text)
  if (match === null) return null
  const [all, year, month, day] = match[1] === undefined ? [match[0], match[4], match[5], match[6]] : match
  return existing(year, month, day, text.slice(all.length))
}

function existing(year?: string, month?: string, dayOfMonth?: string, rest = ''): DayText | null {
  const day = dayIfExists(Number(year), Number(month), Number(dayOfMonth))
  return day === null ? null : { day, rest }
}

export function dayIfExists(year: number, month: number, dayOfMonth: number): number | null {
  const exists =
    year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month)
  return exists ? dayOfFields(year, month, dayOfMonth) : null
}

function dayOfSomeYear(text: string, near: number): DayText | null {
  const match = MONTH_DAY.exec(text)
  if (match === null) return null
  const today = Math.floor(near / DAY)
  const { year } = fieldsOfDay(today)
  const days = [year - 1, year, year + 1]
    .map(y => dayIfExists(y, Number(match[1]), Number(match[2])))
    .filter(day => day !== null)
    .sort((a, b) => Math.abs(a - today) - Math.abs(b - today))
  return days.length === 0 ? null : { day: days[0]!, rest: text.slice(match[0].length) }
}

interface ClockText {
  readonly time: number
  readonly rest: string
}

function clockOf(text: string): ClockText | null {
  if (text.trim() === '') return { time: 0, rest: '' }
  const match = CLOCK.exec(text) ?? SPOKEN_CLOCK.exec(text) ?? COMPACT_CLOCK.exec(text)
  if (match === null) return null
  const [all, hour, minute = '0', second = '0', fraction = ''] = match
  const time = timeOf(Number(hour), Number(minute), Number(second), fraction)
  return time === null ? null : { time, rest: text.slice(all.length) }
}

/** 24:00 is the end of the day, as people write it; a 60th second is not kept by any clock here. */
function timeOf(hour: number, minute: number, second: number, fraction: string): number | null {
  const inDay = hour <= 23 && minute <= 59 && second <= 59
  if (!inDay && !(hour === 24 && minute === 0 && second === 0)) return null
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** undefined: what is left is no offset. */
function offsetOf(text: string): number | null | undefined {
  const rest = text.trim()
  if (rest === '') return null
  const match = OFFSET.exec(rest)
  if (match === null) return undefined
  if (match[1] !== undefined) return 0
  const minutes = Number(match[3]) * 60 + Number(match[4] ?? '0')
  return minutes > 14 * 60 ? undefined : (match[2] === '-' ? -minutes : minutes) * 60_000
}
