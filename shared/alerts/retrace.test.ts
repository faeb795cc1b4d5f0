import { expect, test } from 'vitest'
import { MINUTE } from '../calendar/civil.ts'
import { raisedIn, type PastValue } from './retrace.ts'

const START = 1_795_363_200_000
/** One a minute, each good for a minute and a half; a gap where there is null. */
const told = (values: readonly (number | null)[]): readonly PastValue[] =>
  values.flatMap((value, i) => {
    const at = START + i * MINUTE
    return value === null ? [] : [{ at, value, liveUntil: at + 1.5 * MINUTE }]
  })
const minutesOf = (
  values: readonly (number | null)[],
  condition: Parameters<typeof raisedIn>[1]['condition'],
  forSeconds = 0,
) =>
  raisedIn(told(values), { condition, forSeconds }, START + values.length * MINUTE).map(
    at => (at - START) / MINUTE,
  )

test('[ALR10] over values of the past a rule raises where it would have raised, and not again before it cleared', () => {
  const above = { above: 10, clear: 8 }
  expect(minutesOf([5, 11, 12, 9, 11, 7, 11], above)).toEqual([1, 6])
  expect(minutesOf([5, 6, 7], above)).toEqual([])
  expect(minutesOf([5, 4, 6, 4], { below: 5 })).toEqual([1, 3])
  expect(minutesOf([5, 5, 8, 8], { changesBy: 3, withinSeconds: 120 })).toEqual([2])
  // Between two values a change is over when its window is, and the next one raises again.
  expect(minutesOf([5, 8, 8, 5, 5], { changesBy: 3, withinSeconds: 20 })).toEqual([1, 3])
  expect(minutesOf([], above)).toEqual([])
})

test('[ALR10] it must have held for its time, which ends between two values as well', () => {
  expect(minutesOf([11, 11, 11, 7], { above: 10 }, 150)).toEqual([2.5])
  expect(minutesOf([11, 11, 7, 11, 11], { above: 10 }, 180)).toEqual([])
  // The last value holds up to now, and no longer than it is live.
  expect(minutesOf([7, 11, 11], { above: 10 }, 90)).toEqual([2.5])
  expect(minutesOf([7, 11, null, null, null, null], { above: 10 }, 120)).toEqual([])
})

test('[ALR10] across a gap nothing is measured, what waited begins anew, and what is raised stays so', () => {
  expect(minutesOf([11, null, null, 11, 11], { above: 10 }, 150)).toEqual([])
  expect(minutesOf([11, null, null, 11, 11, 7, 11], { above: 10 })).toEqual([0, 6])
  expect(minutesOf([5, null, null, 9, 9], { changesBy: 3, withinSeconds: 3_600 })).toEqual([])
})
