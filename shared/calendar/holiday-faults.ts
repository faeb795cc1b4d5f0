import { dateOfDay, dayOfDate, weekdayOf } from './civil.ts'
import type { CalendarDocument } from './document.ts'
import { firstDateOf, joins, lastDateOf, type HolidayNotice } from './holiday-notice.ts'
import type { HolidayTable, TableDay, TableFault } from './holiday-table.ts'

export interface Judging {
  readonly year: number
  /** The calendar as it is now in force. */
  readonly document: CalendarDocument
  /** A day number. What is settled up to it has been lived by, and stays. */
  readonly today: number
}

export type JudgedTable =
  | { readonly ok: true; readonly notice: HolidayNotice }
  | { readonly ok: false; readonly faults: readonly TableFault[] }

/** What a table means as the notice of a year, or all that is wrong with it, line by line. */
export function judgeHolidays(table: HolidayTable, judging: Judging): JudgedTable {
  const { year, document } = judging
  const [first, last] = [firstDateOf(year), lastDateOf(year)]
  if (!joins(document.coverage, first))
    return { ok: false, faults: [{ line: null, code: 'yearGap', text: String(year - 1) }] }
  if (isFixed(last, judging)) return { ok: false, faults: [{ line: null, code: 'yearOver' }] }
  const days = table.isWhole ? table.days.filter(({ date }) => date >= first && date <= last) : table.days
  const faults = [...days.flatMap(day => faultsOfDay(day, days, judging)), ...faultsOfWhole(days, judging)]
  return faults.length > 0 ? { ok: false, faults } : { ok: true, notice: noticeOf(days, judging) }
}

/** Settled, and begun. */
const isFixed = (date: string, { document, today }: Judging): boolean =>
  date <= document.coverage.to && date <= dateOfDay(today)

function faultsOfDay(day: TableDay, days: readonly TableDay[], judging: Judging): TableFault[] {
  const { line, date, works, name } = day
  const { year, document } = judging
  const told = { line, text: date, name }
  const earlier = days.find(other => other.date === date && other.line < line)
  if (earlier !== undefined) return [{ ...told, code: 'twice', other: earlier.line }]
  if (date < firstDateOf(year) || date > lastDateOf(year)) return [{ ...told, code: 'outside' }]
  if (isFixed(date, judging) && !isAsInForce(day, document)) return [{ ...told, code: 'past' }]
  if (works && !document.restWeekdays.includes(weekdayOf(dayOfDate(date))))
    return [{ ...told, code: 'notRest' }]
  if (works && date in document.statutory) return [{ ...told, code: 'statutoryWorked' }]
  return []
}

const isAsInForce = ({ date, works }: TableDay, { holidays, workdays }: CalendarDocument): boolean =>
  date in (works ? workdays : holidays)

/** A table tells the whole year: what it leaves out it takes back. */
function faultsOfWhole(days: readonly TableDay[], judging: Judging): TableFault[] {
  const { year, document } = judging
  const dates = new Set(days.map(({ date }) => date))
  const left = (named: CalendarDocument['holidays'], isMeant: (date: string) => boolean) =>
    Object.entries(named)
      .filter(([date]) => date >= firstDateOf(year) && date <= lastDateOf(year))
      .filter(([date]) => isMeant(date) && !dates.has(date))
      .map(([text, name]) => ({ line: null, text, name }))
  const isPast = (date: string) => isFixed(date, judging)
  return [
    ...left(document.statutory, date => !isPast(date)).map(
      fault => ({ ...fault, code: 'statutoryMissing' }) as const,
    ),
    ...left({ ...document.holidays, ...document.workdays }, isPast).map(
      fault => ({ ...fault, code: 'pastMissing' }) as const,
    ),
  ]
}

function noticeOf(days: readonly TableDay[], judging: Judging): HolidayNotice {
  const { year, document } = judging
  let from = firstDateOf(year)
  while (isFixed(from, judging)) from = dateOfDay(dayOfDate(from) + 1)
  const named = (works: boolean) =>
    Object.fromEntries(
      days
        .filter(day => day.works === works && day.date >= from)
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .map(({ date, name }) => [date, name]),
    )
  return {
    ...{ calendar: document.id, year, from, to: lastDateOf(year) },
    ...{ holidays: named(false), workdays: named(true) },
  }
}
