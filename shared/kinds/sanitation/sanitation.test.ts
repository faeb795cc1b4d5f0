import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { sanitation } from './kind.ts'

const NOW = instant('2026-11-23 10:24')
const vehicle = (number: string, state = 'online') => ({ number, state })
const route = (number: string, state: string) => ({ number, state })
const derived = (vehicles: Fields, routes: Fields) =>
  derivedAt(
    sanitation,
    thingWith(sanitation, { 'main:vehicles': partWith(vehicles), 'main:routes': partWith(routes) }),
    NOW,
  )

test('[SAN1] both tables together are the day of the fleet', () => {
  const { row, rows } = derived(
    { vehicles: [vehicle('HW-1'), vehicle('HW-2', 'repair')] },
    { routes: [route('R-1', 'done'), route('R-2', 'running'), route('R-3', 'waiting')] },
  )
  expect(row).toMatchObject({ vehicles: 2, routes: 3 })
  expect(rows?.['vehicles']?.map(({ key, state }) => [key, state])).toEqual([['HW-1', 'online'], ['HW-2', 'repair']]) // oxfmt-ignore
  expect(rows?.['routes']?.map(({ state }) => state)).toEqual(['done', 'running', 'waiting'])
  const told = derived(
    { vehicles: [{ ...vehicle('HW-1'), worked: 12_400 }, vehicle('HW-2')] },
    { routes: [] },
  )
  expect(told.rows?.['vehicles']?.map(({ worked }) => worked)).toEqual([12_400, null])
})

test('[SAN2] a table that never came is unknown and not empty; one that tells of nothing is empty', () => {
  expect(derived({ vehicles: [vehicle('HW-1')] }, {}).row).toMatchObject({ vehicles: 1, routes: null })
  expect(derived({ vehicles: [] }, { routes: [] }).row).toMatchObject({ vehicles: 0, routes: 0 })
})

test('[SAN3] a number that a table has twice counts once', () => {
  const { row, rows } = derived({ vehicles: [vehicle('HW-1'), vehicle('HW-1', 'repair')] }, { routes: [] })
  expect(row['vehicles']).toBe(1)
  expect(rows?.['vehicles']?.[0]).toMatchObject({ key: 'HW-1', state: 'online' })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const vehicles = fc.array(
  fc.record({
    number: fc.constantFrom('HW-1', 'HW-2', 'HW-3'),
    type: maybe(fc.constant('清扫车')),
    district: maybe(fc.constant('211002')),
    state: fc.constantFrom('online', 'repair'),
    worked: maybe(fc.nat(90_000)),
  }),
  { maxLength: 4 },
)
const routes = fc.array(
  fc.record({
    number: fc.constantFrom('R-1', 'R-2', 'R-3'),
    name: maybe(fc.constant('白塔区1号线')),
    district: maybe(fc.constant('211002')),
    vehicle: maybe(fc.constant('HW-1')),
    state: fc.constantFrom('waiting', 'running', 'done'),
    progress: maybe(fc.integer({ min: 0, max: 1000 })),
    coverage: maybe(fc.integer({ min: 0, max: 1000 })),
    startedAt: maybe(fc.constant(NOW)),
    endedAt: maybe(fc.constant(NOW)),
  }),
  { maxLength: 4 },
)

kindContract({
  kind: sanitation,
  things: fc
    .record({ vehicles, routes, late: fc.boolean() })
    .map(({ vehicles: fleet, routes: turns, late }) =>
      thingWith(sanitation, {
        'main:vehicles': partWith({ vehicles: fleet, routes: null }, { at: late ? 2 : 0, flags: ['late'] }),
        'main:routes': partWith({ vehicles: null, routes: turns }, { at: 1 }),
      }),
    ),
  instants: fc.constant(NOW),
})
