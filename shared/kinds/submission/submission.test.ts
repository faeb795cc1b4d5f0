import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { submission } from './kind.ts'
import {
  next,
  SUBMISSION_EVENTS,
  SUBMISSION_STATES,
  type SubmissionEvent,
  type SubmissionState,
} from './life.ts'

const endOf = (date: string) => instant(`${date} 23:59`) + 59_999

/** A Monday; ten days later is a Wednesday. */
const ASKED = instant('2026-11-02 00:00')
const DUE = endOf('2026-11-12')

const step = (place: number, type: SubmissionEvent, at: number, fields: Fields = {}): Part => {
  const role = type === 'submitted' || type === 'withdrawn' ? 'officer' : 'leader'
  return partWith(
    { step: place, type, role, action: `action-${place}`, ...fields },
    { event: at, area: '211000' },
  )
}
const due = (steps: readonly Part[] = [], fields: Fields = {}) =>
  thingWith(submission, {
    main: partWith(
      {
        ...{ form: 'filed-business', title: '营商环境月报', office: '市营商局', period: '2026-10' },
        ...{ withinDays: 10, ...fields },
      },
      { event: ASKED, area: '211000' },
    ),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })
const at = (thing: ReturnType<typeof due>, now: number) => derivedAt(submission, thing, now)

const LIFE: { readonly [state in SubmissionState]: readonly (SubmissionState | null)[] } = {
  due: ['submitted', null, null, null, null, 'excused'],
  submitted: [null, 'due', 'sentBack', 'passed', null, null],
  sentBack: ['submitted', null, null, null, null, 'excused'],
  passed: [null, null, null, null, 'approved', null],
  approved: ['submitted', null, null, null, null, null],
  excused: ['submitted', null, null, null, null, null],
}
/** Where a period has numbers in force: a correction may be given up, and it is not excused. */
const OTHERWISE: { readonly [state in SubmissionState]?: readonly (SubmissionState | null)[] } = {
  due: ['submitted', null, null, null, null, null],
  sentBack: ['submitted', 'approved', null, null, null, null],
}

test('[SUBM1] (填报) handed in and approved, by every event in every state', () => {
  for (const state of SUBMISSION_STATES)
    for (const isInForce of [false, true])
      expect(
        SUBMISSION_EVENTS.map(event => next(state, event, isInForce)),
        `${state} ${isInForce}`,
      ).toEqual((isInForce ? OTHERWISE[state] : undefined) ?? LIFE[state])
})

test('[SUBM2] it is due so many natural days after it was asked for, and red from then on; its office answers', () => {
  expect(at(due(), ASKED + HOUR)).toMatchObject({
    row: { state: 'due', open: true, light: 'yellow', overdue: false, dueAt: DUE, department: '市营商局' },
    nextAt: expect.any(Number),
  })
  expect(at(due(), DUE).row).toMatchObject({ overdue: false, onTime: null })
  expect(at(due(), DUE + 1).row).toMatchObject({ overdue: true, light: 'red', onTime: false })
})

test('[SUBM2] (民法典 §203) a last day that is no working day moves to the next one', () => {
  expect(at(due([], { withinDays: 12 }), ASKED).row).toMatchObject({
    dueAt: endOf('2026-11-16'),
  })
})

test('[SUBM3] handed in it waits two working days for approval, and no department is to be pressed', () => {
  const sent = instant('2026-11-05 10:00')
  const thing = due([step(2, 'submitted', sent)])
  expect(at(thing, sent).row).toMatchObject({
    ...{ state: 'submitted', department: null, office: '市营商局', submittedAt: sent, onTime: true },
    dueAt: endOf('2026-11-09'),
  })
  expect(at(thing, instant('2026-11-10 00:00')).row).toMatchObject({ overdue: true })
  expect(at(due([step(2, 'submitted', DUE + 1)]), DUE + 1).row).toMatchObject({ onTime: false })
})

test('[SUBM4] sent back it has three working days, or what is left of its term; that it came in time stays', () => {
  const sent = instant('2026-11-03 10:00')
  const early = due([step(2, 'submitted', sent), step(3, 'sentBack', sent + HOUR)])
  expect(at(early, sent + HOUR).row).toMatchObject({ state: 'sentBack', dueAt: DUE, department: '市营商局' })
  const late = instant('2026-11-12 10:00')
  const again = due([step(2, 'submitted', late), step(3, 'sentBack', late + HOUR)])
  expect(at(again, late + HOUR).row).toMatchObject({
    ...{ dueAt: endOf('2026-11-17'), onTime: true, returns: 1 },
  })
})

const T = instant('2026-11-03 10:00')
const IN_FORCE = [
  step(2, 'submitted', T),
  step(3, 'approved', T + HOUR),
  step(4, 'inForce', T + HOUR, { role: 'system' }),
]

test('[SUBM5] approved it is not over before its numbers are in force, and nobody is late for that', () => {
  const passed = due(IN_FORCE.slice(0, 2))
  expect(at(passed, T + HOUR)).toMatchObject({
    row: {
      state: 'passed',
      open: true,
      light: 'yellow',
      dueAt: null,
      department: null,
      approvedAt: T + HOUR,
    },
    nextAt: null,
  })
  expect(at(due(IN_FORCE), T + HOUR)).toMatchObject({
    row: { state: 'approved', open: false, light: 'green', dueAt: null, corrected: false },
    nextAt: null,
  })
})

test('[SUBM5] what is in force is corrected in its turn, or the correction is given up; withdrawn it is as it was before', () => {
  const corrected = [...IN_FORCE, step(5, 'submitted', T + 2 * HOUR)]
  expect(at(due(corrected), T + 2 * HOUR).row).toMatchObject({ state: 'submitted', open: true })
  const after = (...more: readonly Part[]) => at(due([...corrected, ...more]), T + 9 * HOUR).row
  const over = { state: 'approved', open: false, light: 'green', corrected: false }
  expect(after(step(6, 'withdrawn', T + 3 * HOUR))).toMatchObject(over)
  const sentBack = step(6, 'sentBack', T + 3 * HOUR)
  expect(after(sentBack)).toMatchObject({ state: 'sentBack', open: true })
  expect(after(sentBack, step(7, 'withdrawn', T + 4 * HOUR))).toMatchObject(over)
  expect(after(sentBack, step(7, 'excused', T + 4 * HOUR))).toMatchObject({ state: 'sentBack' })
  const again = [step(6, 'approved', T + 3 * HOUR), step(7, 'inForce', T + 3 * HOUR)]
  expect(after(...again)).toMatchObject({ ...over, corrected: true })
})

test('[SUBM5] handing in and withdrawing buys no time: its term and whether it came in time are as before', () => {
  const early = [step(2, 'submitted', T), step(3, 'withdrawn', T + HOUR)]
  expect(at(due(early), T + HOUR).row).toMatchObject({
    ...{ state: 'due', dueAt: DUE, open: true, submittedAt: null, onTime: null },
  })
  expect(at(due([...early, step(4, 'submitted', DUE + HOUR)]), DUE + HOUR).row).toMatchObject({
    onTime: false,
  })
  const last = instant('2026-11-12 10:00')
  const back = [step(2, 'submitted', last), step(3, 'sentBack', last)]
  const { dueAt } = at(due(back), last).row
  const played = [...back, step(4, 'submitted', DUE + HOUR), step(5, 'withdrawn', DUE + 2 * HOUR)]
  expect(at(due(played), DUE + 3 * HOUR).row).toMatchObject({ state: 'sentBack', dueAt, onTime: true })
})

test('[SUBM6] what could not happen changes nothing, is marked and stays in the history; an excused period is over', () => {
  const t = ASKED + HOUR
  const { row, rows } = at(due([step(2, 'approved', t)]), t)
  expect(row).toMatchObject({ state: 'due', marks: ['irregular'], step: 2 })
  expect(rows?.['steps']?.map(each => [each['type'], each['irregular']])).toEqual([
    ['due', false],
    ['approved', true],
  ])
  expect(at(due([step(2, 'excused', t, { text: '本期无数据' })]), DUE + HOUR).row).toMatchObject({
    ...{ state: 'excused', open: false, light: 'green', overdue: false },
  })
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
kindContract({
  kind: submission,
  things: fc
    .array(
      fc.record({
        type: fc.constantFrom(...SUBMISSION_EVENTS),
        place: fc.integer({ min: 2, max: 9 }),
        after: fc.integer({ min: 0, max: 40 * 24 }),
        more: fc.record({
          text: maybe(fc.constant('数字有误')),
          department: maybe(fc.constant('市营商局')),
          place: maybe(fc.constant('211000')),
        }),
      }),
      { maxLength: 8 },
    )
    .map(steps =>
      due(steps.map(({ type, place, after, more }) => step(place, type, ASKED + after * HOUR, more))),
    ),
  instants: fc.integer({ min: 0, max: 60 * 24 }).map(hours => ASKED + hours * HOUR),
})
