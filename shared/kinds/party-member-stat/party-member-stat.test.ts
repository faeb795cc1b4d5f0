import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { partyMemberStat } from './kind.ts'

const SEPTEMBER = instant('2026-09-30')
const OCTOBER = instant('2026-10-31')
const NOW = instant('2026-11-24 10:24')

/** `members` null with a mask is what a mapping makes of fewer than five. */
const cell = (item: string, members: number | null, over: Partial<Part> = {}) =>
  partWith(
    { unit: '211002', unitName: '白塔区', dimension: '年龄', item, members, asOf: over.event ?? OCTOBER },
    { event: OCTOBER, ...over },
  )
const few = (item: string) => cell(item, null, { flags: ['masked'] })
const stat = (parts: readonly Part[]) =>
  thingWith(partyMemberStat, Object.fromEntries(parts.map((part, i) => [`main:${i}`, part])))
const derived = (...parts: Part[]) => derivedAt(partyMemberStat, stat(parts), NOW)
const told = (...parts: Part[]) =>
  derived(...parts).rows!['items']!.map(({ item, members }) => [item, members])

test('[PMEM1] each sort of members is an inner row beside the total; sorts of one name add up', () => {
  const { row, rows } = derived(cell('b', 20), cell('a', 7), cell('a', 1))
  expect(row).toMatchObject({ unit: '211002', dimension: '年龄', total: 28, asOf: OCTOBER, event: OCTOBER })
  expect(rows!['items']!.map(({ key, members, total }) => [key, members, total])).toEqual([
    ['a', 8, 28],
    ['b', 20, 28],
  ])
})

test('[PMEM2] what only an older snapshot had is no longer told', () => {
  expect(told(cell('gone', 9, { event: SEPTEMBER }), cell('a', 8))).toEqual([['a', 8]])
})

test('[PMEM3] a single small sort hides the smallest of the others, two hide one another, none hides nothing', () => {
  expect(told(cell('a', 30), few('b'), cell('c', 20), cell('d', 0))).toEqual([
    ['a', 30],
    ['b', null],
    ['c', null],
    ['d', 0],
  ])
  expect(told(cell('a', 30), few('b'), few('c'))).toEqual([
    ['a', 30],
    ['b', null],
    ['c', null],
  ])
  expect(told(cell('a', 30), cell('b', null))).toEqual([
    ['a', 30],
    ['b', null],
  ])
})

test('[PMEM1] a sum is unknown while one of its sorts is', () => {
  expect(told(cell('a', 30), cell('a', null), cell('b', 9))).toEqual([
    ['a', null],
    ['b', 9],
  ])
})

test('[PMEM4] a total without one of its sorts is unknown, not what the others add up to', () => {
  expect(derived(cell('a', 30), cell('b', null)).row['total']).toBeNull()
  expect(derived(cell('a', 30), few('b'), cell('c', 20)).rows!['items']!.map(({ total }) => total)).toEqual([
    null,
    null,
    null,
  ])
})

const parts = fc
  .record({
    item: fc.constantFrom('a', 'b', 'c'),
    members: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    event: fc.constantFrom(SEPTEMBER, OCTOBER),
    at: fc.integer({ min: 0, max: 3 }),
    masked: fc.boolean(),
  })
  .map(({ item, members, event, at, masked }) =>
    cell(item, masked ? null : members, {
      event,
      at,
      hash: `${item}${members}${event}`,
      flags: masked ? ['masked'] : [],
    }),
  )
kindContract({
  kind: partyMemberStat,
  things: fc.array(parts, { minLength: 1, maxLength: 6 }).map(stat),
  instants: fc.constant(NOW),
})
