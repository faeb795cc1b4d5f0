import {
  HOUR,
  dateOfDay,
  dayOfFields,
  daysInMonth,
  fieldsOfDay,
  startOfDay,
} from '../../shared/calendar/civil.ts'
import type { WorkCalendar } from '../calendar.ts'

export type Rhythm = 'month' | 'quarter' | 'year'

/** What a report is about: a month, three or twelve, told by its last month. */
export interface Period {
  readonly rhythm: Rhythm
  readonly year: number
  /** 1..12 */
  readonly lastMonth: number
}

const MONTHS: { readonly [rhythm in Rhythm]: number } = { month: 1, quarter: 3, year: 12 }

/** Months since year 0, so that periods can be counted. */
export const monthIndex = ({ year, lastMonth }: Period) => year * 12 + lastMonth - 1

function periodAt(rhythm: Rhythm, lastMonthIndex: number): Period {
  return { rhythm, year: Math.floor(lastMonthIndex / 12), lastMonth: (lastMonthIndex % 12) + 1 }
}

export const monthBefore = (period: Period): Period => periodAt('month', monthIndex(period) - 1)

/** The periods that have ended with the day, newest first. */
export function endedPeriods(rhythm: Rhythm, day: number, count: number): Period[] {
  const { year, month } = fieldsOfDay(day)
  const length = MONTHS[rhythm]
  const current = year * 12 + month - 1
  const last = Math.floor(current / length) * length - 1
  return Array.from({ length: count }, (_, i) => periodAt(rhythm, last - i * length))
}

export const lastDay = ({ year, lastMonth }: Period): number =>
  dayOfFields(year, lastMonth, daysInMonth(year, lastMonth))

/** `202610`, `2026Q3`, `2025` */
export function periodCode({ rhythm, year, lastMonth }: Period): string {
  if (rhythm === 'month') return `${year}${String(lastMonth).padStart(2, '0')}`
  return rhythm === 'quarter' ? `${year}Q${lastMonth / 3}` : `${year}`
}

/** `2026年10月`, `2026年前三季度`, `2025年` */
export function periodName({ rhythm, year, lastMonth }: Period): string {
  if (rhythm === 'month') return `${year}年${lastMonth}月`
  if (rhythm === 'year') return `${year}年`
  return `${year}年${['一季度', '上半年', '前三季度', '全年'][lastMonth / 3 - 1]}`
}

/** `2026年10月31日`, or as somebody else's system writes it (A8). */
export function dayName(day: number, dotted: boolean): string {
  const { year, month, dayOfMonth } = fieldsOfDay(day)
  return dotted ? dateOfDay(day).replaceAll('-', '.') : `${year}年${month}月${dayOfMonth}日`
}

const FIRST_RELEASE_DAY: { readonly [rhythm in Rhythm]: number } = { month: 8, quarter: 20, year: 20 }
/** Months from the end of a period to its release: a year's figures take until February. */
const RELEASE_MONTHS: { readonly [rhythm in Rhythm]: number } = { month: 1, quarter: 1, year: 2 }

/** On the first working day from that of the rhythm on, `after` days later, in the morning. */
export function releaseAt(period: Period, after: number, calendar: WorkCalendar): number {
  const released = periodAt(period.rhythm, monthIndex(period) + RELEASE_MONTHS[period.rhythm])
  const wanted = dayOfFields(released.year, released.lastMonth, FIRST_RELEASE_DAY[period.rhythm]) + after
  return startOfDay(calendar.add(wanted - 1, 1)) + 10 * HOUR
}
