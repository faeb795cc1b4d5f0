import { dateOfDay, dayNumber, dayOfDate, weekdayOf } from '../../../shared/calendar/civil.ts'
import type { ToldCalendar } from '../../../shared/sync/calendar.ts'

export type DayState = 'work' | 'rest' | 'holiday' | 'makeup'

/** A day as it stands in the calendar. */
export interface YearDay {
  readonly date: string
  readonly day: number
  readonly state: DayState
  /** Of the holiday that it belongs to; '' for none. */
  readonly name: string
  /** No notice has settled it. */
  readonly isProvisional: boolean
  readonly isToday: boolean
}

export interface YearMonth {
  /** 1 to 12. */
  readonly month: number
  /** Empty days before the first, in a week that begins on Monday. */
  readonly before: number
  readonly days: readonly YearDay[]
}

export function yearOf(calendar: ToldCalendar, year: number, now: number): YearMonth[] {
  const today = dayNumber(now)
  const [first, end] = [dayOfDate(`${year}-01-01`), dayOfDate(`${year + 1}-01-01`)]
  const days = Array.from({ length: end - first }, (_, n) => dayIn(calendar, first + n, today))
  return Array.from({ length: 12 }, (_, i) => {
    const start = `${year}-${String(i + 1).padStart(2, '0')}-`
    return {
      month: i + 1,
      before: weekdayOf(dayOfDate(`${start}01`)) - 1,
      days: days.filter(({ date }) => date.startsWith(start)),
    }
  })
}

function dayIn(calendar: ToldCalendar, number: number, today: number): YearDay {
  const date = dateOfDay(number)
  const { coverage, holidays, workdays, statutory, restWeekdays } = calendar
  const isProvisional = date < coverage.from || date > coverage.to
  const [off, worked] = isProvisional ? [statutory[date], undefined] : [holidays[date], workdays[date]]
  const plain = restWeekdays.includes(weekdayOf(number)) ? 'rest' : 'work'
  const state = worked !== undefined ? 'makeup' : off !== undefined ? 'holiday' : plain
  return {
    ...{ date, day: Number(date.slice(8)), state, name: worked ?? off ?? '' },
    ...{ isProvisional, isToday: number === today },
  }
}

export const workdaysIn = (months: readonly YearMonth[]): number =>
  months.flatMap(({ days }) => days).filter(({ state }) => state === 'work' || state === 'makeup').length

/** From the first that is settled as a whole, to the one that waits for its notice. */
export function yearsShown({ coverage, next }: ToldCalendar): number[] {
  const first = Number(dateOfDay(dayOfDate(coverage.from) + 4).slice(0, 4))
  return Array.from({ length: Math.max(1, next - first + 1) }, (_, i) => first + i)
}

export const yearNow = (now: number): number => Number(dateOfDay(dayNumber(now)).slice(0, 4))
