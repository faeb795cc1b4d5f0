import { expect, test } from 'vitest'
import { instant } from '../../../shared/calendar/naive.fixture.ts'
import { readHolidayTable } from '../../../shared/calendar/holiday-table.ts'
import { calendarWords } from '../../language/calendar-console.ts'
import { correctionText } from '../../work/correction.ts'
import { dayText, dayTurn, decodeTable, faultLine, yearsOf } from './calendar.ts'

const words = calendarWords('zh')

test('[YRV1] what is wrong is said by line, with what to do', () => {
  expect(
    faultLine({ line: 35, code: 'twice', text: '2027-10-09', name: '国庆节', other: 34 }, words),
  ).toEqual({
    ...{ where: '第 35 行', what: '2027-10-09 已列在第 34 行。一天只能列一次,删去其中一行。' },
  })
  expect(
    faultLine({ line: null, code: 'statutoryMissing', text: '2027-10-01', name: '国庆节' }, words),
  ).toEqual({
    ...{ where: '全表', what: '缺少法定节日 2027-10-01(国庆节)。补上这一天。' },
  })
  expect(faultLine({ line: 1, code: 'notTable' }, words).what).toContain('{"holidays": {"日期": "名称"}')
  // No gap of any sentence stays open, in either language.
  for (const each of [words, calendarWords('en')])
    for (const code of Object.keys(each.faults) as (keyof typeof each.faults)[])
      if (code !== 'notTable')
        expect(faultLine({ line: 1, code, text: 'a', name: 'b', other: 1 }, each).what).not.toMatch(/[{}]/)
})

test('[YRV1] a day is said with its weekday, how it was reckoned and how it is', () => {
  expect(dayText('2027-01-31', words)).toBe('2027-01-31 周日')
  const turn = (works: boolean, wasProvisional: boolean) =>
    dayTurn({ date: '2027-01-31', works, name: null, wasProvisional }, words)
  expect(turn(true, true)).toEqual({ was: '休息 (预估)', becomes: '上班' })
  expect(turn(false, false)).toEqual({ was: '上班', becomes: '休息' })
})

test('[YRV1] the year that is missing is offered, and those of which days are to come', () => {
  const calendar = (next: number) => ({
    ...{ id: 'cn', title: { zh: '', en: '' }, coverage: { from: '2004-01-01', to: `${next - 1}-12-28` } },
    next,
  })
  const now = instant('2026-11-24 10:00')
  expect(yearsOf(calendar(2027), now)).toEqual([2027, 2026])
  expect(yearsOf(calendar(2028), now)).toEqual([2028, 2027, 2026])
  // A year that was never entered although it is over.
  expect(yearsOf(calendar(2026), now)).toEqual([2026])
})

test('[YRV2] a table in UTF-8 or in GB 18030, as spreadsheets save it, reads the same', () => {
  const utf8 = new TextEncoder().encode('2027-01-01,休,元旦\n')
  const gb = Uint8Array.from([
    ...new TextEncoder().encode('2027-01-01,'),
    ...[0xd0, 0xdd, 0x2c, 0xd4, 0xaa, 0xb5, 0xa9, 0x0a],
  ])
  const [one, other] = [utf8, gb].map(bytes => readHolidayTable(decodeTable(bytes.buffer)))
  expect(one).toMatchObject({
    ok: true,
    table: { days: [{ date: '2027-01-01', works: false, name: '元旦' }] },
  })
  expect(other).toEqual(one)
})

test('[SUPC12] a due date that a notice moved says so, with both', () => {
  const moved = {
    ...{ year: 2027, at: 0, before: instant('2027-02-12') - 1 },
    after: instant('2027-02-14') - 1,
  }
  const manner = { language: 'zh', now: instant('2026-11-24 10:00') } as const
  expect(correctionText(moved, manner)).toBe(
    '因 2027 年放假安排,时限由 2027-02-11 23:59 改为 2027-02-13 23:59',
  )
  expect(correctionText({ ...moved, after: null }, { ...manner, language: 'en' })).toContain('2027')
})
