import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { GROUP_OF, TYPES, type WorkType } from './codes.ts'
import type { STATES } from './derive.ts'
import { cityWork } from './kind.ts'

const ANNOUNCED = instant('2026-05-01 08:00')
const BEGINS = instant('2026-05-11 08:00')
const DUE = instant('2026-11-01 00:00') - 1
const NOW = instant('2026-08-10 10:00')
const WORK = { number: 'SZ-1', title: '演示大街排水改造', type: 'drain', dueAt: DUE }

const work = (fields: Fields) =>
  thingWith(cityWork, { main: partWith({ ...WORK, ...fields }, { event: ANNOUNCED }) })
const at = (fields: Fields, now: number) => rowAt(cityWork, work(fields), now)

describe('[CWK1] how a work stands', () => {
  const cases: Record<keyof typeof STATES, { readonly fields: Fields; readonly row: object }> = {
    planned: { fields: {}, row: { open: true, done: false, light: 'grey', percent: null } },
    going: { fields: { beganAt: BEGINS, percent: 40 }, row: { open: true, light: 'yellow', percent: 40 } },
    halted: {
      fields: { beganAt: BEGINS, percent: 40, halted: true },
      row: { open: true, light: 'yellow', percent: 40 },
    },
    done: {
      fields: { beganAt: BEGINS, doneAt: BEGINS + 60 * DAY },
      row: { open: false, done: true, light: 'green', percent: 100, daysLeft: null },
    },
  }
  test.each(Object.entries(cases))('[CWK1] %s', (state, { fields, row }) => {
    expect(at(fields, NOW)).toMatchObject({ state, overdue: false, ...row })
  })

  test('[CWK1] each type belongs to a group: sites, municipal works, renovations', () => {
    const groups = Object.keys(TYPES).map(type => at({ type }, NOW)['group'])
    expect(groups).toEqual(Object.keys(TYPES).map(type => GROUP_OF[type as WorkType]))
    expect(new Set(groups)).toEqual(new Set(['site', 'municipal', 'renewal']))
  })
})

test('[CWK2] what is not finished by its day is overdue, halted and not begun as well; without a day it never is', () => {
  for (const fields of [{}, { beganAt: BEGINS }, { beganAt: BEGINS, halted: true }]) {
    expect(at(fields, DUE)).toMatchObject({ overdue: false, daysLeft: 0 })
    expect(at(fields, DUE + 1)).toMatchObject({ overdue: true, light: 'red' })
    expect(at({ ...fields, dueAt: null }, DUE + 99 * DAY)).toMatchObject({ overdue: false, daysLeft: null })
  }
  expect(at({ beganAt: BEGINS, doneAt: DUE + DAY }, DUE + 9 * DAY)).toMatchObject({
    ...{ overdue: false, due: true, onTime: false, risk: 'late_done' },
  })
})

test('[CWK3] (A14) what contradicts itself is marked and kept, and more than all of it is no share', () => {
  expect(at({ beganAt: BEGINS, percent: 130 }, NOW)).toMatchObject({ percent: null, marks: ['irregular'] })
  expect(at({ beganAt: BEGINS, doneAt: BEGINS + DAY, halted: true }, NOW)).toMatchObject({
    ...{ state: 'done', marks: ['irregular'] },
  })
  expect(at({ beganAt: BEGINS, doneAt: BEGINS - DAY }, NOW)['marks']).toEqual(['impossibleTime'])
  expect(at({ beganAt: BEGINS, percent: 100 }, NOW)).toMatchObject({ state: 'going', marks: [] })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const moments = maybe(fc.integer({ min: -20, max: 300 }).map(days => BEGINS + days * DAY))

kindContract({
  kind: cityWork,
  things: fc
    .record({
      number: fc.constant('SZ-1'),
      title: fc.constant('演示大街排水改造'),
      type: fc.constantFrom(...(Object.keys(TYPES) as WorkType[])),
      stage: maybe(fc.constant('管道铺设')),
      percent: maybe(fc.integer({ min: 0, max: 140 })),
      department: maybe(fc.constant('市住建局')),
      builder: maybe(fc.constant('演示建设一公司')),
      device: maybe(fc.constant('DS-01')),
      households: maybe(fc.integer({ min: 0, max: 2000 })),
      ...{ beganAt: moments, dueAt: moments, doneAt: moments },
      halted: maybe(fc.boolean()),
    })
    .map(fields => thingWith(cityWork, { main: partWith(fields, { event: ANNOUNCED, flags: ['late'] }) })),
  instants: fc.integer({ min: BEGINS - DAY, max: BEGINS + 400 * DAY }),
})
