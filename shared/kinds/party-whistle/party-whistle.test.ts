import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { anySteps } from '../worked/worked.fixture.ts'
import { partyWhistle } from './kind.ts'
import { whistleLife, WHISTLE_STATES, type WhistleState } from './life.ts'

const CALLED = instant('2026-11-24 09:00')
const after = (minutes: number) => CALLED + minutes * MINUTE
const call = (fields: Fields) =>
  thingWith(partyWhistle, { main: partWith({ whistleNo: 'WS1', ...fields }, { event: CALLED }) })
const row = (fields: Fields) => rowAt(partyWhistle, call(fields), CALLED)

/** Which instants are told, and where the call stands by each state told; `!`: by a way it should not take. */
type Instants = 'none' | 'report' | 'done' | 'both'
const STANDS: { readonly [state in WhistleState | 'unknown']: { readonly [instants in Instants]: string } } =
  {
    unknown: { none: 'whistled', report: 'reported', done: '!done', both: 'done' },
    whistled: { none: 'whistled', report: 'reported', done: '!done', both: 'done' },
    reported: { none: 'reported', report: 'reported', done: '!done', both: 'done' },
    done: { none: '!done', report: 'done', done: '!done', both: 'done' },
  }
const TIMES: { readonly [instants in Instants]: readonly [report: number | null, done: number | null] } = {
  none: [null, null],
  report: [after(6), null],
  done: [null, after(30)],
  both: [after(6), after(30)],
}

test('[PWHI1] a call has gone as far as its state or one of its instants says', () => {
  for (const state of [...WHISTLE_STATES, 'unknown'] as const)
    for (const instants of Object.keys(TIMES) as Instants[]) {
      const [reportAt, doneAt] = TIMES[instants]
      const told = state === 'unknown' ? null : state
      const life = whistleLife({ state: told, whistleAt: CALLED, reportAt, doneAt })
      const irregular = life.irregular ? '!' : ''
      expect(`${irregular}${life.state}`, `${state} ${instants}`).toBe(STANDS[state][instants])
    }
})

test('[PWHI1] settled means that somebody came, and how long both took', () => {
  expect(row({ state: 'done', reportAt: after(6), doneAt: after(30) })).toMatchObject({
    reported: true,
    done: true,
    open: false,
    reportMs: 6 * MINUTE,
    doneMs: 30 * MINUTE,
    marks: [],
  })
  expect(row({ state: 'done' })).toMatchObject({ reported: true, reportMs: null, marks: ['irregular'] })
  expect(row({})).toMatchObject({ state: 'whistled', reported: false, open: true })
})

test('[PWHI2] (A14) what is dated before the call happened at an unknown time', () => {
  expect(row({ reportAt: after(-1), doneAt: after(30) })).toMatchObject({
    state: 'done',
    reportAt: null,
    doneAt: after(30),
    marks: ['impossibleTime'],
  })
  expect(row({ reportAt: after(6), doneAt: after(5) })).toMatchObject({
    doneAt: null,
    doneMs: null,
    done: true,
  })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const time = maybe(fc.integer({ min: -10, max: 500 }).map(after))
kindContract({
  kind: partyWhistle,
  things: fc
    .record({
      branch: maybe(fc.constant('B211002016171')),
      branchName: maybe(fc.constant('金银社区第8党支部')),
      matter: maybe(fc.constant('楼道堆物')),
      state: maybe(fc.constantFrom(...WHISTLE_STATES)),
      reportAt: time,
      doneAt: time,
    })
    .chain(fields =>
      anySteps(CALLED).map(steps =>
        thingWith(partyWhistle, {
          main: partWith({ whistleNo: 'WS1', ...fields }, { event: CALLED }),
          ...steps,
        }),
      ),
    ),
  instants: fc.integer({ min: CALLED, max: CALLED + 60 * 24 * 60 * MINUTE }),
})
