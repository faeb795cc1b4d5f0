import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { partyCoverage } from './kind.ts'

const AS_OF = instant('2026-10-31')
const coverage = (fields: Fields) =>
  thingWith(partyCoverage, {
    main: partWith({ unit: '211002', places: '网格', ...fields }, { event: AS_OF }),
  })
const missing = (fields: Fields) => {
  const row = rowAt(partyCoverage, coverage(fields), AS_OF)
  return [row['missing'], row['whole']]
}

test('[PCOV1] what is missing is due less built, never below nothing, and unknown while either is', () => {
  expect(missing({ built: 295, due: 300 })).toEqual([5, false])
  expect(missing({ built: 300, due: 300 })).toEqual([0, true])
  expect(missing({ built: 301, due: 300 })).toEqual([0, true])
  expect(missing({ built: 295, due: null })).toEqual([null, null])
  expect(missing({})).toEqual([null, null])
})

const maybe = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })
kindContract({
  kind: partyCoverage,
  things: fc
    .record({ built: maybe, due: maybe, asOf: fc.constantFrom(AS_OF, null) })
    .map(fields => coverage(fields)),
  instants: fc.constant(AS_OF),
})
