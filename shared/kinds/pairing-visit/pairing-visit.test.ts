import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { pairingVisit } from './kind.ts'

const MONDAY = instant('2026-11-23 09:30')
const visit = (fields: Fields = {}) =>
  thingWith(pairingVisit, {
    main: partWith(
      { number: 'HW-ZF-1', pair: 'HW-BL-029', cadre: '科级干部01', visitedAt: MONDAY, ...fields },
      { area: '211004' },
    ),
  })

test('[PVS1] (HW-03) a visit stands when it was made, with the pair, and with the problem it found', () => {
  expect(rowAt(pairingVisit, visit({ problem: 'HW2026-007' }), MONDAY)).toMatchObject({
    ...{ event: MONDAY, pair: 'HW-BL-029', cadre: '科级干部01', problem: 'HW2026-007' },
    ...{ found: true, state: 'found' },
  })
  expect(rowAt(pairingVisit, visit(), MONDAY)).toMatchObject({ problem: null, found: false, state: 'clear' })
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const moments = fc.integer({ min: -90, max: 90 }).map(days => MONDAY + days * DAY)
kindContract({
  kind: pairingVisit,
  things: fc
    .record({
      cadre: maybe(fc.constantFrom('县级干部01', '科级干部01')),
      level: maybe(fc.constantFrom('县级干部', '科级干部')),
      party: maybe(fc.constant('演示企业07')),
      title: maybe(fc.constant('了解用能需求')),
      problem: maybe(fc.constant('HW2026-007')),
      visitedAt: moments,
    })
    .map(visit),
  instants: moments,
})
