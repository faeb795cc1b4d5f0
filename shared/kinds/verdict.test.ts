import { expect, test } from 'vitest'
import { chinaCalendar, instant } from '../calendar/naive.fixture.ts'
import { verdictOf, type Charge } from './verdict.ts'

const NOW = instant('2026-11-23 10:00')
const charge = (over: Partial<Charge>): Charge => ({
  counted: true,
  startAt: instant('2026-11-16 09:00'),
  dueAt: instant('2026-11-25 23:59'),
  done: false,
  doneAt: null,
  paused: false,
  pauses: [],
  limit: { n: 7, unit: 'workday' },
  provisional: false,
  planAccepted: false,
  calendar: chinaCalendar,
  now: NOW,
  ...over,
})

test('[KIND8] what is not counted has no light, no rate and no time to come', () => {
  const verdict = verdictOf(charge({ counted: false, now: instant('2026-12-20') }))
  expect(verdict).toMatchObject({ light: 'not_applicable', due: false, onTime: null, nextAt: null })
})

test('[KIND9] what is done early comes due with its day, not before', () => {
  const early = charge({ done: true, doneAt: NOW - 1 })
  const dueAt = early.dueAt as number
  expect(verdictOf(early)).toMatchObject({ light: 'green', due: false, onTime: true, nextAt: dueAt + 1 })
  expect(verdictOf({ ...early, now: dueAt })).toMatchObject({ due: false })
  expect(verdictOf({ ...early, now: dueAt + 1 })).toMatchObject({ due: true, onTime: true, nextAt: null })
})

test('[KIND9] open: undecided until due, then not in time; done late: not in time', () => {
  const dueAt = charge({}).dueAt as number
  expect(verdictOf(charge({ now: dueAt }))).toMatchObject({ due: false, onTime: null, light: 'yellow' })
  const over = verdictOf(charge({ now: dueAt + 1 }))
  expect(over).toMatchObject({ due: true, onTime: false, light: 'red', step: 'remind' })
  const late = charge({ done: true, doneAt: dueAt + 1, now: dueAt + 2 })
  expect(verdictOf(late)).toMatchObject({ due: true, onTime: false, light: 'green', risk: 'late_done' })
})

test('[KIND9] (A14) done at an unknown time, or without a due instant: nobody can say', () => {
  const sometime = charge({ done: true, doneAt: null, now: instant('2026-12-20') })
  expect(verdictOf(sometime)).toMatchObject({ light: 'green', due: false, onTime: null, nextAt: null })
  const limitless = charge({ dueAt: null, limit: null, done: true, doneAt: NOW })
  expect(verdictOf(limitless)).toMatchObject({ light: 'green', due: false, onTime: null, nextAt: null })
  const open = verdictOf(charge({ dueAt: null, limit: null }))
  expect(open).toMatchObject({ light: 'yellow', due: false, onTime: null, nextAt: null })
})

test('[KIND10] a due instant that is moved on turns red back into yellow', () => {
  const now = instant('2026-11-26 08:00')
  expect(verdictOf(charge({ now })).light).toBe('red')
  expect(verdictOf(charge({ now, dueAt: instant('2026-12-01 23:59') })).light).toBe('yellow')
})

test('[KIND9] a paused thing whose due instant passed before the pause has come due and is not in time', () => {
  const pauses = [{ kind: 'stop', from: instant('2026-11-26 00:00'), to: null }] as const
  const verdict = verdictOf(charge({ now: instant('2026-11-27'), paused: true, pauses }))
  expect(verdict).toMatchObject({ light: 'yellow', risk: 'paused', step: 'none', due: true, onTime: false })
})
