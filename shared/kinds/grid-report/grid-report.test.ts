import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Part } from '../kind.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { gridReport } from './kind.ts'
import { HANDLED, moveReport, REPORT_STATES, type ReportState } from './report-state.ts'

const REPORTED = instant('2026-11-23 09:00')
const after = (minutes: number) => REPORTED + minutes * MINUTE
type Entry = readonly [status: ReportState, at: number | null]

const report = (history: readonly Entry[], fields: Fields = {}) =>
  thingWith(gridReport, {
    'main:event': partWith(
      { reportNo: 'WG-1', history: history.map(([status, at]) => ({ status, at })), ...fields },
      { event: REPORTED },
    ),
  })
const row = (history: readonly Entry[], fields: Fields = {}) =>
  rowAt(gridReport, report(history, fields), after(900))

const ANSWERED: readonly Entry[] = [
  ['submitted', REPORTED],
  ['community_triage', after(12)],
  ['upgraded', after(30)],
  ['feedback_sent', after(500)],
]

/** Where each step leads from each state; `!`: by a way it should not take. */
const MOVES: { readonly [state in ReportState]: readonly string[] } = {
  submitted: ['submitted', 'community_triage', '!self_handled', '!upgraded', '!invalid', '!feedback_sent'],
  community_triage: ['!community_triage', '!community_triage', 'self_handled', 'upgraded', 'invalid', '!feedback_sent'], // oxfmt-ignore
  self_handled: ['!self_handled', '!self_handled', '!self_handled', 'upgraded', '!invalid', 'feedback_sent'],
  upgraded: ['!upgraded', '!upgraded', '!self_handled', '!upgraded', '!invalid', 'feedback_sent'],
  invalid: ['!invalid', '!invalid', '!self_handled', '!upgraded', '!invalid', 'feedback_sent'],
  feedback_sent: ['!feedback_sent', '!feedback_sent', '!feedback_sent', '!feedback_sent', '!feedback_sent', '!feedback_sent'], // oxfmt-ignore
}

test('[GRR1] (DOMAIN 2.3-5) every state and step has its place in the table', () => {
  for (const state of REPORT_STATES) {
    const moves = REPORT_STATES.map(step => moveReport(state, step))
    expect(
      moves.map(move => `${move.regular ? '' : '!'}${move.state}`),
      state,
    ).toEqual(MOVES[state])
  }
})

test('[GRR2] (A3) a history gives the same in any order, and the decision stays known after the answer', () => {
  const straight = row(ANSWERED)
  expect(straight).toMatchObject({ state: 'feedback_sent', outcome: 'upgraded', open: false, marks: [] })
  expect(straight).toMatchObject({ triageMs: 12 * MINUTE, answerMs: 500 * MINUTE })
  fc.assert(
    fc.property(fc.shuffledSubarray([...ANSWERED], { minLength: ANSWERED.length }), shuffled => {
      expect(row(shuffled)).toEqual(straight)
    }),
    { numRuns: 50 },
  )
})

test('[GRR3] a report is open until its reporter was answered', () => {
  const opens = ANSWERED.map((_, i) => row(ANSWERED.slice(0, i + 1))['open'])
  expect(opens).toEqual([true, true, true, false])
})

test('[GRR4] (A14) an answer dated before the report is believed, at an unknown time', () => {
  const impossible = row([...ANSWERED.slice(0, 3), ['feedback_sent', REPORTED - HOUR]])
  expect(impossible).toMatchObject({ state: 'feedback_sent', answeredAt: null, answerMs: null })
  expect(impossible['marks']).toEqual(['impossibleTime'])
})

test('[GRR5] (A4) what came days late was not slow to be answered, and lies on its own day', () => {
  const late = row([['submitted', REPORTED], ['community_triage', after(620)]], { uploadedAt: after(600) }) // oxfmt-ignore
  expect(late).toMatchObject({ event: REPORTED, triageMs: 20 * MINUTE, delayMs: 10 * HOUR })
})

test('[GRR6] (HW-18) the duty of a role is told beside the reports and is none', () => {
  const duty = thingWith(gridReport, { 'main:骑手': partWith({ total: 200, onDuty: 187, history: null }) })
  expect(rowAt(gridReport, duty, REPORTED)).toMatchObject({
    type: 'duty',
    total: 200,
    onDuty: 187,
    state: null,
    open: null,
  })
  expect(row(ANSWERED, { reporterType: '骑手' })).toMatchObject({ rider: true, onDuty: null, type: 'event' })
})

test('[GRR7] a patrol that turned into an event is one report, the newest told', () => {
  const first = partWith({ reportNo: 'WG-1', type: 'patrol', history: [] }, { version: 1 })
  const then = partWith({ reportNo: 'WG-1', type: 'event', history: [] }, { version: 2 })
  const both = thingWith(gridReport, { 'main:event': then, 'main:patrol': first })
  expect(rowAt(gridReport, both, REPORTED)['type']).toBe('event')
})

const step = (place: number, type: string, at: number, fields: Fields = {}) =>
  partWith({ step: place, type, role: 'officer', action: `a${place}`, ...fields }, { event: at })
const DUE = after(24 * 60)
const made = (steps: readonly Part[] = [], fields: Fields = {}) =>
  thingWith(gridReport, {
    'main:event': partWith(
      {
        ...{ reportNo: 'SP20261123-1', description: '井盖松动', photo: 'a'.repeat(64), action: 'a1' },
        ...{ history: [{ status: 'submitted', at: REPORTED }], answerBy: DUE, ...fields },
      },
      { event: REPORTED },
    ),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })

test('[GRR8] (HW-18) what was made here goes on by its steps, whatever order they came in, and says where it went and what was answered', () => {
  const steps = [
    step(2, 'community_triage', after(10)),
    step(3, 'upgraded', after(20), { upgradedTo: 'citymgmt', upgradedNo: 'CG-1', text: '转城管' }),
    step(4, 'feedback_sent', after(600), { text: '井盖已更换' }),
  ]
  for (const order of [steps, [...steps].reverse()])
    expect(rowAt(gridReport, made(order), after(700))).toMatchObject({
      ...{ own: true, state: 'feedback_sent', outcome: 'upgraded', answered: true, step: 4, marks: [] },
      ...{ upgradedTo: 'citymgmt', upgradedNo: 'CG-1', answer: '井盖已更换', answerMs: 600 * MINUTE },
    })
  const { rows } = derivedAt(gridReport, made(steps), after(700))
  expect(rows?.['steps']?.map(({ type, role, text }) => [type, role, text])).toEqual([
    ['submitted', null, '井盖松动'],
    ['community_triage', 'officer', null],
    ['upgraded', 'officer', '转城管'],
    ['feedback_sent', 'officer', '井盖已更换'],
  ])
  const irregular = derivedAt(gridReport, made([step(2, 'feedback_sent', after(5))]), after(6))
  expect(irregular.rows?.['steps']?.[1]).toMatchObject({ type: 'feedback_sent', irregular: true })
})

test('[GRR9] (DOMAIN 2.3-5) whoever made it is answered by an instant; past it the report is overdue until he was', () => {
  const open = derivedAt(gridReport, made(), DUE)
  expect([open.row['overdue'], open.row['dueAt'], open.nextAt]).toEqual([false, DUE, DUE + 1])
  expect(derivedAt(gridReport, made(), DUE + 1)).toMatchObject({ row: { overdue: true }, nextAt: null })
  const late = [
    step(2, 'community_triage', DUE),
    step(3, 'self_handled', DUE),
    step(4, 'feedback_sent', DUE + 9),
  ]
  expect(derivedAt(gridReport, made(late), DUE + 9)).toMatchObject({ row: { overdue: false }, nextAt: null })
  expect(row(ANSWERED.slice(0, 1))).toMatchObject({ own: false, overdue: false, dueAt: null })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const time = fc.integer({ min: -60, max: 3_000 }).map(after)
const reports = fc.record({
  type: maybe(fc.constantFrom('event', 'patrol')),
  reportNo: fc.constant('WG-1'),
  reporterType: maybe(fc.constantFrom('骑手', '专职网格员')),
  category: maybe(fc.constant('环境卫生')),
  level: maybe(fc.integer({ min: 1, max: 3 })),
  uploadedAt: maybe(time),
  upgradedTo: maybe(fc.constantFrom('citymgmt', 'hotline', 'dispute')),
  upgradedNo: maybe(fc.constant('A1')),
  history: fc.array(fc.record({ status: fc.constantFrom(...REPORT_STATES), at: maybe(time) }), { maxLength: 8 }), // oxfmt-ignore
})
const duties = fc.record({ total: fc.constant(200), onDuty: fc.integer({ min: 0, max: 200 }) })

test('[GRR10] (LYX-05) it is answered for by the department that it names, else by whoever did something with it last', () => {
  const taken = step(2, 'community_triage', after(10), { department: '长征街道办' })
  const of = (fields: Fields, steps: readonly Part[]) =>
    rowAt(gridReport, made(steps, fields), after(60))['department']
  expect(of({ office: '市委政法委' }, [taken])).toBe('市委政法委')
  expect([of({}, [taken]), of({}, [])]).toEqual(['长征街道办', null])
})

kindContract({
  kind: gridReport,
  things: fc.oneof(
    reports.map(fields =>
      thingWith(gridReport, { 'main:event': partWith(fields as Fields, { event: REPORTED }) }),
    ),
    fc
      .array(
        fc.record({
          type: fc.constantFrom(...HANDLED),
          at: fc.integer({ min: -60, max: 3_000 }).map(after),
          more: fc.record({
            text: maybe(fc.constant('已处理')),
            upgradedTo: maybe(fc.constant('citymgmt')),
            upgradedNo: maybe(fc.constant('CG-1')),
            photo: maybe(fc.constant('b'.repeat(64))),
            department: maybe(fc.constant('市城管局')),
            place: maybe(fc.constant('211004')),
          }),
        }),
        { maxLength: 6 },
      )
      .map(steps => made(steps.map(({ type, at, more }, i) => step(i + 2, type, at, more)))),
    duties.map(fields => thingWith(gridReport, { 'main:骑手': partWith(fields as Fields) })),
  ),
  instants: fc.constantFrom(after(900), DUE, DUE + 1, after(4_000)),
})
