import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { ordinalOf } from '../branch-ordinal.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { ORG_TYPES } from './fields.ts'
import { partyOrg } from './kind.ts'

const AS_OF = instant('2026-10-31')
const org = (fields: Fields) =>
  thingWith(partyOrg, {
    main: partWith(
      { code: 'B211002016171', name: '金银社区第8党支部', type: 'branch', ...fields },
      { event: AS_OF },
    ),
  })
const row = (fields: Fields) => rowAt(partyOrg, org(fields), AS_OF)

test('[PORG1] an organisation is numbered by the last three digits of its code', () => {
  expect(
    ['B211002016171', '211002-B003', 'T211002016', 'LY', 'SYS-JG', 'B000', 'A12'].map(ordinalOf),
  ).toEqual([171, 3, 16, null, null, null, null])
  expect(row({})['ordinal']).toBe(171)
})

test('[PORG2] what nobody told is unknown, not no and not nobody', () => {
  expect(row({})).toMatchObject({ rectifying: null, inGrid: null, members: null, asOf: null, parent: null })
  expect(row({ rectifying: false, members: 0 })).toMatchObject({ rectifying: false, members: 0 })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
kindContract({
  kind: partyOrg,
  things: fc
    .record({
      code: fc.constantFrom('B211002016171', 'LY'),
      type: fc.constantFrom(...ORG_TYPES),
      parent: maybe(fc.constant('T211002016')),
      unit: maybe(fc.constant('211002')),
      category: maybe(fc.constantFrom('社区', '机关')),
      rectifying: maybe(fc.boolean()),
      inGrid: maybe(fc.boolean()),
      chain: maybe(fc.constant('化工产业链')),
      members: maybe(fc.integer({ min: 0, max: 120_000 })),
      asOf: maybe(fc.constant(AS_OF)),
    })
    .map(fields => org(fields)),
  instants: fc.constant(AS_OF),
})
