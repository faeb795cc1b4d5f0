import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Row } from '../kind.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { serviceCase } from './kind.ts'

/** A Monday. */
const ACCEPTED = instant('2026-11-23 09:00')
const DONE = { 'result:R': partWith({ result: 'granted', resultAt: instant('2026-11-25 10:00') }) }

function row(fields: Fields, isDone: boolean): Row {
  const main = partWith(
    { caseNo: 'LYZW-1', acceptedAt: ACCEPTED, promisedLimit: 5, ...fields },
    { event: ACCEPTED },
  )
  const thing = thingWith(serviceCase, { 'main:A': main, ...(isDone ? DONE : {}) })
  return rowAt(serviceCase, thing, instant('2026-12-20'))
}

test('[CASE14] once it is done it says how much sooner than the law asks; not before, nor where nobody says what that is', () => {
  // Two working days of twenty; of three weeks, which are fifteen; of one, which was too little.
  expect(row({ statutoryLimit: 20, statutoryUnit: 'workday' }, true)).toMatchObject({
    ...{ netDays: 2, statutoryDays: 2000, fasterDays: 1800 },
  })
  expect(row({ statutoryLimit: 21, statutoryUnit: 'day' }, true)).toMatchObject({
    ...{ statutoryDays: 1500, fasterDays: 1300 },
  })
  expect(row({ statutoryLimit: 1, statutoryUnit: 'workday' }, true)).toMatchObject({ fasterDays: -100 })
  expect(row({}, true)).toMatchObject({ netDays: 2, statutoryDays: null, fasterDays: null })
  expect(row({ statutoryLimit: 20 }, false)).toMatchObject({ statutoryDays: 2000, fasterDays: null })
})
