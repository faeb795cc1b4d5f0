import { DAY, dayOfDate, startOfDay } from './civil.ts'
import { parseClockTime } from './clock-time.ts'
import type { CalendarDocument } from './document.ts'
import { dayOfRank, indexWorkdays, rankOf, type WorkdayIndex } from './workdays.ts'

/** A span of each working day, in milliseconds after midnight. */
export interface WorkWindow {
  readonly from: number
  readonly to: number
}

/** A calendar document made ready for questions. Days are day numbers (civil.ts). */
export interface Calendar {
  readonly id: string
  readonly workdays: WorkdayIndex
  /** The first and the last day whose status is final. */
  readonly coveredFrom: number
  readonly coveredTo: number
  /** The last instant of a limit's last day, in milliseconds after midnight. */
  readonly closing: number
  readonly windows: readonly WorkWindow[]
  /** Working milliseconds of one working day. */
  readonly worktimePerDay: number
  readonly names: ReadonlyMap<number, string>
}

/** Takes a document that `parseCalendar` has passed. Some milliseconds: once per document, not per question. */
export function compileCalendar(document: CalendarDocument): Calendar {
  const coveredFrom = dayOfDate(document.coverage.from)
  const coveredTo = dayOfDate(document.coverage.to)
  const exceptions = new Map<number, boolean>()
  const names = new Map<number, string>()
  const mark = (days: CalendarDocument['holidays'], works: boolean, applies: (day: number) => boolean) => {
    for (const [date, name] of Object.entries(days)) {
      const day = dayOfDate(date)
      if (!applies(day)) continue
      exceptions.set(day, works)
      names.set(day, name)
    }
  }
  const covered = (day: number) => day >= coveredFrom && day <= coveredTo
  mark(document.statutory, false, day => !covered(day))
  mark(document.holidays, false, covered)
  mark(document.workdays, true, covered)
  const windows = document.hours.map(({ from, to }) => ({
    from: parseClockTime(from),
    to: parseClockTime(to),
  }))
  return {
    id: document.id,
    workdays: indexWorkdays({ restWeekdays: document.restWeekdays, exceptions }),
    coveredFrom,
    coveredTo,
    closing: Math.min(parseClockTime(document.dueTime), DAY - 1),
    windows,
    worktimePerDay: windows.reduce((sum, { from, to }) => sum + to - from, 0),
    names,
  }
}

export const isWorkday = ({ workdays }: Calendar, day: number): boolean =>
  rankOf(workdays, day + 1) > rankOf(workdays, day)

/** Working days in [from, to); 0 when there are none. */
export const countWorkdays = ({ workdays }: Calendar, from: number, to: number): number =>
  to > from ? rankOf(workdays, to) - rankOf(workdays, from) : 0

/** The n-th working day after a day; n >= 1. */
export const workdayAfter = ({ workdays }: Calendar, day: number, n: number): number =>
  dayOfRank(workdays, rankOf(workdays, day + 1) + n - 1)

/** The first working day on or after a day. */
export const workdayFrom = ({ workdays }: Calendar, day: number): number =>
  dayOfRank(workdays, rankOf(workdays, day))

/** The instant at which a limit ends whose last day this is. */
export const closingOf = ({ closing }: Calendar, day: number): number => startOfDay(day) + closing

/** Whether any day from..to, both included, is one whose status is not final. */
export const isProvisional = ({ coveredFrom, coveredTo }: Calendar, from: number, to: number): boolean =>
  from < coveredFrom || to > coveredTo

export interface DayStatus {
  readonly working: boolean
  /** The holiday, or the holiday that a worked rest day makes up for; null on a plain day. */
  readonly name: string | null
  readonly provisional: boolean
}

export const statusOf = (calendar: Calendar, day: number): DayStatus => ({
  working: isWorkday(calendar, day),
  name: calendar.names.get(day) ?? null,
  provisional: isProvisional(calendar, day, day),
})
