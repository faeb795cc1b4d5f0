import { DAY, HOUR, dateOfDay, dayNumber, startOfDay, weekdayOf } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { endedPeriods, monthIndex, periodCode, periodName, releaseAt, type Period } from '../stat/period.ts'
import { plainTime } from '../time-text.ts'
import { columnName, workbookBytes, type Cell } from '../workbook.ts'
import { BOOKS, type Book } from './books.ts'
import type { LedgerEntry } from './entry.ts'

const time = (at: number | null): Cell => (at === null ? null : plainTime(at))

const COLUMNS: readonly (readonly [title: string, cell: (entry: LedgerEntry) => Cell])[] = [
  ['台账', ({ ledger }) => ledger],
  ['专题', ({ theme }) => theme],
  ['编号', ({ number }) => number],
  ['事项', ({ title }) => title],
  ['类别', ({ category }) => category],
  ['状态', ({ state }) => state],
  ['环节', ({ stage }) => stage],
  ['责任部门', ({ department }) => department],
  ['相关单位', ({ party }) => party],
  ['上级编号', ({ parent }) => parent],
  ['金额(万元)', ({ amount }) => amount],
  ['数量', ({ quantity }) => quantity],
  ['计量单位', ({ unit }) => unit],
  ['开始时间', ({ beganAt }) => time(beganAt)],
  ['应完成时间', ({ dueAt }) => time(dueAt)],
  ['完成时间', ({ doneAt }) => time(doneAt)],
  ['办理时限', ({ term }) => term?.n ?? null],
  ['时限单位', ({ term }) => term?.unit ?? null],
  ['环节起始', ({ term }) => time(term?.since ?? null)],
  ['办理结果', ({ result }) => result],
  ['出处', ({ source }) => source],
  ['数据截止', ({ asOf }) => time(asOf)],
  ['区县', ({ district }) => district],
  ['街镇', ({ town }) => town],
  ['村社区', ({ community }) => community],
]

/** A workbook as it is laid down: which, of when, and what it says. */
export interface Sent {
  readonly book: Book
  readonly at: number
  readonly name: string
  readonly title: string
}

/** Months that are laid down at the very first start, and weeks and days of the others. */
const MONTHS = 2
const WEEKS = 3
const DAYS = 2
const LATE_DAYS = 9
const LATE_DAYS_OF_WEEK = 2
const EVENING = 18 * HOUR
const MORNING = 9 * HOUR
/** A4 is counted per record; of these files about one in eight comes late. */
const A4_PER_FILE = 4
/** A clerk moves his columns, or writes a line above them, now and then (A7). */
const A7_PER_FILE = 25
/** Of the rows of a file one in so many stands there twice (A1). */
const A1_PER_ROW = 0.25

function monthly(city: PretendCity, book: Book, to: number): Sent[] {
  return endedPeriods('month', dayNumber(to), MONTHS).map((period: Period) => {
    const late = city.anomalies.hits('A4', ['ledgers', book.name, monthIndex(period)], A4_PER_FILE)
    const at = releaseAt(period, late ? LATE_DAYS : 0, city.calendar)
    return {
      book,
      at,
      name: `${book.name}_${periodCode(period)}.xlsx`,
      title: `${book.owner}台账(${periodName(period)})`,
    }
  })
}

/** Of each week on its first working day, sometimes two later. */
function weekly(city: PretendCity, book: Book, to: number): Sent[] {
  const today = dayNumber(to)
  const monday = today + 1 - weekdayOf(today)
  return Array.from({ length: WEEKS }, (_, i) => {
    const week = monday - i * 7
    const late = city.anomalies.hits('A4', ['ledgers', book.name, week], A4_PER_FILE)
    const day = city.calendar.add(week - 1, 1) + (late ? LATE_DAYS_OF_WEEK : 0)
    const date = dateOfDay(week)
    return {
      ...{ book, at: startOfDay(day) + MORNING, name: `${book.name}_${date.replaceAll('-', '')}.xlsx` },
      title: `${book.owner}台账(${date}起一周)`,
    }
  })
}

function daily(book: Book, to: number): Sent[] {
  return Array.from({ length: DAYS }, (_, i) => {
    const day = dayNumber(to - EVENING) - i
    const date = dateOfDay(day)
    return {
      ...{ book, at: startOfDay(day) + EVENING, name: `${book.name}_${date.replaceAll('-', '')}.xlsx` },
      title: `${book.owner}台账(${date})`,
    }
  })
}

/** Workbooks of from < at <= to, the older first; of the long past only the newest few. */
export function sentBetween(
  city: PretendCity,
  from: number,
  to: number,
  of: readonly Book[] = BOOKS,
): Sent[] {
  const days = Math.min(Math.ceil((to - from) / DAY), DAYS)
  const ends = Array.from({ length: Math.max(1, days) }, (_, i) => to - i * DAY)
  const all = of.flatMap(book => {
    if (book.rhythm === 'month') return monthly(city, book, to)
    return book.rhythm === 'week' ? weekly(city, book, to) : ends.flatMap(end => daily(book, end))
  })
  const once = new Map(all.map(sent => [sent.name, sent]))
  return [...once.values()]
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
}

/** What a book said last before an instant; nothing before its first file. */
export function toldAt(city: PretendCity, book: Book, at: number): readonly LedgerEntry[] {
  const last = sentBetween(city, -Infinity, at, [book]).at(-1)
  return last === undefined ? [] : book.entries(city, last.at)
}

/** The sheet as its clerk saved it. */
export function bytesOf(city: PretendCity, { book, at, name, title }: Sent): Uint8Array {
  const { anomalies, seed } = city
  const chance = stream(seed, 'ledger file', name)
  const isOdd = anomalies.hits('A7', ['ledgers', name], A7_PER_FILE)
  const places = COLUMNS.map((_, i) => i)
  const order = isOdd && chance.happens(0.5) ? chance.shuffled(places) : places
  const arranged = (cells: readonly Cell[]) => order.map(place => cells[place]!)
  const rows = book.entries(city, at).flatMap(entry => {
    const cells = arranged(COLUMNS.map(([, cell]) => cell(entry)))
    const isTwice = anomalies.hits('A1', ['ledgers', name, entry.number], A1_PER_ROW)
    return isTwice ? [cells, cells] : [cells]
  })
  const above: Cell[][] = isOdd ? [[title], ['演示数据,请勿外传'], []] : [[title]]
  return workbookBytes({
    name: '台账',
    rows: [...above, arranged(COLUMNS.map(([column]) => column)), ...rows],
    merged: [`A1:${columnName(COLUMNS.length - 1)}1`],
  })
}
