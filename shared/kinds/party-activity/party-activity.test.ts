import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { partyActivity } from './kind.ts'

const COUNTED = instant('2026-11-23')
const activity = (fields: Fields) =>
  thingWith(partyActivity, {
    main: partWith({ month: '2026-11', unit: '211002', activity: '党课', ...fields }, { event: COUNTED }),
  })
const row = (fields: Fields) => rowAt(partyActivity, activity(fields), COUNTED)

test('[PACT1] what was not yet held is due less done, and unknown while either is; the day counted last is its own', () => {
  expect(row({ due: 802, done: 714, asOf: COUNTED })).toMatchObject({
    missing: 88,
    event: COUNTED,
    asOf: COUNTED,
    month: '2026-11',
  })
  expect([row({ due: 5, done: 6 })['missing'], row({ due: 5 })['missing'], row({})['missing']]).toEqual([
    0,
    null,
    null,
  ])
})

const maybe = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })
kindContract({
  kind: partyActivity,
  things: fc
    .record({ due: maybe, done: maybe, asOf: fc.constantFrom(COUNTED, null) })
    .map(fields => activity(fields)),
  instants: fc.constant(COUNTED),
})
