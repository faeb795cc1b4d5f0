import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Kind, Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import {
  attractionReport,
  carrierReport,
  chainReport,
  civilReport,
  facilityReport,
  marketReport,
  pairingReport,
  schoolReport,
} from './reports.ts'

const NOW = instant('2026-11-22 10:24')
const month = (period: string, fields: Fields, over: Partial<Part> = {}) =>
  partWith({ report: 'market', subject: '白塔区', period, ...fields }, { version: 0, ...over })
const rowOf = (parts: readonly Part[]) => things(marketReport, parts)
const thingOf = (kind: Kind, parts: readonly Part[]) =>
  thingWith(kind, Object.fromEntries(parts.map((part, i) => [`main:${i}`, part])))
const things = (kind: Kind, parts: readonly Part[]) => derivedAt(kind, thingOf(kind, parts), NOW)

test('[REP1] (STAT-10) the row is the newest period, with what changed since the one before', () => {
  const { row, rows } = rowOf([
    month('2026-10', { entities: 31_000 }),
    month('2026-09', { entities: 30_900 }),
  ])
  expect(row).toMatchObject({ period: '2026-10', entities: 31_000, change: 100, enterprises: null })
  expect(row['event']).toBe(instant('2026-11-01') - 1)
  expect(rows?.['periods']?.map(({ key, change }) => [key, change])).toEqual([['2026-09', null], ['2026-10', 100]]) // oxfmt-ignore
})

test('[REP2] rows of totals say so, that nobody counts them twice', () => {
  const total = (subject: string) => rowOf([month('2026-10', { subject, entities: 1 })]).row['total']
  expect(['合计', '全市', '白塔区'].map(total)).toEqual([true, true, false])
})

test('[REP3] (A5, A18) a correction replaces what came before, in whatever order the files were read', () => {
  const first = month('2026-10', { entities: 1, edition: '市场主体_202610.csv' }, { at: 3 })
  const late = month('2026-10', { entities: 2, edition: '市场主体_202610_补报.csv' }, { at: 2 })
  const corrected = month('2026-10', { entities: 3, edition: '市场主体_202610_修订.csv' }, { at: 1 })
  const told = (...parts: Part[]) => [rowOf(parts).row['entities'], rowOf(parts).row['revised']]
  expect(told(first, late)).toEqual([2, false])
  expect(told(late, first)).toEqual([2, false])
  expect(told(corrected, late, first)).toEqual([3, true])
})

test('[REP4] a sum of columns is unknown while one of them is', () => {
  const sum = (fields: Fields) => {
    const part = partWith({ report: 'civil', subject: '襄平街道', period: '2026-10', ...fields })
    return things(civilReport, [part]).row['lowIncome']
  }
  expect(sum({ urbanPeople: 460, ruralPeople: 40 })).toBe(500)
  expect([sum({ urbanPeople: 460, ruralPeople: null }), sum({})]).toEqual([null, null])
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })

for (const kind of [
  marketReport,
  civilReport,
  pairingReport,
  chainReport,
  carrierReport,
  attractionReport,
  facilityReport,
  schoolReport,
]) {
  const measures = kind.columns.filter(
    ({ type, name }) => type === 'number' && name !== 'change' && name !== 'lowIncome',
  )
  const counts = Object.fromEntries(
    measures.map(({ name }) => [name, maybe(fc.integer({ min: 0, max: 99_999 }))]),
  )
  const part = fc
    .record({
      report: fc.constant('r'),
      subject: fc.constantFrom('白塔区', '合计'),
      period: fc.constantFrom('2026-08', '2026-09', '2026-10'),
      edition: maybe(fc.constantFrom('a.csv', 'a_补报.csv', 'a_修订.csv')),
      ...counts,
    })
    .chain(fields => fc.integer({ min: 0, max: 3 }).map(at => partWith(fields as Fields, { at, version: 0, hash: JSON.stringify(fields), flags: ['late'] }))) // oxfmt-ignore
  kindContract({
    kind,
    things: fc.array(part, { minLength: 1, maxLength: 5 }).map(parts => thingOf(kind, parts)),
    instants: fc.constant(NOW),
  })
}
