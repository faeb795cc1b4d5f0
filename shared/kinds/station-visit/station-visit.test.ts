import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { stationVisit } from './kind.ts'
import { next, VISIT_EVENTS, VISIT_STATES, type VisitEvent, type VisitState } from './life.ts'

/** A Saturday: the clock of a station does not rest. */
const CAME = instant('2026-11-21 09:00')
const DUE = CAME + DAY

const step = (place: number, type: string, at: number, fields: Fields = {}): Part =>
  partWith(
    { step: place, type, role: type === 'termed' ? 'leader' : 'officer', action: `a${place}`, ...fields },
    { event: at, area: '211004001' },
  )
const visit = (steps: readonly Part[] = [], fields: Fields = {}) =>
  thingWith(stationVisit, {
    main: partWith(
      {
        ...{ number: 'FT20261121-1', title: '邻里漏水', subject: 'dispute', channel: 'walkIn' },
        ...{ role: 'officer', department: '长征街道', action: 'a1', ...fields },
      },
      { event: CAME, area: '211004001' },
    ),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })
const at = (thing: ReturnType<typeof visit>, now: number) => derivedAt(stationVisit, thing, now)

const LIFE: { readonly [state in VisitState]: readonly (VisitState | null)[] } = {
  received: ['closed', 'solving', 'escalated', null, null],
  solving: [null, null, 'escalated', null, 'closed'],
  escalated: [null, null, null, 'termed', null],
  termed: [null, null, null, 'termed', 'closed'],
  closed: [null, null, null, null, null],
}

test('[VIS1] (DOMAIN 2.3-6) three ways, every event in every state', () => {
  for (const state of VISIT_STATES)
    expect(
      VISIT_EVENTS.map((event: VisitEvent) => next(state, event)),
      state,
    ).toEqual(LIFE[state])
})

test('[VIS2] (PRV-01) a question is answered on the spot, and over', () => {
  const { row, nextAt } = at(
    visit([step(2, 'answered', CAME + HOUR, { text: '可到大厅办理' })]),
    CAME + 2 * HOUR,
  )
  expect(row).toMatchObject({
    ...{ state: 'closed', triage: 'answered', open: false, onTime: true, light: 'green', dueAt: null },
    tookMs: HOUR,
  })
  expect(nextAt).toBeNull()
})

test('[VIS3] (PRV-01) what can be solved is solved within 24 natural hours, rest days and nights included', () => {
  const solving = visit([step(2, 'solvable', CAME + HOUR)])
  expect(at(solving, DUE).row).toMatchObject({ state: 'solving', dueAt: DUE, overdue: false })
  expect(at(solving, DUE + 1).row).toMatchObject({ overdue: true, light: 'red' })
  const closed = (when: number) =>
    at(visit([step(2, 'solvable', CAME + HOUR), step(3, 'closed', when)]), DUE + DAY).row
  expect([closed(DUE)['onTime'], closed(DUE + 1)['onTime']]).toEqual([true, false])
})

test('[VIS4] (PRV-01) what is hard waits for the term that a leader sets, and then for that', () => {
  const hard = [step(2, 'solvable', CAME + HOUR), step(3, 'escalated', CAME + 2 * HOUR)]
  expect(at(visit(hard), CAME + 3 * HOUR).row).toMatchObject({
    ...{ state: 'escalated', triage: 'solvable', dueAt: CAME + 2 * HOUR + DAY },
  })
  const until = CAME + 9 * DAY
  const termed = [...hard, step(4, 'termed', CAME + 4 * HOUR, { dueAt: until, to: '宏伟区住建局' })]
  expect(at(visit(termed), until + 1).row).toMatchObject({
    ...{ state: 'termed', department: '宏伟区住建局', dueAt: until, overdue: true },
  })
})

test('[VIS3] what ran out of time stays late, whoever it is passed to afterwards', () => {
  const late = [
    step(2, 'solvable', CAME + HOUR),
    step(3, 'escalated', CAME + 40 * HOUR),
    step(4, 'termed', CAME + 41 * HOUR, { dueAt: CAME + 9 * DAY }),
    step(5, 'closed', CAME + 2 * DAY),
  ]
  expect(at(visit(late), CAME + 3 * DAY).row).toMatchObject({ state: 'closed', onTime: false })
})

test('[VIS6] (ADR 5) what could be solved counts once its 24 hours are over, whoever had it then', () => {
  const steps = [step(2, 'solvable', CAME + HOUR), step(3, 'closed', CAME + 5 * HOUR)]
  const early = at(visit(steps), CAME + 6 * HOUR)
  expect(early.row).toMatchObject({ solveBy: DUE, due: false, withinDay: null, tookMs: 5 * HOUR })
  expect(early.nextAt).toBe(DUE + 1)
  expect(at(visit(steps), DUE + 1).row).toMatchObject({ due: true, withinDay: true })
  const late = [...steps.slice(0, 1), step(3, 'closed', DUE + 1)]
  expect(at(visit(late), DUE + 1).row).toMatchObject({ due: true, withinDay: false })
  expect(at(visit(steps.slice(0, 1)), DUE + 1).row).toMatchObject({ open: true, due: true, withinDay: false })
  const hard = [
    ...steps.slice(0, 1),
    step(3, 'escalated', CAME + 2 * HOUR),
    step(4, 'termed', CAME + 4 * HOUR, { dueAt: CAME + 9 * DAY }),
    step(5, 'closed', CAME + 2 * DAY),
  ]
  expect(at(visit(hard), CAME + 3 * DAY).row).toMatchObject({ onTime: true, due: true, withinDay: false })
})

test('[VIS6] what was answered or hard from the beginning is no part of it, nor is what was closed before it came (A14)', () => {
  const outside = { solveBy: null, due: false, withinDay: null }
  expect(at(visit([step(2, 'answered', CAME + HOUR)]), DUE + DAY).row).toMatchObject(outside)
  expect(at(visit([step(2, 'escalated', CAME + HOUR)]), DUE + DAY).row).toMatchObject(outside)
  const impossible = visit([step(2, 'solvable', CAME + HOUR), step(3, 'closed', CAME - HOUR)])
  expect(at(impossible, DUE + DAY).row).toMatchObject({ ...outside, state: 'closed', tookMs: null })
})

test('[VIS7] what was received here is in hand until it is closed, what another platform tells is not', () => {
  const closed = [step(2, 'answered', CAME + HOUR)]
  const theirs = { role: null, action: null }
  expect(at(visit(), CAME).row['inHand']).toBe(true)
  expect(at(visit(closed), CAME + DAY).row['inHand']).toBe(false)
  expect(at(visit([], theirs), CAME).row).toMatchObject({ inHand: false, open: true })
})

test('[VIS5] what could not happen changes nothing, is marked and stays in the history, which names posts', () => {
  const { row, rows } = at(visit([step(2, 'closed', CAME + HOUR), step(3, 'solvable', CAME + 2 * HOUR)]), DUE)
  expect(row).toMatchObject({ state: 'solving', step: 3, marks: ['irregular'] })
  expect(rows?.['steps']?.map(({ type, irregular }) => [type, irregular])).toEqual([
    ['received', false],
    ['closed', true],
    ['solvable', false],
  ])
  expect(rows?.['steps']?.[0]).toMatchObject({ role: 'officer', department: '长征街道' })
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const instants = fc.integer({ min: -20, max: 24 * 30 }).map(hour => CAME + hour * HOUR)
kindContract({
  kind: stationVisit,
  things: fc
    .record({
      steps: fc.array(
        fc.record({
          type: fc.constantFrom(...VISIT_EVENTS),
          at: instants,
          more: fc.record({
            text: maybe(fc.constant('说明')),
            dueAt: maybe(instants),
            to: maybe(fc.constant('宏伟区住建局')),
            place: maybe(fc.constant('211004')),
            department: maybe(fc.constant('长征街道')),
          }),
        }),
        { maxLength: 6 },
      ),
      fields: fc.record({
        text: maybe(fc.constant('三楼漏水')),
        department: maybe(fc.constant('长征街道')),
        place: maybe(fc.constant('211004')),
        subject: fc.constantFrom('question', 'dispute'),
        channel: fc.constantFrom('walkIn', 'phone'),
      }),
    })
    .map(({ steps, fields }) =>
      visit(
        steps.map(({ type, at: when, more }, i) => step(i + 2, type, when, more)),
        fields,
      ),
    ),
  instants,
})
