import { expect, test } from 'vitest'
import { chinaCalendar, instant, stop } from '../calendar/naive.fixture.ts'
import type { Limit } from '../calendar/limit.ts'
import { judge, type Timed } from './light.ts'

const fiveDays: Limit = { n: 5, unit: 'workday' }

/** Accepted on Monday 11-23 with 5 working days: due at the end of Monday 11-30. */
const item: Timed = {
  startAt: instant('2026-11-23 10:00'),
  dueAt: instant('2026-12-01') - 1,
  doneAt: null,
  limit: fiveDays,
  paused: false,
  now: instant('2026-11-24 10:00'),
  calendar: chinaCalendar,
}
const at = (now: string, change: Partial<Timed> = {}) => judge({ ...item, ...change, now: instant(now) })
const marks = (now: string, change: Partial<Timed> = {}) => {
  const { light, risk } = at(now, change)
  return `${light} ${risk}`
}
const nextAt = (now: string, change: Partial<Timed> = {}) => at(now, change).nextAt

test('[LT1] LYX-03: grey, yellow, green, red as the county knows them', () => {
  expect(marks('2026-11-24', { startAt: null })).toBe('grey none')
  expect(marks('2026-11-22')).toBe('grey none')
  expect(marks('2026-11-24')).toBe('yellow none')
  expect(marks('2026-12-09', { doneAt: instant('2026-11-27') })).toBe('green none')
  expect(marks('2026-12-01')).toBe('red overdue')
})

test('[LT1] the due instant itself is in time, the millisecond after is not', () => {
  const due = item.dueAt!
  expect(judge({ ...item, now: due }).light).toBe('yellow')
  expect(judge({ ...item, now: due + 1 }).light).toBe('red')
  expect(judge({ ...item, doneAt: due }).risk).toBe('none')
  expect(judge({ ...item, doneAt: due + 1 }).risk).toBe('late_done')
})

test('[LT2] done late is green with a mark, whenever one looks and even if its start is unknown', () => {
  const doneAt = instant('2026-12-02')
  expect(marks('2026-12-03', { doneAt })).toBe('green late_done')
  expect(marks('2027-12-03', { doneAt, paused: true, startAt: null })).toBe('green late_done')
  expect(marks('2026-12-03', { doneAt, dueAt: null })).toBe('green none')
})

test('[LT3] a working day or a fifth of the limit before due it is due soon', () => {
  expect(marks('2026-11-26')).toBe('yellow none')
  expect(marks('2026-11-27')).toBe('yellow due_soon')
  const long = { limit: { n: 15, unit: 'workday' } } as const
  expect(marks('2026-11-24', long)).toBe('yellow none')
  expect(marks('2026-11-25', long)).toBe('yellow due_soon')
  const month = { limit: { n: 1, unit: 'month' }, startAt: instant('2026-10-30') } as const
  expect(marks('2026-11-23', month)).toBe('yellow none')
  expect(marks('2026-11-24', month)).toBe('yellow due_soon')
})

test('[LT3] five working days or half of the limit after due it is severe', () => {
  expect(marks('2026-12-07')).toBe('red overdue')
  expect(marks('2026-12-08')).toBe('red severe')
  const long = { limit: { n: 13, unit: 'workday' } } as const
  expect(marks('2026-12-09', long)).toBe('red overdue')
  expect(marks('2026-12-10', long)).toBe('red severe')
  const natural = { limit: { n: 30, unit: 'day' } } as const
  expect(marks('2026-12-15', natural)).toBe('red overdue')
  expect(marks('2026-12-16', natural)).toBe('red severe')
})

test('[LT3] limits in hours have spans of their own size', () => {
  const case4: Partial<Timed> = {
    limit: { n: 4, unit: 'workhour' },
    startAt: instant('2026-11-23 08:00'),
    dueAt: instant('2026-11-23 12:00'),
  }
  expect(marks('2026-11-23 11:11', case4)).toBe('yellow none')
  expect(marks('2026-11-23 11:12', case4)).toBe('yellow due_soon')
  expect(marks('2026-11-24 12:00', case4)).toBe('red overdue')
  expect(marks('2026-11-24 12:01', case4)).toBe('red severe')
  const promise: Partial<Timed> = {
    limit: { n: 24, unit: 'hour' },
    startAt: instant('2026-11-21 10:00'),
    dueAt: instant('2026-11-22 10:00'),
  }
  expect(marks('2026-11-22 05:11', promise)).toBe('yellow none')
  expect(marks('2026-11-22 05:12', promise)).toBe('yellow due_soon')
  expect(marks('2026-11-23 10:01', promise)).toBe('red severe')
})

test('[LT3] an item may have a policy of its own', () => {
  const policy = {
    soon: { least: { n: 2, unit: 'workday' }, percent: 0 },
    severe: { least: { n: 1, unit: 'workday' }, percent: 0 },
  } as const
  expect(marks('2026-11-26', { policy })).toBe('yellow due_soon')
  expect(marks('2026-12-02', { policy })).toBe('red severe')
})

test('[LT3] with only a due instant the fixed spans count', () => {
  expect(marks('2026-11-26', { limit: null })).toBe('yellow none')
  expect(marks('2026-11-27', { limit: null })).toBe('yellow due_soon')
  expect(marks('2026-12-08', { limit: null })).toBe('red severe')
})

test('[LT4] while its clock stands it is yellow and paused, also when it was overdue', () => {
  expect(marks('2026-11-24', { paused: true })).toBe('yellow paused')
  expect(marks('2026-12-02', { paused: true })).toBe('yellow paused')
  expect(marks('2026-11-24', { paused: true, dueAt: null })).toBe('yellow paused')
  expect(nextAt('2026-11-24', { paused: true })).toBeNull()
})

test('[LT4] a stop pauses it and ends by itself; the time inside does not make it more overdue', () => {
  const pauses = [stop('2026-12-02', '2026-12-10')]
  expect(nextAt('2026-12-01', { pauses })).toBe(instant('2026-12-02'))
  expect(marks('2026-12-02', { pauses })).toBe('yellow paused')
  expect(nextAt('2026-12-02', { pauses })).toBe(instant('2026-12-10'))
  expect(marks('2026-12-15', { pauses })).toBe('red overdue')
  expect(nextAt('2026-12-15', { pauses })).toBe(instant('2026-12-16'))
  expect(marks('2026-12-16', { pauses })).toBe('red severe')
  expect(nextAt('2026-12-03', { pauses: [stop('2026-12-02', null)] })).toBeNull()
})

test('[LT4] an extension is in the due instant already and does not hold severity off', () => {
  const pauses = [{ kind: 'extension', workdays: 30 }] as const
  expect(marks('2026-12-08', { pauses })).toBe('red severe')
})

test('[LT5] without a due instant it is neither in time nor late', () => {
  expect(at('2030-01-01', { dueAt: null })).toEqual({
    light: 'yellow',
    risk: 'none',
    provisional: false,
    nextAt: null,
  })
})

test('[LT6] provisional follows the due instant', () => {
  const provisional = (change: Partial<Timed>) =>
    at('2026-11-24', { provisional: true, ...change }).provisional
  expect(provisional({})).toBe(true)
  expect(provisional({ doneAt: instant('2026-11-24') })).toBe(true)
  expect(provisional({ startAt: null })).toBe(false)
  expect(provisional({ dueAt: null })).toBe(false)
  expect(at('2026-11-24').provisional).toBe(false)
})

test('[LT7] the boundaries of a life, one after the other', () => {
  const seen: string[] = []
  let now: number | null = instant('2026-11-20')
  while (now !== null) {
    const { light, risk, nextAt } = judge({ ...item, now })
    seen.push(`${light} ${risk}`)
    now = nextAt
  }
  expect(seen).toEqual(['grey none', 'yellow none', 'yellow due_soon', 'red overdue', 'red severe'])
  expect(nextAt('2026-11-20')).toBe(item.startAt)
  expect(nextAt('2026-11-24')).toBe(instant('2026-11-27'))
  expect(nextAt('2026-11-27')).toBe(item.dueAt! + 1)
  expect(nextAt('2026-12-01')).toBe(instant('2026-12-08'))
  expect(nextAt('2026-12-01', { doneAt: 0 })).toBeNull()
  expect(nextAt('2026-12-01', { startAt: null })).toBeNull()
})
