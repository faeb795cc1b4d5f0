import { civilOf, dayOfDate, weekdayOf } from '../../../shared/calendar/civil.ts'
import type { DayChange } from '../../../shared/calendar/day-changes.ts'
import type { TableFault } from '../../../shared/calendar/holiday-table.ts'
import type { ToldCalendar } from '../../../shared/sync/calendar.ts'
import type { CalendarWords } from '../../language/calendar-console.ts'
import { filled } from '../../language/words.ts'

/** Which line, and what to do about it. */
export function faultLine({ line, code, text = '', name = '', other = 0 }: TableFault, words: CalendarWords) {
  return {
    where: line === null ? words.whole : filled(words.line, { line }),
    // Braces of the example are no gaps of the text.
    what: code === 'notTable' ? words.faults.notTable : filled(words.faults[code], { text, name, other }),
  }
}

/** Spreadsheets in Chinese save CSV in GB 18030; what is no UTF-8 is that. */
export function decodeTable(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The one that is missing, and those of which some days are still to come. */
export function yearsOf({ next }: Pick<ToldCalendar, 'next'>, now: number): number[] {
  const years = new Set([next])
  for (let year = Number(civilOf(now).slice(0, 4)); year < next; year++) years.add(year)
  return [...years].sort((a, b) => b - a)
}

/** `2027-01-31 周日` */
export function dayText(date: string, { weekdays }: CalendarWords): string {
  return `${date} ${weekdays[`d${weekdayOf(dayOfDate(date))}` as keyof typeof weekdays]}`
}

/** How a day was reckoned and how it is: one that is another now was the other way round. */
export function dayTurn({ works, wasProvisional }: DayChange, words: CalendarWords) {
  const [was, becomes] = works ? [words.rests, words.works] : [words.works, words.rests]
  return { was: wasProvisional ? `${was} (${words.provisional})` : was, becomes }
}
