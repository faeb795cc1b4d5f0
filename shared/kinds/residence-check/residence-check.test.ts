import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { RESULTS, SOURCES, TYPES } from './codes.ts'
import type { STATES } from './derive.ts'
import { residenceCheck } from './kind.ts'

const GIVEN = instant('2026-11-20 10:00')
const CHECK = { number: 'HC1', title: '第3网格出租房屋复核', type: 'rented' }
/** Friday and three working days: the end of the next Wednesday. */
const DUE = instant('2026-11-26 00:00') - 1

const check = (fields: Fields) =>
  thingWith(residenceCheck, { main: partWith({ ...CHECK, ...fields }, { event: GIVEN }) })
const at = (fields: Fields, now: number) => rowAt(residenceCheck, check(fields), now)

describe('[RCHK1] how a check stands', () => {
  const TAKEN = { takenAt: GIVEN + HOUR }
  const cases: Record<keyof typeof STATES, { readonly fields: Fields; readonly row: object }> = {
    issued: { fields: {}, row: { open: true, light: 'yellow', daysLeft: 2 } },
    taken: { fields: TAKEN, row: { open: true, light: 'yellow' } },
    again: {
      fields: { ...TAKEN, result: 'absent', visits: 1 },
      row: { open: true, light: 'yellow', visits: 1 },
    },
    done: {
      fields: { ...TAKEN, doneAt: GIVEN + DAY, result: 'changed' },
      row: { open: false, done: true, light: 'green', daysLeft: null, result: 'changed' },
    },
    void: {
      fields: { ...TAKEN, result: 'void' },
      row: { open: false, done: false, light: 'not_applicable' },
    },
  }
  test.each(Object.entries(cases))('[RCHK1] %s', (state, { fields, row }) => {
    expect(at({ limit: 3, ...fields }, instant('2026-11-23 10:00'))).toMatchObject({
      state,
      overdue: false,
      ...row,
    })
  })

  test('[RCHK1] what was found was done, though nobody may know when', () => {
    expect(at({ limit: 3, result: 'matched' }, DUE + DAY)).toMatchObject({
      state: 'done',
      onTime: null,
      due: false,
    })
  })
})

test('[RCHK2] it is due by working days, and nobody at home is no excuse', () => {
  for (const fields of [{}, { takenAt: GIVEN + HOUR }, { takenAt: GIVEN + HOUR, result: 'absent' }]) {
    expect(at({ limit: 3, ...fields }, DUE)).toMatchObject({ dueAt: DUE, overdue: false, daysLeft: 0 })
    expect(at({ limit: 3, ...fields }, DUE + 1)).toMatchObject({ overdue: true, light: 'red', onTime: false })
  }
  expect(at({ limit: 3, doneAt: DUE + 1, result: 'matched' }, DUE + DAY)).toMatchObject({
    ...{ overdue: false, due: true, onTime: false, risk: 'late_done' },
  })
})

test('[RCHK2] without a term, or one of no sense, it is never overdue', () => {
  for (const fields of [{}, { limit: 4000 }])
    expect(at(fields, instant('2027-11-20 10:00'))).toMatchObject({
      dueAt: null,
      overdue: false,
      daysLeft: null,
    })
})

test('[RCHK3] (A14) what contradicts itself is marked, and kept', () => {
  const marks = (fields: Fields) => at({ limit: 3, ...fields }, DUE)['marks']
  expect(marks({ doneAt: GIVEN - 1, result: 'matched' })).toEqual(['impossibleTime'])
  expect(marks({ takenAt: GIVEN - 1 })).toEqual(['impossibleTime'])
  expect(marks({ doneAt: GIVEN + 1, result: 'absent' })).toEqual(['irregular'])
  expect(marks({ doneAt: GIVEN + 1, result: 'matched' })).toEqual([])
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const moments = maybe(fc.integer({ min: -2, max: 30 }).map(days => GIVEN + days * DAY))
const codes = <T extends object>(table: T) => fc.constantFrom(...(Object.keys(table) as (keyof T & string)[]))

kindContract({
  kind: residenceCheck,
  things: fc
    .record({
      number: fc.constant('HC1'),
      title: fc.constant('整栋核查'),
      type: codes(TYPES),
      source: maybe(codes(SOURCES)),
      department: maybe(fc.constant('襄平街道综治中心')),
      limit: maybe(fc.integer({ min: 0, max: 400 })),
      takenAt: moments,
      doneAt: moments,
      result: maybe(codes(RESULTS)),
      visits: maybe(fc.integer({ min: 0, max: 9 })),
    })
    .map(fields => thingWith(residenceCheck, { main: partWith(fields, { event: GIVEN, flags: ['late'] }) })),
  instants: fc.integer({ min: GIVEN - DAY, max: GIVEN + 40 * DAY }),
})
