import { parseDate, weekdayOf } from './civil.ts'
import { parseClockTime } from './clock-time.ts'
import type { CalendarDocument } from './document.ts'

type DayNames = CalendarDocument['holidays']

/** Bounds the table that is made of a document: a date of the year 9000 is a slip, not a plan. */
const EARLIEST = '1900-01-01'
const LATEST = '2200-12-31'

/** What is wrong with a document of the right shape, one sentence each; empty when nothing is. */
export function faultsIn(document: CalendarDocument): string[] {
  const { coverage, holidays, workdays, statutory } = document
  const dates = [
    ...faultyDates('coverage', [coverage.from, coverage.to]),
    ...faultyDates('holidays', Object.keys(holidays)),
    ...faultyDates('workdays', Object.keys(workdays)),
    ...faultyDates('statutory', Object.keys(statutory)),
  ]
  // The other checks read the dates, so they wait until these can be read.
  return dates.length > 0
    ? dates
    : [...faultyCoverage(document), ...faultyWorkdays(document), ...faultyHours(document)]
}

const isSane = (date: string): boolean => parseDate(date) !== null && date >= EARLIEST && date <= LATEST

const faultyDates = (where: string, dates: readonly string[]): string[] =>
  dates
    .filter(date => !isSane(date))
    .map(date => `${where}: ${date} is no date between ${EARLIEST} and ${LATEST}`)

function faultyCoverage({ coverage, holidays, workdays }: CalendarDocument): string[] {
  if (coverage.from > coverage.to) return [`coverage: ${coverage.from} is after ${coverage.to}`]
  const outside = (days: DayNames, where: string) =>
    Object.keys(days)
      .filter(date => date < coverage.from || date > coverage.to)
      .map(date => `${where}: ${date} is outside the coverage ${coverage.from} to ${coverage.to}`)
  return [...outside(holidays, 'holidays'), ...outside(workdays, 'workdays')]
}

function faultyWorkdays({ holidays, workdays, restWeekdays }: CalendarDocument): string[] {
  const rests = (date: string) => restWeekdays.includes(weekdayOf(parseDate(date) ?? 0))
  return Object.keys(workdays).flatMap(date => [
    ...(date in holidays ? [`workdays: ${date} is also a holiday`] : []),
    // Most likely the date is mistyped, and the day that was meant is missing.
    ...(rests(date) ? [] : [`workdays: ${date} is worked anyway, so there is nothing to make up for`]),
  ])
}

function faultyHours({ hours, dueTime }: CalendarDocument): string[] {
  const faults: string[] = []
  let end = -1
  for (const { from, to } of hours) {
    if (parseClockTime(from) >= parseClockTime(to)) faults.push(`hours: ${from} to ${to} is no span of time`)
    if (parseClockTime(from) <= end) faults.push(`hours: ${from} does not come after the window before it`)
    end = parseClockTime(to)
  }
  if (parseClockTime(dueTime) === 0) faults.push('dueTime: a day cannot end at 00:00, write 24:00')
  return faults
}
