import { expect, test } from 'vitest'
import { compileCalendar, countWorkdays, isWorkday, statusOf, workdayAfter, workdayFrom } from './calendar.ts'
import { dateOfDay, dayOfDate } from './civil.ts'
import { parseCalendar, type CalendarDocument } from './document.ts'
import { chinaCalendar, chinaDocument, everyDayCalendar, naiveWorks } from './naive.fixture.ts'
import { indexWorkdays } from './workdays.ts'

const faultsOf = (change: Record<string, unknown>): readonly string[] => {
  const parsed = parseCalendar({ ...chinaDocument, ...change })
  return parsed.ok ? [] : parsed.faults
}

test('[CAL5] the document of China passes', () => {
  expect(parseCalendar(chinaDocument)).toEqual({ ok: true, document: chinaDocument })
})

test.each<[string, Record<string, unknown>]>([
  ['/id', { id: '../cn' }],
  ['/restWeekdays', { restWeekdays: [1, 2, 3, 4, 5, 6, 7] }],
  ['/restWeekdays/0', { restWeekdays: [0] }],
  ['/dueTime', { dueTime: '24:30' }],
  ['/hours', { hours: [] }],
  ['/', { weekend: [6, 7] }],
  ['holidays: 2026-02-30', { holidays: { '2026-02-30': '春节' } }],
  ['holidays: 9026-02-17', { holidays: { '9026-02-17': '春节' } }],
  ['workdays: __proto__', { workdays: JSON.parse('{"__proto__":"春节"}') }],
  ['holidays: 2027-01-01 is outside', { holidays: { '2027-01-01': '元旦' } }],
  ['workdays: 2003-12-28 is outside', { workdays: { '2003-12-28': '元旦' } }],
  ['coverage: 2026-01-01 is after 2025-12-31', { coverage: { from: '2026-01-01', to: '2025-12-31' } }],
  ['coverage: 2026-99-01', { coverage: { from: '2026-99-01', to: '2026-12-31' } }],
  ['2026-02-16 is also a holiday', { workdays: { '2026-02-16': '春节' } }],
  ['2026-02-13 is worked anyway', { workdays: { '2026-02-13': '春节' } }],
  ['hours: 17:00 to 08:00', { hours: [{ from: '17:00', to: '08:00' }] }],
  [
    'hours: 11:00 does not come after',
    {
      hours: [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    },
  ],
  ['dueTime', { dueTime: '00:00' }],
])('[CAL5] %s is named', (place, change) => {
  const faults = faultsOf(change)
  expect(faults.some(fault => fault.startsWith(place) || fault.includes(place))).toBe(true)
})

test('[CAL5] a thousand faults are answered with twenty, and no value is a document', () => {
  const dates = Array.from({ length: 1000 }, (_, i) => [`x${i}`, '春节'])
  expect(faultsOf({ holidays: Object.fromEntries(dates) })).toHaveLength(20)
  for (const raw of [null, undefined, 5, [], 'cn', {}]) expect(parseCalendar(raw).ok).toBe(false)
})

const small: CalendarDocument = {
  ...chinaDocument,
  coverage: { from: '2026-01-05', to: '2026-01-18' },
  holidays: { '2026-01-05': '节', '2026-01-06': '节' },
  workdays: { '2026-01-10': '节', '2026-01-18': '节' },
  statutory: { '2026-01-07': '法', '2026-01-19': '法', '2026-01-02': '法' },
}

test('[CAL6] the table inside coverage, the weekday and the statutory days outside', () => {
  const calendar = compileCalendar(small)
  const worked = (date: string) => isWorkday(calendar, dayOfDate(date))
  expect(['2026-01-06', '2026-01-10', '2026-01-07'].map(worked)).toEqual([false, true, true])
  expect(['2026-01-05', '2026-01-18'].map(worked)).toEqual([false, true])
  expect(['2026-01-02', '2026-01-19', '2026-01-20', '2026-01-24'].map(worked)).toEqual([
    false,
    false,
    true,
    false,
  ])
  expect(statusOf(calendar, dayOfDate('2026-01-10'))).toEqual({
    working: true,
    name: '节',
    provisional: false,
  })
  expect(statusOf(calendar, dayOfDate('2026-01-19'))).toEqual({
    working: false,
    name: '法',
    provisional: true,
  })
  expect(statusOf(calendar, dayOfDate('2026-01-07'))).toEqual({
    working: true,
    name: null,
    provisional: false,
  })
})

test('[CAL6] a calendar without a rest day works always', () => {
  expect(isWorkday(everyDayCalendar, dayOfDate('2026-02-17'))).toBe(true)
  expect(() => indexWorkdays({ restWeekdays: [1, 2, 3, 4, 5, 6, 7], exceptions: new Map() })).toThrow(
    'at least one weekday',
  )
})

test('[CAL7] counting and stepping agree with the days one by one, from 1000 years before to 1000 after', () => {
  const spans = [
    ['1020-01-01', '1022-01-01'],
    ['2003-11-01', '2028-03-01'],
    ['2099-06-01', '2102-01-01'],
    ['3099-01-01', '3101-01-01'],
  ].map(([from, to]) => [dayOfDate(from!), dayOfDate(to!)] as const)
  for (const [first, end] of spans) {
    let counted = 0
    const after = workdayFrom(chinaCalendar, first)
    for (let day = first; day < end; day++) {
      expect(countWorkdays(chinaCalendar, first, day), dateOfDay(day)).toBe(counted)
      if (!naiveWorks(chinaDocument, day)) continue
      expect(isWorkday(chinaCalendar, day), dateOfDay(day)).toBe(true)
      expect(workdayFrom(chinaCalendar, day)).toBe(day)
      if (counted > 0) expect(workdayAfter(chinaCalendar, after, counted)).toBe(day)
      counted++
    }
    expect(counted).toBeGreaterThan(480)
  }
  expect(countWorkdays(chinaCalendar, 100, 50)).toBe(0)
})

/** The notices of the State Council as they were printed: days off, and rest days worked. */
const NOTICES: Record<string, { off: [string, string][]; worked: string[] }> = {
  2024: {
    off: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    off: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

test.each(['2024', '2025', '2026'])('[CAL8] %s is as its notice says', year => {
  const { off, worked } = NOTICES[year]!
  for (let day = dayOfDate(`${year}-01-01`); day <= dayOfDate(`${year}-12-31`); day++) {
    const date = dateOfDay(day).slice(5)
    const isOff = off.some(([from, to]) => date >= from && date <= to)
    const isWeekday = new Date(day * 86_400_000).getUTCDay() % 6 !== 0
    expect(isWorkday(chinaCalendar, day), dateOfDay(day)).toBe(!isOff && (isWeekday || worked.includes(date)))
  }
})

test('[CAL8] 2025 and 2026 have 248 working days each', () => {
  const inYear = (year: number) =>
    countWorkdays(chinaCalendar, dayOfDate(`${year}-01-01`), dayOfDate(`${year + 1}-01-01`))
  expect([inYear(2025), inYear(2026)]).toEqual([248, 248])
})

test('[CAL10] the last days of 2026 are not final yet', () => {
  const provisional = (date: string) => statusOf(chinaCalendar, dayOfDate(date)).provisional
  expect(['2003-12-31', '2004-01-01', '2026-12-28', '2026-12-29'].map(provisional)).toEqual([
    true,
    false,
    false,
    true,
  ])
  // What made it so: the notices for 2008 and 2019 moved days of the year before.
  expect(['2007-12-31', '2018-12-31'].map(date => isWorkday(chinaCalendar, dayOfDate(date)))).toEqual([
    false,
    false,
  ])
  expect(['2007-12-29', '2018-12-29'].map(date => isWorkday(chinaCalendar, dayOfDate(date)))).toEqual([
    true,
    true,
  ])
})
