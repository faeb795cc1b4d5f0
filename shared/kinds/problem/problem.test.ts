import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Part, Thing } from '../kind.ts'
import { kindContract } from '../kind.contract.ts'
import { problem } from './kind.ts'
import { next, PROBLEM_EVENTS, PROBLEM_STATES, type ProblemEvent, type ProblemState } from './life.ts'
import { CATEGORIES, codesOf, GROUPS, REASONS, SATISFACTIONS, SOURCES } from './problem-codes.ts'
import { at, COLLECTED, problemWith, step } from './problem.fixture.ts'

/** The end of a day, as the last instant in time. */
const endOf = (date: string) => instant(date) + DAY - 1

const taken = step(2, 'taken', '2026-11-23 09:00')
const PROMISED = endOf('2026-12-10')
const assigned = step(3, 'assigned', '2026-11-24 09:00', {
  ...{ group: 'permits', to: '宏伟区住建局', promisedAt: PROMISED },
})
const begun = step(4, 'begun', '2026-11-24 14:00')
const resolved = step(5, 'resolved', '2026-12-01 10:00', { text: '系统已修复，可以提交' })
const confirmed = step(6, 'confirmed', '2026-12-02 10:00', { satisfaction: 'satisfied', text: '已提交成功' })
const struckOff = step(7, 'struck_off', '2026-12-02 16:00', { text: '同意销号' })
const whole = [taken, assigned, begun, resolved, confirmed, struckOff]
const upTo = (n: number, fields = {}) => problemWith(whole.slice(0, n), fields)

const typesOf = (thing: Thing, now: string | number) =>
  (at(thing, now).rows?.['steps'] ?? []).map(row => row['type'])

test('[PROB1] the life of a problem, every event in every state (DOMAIN 2.3, 4)', () => {
  const none: Record<ProblemEvent, ProblemState | null> = {
    ...{ taken: null, rejected: null, merged: null, assigned: null, begun: null },
    ...{ resolved: null, confirmed: null, returned: null, struck_off: null },
  }
  const LIFE: Record<ProblemState, Record<ProblemEvent, ProblemState | null>> = {
    collected: { ...none, taken: 'analysing' },
    analysing: { ...none, rejected: 'rejected', merged: 'merged', assigned: 'assigned' },
    rejected: none,
    merged: none,
    assigned: { ...none, assigned: 'assigned', begun: 'handling' },
    handling: { ...none, assigned: 'assigned', resolved: 'resolved' },
    resolved: { ...none, confirmed: 'confirmed', returned: 'handling' },
    confirmed: { ...none, struck_off: 'struck_off' },
    struck_off: none,
  }
  for (const state of PROBLEM_STATES)
    for (const event of PROBLEM_EVENTS)
      expect(next(state, event), `${state} ${event}`).toBe(LIFE[state][event])
})

describe('事事有着落: somebody has it, until a day', () => {
  test.each([
    [0, 'collected', 'analysis', '宏伟区发改委', endOf('2026-11-23')],
    [1, 'analysing', 'decision', '宏伟区发改委', endOf('2026-11-24')],
    [2, 'assigned', 'beginning', '宏伟区住建局', endOf('2026-11-25')],
    [3, 'handling', 'answer', '宏伟区住建局', PROMISED],
    [4, 'resolved', 'confirmation', '宏伟区住建局', endOf('2026-12-04')],
    [5, 'confirmed', 'striking', '宏伟区住建局', endOf('2026-12-03')],
  ] as const)(
    '[PROB2] after %d steps it is %s and waits for %s, and time alone makes that red',
    (n, state, awaits, department, dueAt) => {
      const thing = upTo(n)
      const inTime = at(thing, dueAt)
      expect(inTime).toMatchObject({
        row: { state, awaits, department, dueAt, open: true, light: 'yellow', overdue: false, daysLeft: 0 },
        nextAt: dueAt + 1,
      })
      expect(at(thing, dueAt + 1).row).toMatchObject({ state, light: 'red', risk: 'overdue', overdue: true })
      expect(typesOf(thing, dueAt + 1).at(-1)).toBe('overdue')
    },
  )

  test('[PROB2] [PROB7] struck off, rejected or merged it waits for nothing, is told of for thirty days, and time changes nothing more', () => {
    const ends = [
      upTo(6),
      problemWith([taken, step(3, 'rejected', '2026-11-23 10:00', { reason: 'policy', text: '不符合' })]),
      problemWith([taken, step(3, 'merged', '2026-11-23 10:00', { mergedInto: 'WT20261119-2' })]),
    ]
    for (const thing of ends) {
      const since = at(thing, '2027-06-01').rows?.['steps']?.at(-1)?.['event'] as number
      expect(at(thing, since + 30 * DAY - 1)).toMatchObject({
        row: { recent: true },
        nextAt: since + 30 * DAY,
      })
      expect(at(thing, since + 30 * DAY).row['recent']).toBe(false)
      expect(at(thing, '2027-06-01')).toMatchObject({
        row: { awaits: 'nothing', open: false, overdue: false, dueAt: null, daysLeft: null },
        nextAt: null,
      })
    }
  })

  test('[PROB2] (A20) its days are working days of the calendar, provisional beyond what is published', () => {
    const last = problemWith([step(2, 'taken', '2026-12-31 09:00')])
    expect(at(last, '2026-12-31 10:00').row).toMatchObject({
      ...{ dueAt: endOf('2027-01-04'), provisional: true, light: 'yellow' },
    })
  })

  test('[PROB3] an assignment without a day has fifteen working days', () => {
    const open = problemWith([taken, step(3, 'assigned', '2026-11-24 09:00', { group: 'funds' }), begun])
    expect(at(open, '2026-11-25').row).toMatchObject({ dueAt: endOf('2026-12-15'), promisedAt: null })
  })

  test('[PROB3] what an enterprise sent back is due by its promise, and has five working days at least', () => {
    const early = problemWith([
      ...whole.slice(0, 4),
      step(6, 'returned', '2026-12-02 10:00', { text: '仍不行' }),
    ])
    expect(at(early, '2026-12-02 11:00').row).toMatchObject({
      ...{ state: 'handling', awaits: 'answer', dueAt: PROMISED, returns: 1, done: false, solvedIn: null },
    })
    const late = problemWith([
      ...whole.slice(0, 4),
      step(6, 'returned', '2026-12-10 10:00', { text: '仍不行' }),
    ])
    expect(at(late, '2026-12-10 11:00').row).toMatchObject({ dueAt: endOf('2026-12-17'), overdue: false })
  })

  test('[PROB4] it may be given to another group until it is answered, a temporary one too (handling -> temp_group)', () => {
    const again = step(5, 'assigned', '2026-11-26 09:00', {
      ...{
        group: 'utilities',
        groupName: '供热管线专班',
        to: '宏伟区住建局',
        promisedAt: endOf('2026-12-20'),
      },
    })
    const { row } = at(problemWith([taken, assigned, begun, again]), '2026-11-26 10:00')
    expect(row).toMatchObject({ state: 'assigned', group: 'utilities', groupName: '供热管线专班' })
    expect(row).toMatchObject({ awaits: 'beginning', promisedAt: endOf('2026-12-20') })
  })
})

describe('件件有回音: the ledger', () => {
  test('[PROB5] rejected and merged leave it and count in no rate; answered is done, and only then struck off (HW-04)', () => {
    const flags = (thing: Thing) => {
      const { counted, done, going, struckOff: off, light } = at(thing, '2026-12-20').row
      return [counted, done, going, off, light]
    }
    expect(flags(problemWith([]))).toEqual([true, false, true, false, 'red'])
    expect(flags(upTo(3))).toEqual([true, false, true, false, 'red'])
    expect(flags(upTo(4))).toEqual([true, true, false, false, 'red'])
    expect(flags(upTo(6))).toEqual([true, true, false, true, 'green'])
    const rejected = problemWith([
      taken,
      step(3, 'rejected', '2026-11-23 10:00', { reason: 'own', text: '自身' }),
    ])
    expect(flags(rejected)).toEqual([false, false, false, false, 'not_applicable'])
    expect(at(rejected, '2026-12-20').row).toMatchObject({ reason: 'own', department: '宏伟区发改委' })
    const merged = problemWith([taken, step(3, 'merged', '2026-11-23 10:00', { mergedInto: 'WT20261119-2' })])
    expect(flags(merged)).toEqual([false, false, false, false, 'not_applicable'])
    expect(at(merged, '2026-12-20').row['mergedInto']).toBe('WT20261119-2')
  })

  test('[PROB5] it took from the collection to the last answer; an answer before it was collected took nobody knows how long (A14)', () => {
    expect(at(upTo(6), '2026-12-20').row).toMatchObject({
      ...{ solvedIn: instant('2026-12-01 10:00') - COLLECTED, satisfaction: 'satisfied' },
    })
    const early = problemWith([taken, assigned, begun, step(5, 'resolved', COLLECTED - DAY)])
    expect(at(early, '2026-12-20').row).toMatchObject({ done: true, solvedIn: null })
  })

  test('[PROB6] what could not happen changes nothing, stays in the history and is marked', () => {
    const thing = problemWith([
      step(2, 'struck_off', '2026-11-20 16:00'),
      step(3, 'taken', '2026-11-20 17:00'),
    ])
    const { row, rows } = at(thing, '2026-11-20 18:00')
    expect(row).toMatchObject({ state: 'analysing', struckOffAt: null, marks: ['irregular'], step: 3 })
    expect(rows?.['steps']?.map(each => each['irregular'])).toEqual([false, true, false])
  })

  test('[PROB6] a clock that ran out stays in the history, once for each wait', () => {
    const late = problemWith([step(2, 'taken', endOf('2026-11-23') + HOUR), assigned, begun])
    expect(typesOf(late, '2026-11-25')).toEqual(['collected', 'overdue', 'taken', 'assigned', 'begun'])
    expect(at(late, '2026-11-25').row).toMatchObject({ overdue: false, delays: 1 })
  })

  test('[PROB6] the history says which post did what, and never a person', () => {
    const thing = problemWith(
      [
        step(2, 'taken', '2026-11-23 09:00', { role: 'officer', department: '宏伟区发改委' }),
        step(3, 'assigned', '2026-11-24 09:00', { group: 'permits', to: '宏伟区住建局', text: '请核实' }),
      ],
      { text: '提交时报错', role: 'leader', place: '211004' },
    )
    const [first, second, third] = at(thing, '2026-11-24 12:00').rows?.['steps'] ?? []
    expect(first).toMatchObject({
      key: '1',
      type: 'collected',
      role: 'leader',
      place: '211004',
      text: '提交时报错',
    })
    expect(second).toMatchObject({ key: '2', type: 'taken', role: 'officer', department: '宏伟区发改委' })
    expect(third).toMatchObject({
      key: '3',
      to: '宏伟区住建局',
      group: 'permits',
      text: '请核实',
      role: null,
    })
  })
})

const instants = fc.integer({ min: 0, max: 60 * 24 }).map(hours => COLLECTED - 5 * DAY + hours * HOUR)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const oneOf = <T extends string>(codes: { readonly [code in T]: unknown }) =>
  fc.constantFrom(...codesOf(codes))
const post = {
  role: maybe(fc.constantFrom('leader', 'officer')),
  department: maybe(fc.constant('宏伟区住建局')),
  place: maybe(fc.constant('211004')),
  action: maybe(fc.constant('an-action')),
  text: maybe(fc.constant('说明')),
}
/** Half of them lead on from where the last one left it, so that the far states are reached. */
const steps = fc.array(
  fc.record({
    type: fc.oneof(fc.constantFrom(...PROBLEM_EVENTS), fc.constant('on')),
    at: instants,
    reason: maybe(oneOf(REASONS)),
    mergedInto: maybe(fc.constant('WT20261119-2')),
    group: maybe(oneOf(GROUPS)),
    groupName: maybe(fc.constant('供热管线专班')),
    to: maybe(fc.constant('宏伟区住建局')),
    promisedAt: maybe(instants),
    satisfaction: maybe(oneOf(SATISFACTIONS)),
    ...post,
  }),
  { maxLength: 9 },
)

const WAY = ['taken', 'assigned', 'begun', 'resolved', 'confirmed', 'struck_off'] as const
kindContract({
  kind: problem,
  things: fc
    .record({
      steps,
      fields: fc.record({
        source: oneOf(SOURCES),
        category: maybe(oneOf(CATEGORIES)),
        session: maybe(fc.constant('198')),
        ...post,
      }),
    })
    .map(({ steps: made, fields }) => {
      let ways = 0
      const parts: Part[] = made.map(({ type, at: when, ...said }, i) =>
        step(i + 2, type === 'on' ? WAY[ways++ % WAY.length]! : type, when, said),
      )
      return problemWith(parts, fields)
    }),
  instants,
})
