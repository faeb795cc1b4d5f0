import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, envAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { parkLinkage } from './kind.ts'
import { RECENT } from './derive.ts'
import { ANSWERING, PLAN, type AlarmSort, type Answering } from './plan.ts'

const AT = instant('2026-11-26 14:00')
const SECOND = 1000
type Answers = { readonly [system in Answering]?: number }

const alarm = (answers: Answers, fields: Fields = {}) => {
  const told = { number: 'AL20261126-01', sort: 'gas', tag: 'GDS-107', raisedAt: AT, ...fields }
  const parts = Object.entries(answers).map(([system, after]) => {
    const answer = { system, device: `D-${system}`, action: '演示动作', at: AT + after * SECOND }
    return [`answer:${system}`, partWith(answer, { event: answer.at })]
  })
  return thingWith(parkLinkage, { main: partWith(told, { event: AT }), ...Object.fromEntries(parts) })
}
const after = (seconds: number, answers: Answers, fields: Fields = {}) =>
  rowAt(parkLinkage, alarm(answers, fields), AT + seconds * SECOND)
const ALL: Answers = { boards: 4, vehicles: 21, fire: 12, pipes: 8, environment: 55, energy: 30 }

test('[LKG1] (PRV-13) each system that the plan asks answers an alarm after so many seconds, the first and the last are told', () => {
  expect(after(300, ALL)).toMatchObject({
    ...{ title: '可燃气体', tag: 'GDS-107', open: true, asked: 6, answered: 6, silent: 0, late: 0 },
    ...{ due: true, onTime: true, light: 'green', firstMs: 4000, lastMs: 55_000 },
    ...{ boards: 'answered', boardsMs: 4000, vehicles: 'answered', vehiclesMs: 21_000 },
  })
  const steps = derivedAt(parkLinkage, alarm(ALL), AT + 300 * SECOND).rows!['steps']!
  expect(steps.map(({ system }) => system)).toEqual(ANSWERING)
  expect(steps[2]).toMatchObject({ key: 'fire', device: 'D-fire', action: '演示动作', tookMs: 12_000, limitMs: 60_000, onTime: true }) // oxfmt-ignore
})

test('[LKG2] who has not answered is awaited up to his limit and silent from then on: the alarm turns red by the clock', () => {
  const { vehicles: _silent, ...others } = ALL
  expect(after(60, others)).toMatchObject({ vehicles: 'waiting', silent: 0, due: false, onTime: null, light: 'yellow' }) // oxfmt-ignore
  const limit = PLAN.gas.vehicles!
  expect(derivedAt(parkLinkage, alarm(others), AT).nextAt).toBe(AT + limit + 1)
  expect(rowAt(parkLinkage, alarm(others), AT + limit)).toMatchObject({ vehicles: 'waiting' })
  expect(rowAt(parkLinkage, alarm(others), AT + limit + 1)).toMatchObject({
    ...{ vehicles: 'silent', vehiclesMs: null, silent: 1, unanswered: true, answered: 5 },
    ...{ due: true, onTime: false, light: 'red' },
  })
})

test('[LKG3] an answer after its limit came, and not in time; one at it did', () => {
  expect(after(300, { ...ALL, boards: 30 })).toMatchObject({ boards: 'answered', onTime: true })
  expect(after(300, { ...ALL, boards: 30.001 })).toMatchObject({
    ...{ boards: 'late', boardsMs: 30_001, late: 1, answered: 6, silent: 0, onTime: false, light: 'green' },
  })
})

test('[LKG4] whom the plan does not ask is never silent, and what he does counts for nobody', () => {
  const row = after(300, { boards: 5, pipes: 6, energy: 2 }, { sort: 'level', endedAt: AT + 200 * SECOND })
  expect(row).toMatchObject({
    ...{ asked: 3, answered: 2, silent: 1, vehicles: 'silent', fire: 'none', fireMs: null },
    ...{ energy: 'answered', energyMs: 2000, firstMs: 5000, open: false },
  })
})

test('[LKG5] (A14) an answer dated before its alarm came, nobody knows when, and is marked', () => {
  expect(after(300, { ...ALL, boards: -40 })).toMatchObject({
    ...{ boards: 'answered', boardsMs: null, answered: 6, firstMs: 8000, onTime: true },
    marks: ['impossibleTime'],
  })
  expect(after(300, ALL, { endedAt: AT - 1 })).toMatchObject({ marks: ['impossibleTime'], open: false })
})

test('[LKG5] (A3) an answer that is heard before its alarm waits for it', () => {
  const { parts } = alarm({ fire: 3 })
  const early = thingWith(parkLinkage, { 'answer:fire': parts['answer:fire']! })
  expect(parkLinkage.derive(early, envAt(AT))).toBeNull()
})

test('[LKG6] an alarm of the last seven days is recent', () => {
  expect(rowAt(parkLinkage, alarm(ALL), AT + RECENT - 1)).toMatchObject({ recent: true })
  expect(rowAt(parkLinkage, alarm(ALL), AT + RECENT)).toMatchObject({ recent: false, onTime: true })
  expect(derivedAt(parkLinkage, alarm(ALL), AT + 300 * SECOND).nextAt).toBe(AT + RECENT)
})

const seconds = fc.option(fc.integer({ min: -20, max: 150 }), { nil: undefined, freq: 3 })
kindContract({
  kind: parkLinkage,
  things: fc
    .record({
      sort: fc.constantFrom<AlarmSort>('gas', 'level', 'pressure'),
      endedAt: fc.constantFrom(null, AT - 1, AT + 600 * SECOND),
      answers: fc.record(Object.fromEntries(ANSWERING.map(system => [system, seconds]))),
    })
    .map(({ answers, ...fields }) => {
      const given = Object.entries(answers).filter(([, value]) => value !== undefined)
      return alarm(Object.fromEntries(given), fields)
    }),
  instants: fc.integer({ min: -10, max: 200 }).map(s => AT + s * SECOND),
})
