import { dayOfDate } from './civil.ts'
import type { CalendarDocument } from './document.ts'

type DayNames = CalendarDocument['holidays']

/** What the notice of a year (放假安排) says of its days, as it was put in force over a calendar document. */
export interface HolidayNotice {
  /** The calendar over which it is laid. */
  readonly calendar: string
  readonly year: number
  /** The first and the last day that it settles; of those before the first it was settled already. */
  readonly from: string
  readonly to: string
  readonly holidays: DayNames
  readonly workdays: DayNames
}

/**
 * The days that the notice of a year may speak of: it moves the last days of December before, and leaves those of its own year to the
 * next one (docs/adr/0002-calendar-is-a-document.md). So no two years share a day.
 */
export const firstDateOf = (year: number): string => `${year - 1}-12-29`
export const lastDateOf = (year: number): string => `${year}-12-28`

/** The calendar as it is with notices over it, of which the later ones of a year come later. */
export const laidOver = (document: CalendarDocument, notices: readonly HolidayNotice[]): CalendarDocument =>
  notices
    .filter(({ calendar }) => calendar === document.id)
    .sort((a, b) => a.year - b.year)
    .reduce(layOver, document)

function layOver(document: CalendarDocument, notice: HolidayNotice): CalendarDocument {
  const { coverage, holidays, workdays } = document
  const { from, to } = notice
  // A calendar that ends earlier has days between of which nobody said anything: they would be taken for settled.
  if (!joins(coverage, from)) return document
  const others = (days: DayNames): DayNames =>
    Object.fromEntries(Object.entries(days).filter(([date]) => date < from || date > to))
  return {
    ...document,
    coverage: { from: coverage.from, to: to > coverage.to ? to : coverage.to },
    holidays: { ...others(holidays), ...notice.holidays },
    workdays: { ...others(workdays), ...notice.workdays },
  }
}

/** Whether a span that begins there leaves no day out behind what is covered. */
export const joins = ({ from, to }: CalendarDocument['coverage'], date: string): boolean =>
  date >= from && dayOfDate(date) <= dayOfDate(to) + 1
