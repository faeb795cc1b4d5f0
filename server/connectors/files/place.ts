import { DAY, HOUR, MINUTE, dayOfFields, daysInMonth, startOfDay } from '../../../shared/calendar/civil.ts'
import type { FilesSettings } from './settings.ts'

interface Span {
  readonly from: number
  /** The first instant that is not of it. */
  readonly to: number
}

/** Of a day each part has two digits, or something stands between them: 20261103, 2026-11-3, 2026年11月3日. */
const NAMED = {
  day: /20\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[-_.年](?:1[0-2]|0?[1-9])[-_.月](?:3[01]|[12]\d|0?[1-9]))/,
  month: /20\d\d(?:0[1-9]|1[0-2]|[-_.年](?:1[0-2]|0?[1-9]))/,
  year: /20\d\d/,
}

/** What came after its time ended, or before it began, goes so much slower than the clock: there is room for seven years of it. */
const SLOWER = 10_000
const ROOM_BEFORE = 4 * MINUTE
const ROOM_BEHIND = 6 * HOUR

/**
 * The instant by which what a file tells is older or newer than what other files of its folder tell, in whatever order they are taken: when
 * it was written. Where names tell of which day, month or year a file is, it lies within that, however late it was written, and files of
 * one of them stand in the order in which they were written. null: its name tells none.
 */
export function placeOf(name: string, writtenAt: number, dated: FilesSettings['dated']): number | null {
  if (dated === undefined) return Math.floor(writtenAt)
  const span = spanIn(name, dated)
  return span === null ? null : within(span, writtenAt)
}

function spanIn(name: string, dated: keyof typeof NAMED): Span | null {
  const [text] = NAMED[dated].exec(name) ?? []
  if (text === undefined) return null
  const rest = text.slice(4)
  const [month = 1, day = 1] = (
    /^\d/.test(rest) ? [rest.slice(0, 2), rest.slice(2)] : rest.split(/\D/).slice(1)
  )
    .filter(part => part !== '')
    .map(Number)
  return spanOf(dated, Number(text.slice(0, 4)), month, day)
}

function spanOf(dated: keyof typeof NAMED, year: number, month: number, day: number): Span | null {
  const last = daysInMonth(year, month)
  if (day > last) return null
  const from = startOfDay(dayOfFields(year, month, day))
  if (dated === 'day') return { from, to: from + DAY }
  const lastMonth = dated === 'year' ? 12 : month
  return { from, to: startOfDay(dayOfFields(year, lastMonth, daysInMonth(year, lastMonth))) + DAY }
}

/** The time at which it was written, where that is of the span: else behind, or before, all that was written in it. */
function within({ from, to }: Span, writtenAt: number): number {
  const slowed = (since: number) => since + Math.floor((writtenAt - since) / SLOWER)
  const at = Math.max(slowed(from) + ROOM_BEFORE, Math.min(Math.floor(writtenAt), slowed(to - ROOM_BEHIND)))
  return Math.min(Math.max(at, from), to - 1)
}
