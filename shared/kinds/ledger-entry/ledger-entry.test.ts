import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { anySteps } from '../worked/worked.fixture.ts'
import { ledgerEntry } from './kind.ts'
import { STATES, TERM_UNITS, THEMES, type LedgerState } from './ledger-codes.ts'

const BEGAN = instant('2026-11-02 10:00')
const ENTRY = {
  ledger: '一事一议道路',
  theme: 'works',
  number: 'DL-1',
  title: '中心村一组道路',
  state: 'going',
}

const entry = (fields: Fields, over = {}) =>
  thingWith(ledgerEntry, { main: partWith({ ...ENTRY, ...fields }, { event: BEGAN, ...over }) })
const at = (fields: Fields, now: string) => rowAt(ledgerEntry, entry(fields), instant(now))
const endOf = (date: string) => instant(date) + DAY - 1

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const moments = fc.integer({ min: -400, max: 400 }).map(days => BEGAN + days * DAY)
const codes = <T extends object>(table: T) => fc.constantFrom(...(Object.keys(table) as (keyof T & string)[]))

kindContract({
  kind: ledgerEntry,
  things: fc
    .record({
      ledger: fc.constantFrom('一事一议道路', '拖欠账款'),
      theme: codes(THEMES),
      number: fc.constant('DL-1'),
      title: fc.constant('中心村一组道路'),
      category: maybe(fc.constant('硬化')),
      state: codes(STATES),
      stage: maybe(fc.constant('待移交')),
      department: maybe(fc.constant('辽阳县交通运输局')),
      party: maybe(fc.constant('演示企业07')),
      parent: maybe(fc.constant('DL')),
      amount: maybe(fc.integer({ min: 0, max: 1e9 })),
      quantity: maybe(fc.integer({ min: 0, max: 1e9 })),
      unit: maybe(fc.constantFrom('公里', '件')),
      beganAt: maybe(moments),
      dueAt: maybe(moments),
      doneAt: maybe(moments),
      term: maybe(fc.integer({ min: 0, max: 5000 })),
      termUnit: maybe(fc.constantFrom(...TERM_UNITS)),
      since: maybe(moments),
      result: maybe(fc.constant('已通车')),
      source: maybe(fc.constant('辽宁日报')),
      asOf: maybe(moments),
    })
    .chain(fields =>
      anySteps(BEGAN).map(steps =>
        thingWith(ledgerEntry, { main: partWith(fields, { event: BEGAN }), ...steps }),
      ),
    ),
  instants: fc.integer({ min: BEGAN - 100 * DAY, max: BEGAN + 300 * DAY }),
})

describe('[LED1] how an entry stands', () => {
  const DUE = endOf('2026-11-30')
  const IN_TIME = '2026-11-16 10:00'
  const LATE = '2026-12-02 10:00'
  const expected: Record<LedgerState, { readonly inTime: object; readonly late: object }> = {
    planned: {
      inTime: { open: true, done: false, overdue: false, light: 'grey', onTime: null },
      late: { open: true, done: false, overdue: true, light: 'red', onTime: false },
    },
    going: {
      inTime: { open: true, done: false, overdue: false, light: 'yellow', onTime: null, daysLeft: 10 },
      late: { open: true, done: false, overdue: true, light: 'red', onTime: false, daysLeft: -2 },
    },
    done: {
      inTime: { open: false, done: true, overdue: false, light: 'green', daysLeft: null },
      late: { open: false, done: true, overdue: false, light: 'green', daysLeft: null },
    },
    stopped: {
      inTime: { open: false, done: false, overdue: false, light: 'not_applicable', onTime: null },
      late: { open: false, done: false, overdue: false, light: 'not_applicable', onTime: null },
    },
  }
  test.each(Object.keys(STATES) as LedgerState[])('[LED1] %s, before its day and after it', state => {
    expect(at({ state, dueAt: DUE }, IN_TIME)).toMatchObject(expected[state].inTime)
    expect(at({ state, dueAt: DUE }, LATE)).toMatchObject(expected[state].late)
  })

  test('[LED1] what has no day is open and never overdue; what is done late says so', () => {
    expect(at({}, '2036-01-01 10:00')).toMatchObject({
      open: true,
      overdue: false,
      light: 'yellow',
      dueAt: null,
    })
    const done = { state: 'done', dueAt: DUE, doneAt: DUE + DAY }
    expect(at(done, LATE)).toMatchObject({ onTime: false, risk: 'late_done' })
    expect(at({ ...done, doneAt: DUE }, LATE)).toMatchObject({ onTime: true, risk: 'none' })
  })
})

describe('[LED2] (PRV-14) a stage has its term by the calendar', () => {
  const since = instant('2026-09-24 10:00')
  test.each([
    // Seven working days over 国庆; the last day of a month that rests is the next that works (民法典 §203).
    [7, 'workday', '2026-10-12'],
    [1, 'month', '2026-10-26'],
    [3, 'month', '2026-12-24'],
    [30, 'day', '2026-10-26'],
  ])('[LED2] %s %s since 2026-09-24 end with %s', (term, termUnit, last) => {
    const fields = { term, termUnit, since, dueAt: instant('2030-01-01') }
    const due = endOf(last)
    expect(at(fields, '2026-09-25 10:00')['dueAt']).toBe(due)
    expect(rowAt(ledgerEntry, entry(fields), due)['overdue']).toBe(false)
    expect(rowAt(ledgerEntry, entry(fields), due + 1)).toMatchObject({ overdue: true, light: 'red' })
  })

  test('[LED2] a term without its beginning or of no sense is none: the promised day stands', () => {
    const dueAt = endOf('2026-11-30')
    for (const fields of [
      { term: 7, termUnit: 'workday' },
      { term: 4000, termUnit: 'workday', since },
    ])
      expect(at({ ...fields, dueAt }, '2026-11-16 10:00')['dueAt']).toBe(dueAt)
  })
})

test('[LED4] (HW-08) of its money all is settled once it is done, and nothing before', () => {
  const settled = (fields: Fields) => at({ amount: 70_000, ...fields }, '2026-11-24 10:24')['doneAmount']
  const done = { state: 'done', beganAt: BEGAN, doneAt: BEGAN + DAY }
  expect([settled({}), settled(done), settled({ state: 'stopped' })]).toEqual([0, 70_000, 0])
  expect(settled({ ...done, amount: null })).toBeNull()
})

test('[LED3] what a department contradicts is marked and stands', () => {
  expect(at({ beganAt: BEGAN, state: 'done', doneAt: BEGAN - 1 }, '2026-11-16 10:00')['marks']).toEqual([
    'impossibleTime',
  ])
  expect(at({ doneAt: BEGAN }, '2026-11-16 10:00')).toMatchObject({ marks: ['irregular'], open: true })
  expect(at({ beganAt: BEGAN, state: 'done', doneAt: BEGAN }, '2026-11-16 10:00')['marks']).toEqual([])
})
