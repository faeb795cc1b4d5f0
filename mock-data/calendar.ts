import { readFileSync } from 'node:fs'
import { dayOfDate, weekdayOf } from '../shared/calendar/civil.ts'
import { parseCalendar, type CalendarDocument } from '../shared/calendar/document.ts'

export type DayKind = 'work' | 'rest' | 'holiday'

/** Which days the city works. Beyond the published years only the days off by law are known (A20). */
export interface WorkCalendar {
  kind(day: number): DayKind
  isWorkday(day: number): boolean
  /** The n-th working day after a day; n = 0 is that day. */
  add(day: number, workdays: number): number
}

export interface MarkedDays {
  readonly holidays: ReadonlySet<number>
  /** Weekend days on which the city works (调休). */
  readonly makeUps: ReadonlySet<number>
}

const FILE = new URL('../documents/calendars/cn.json', import.meta.url)

export function readCalendar(file: URL = FILE): CalendarDocument {
  const parsed = parseCalendar(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(`calendar document ${file.href}: ${parsed.faults.join('; ')}`)
  return parsed.document
}

export function markedDays({ holidays, statutory, workdays }: CalendarDocument): MarkedDays {
  return {
    holidays: new Set([...Object.keys(holidays), ...Object.keys(statutory)].map(dayOfDate)),
    makeUps: new Set(Object.keys(workdays).map(dayOfDate)),
  }
}

export function createCalendar({ holidays, makeUps }: MarkedDays): WorkCalendar {
  const kind = (day: number): DayKind => {
    if (makeUps.has(day)) return 'work'
    if (holidays.has(day)) return 'holiday'
    return weekdayOf(day) <= 5 ? 'work' : 'rest'
  }
  const isWorkday = (day: number) => kind(day) === 'work'
  const add = (day: number, workdays: number): number => {
    let at = day
    for (let left = workdays; left > 0;) if (isWorkday(++at)) left--
    return at
  }
  return { kind, isWorkday, add }
}
