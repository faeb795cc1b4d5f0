import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { LEVELS, type STATES } from './codes.ts'
import { occurrence } from './kind.ts'

const HAPPENED = instant('2026-11-24 09:00')
const DUE = HAPPENED + 4 * HOUR
const FIRE = { number: 'E-1', title: '演示冒烟', type: '火情', level: '3', place: '演示广场', dueAt: DUE }
const thing = (fields: Fields) =>
  thingWith(occurrence, { main: partWith({ ...FIRE, ...fields }, { event: HAPPENED }) })
const at = (fields: Fields, now = HAPPENED + HOUR) => rowAt(occurrence, thing(fields), now)

test('[OCC1] how an occurrence stands follows from when it was taken on and ended', () => {
  const takenAt = HAPPENED + 5 * MINUTE
  const cases: Record<keyof typeof STATES, readonly [Fields, object]> = {
    reported: [{}, { open: true, light: 'yellow', takenAfter: null, doneAfter: null }],
    taken: [{ takenAt }, { open: true, light: 'yellow', takenAfter: 5 * MINUTE }],
    done: [
      { takenAt, doneAt: HAPPENED + HOUR },
      { open: false, done: true, light: 'green', doneAfter: HOUR, onTime: true },
    ],
  }
  for (const [state, [fields, row]] of Object.entries(cases))
    expect(at(fields)).toMatchObject({ state, ...row })
  expect(at({}).system).toBe(thing({}).id.split('/')[0])
})

test('[OCC2] what is not ended in time is overdue, to the instant, and without a term it never is', () => {
  expect(at({}, DUE)).toMatchObject({ overdue: false, due: false })
  expect(at({}, DUE + 1)).toMatchObject({ overdue: true, light: 'red' })
  expect(at({ dueAt: null }, DUE + 9 * DAY)).toMatchObject({ overdue: false, light: 'yellow' })
  expect(at({ doneAt: DUE + 1 }, DUE + DAY)).toMatchObject({
    overdue: false,
    risk: 'late_done',
    onTime: false,
  })
})

test('[OCC3] (A14) what was ended before it happened is kept and marked, and took no time', () => {
  expect(at({ doneAt: HAPPENED - 1 })).toMatchObject({
    state: 'done',
    doneAfter: null,
    marks: ['impossibleTime'],
  })
  const turned = { takenAt: HAPPENED + HOUR, doneAt: HAPPENED + MINUTE }
  expect(at(turned)).toMatchObject({ marks: ['impossibleTime'] })
  expect(at({ takenAt: HAPPENED, doneAt: HAPPENED })).toMatchObject({ marks: [], doneAfter: 0 })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const moments = maybe(fc.integer({ min: -90, max: 9_000 }).map(n => HAPPENED + n * MINUTE))

kindContract({
  kind: occurrence,
  things: fc
    .record({
      number: fc.constant('E-1'),
      title: fc.constant('演示事件'),
      type: maybe(fc.constantFrom('火情', '积水')),
      level: maybe(fc.constantFrom(...(Object.keys(LEVELS) as (keyof typeof LEVELS)[]))),
      place: maybe(fc.constant('演示广场')),
      department: maybe(fc.constant('演示部门')),
      ...{ takenAt: moments, dueAt: moments, doneAt: moments },
    })
    .map(fields => thingWith(occurrence, { main: partWith(fields, { event: HAPPENED, flags: ['late'] }) })),
  instants: fc.integer({ min: HAPPENED - DAY, max: HAPPENED + 30 * DAY }),
})
