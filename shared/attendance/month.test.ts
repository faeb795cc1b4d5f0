import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../calendar/civil.ts'
import type { Rhythm } from '../model/documents.ts'
import { emptyDay, type FeedDay } from './attendance.ts'
import { daysOfMonth, meanFigures, monthFigures, monthOf } from './month.ts'

const at = (date: string, hours = 0) => startOfDay(dayOfDate(date)) + hours * HOUR
const day = (date: string, over: Partial<FeedDay> = {}): FeedDay => ({
  ...emptyDay('x', dayOfDate(date)),
  ...over,
})
const EVERY: Rhythm = { type: 'every', seconds: 60 }
const DAILY: Rhythm = { type: 'by', time: '06:00', graceMinutes: 30, days: 'every' }
const MONTHLY: Rhythm = { type: 'by', time: '10:00', graceMinutes: 2 * 24 * 60, days: 'monthly' }
const NOW = at('2026-11-30', 12)

test('[ATT7] what reports every so often: a report is due each rhythm of the time it was watched', () => {
  const days = [
    day('2026-11-01', { watched: DAY, late: 2 * MINUTE, failed: 144 * MINUTE }),
    day('2026-11-02', { watched: DAY }),
  ]
  const figures = monthFigures(EVERY, days, NOW)
  expect(figures).toMatchObject({ due: 2880, came: 2736, onTime: 2734, availability: 0.95 })
  expect(figures.timeliness).toBeCloseTo(2734 / 2736)
})

test('[ATT7] a daily file: one is due once its grace is over, and one that came late came', () => {
  const days = [
    day('2026-11-27', { watched: DAY, firstGood: at('2026-11-27', 6) }),
    day('2026-11-28', { watched: DAY, firstGood: at('2026-11-28', 9) }),
    day('2026-11-29', { watched: DAY }),
    day('2026-11-30', { watched: 6 * HOUR }),
  ]
  expect(monthFigures(DAILY, days, at('2026-11-30', 6))).toMatchObject({ due: 3, came: 2, onTime: 1 })
  const figures = monthFigures(DAILY, days, NOW)
  expect(figures).toMatchObject({ due: 4, came: 2, onTime: 1, availability: 0.5, timeliness: 0.5 })
})

test('[ATT7] of a file whose time was over before we listened nobody knows when it came', () => {
  const first = day('2026-11-28', { watched: 15 * HOUR, firstGood: at('2026-11-28', 9) })
  expect(monthFigures(DAILY, [first], NOW)).toMatchObject({ due: 0, came: 0, availability: null })
  const early = day('2026-11-28', { watched: 19 * HOUR, firstGood: at('2026-11-28', 5) })
  expect(monthFigures(DAILY, [early], NOW)).toMatchObject({ due: 1, came: 1, onTime: 1 })
})

test('[ATT7] a monthly file: one of the whole month, by its earliest report', () => {
  const since = [day('2026-11-09', { firstGood: at('2026-11-09') })]
  expect(monthFigures(MONTHLY, since, NOW)).toMatchObject({ due: 0, came: 0, timeliness: null })
  const late = [day('2026-11-02'), day('2026-11-09', { firstGood: at('2026-11-09') }), day('2026-11-10')]
  expect(monthFigures(MONTHLY, late, NOW)).toMatchObject({ due: 1, came: 1, onTime: 0 })
  expect(monthFigures(MONTHLY, [day('2026-11-01')], at('2026-11-03', 9))).toMatchObject({
    due: 0,
    availability: null,
  })
  expect(monthFigures(MONTHLY, [day('2026-11-01')], NOW)).toMatchObject({
    due: 1,
    came: 0,
    availability: 0,
    timeliness: null,
  })
})

test('[ATT7] where nothing was due nothing is judged', () => {
  const none = { due: null, came: null, onTime: null, availability: null, timeliness: null }
  expect(monthFigures({ type: 'none' }, [day('2026-11-01', { watched: DAY })], NOW)).toMatchObject(none)
  expect(monthFigures(EVERY, [], NOW)).toMatchObject({
    due: 0,
    availability: null,
    timeliness: null,
    validity: null,
  })
})

test('[ATT8] what was sent twice is nobody’s fault; what was set aside and taken later is valid', () => {
  const counts = {
    received: 20,
    accepted: 7,
    duplicate: 10,
    quarantined: 2,
    refused: 1,
    expected: 8,
    filled: 6,
  }
  const figures = monthFigures(EVERY, [day('2026-11-01', counts)], NOW)
  expect(figures).toMatchObject({ validity: 0.7, completeness: 0.75 })
  const mended = day('2026-11-02', { accepted: 2, quarantined: -2 })
  expect(monthFigures(EVERY, [day('2026-11-01', counts), mended], NOW).validity).toBe(0.9)
  expect(monthFigures(EVERY, [mended], NOW).validity).toBe(1)
})

test('[ATT9] a department is the mean of its feeds; what is not known of one does not count', () => {
  const shares = { availability: 1, timeliness: null, completeness: null, validity: 0.5 }
  expect(meanFigures([shares, { ...shares, availability: 0.5, validity: null }])).toEqual({
    ...{ availability: 0.75, timeliness: null, completeness: null, validity: 0.5 },
  })
})

test('[ATT7] a month is one of the city', () => {
  expect(monthOf(at('2026-12-01') - 1)).toBe('2026-11')
  expect(monthOf(at('2026-12-01'))).toBe('2026-12')
  expect(daysOfMonth('2028-02')).toEqual({ first: dayOfDate('2028-02-01'), last: dayOfDate('2028-02-29') })
  for (const text of ['2026-13', '2026-1', '1999-01', '', '2026-11-01']) expect(daysOfMonth(text)).toBeNull()
})
