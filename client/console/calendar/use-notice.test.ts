import { expect, test } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import type { CalendarStanding, HolidayPreview, ToldCalendar } from '../../../shared/sync/calendar.ts'
import { useNotice } from './use-notice.ts'

/** Monday 2026-11-23 00:00 in China. */
const NOW = 1_795_363_200_000

const calendar = (id: string, next: number): ToldCalendar => ({
  ...{ id, title: { zh: id, en: id }, source: '', coverage: { from: '2020-01-01', to: '2026-12-31' } },
  ...{ restWeekdays: [6, 7], holidays: {}, workdays: {}, statutory: {}, kinds: [], next },
})
/** As each look tells it: another object with the same in it. */
const standing = (): CalendarStanding => ({
  ...{ now: NOW, isCounting: false, notices: [], kinds: {} },
  calendars: [calendar('cn', 2028), calendar('other', 2027)],
})
const looked = { ok: false } as HolidayPreview

test('[YRV4] the year that was chosen, and what was looked at, stand while the calendars are asked for again', async () => {
  const told = shallowRef(standing())
  const scope = effectScope()
  const { form, years, preview } = scope.run(() => useNotice(() => told.value))!
  expect([form.calendar, form.year, years.value]).toEqual(['cn', 2028, [2028, 2027, 2026]])
  form.year = 2026
  await nextTick()
  preview.value = looked
  told.value = standing()
  await nextTick()
  expect([form.year, preview.value]).toEqual([2026, looked])
  // Another calendar begins with its own next year, and is another table.
  form.calendar = 'other'
  await nextTick()
  expect([form.year, preview.value]).toEqual([2027, null])
  scope.stop()
})
