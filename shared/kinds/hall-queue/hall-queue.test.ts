import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../../calendar/civil.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { hallQueue } from './kind.ts'

const queue = (fields: Fields) =>
  thingWith(hallQueue, { main: partWith({ zoneCode: 'Z2', zoneName: '不动产专区', ...fields }) })
const row = (fields: Fields) => rowAt(hallQueue, queue(fields), 0)

test('[HALL1] a wait is too long above its limit; without either nobody can say', () => {
  const waits = (waitMs: number | null) => row({ waitMs, waitLimitMs: 15 * MINUTE })['tooLong']
  expect([waits(15 * MINUTE), waits(15 * MINUTE + 1), waits(null)]).toEqual([false, true, null])
  expect(row({ waitMs: MINUTE })['tooLong']).toBeNull()
})

test('[HALL1] a zone without an open window is closed, not idle', () => {
  expect([row({ windows: 0 })['staffed'], row({ windows: 3 })['staffed'], row({})['staffed']]).toEqual([
    false,
    true,
    null,
  ])
})

const maybe = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null })
const span = fc.option(fc.integer({ min: 0, max: 60 * MINUTE }), { nil: null })

kindContract({
  kind: hallQueue,
  things: fc
    .record({ windows: maybe, waiting: maybe, called: maybe, served: maybe, waitMs: span, waitLimitMs: span })
    .map(fields => queue(fields)),
  instants: fc.integer({ min: 0, max: 2_000_000_000_000 }),
})
