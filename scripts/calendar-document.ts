import { createRequire } from 'node:module'
import chineseDays from 'chinese-days'
import { dateOfDay, dayOfDate } from '../shared/calendar/civil.ts'
import type { CalendarDocument } from '../shared/calendar/document.ts'

type DayNames = CalendarDocument['holidays']

/** The years whose State Council notices are out, and the last year that the lunar tables reach. */
const FIRST_YEAR = 2004
const LAST_YEAR = 2026
const LAST_LUNAR_YEAR = 2100

/**
 * A year's notice may still move the last days of the year before: those for 2008 and 2019 turned Monday 12-31 into
 * a holiday and Saturday 12-29 into a working day. No notice has reached back further than 12-29.
 */
const LAST_FINAL_DAY = `${LAST_YEAR}-12-28`

/** As the package ships it: date -> 'English name,中文名,statutory days'. */
interface PublishedDays {
  readonly holidays: { readonly [date: string]: string }
  readonly workdays: { readonly [date: string]: string }
}

const require = createRequire(import.meta.url)
const published = require('chinese-days/dist/chinese-days.json') as PublishedDays
const { version } = require('chinese-days/package.json') as { version: string }

const chineseName = (entry: string): string => {
  const name = entry.split(',')[1]
  if (name === undefined) throw new Error(`chinese-days: no Chinese name in '${entry}'`)
  return name
}

function publishedDays(days: PublishedDays['holidays']): DayNames {
  const final = Object.entries(days).filter(
    ([date]) => date >= `${FIRST_YEAR}-01-01` && date <= LAST_FINAL_DAY,
  )
  return sorted(final.map(([date, entry]) => [date, chineseName(entry)]))
}

/** Two holidays may fall on one day, as 国庆节 and 中秋节 do in 2031: it keeps both names. */
function sorted(days: readonly (readonly [date: string, name: string])[]): DayNames {
  const names = new Map<string, string>()
  for (const [date, name] of days) {
    const other = names.get(date)
    names.set(date, other === undefined ? name : `${other}、${name}`)
  }
  return Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The package reckons 清明 by a formula for 2000 to 2099; in 2100 the sun is at 15 degrees at 00:40 on 04-05. */
const clearAndBright = (year: number): string =>
  year === 2100 ? '2100-04-05' : chineseDays.getSolarTermDate(year, 4, 'pure_brightness')

/** The 13 days of 全国年节及纪念日放假办法 as amended for 2025: 元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆节 3. */
function statutoryDays(year: number): (readonly [string, string])[] {
  const newYear = dayOfDate(chineseDays.getSolarDateFromLunar(`${year}-01-01`).date)
  return [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map(offset => [dateOfDay(newYear + offset), '春节'] as const),
    [clearAndBright(year), '清明'],
    ...['05-01', '05-02'].map(day => [`${year}-${day}`, '劳动节'] as const),
    [chineseDays.getSolarDateFromLunar(`${year}-05-05`).date, '端午'],
    [chineseDays.getSolarDateFromLunar(`${year}-08-15`).date, '中秋'],
    ...['10-01', '10-02', '10-03'].map(day => [`${year}-${day}`, '国庆节'] as const),
  ]
}

const yearsTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The calendar of mainland China: what has been published, and what the law alone says of the years after. */
export const chinaCalendar = (): CalendarDocument => ({
  id: 'cn',
  title: { zh: '全国工作日历', en: 'Working days of mainland China' },
  source:
    `国务院办公厅关于部分节假日安排的通知（${FIRST_YEAR}–${LAST_YEAR} 年），据 chinese-days ${version}（MIT）整理；` +
    `${LAST_YEAR + 1}–${LAST_LUNAR_YEAR} 年为按《全国年节及纪念日放假办法》与农历、节气推算的法定节日，尚无调休安排。`,
  coverage: { from: `${FIRST_YEAR}-01-01`, to: LAST_FINAL_DAY },
  restWeekdays: [6, 7],
  holidays: publishedDays(published.holidays),
  workdays: publishedDays(published.workdays),
  statutory: sorted(yearsTo(LAST_YEAR + 1, LAST_LUNAR_YEAR).flatMap(statutoryDays)),
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  dueTime: '24:00',
})

/** A service that works every day, as many a 城管 centre does; nothing about it waits for a notice. */
export const everyDayCalendar = (): CalendarDocument => ({
  id: 'every-day',
  title: { zh: '全年无休', en: 'Every day of the year' },
  source: '城市管理每周七天工作，工作时段与全国工作日历相同。',
  coverage: { from: '1900-01-01', to: '2200-12-31' },
  restWeekdays: [],
  holidays: {},
  workdays: {},
  statutory: {},
  hours: chinaCalendar().hours,
  dueTime: '24:00',
})
