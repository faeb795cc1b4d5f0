import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsFor } from './arbitraries.fixture.ts'
import { compileCalendar, countWorkdays, statusOf } from './calendar.ts'
import { dateOfDay, dayOfDate } from './civil.ts'
import { dayChanges } from './day-changes.ts'
import { parseCalendar, type CalendarDocument } from './document.ts'
import { dueAt } from './due.ts'
import { judgeHolidays } from './holiday-faults.ts'
import { laidOver, type HolidayNotice } from './holiday-notice.ts'
import { readHolidayTable, type TableFault, type TableFaultCode } from './holiday-table.ts'
import { chinaCalendar, chinaDocument, everyDayDocument, instant, naiveWorks } from './naive.fixture.ts'
import { CSV_2027, noticeOf2027 } from './notice-2027.fixture.ts'
import { NO_PAUSES } from './pauses.ts'

const notice = noticeOf2027()
const document2027 = laidOver(chinaDocument, [notice])
const calendar2027 = compileCalendar(document2027)
const workdays = (n: number) => ({ n, unit: 'workday' }) as const

function judged(text: string, document: CalendarDocument = chinaDocument, today = '2026-11-24', year = 2027) {
  const read = readHolidayTable(text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const table = judgeHolidays(read.table, { year, document, today: dayOfDate(today) })
  return table.ok ? table.notice : table.faults
}
const without = (...dates: readonly string[]) =>
  CSV_2027.split('\n')
    .filter(line => !dates.some(date => line.startsWith(date)))
    .join('\n')

describe('laid over', () => {
  test('[CAL32] (A20) what was provisional is final: 55 working days from 2026-11-23 are due when the notice says', () => {
    const limit = workdays(55)
    const start = instant('2026-11-23 09:00')
    const before = dueAt(start, limit, chinaCalendar, NO_PAUSES)
    const after = dueAt(start, limit, calendar2027, NO_PAUSES)
    expect([before.at, before.provisional]).toEqual([instant('2027-02-12') - 1, true])
    expect([after.at, after.provisional]).toEqual([instant('2027-02-14') - 1, false])
  })

  test('[CAL32] the calendar is a document like any other, final to 12-28 of the year, and its past is as it was', () => {
    expect(parseCalendar(document2027)).toEqual({ ok: true, document: document2027 })
    expect([notice.from, notice.to, document2027.coverage.to]).toEqual([
      '2026-12-29',
      '2027-12-28',
      '2027-12-28',
    ])
    const span = (from: string, to: string) => dayChanges(chinaCalendar, calendar2027, from, to)
    expect(span('2004-01-01', '2026-12-28')).toEqual([])
    expect(span('2028-01-01', '2030-12-31')).toEqual([])
    expect(span('2027-01-01', '2027-02-28')).toEqual([
      { date: '2027-01-31', works: true, name: '春节', wasProvisional: true },
      { date: '2027-02-09', works: false, name: '春节', wasProvisional: true },
      { date: '2027-02-10', works: false, name: '春节', wasProvisional: true },
      { date: '2027-02-11', works: false, name: '春节', wasProvisional: true },
      { date: '2027-02-13', works: true, name: '春节', wasProvisional: true },
    ])
    expect(countWorkdays(calendar2027, dayOfDate('2027-01-01'), dayOfDate('2028-01-01'))).toBe(250)
  })

  test('[CAL32] another calendar, and one that ends too early, are left as they are', () => {
    expect(laidOver(everyDayDocument, [notice])).toBe(everyDayDocument)
    const ends = (to: string): CalendarDocument => ({
      ...chinaDocument,
      coverage: { from: '2004-01-01', to },
      holidays: {},
      workdays: {},
    })
    // Days of 2026 would be taken for settled that nobody settled.
    expect(laidOver(ends('2025-12-28'), [notice]).coverage.to).toBe('2025-12-28')
    expect(laidOver(ends('2026-12-28'), [notice]).coverage.to).toBe('2027-12-28')
  })

  test('[CAL32] a calendar that is shipped with the year later on gives the same days', () => {
    expect(laidOver(document2027, [notice])).toEqual(document2027)
  })

  test('[CAL32] a later notice of the year stands over the earlier one, in whatever order they are given by year', () => {
    const longer: HolidayNotice = {
      ...notice,
      from: '2027-02-10',
      holidays: Object.fromEntries(Object.entries(notice.holidays).filter(([date]) => date >= '2027-02-10')),
      workdays: {},
    }
    const next: HolidayNotice = { ...notice, year: 2028, from: '2027-12-29', to: '2028-12-28', holidays: {}, workdays: {} } // oxfmt-ignore
    const { holidays, workdays, coverage } = laidOver(chinaDocument, [next, notice, longer])
    expect(['2027-02-13' in workdays, '2027-01-31' in workdays, '2027-02-11' in holidays]).toEqual([
      ...[false, true, true],
    ])
    expect(coverage.to).toBe('2028-12-28')
  })

  test('[CAL32] any table that is taken makes a calendar that passes, that says day by day what the table says, and moves no day outside its year', () => {
    const taken = { taken: 0, refused: 0 }
    const dates = fc.integer({ min: dayOfDate('2026-12-25'), max: dayOfDate('2028-01-03') }).map(dateOfDay)
    const line = fc.tuple(dates, fc.constantFrom('休', '班')).map(([date, type]) => `${date},${type},日`)
    const lines = fc.uniqueArray(line, { maxLength: 12, selector: text => text.slice(0, 10) })
    fc.assert(
      fc.property(lines, fc.constantFrom('2026-11-24', '2027-01-15'), (more, today) => {
        const dates = more.map(text => text.slice(0, 10))
        const text = [without(...dates), ...more].join('\n')
        const result = judged(text, chinaDocument, today)
        if (Array.isArray(result)) return void taken.refused++
        taken.taken++
        const laid = laidOver(chinaDocument, [result as HolidayNotice])
        expect(parseCalendar(laid).ok).toBe(true)
        const calendar = compileCalendar(laid)
        for (const written of text.split('\n').filter(each => /^\d/.test(each)))
          expect(statusOf(calendar, dayOfDate(written.slice(0, 10)))).toMatchObject({
            ...{ working: written.includes('班'), provisional: false },
          })
        expect(dayChanges(chinaCalendar, calendar, '2020-01-01', '2026-12-28')).toEqual([])
        expect(dayChanges(chinaCalendar, calendar, '2027-12-29', '2029-12-31')).toEqual([])
        for (let day = dayOfDate('2026-12-20'); day < dayOfDate('2028-01-10'); day++)
          expect(statusOf(calendar, day).working).toBe(naiveWorks(laid, day))
      }),
      runsFor(process.env)(200),
    )
    expect([taken.taken > 5, taken.refused > 20]).toEqual([true, true])
  })
})

describe('faults', () => {
  test.each<[TableFaultCode, string, object]>([
    ['twice', `${CSV_2027}2027-10-09,休,国庆节`, { line: 35, text: '2027-10-09', other: 34 }],
    ['notRest', `${CSV_2027}2027-10-11,班,国庆节`, { line: 35, text: '2027-10-11' }],
    ['statutoryWorked', CSV_2027.replace('2027-02-06,休', '2027-02-06,班'), { line: 7, text: '2027-02-06' }],
    ['outside', `${CSV_2027}2028-01-01,休,元旦`, { line: 35, text: '2028-01-01' }],
    ['outside', `${CSV_2027}2026-12-28,休,元旦`, { line: 35, text: '2026-12-28' }],
    ['statutoryMissing', without('2027-10-01'), { line: null, text: '2027-10-01', name: '国庆节' }],
  ])('[CAL33] %s is told with its line, its day and nothing else', (code, text, fault) => {
    expect(judged(text)).toContainEqual(expect.objectContaining({ code, ...fault }))
  })

  test('[CAL33] each day of the table that is wrong is told, not the first alone', () => {
    const text = `${CSV_2027}2027-10-09,休,国庆节\n2027-10-11,班,国庆节\n2028-01-01,休,元旦`
    expect((judged(text) as readonly TableFault[]).map(({ code }) => code)).toEqual([
      'twice',
      'notRest',
      'outside',
    ])
  })

  test('[CAL33] a year before which another one is missing, and one that is over, are refused', () => {
    expect(judged(CSV_2027, chinaDocument, '2026-11-24', 2028)).toEqual([
      { line: null, code: 'yearGap', text: '2027' },
    ])
    expect(judged(CSV_2027, chinaDocument, '2026-11-24', 2025)).toEqual([{ line: null, code: 'yearOver' }])
  })

  test('[CAL34] days that were lived by stay: a table of a year in force may change what is to come, and must have the rest as it is', () => {
    const on = (text: string) => judged(text, document2027, '2027-02-08')
    const longer = without('2027-02-13') + '2027-02-12,休,春节\n'
    expect(on(longer)).toMatchObject({ from: '2027-02-09', to: '2027-12-28' })
    expect(on(longer.replace('2027-01-31,班', '2027-01-30,班'))).toEqual([
      { line: 5, text: '2027-01-30', name: '春节', code: 'past' },
      { line: null, text: '2027-01-31', name: '春节', code: 'pastMissing' },
    ])
    expect(on(without('2027-01-31'))).toEqual([
      { line: null, text: '2027-01-31', name: '春节', code: 'pastMissing' },
    ])
    // What was entered late settles what was only reckoned until then.
    expect(judged(CSV_2027, chinaDocument, '2027-02-20')).toMatchObject({ from: '2026-12-29' })
  })

  test('[CAL33] of a whole calendar the days of other years are not meant', () => {
    const whole = JSON.stringify({ ...chinaDocument, ...document2027 })
    expect(judged(whole)).toEqual(notice)
  })
})
