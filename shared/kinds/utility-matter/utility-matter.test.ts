import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { TRADES } from '../utility-firm/trades.ts'
import { TYPES, type STATES } from './fields.ts'
import { utilityMatter } from './kind.ts'

const BEGAN = instant('2026-11-20 10:00')
const PROMISED = BEGAN + 6 * HOUR
const OUTAGE = {
  number: 'TG-1',
  title: '演示一小区停水',
  type: 'fault',
  trade: 'water',
  firm: '演示供水一公司',
}
/** Friday and one working day: the end of Monday. */
const MONDAY = instant('2026-11-24 00:00') - 1

const matter = (fields: Fields) =>
  thingWith(utilityMatter, { main: partWith({ ...OUTAGE, ...fields }, { event: BEGAN }) })
const at = (fields: Fields, now: number) => rowAt(utilityMatter, matter(fields), now)

describe('[UTM1] how a matter stands', () => {
  const cases: Record<keyof typeof STATES, { readonly fields: Fields; readonly row: object }> = {
    going: { fields: {}, row: { open: true, light: 'yellow' } },
    held: { fields: { stop: 'arrears' }, row: { open: true, light: 'not_applicable', overdue: false } },
    done: { fields: { doneAt: BEGAN + HOUR }, row: { open: false, done: true, light: 'green', took: HOUR } },
    void: { fields: { stop: 'withdrawn' }, row: { open: false, done: false, light: 'not_applicable' } },
  }
  test.each(Object.entries(cases))('[UTM1] %s', (state, { fields, row }) => {
    expect(at({ dueAt: PROMISED, ...fields }, BEGAN + 2 * HOUR)).toMatchObject({
      state,
      group: 'outage',
      ...row,
    })
  })
})

test('[UTM2] (IOC-19) an outage is late when what was promised is over, a transfer after its working days; who is waited for never', () => {
  expect(at({ dueAt: PROMISED, limit: 1 }, PROMISED)).toMatchObject({ overdue: false, dueAt: PROMISED })
  expect(at({ dueAt: PROMISED, limit: 1 }, PROMISED + 1)).toMatchObject({ overdue: true, light: 'red' })
  const transfer = { type: 'transfer', limit: 1, registration: 'BDC1' }
  expect(at(transfer, MONDAY)).toMatchObject({
    group: 'transfer',
    overdue: false,
    dueAt: MONDAY,
    daysLeft: 0,
  })
  expect(at(transfer, MONDAY + 1)).toMatchObject({ overdue: true })
  expect(at({ ...transfer, stop: 'arrears' }, MONDAY + DAY)).toMatchObject({ overdue: false, daysLeft: null })
  expect(at({ ...transfer, doneAt: MONDAY + 1 }, MONDAY + DAY)).toMatchObject({ onTime: false, due: true })
  for (const fields of [{}, { limit: 4000 }])
    expect(at(fields, BEGAN + 400 * DAY)).toMatchObject({ dueAt: null, overdue: false })
})

test('[UTM3] (A14) what contradicts itself is marked and kept, and no duration is made of it', () => {
  expect(at({ doneAt: BEGAN - 1 }, BEGAN + DAY)).toMatchObject({ marks: ['impossibleTime'], took: null })
  expect(at({ doneAt: BEGAN + 1, stop: 'arrears' }, BEGAN + DAY)['marks']).toEqual(['irregular'])
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const moments = maybe(fc.integer({ min: -2, max: 30 }).map(days => BEGAN + days * DAY))

kindContract({
  kind: utilityMatter,
  things: fc
    .record({
      ...{ number: fc.constant('TG-1'), title: fc.constant('演示一小区停水') },
      type: fc.constantFrom(...Object.keys(TYPES)),
      trade: fc.constantFrom(...Object.keys(TRADES)),
      firm: maybe(fc.constant('演示供水一公司')),
      department: maybe(fc.constant('市住建局')),
      reason: maybe(fc.constant('管网抢修')),
      registration: maybe(fc.constant('BDC1')),
      households: maybe(fc.integer({ min: 0, max: 9000 })),
      ...{ dueAt: moments, doneAt: moments },
      limit: maybe(fc.integer({ min: 0, max: 400 })),
      stop: maybe(fc.constantFrom('arrears', 'withdrawn')),
    })
    .map(fields => thingWith(utilityMatter, { main: partWith(fields, { event: BEGAN, flags: ['late'] }) })),
  instants: fc.integer({ min: BEGAN - DAY, max: BEGAN + 60 * DAY }),
})
