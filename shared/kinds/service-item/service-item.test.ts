import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { ITEM_TYPES, LIMIT_UNITS } from './fields.ts'
import { serviceItem } from './kind.ts'

const item = (fields: Fields) =>
  thingWith(serviceItem, { main: partWith({ taskCode: '11210', name: '演示事项', ...fields }) })
const row = (fields: Fields) => rowAt(serviceItem, item(fields), 0)

test('[SIT1] limits of any unit are hundredths of a working day, and what was saved is their difference', () => {
  const given = { statutoryLimit: 20, promisedLimit: 4 }
  expect(row(given)).toMatchObject({ statutoryDays: 2000, promisedDays: 400, savedDays: 1600 })
  const mixed = { statutoryLimit: 2, statutoryUnit: 'month', promisedLimit: 14, promisedUnit: 'day' }
  expect(row(mixed)).toMatchObject({ statutoryDays: 4350, promisedDays: 1000, savedDays: 3350 })
})

test('[SIT1] on the spot is a limit of nothing; unknown is not', () => {
  expect(row({ statutoryLimit: 5, promisedLimit: 0 })['savedDays']).toBe(500)
  expect(row({ statutoryLimit: 5 })).toMatchObject({ promisedDays: null, savedDays: null })
})

test('[SIT2] an item is in force unless its table says otherwise', () => {
  expect([row({})['inForce'], row({ inForce: true })['inForce'], row({ inForce: false })['inForce']]).toEqual(
    [true, true, false],
  )
})

test('[SIT2] it is delegated when somebody else may decide', () => {
  expect([row({})['delegated'], row({ delegatedTo: '高新区' })['delegated']]).toEqual([false, true])
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const small = maybe(fc.integer({ min: 0, max: 60 }))
const unit = maybe(fc.constantFrom(...LIMIT_UNITS))

kindContract({
  kind: serviceItem,
  things: fc
    .record({
      taskType: maybe(fc.constant('01')),
      type: maybe(fc.constantFrom(...ITEM_TYPES)),
      department: maybe(fc.constant('市住建局')),
      inForce: maybe(fc.boolean()),
      statutoryLimit: small,
      statutoryUnit: unit,
      promisedLimit: small,
      promisedUnit: unit,
      visits: small,
      online: maybe(fc.boolean()),
      inHall: maybe(fc.boolean()),
      steps: small,
      commitment: maybe(fc.boolean()),
      delegatedTo: maybe(fc.constant('高新区')),
    })
    .map(fields => item(fields)),
  instants: fc.integer({ min: 0, max: 2_000_000_000_000 }),
})
