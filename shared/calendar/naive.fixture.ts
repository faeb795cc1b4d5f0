import china from '../../documents/calendars/cn.json' with { type: 'json' }
import everyDay from '../../documents/calendars/every-day.json' with { type: 'json' }
import { compileCalendar } from './calendar.ts'
import {
  dateOfDay,
  dayNumber,
  dayOfDate,
  dayOfFields,
  daysInMonth,
  fieldsOfDay,
  HOUR,
  MINUTE,
} from './civil.ts'
import { startOfDay, weekdayOf } from './civil.ts'
import { parseClockTime } from './clock-time.ts'
import type { CalendarDocument } from './document.ts'
import type { Due } from './due.ts'
import type { Limit } from './limit.ts'
import type { Pause } from './pauses.ts'

/** The working-time engine as one would write it first: day by day and minute by minute, straight from the document. */

const asDocument = (json: object): CalendarDocument => json as unknown as CalendarDocument

export const chinaDocument: CalendarDocument = asDocument(china)
/** Closes at 17:00, which a limit in days may already have passed when it starts. */
export const officeDocument: CalendarDocument = { ...chinaDocument, id: 'office', dueTime: '17:00' }
export const everyDayDocument: CalendarDocument = asDocument(everyDay)

export const chinaCalendar = compileCalendar(chinaDocument)
export const officeCalendar = compileCalendar(officeDocument)
export const everyDayCalendar = compileCalendar(everyDayDocument)

/** The instant of 'YYYY-MM-DD HH:MM', or the first of a date. */
export const instant = (text: string): number =>
  startOfDay(dayOfDate(text.slice(0, 10))) + (text.length > 10 ? parseClockTime(text.slice(11)) : 0)

export const stop = (from: string, to: string | null): Pause => ({
  kind: 'stop',
  from: instant(from),
  to: to === null ? null : instant(to),
})

const isCovered = ({ coverage }: CalendarDocument, day: number) =>
  dateOfDay(day) >= coverage.from && dateOfDay(day) <= coverage.to

export function naiveWorks(document: CalendarDocument, day: number): boolean {
  const date = dateOfDay(day)
  if (isCovered(document, day)) {
    if (document.holidays[date] !== undefined) return false
    if (document.workdays[date] !== undefined) return true
  } else if (document.statutory[date] !== undefined) return false
  return !document.restWeekdays.includes(weekdayOf(day))
}

const naiveClosing = ({ dueTime }: CalendarDocument, day: number): number =>
  dueTime === '24:00' ? startOfDay(day + 1) - 1 : startOfDay(day) + parseClockTime(dueTime)

type Stops = readonly { readonly from: number; readonly to: number }[]

export const naiveStops = (pauses: readonly Pause[]): Stops =>
  pauses.flatMap(p => (p.kind === 'stop' ? [{ from: p.from, to: p.to ?? Infinity }] : []))

export const isStopped = (stops: Stops, at: number): boolean => stops.some(s => s.from <= at && at < s.to)

/** Walks through a day along the stops that hold it. */
export function isWhollyStopped(stops: Stops, day: number): boolean {
  let at = startOfDay(day)
  while (at < startOfDay(day + 1)) {
    const now = at
    const holding = stops.filter(s => s.from <= now && now < s.to)
    if (holding.length === 0) return false
    at = Math.max(...holding.map(s => s.to))
  }
  return true
}

const openFrom = (stops: Stops): number => Math.min(...stops.filter(s => s.to === Infinity).map(s => s.from))

const PAUSED: Due = { at: null, provisional: false, paused: true }

/** Counts n days after day zero of those that pass, null when an open stop swallows the rest. */
function countDays(
  dayZero: number,
  n: number,
  stops: Stops,
  counts: (day: number) => boolean,
): number | null {
  let day = dayZero
  for (let left = n; left > 0;) {
    day++
    if (startOfDay(day) >= openFrom(stops)) return null
    if (counts(day) && !isWhollyStopped(stops, day)) left--
  }
  return day
}

function closeFrom(
  document: CalendarDocument,
  first: number,
  start: number,
  used: number,
  stops: Stops,
): Due {
  for (let day = first; ; day++) {
    const at = naiveClosing(document, day)
    if (!naiveWorks(document, day) || at < start) continue
    if (at > openFrom(stops)) return PAUSED
    if (stops.some(s => s.from < at && at < s.to)) continue
    const days = Array.from({ length: day - used + 1 }, (_, i) => used + i)
    return { at, provisional: days.some(d => !isCovered(document, d)), paused: false }
  }
}

function naiveMonths(day: number, n: number): number {
  const fields = fieldsOfDay(day)
  let { year, month } = fields
  for (let i = 0; i < n; i++) {
    year += month === 12 ? 1 : 0
    month = (month % 12) + 1
  }
  return dayOfFields(year, month, Math.min(fields.dayOfMonth, daysInMonth(year, month)))
}

const runsInMinute = (document: CalendarDocument, at: number, unit: string): boolean => {
  if (unit === 'hour') return true
  const time = at - startOfDay(dayNumber(at))
  return (
    naiveWorks(document, dayNumber(at)) &&
    document.hours.some(({ from, to }) => time >= parseClockTime(from) && time < parseClockTime(to))
  )
}

/** Needs whole minutes throughout. */
export function naiveMinutes(
  document: CalendarDocument,
  from: number,
  to: number,
  unit: string,
  stops: Stops,
) {
  let minutes = 0
  for (let at = from; at < to; at += MINUTE)
    if (!isStopped(stops, at) && runsInMinute(document, at, unit)) minutes++
  return minutes
}

function naiveTimeDue(document: CalendarDocument, start: number, { n, unit }: Limit, stops: Stops): Due {
  let at = start
  for (let left = Math.round((n * HOUR) / MINUTE); left > 0; at += MINUTE) {
    if (at >= openFrom(stops)) return PAUSED
    if (!isStopped(stops, at) && runsInMinute(document, at, unit)) left--
  }
  const outside = !isCovered(document, dayNumber(start)) || !isCovered(document, dayNumber(at))
  return { at, provisional: unit === 'workhour' && outside, paused: false }
}

export function naiveDue(
  document: CalendarDocument,
  start: number,
  limit: Limit,
  pauses: readonly Pause[],
): Due {
  const stops = naiveStops(pauses)
  const dayZero = dayNumber(start)
  const extension = pauses.reduce((sum, p) => sum + (p.kind === 'extension' ? p.workdays : 0), 0)
  if (limit.unit === 'workday') {
    const n = limit.n + extension
    const counted = countDays(dayZero, n, stops, day => naiveWorks(document, day))
    return counted === null ? PAUSED : closeFrom(document, counted, start, dayZero + (n === 0 ? 0 : 1), stops)
  }
  const plain = naivePlain(document, start, limit, stops)
  if (plain.at === null || extension === 0) return plain
  const extended = naiveDue(
    document,
    plain.at,
    { n: extension, unit: 'workday' },
    pauses.filter(p => p.kind === 'stop'),
  )
  return { ...extended, provisional: !extended.paused && (plain.provisional || extended.provisional) }
}

function naivePlain(document: CalendarDocument, start: number, limit: Limit, stops: Stops): Due {
  if (limit.unit === 'workhour' || limit.unit === 'hour') return naiveTimeDue(document, start, limit, stops)
  const dayZero = dayNumber(start)
  const days = limit.unit === 'day' ? limit.n : naiveMonths(dayZero, limit.n) - dayZero
  const counted = countDays(dayZero, days, stops, () => true)
  return counted === null ? PAUSED : closeFrom(document, counted, start, counted, stops)
}
