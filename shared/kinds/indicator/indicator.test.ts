import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Flag } from '../../model/fact.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { endOf } from '../periods.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { indicator } from './kind.ts'

const NOW = instant('2026-11-22 10:24')
const published = (period: string, value: number | null, fields: Fields = {}, over: Partial<Part> = {}) =>
  partWith({ code: 'market-entities', name: '市场主体', period, value, ...fields }, over)
const indicatorOf = (...parts: readonly Part[]) =>
  thingWith(indicator, Object.fromEntries(parts.map((part, i) => [`main:${i}`, part])))
const derived = (...parts: readonly Part[]) => derivedAt(indicator, indicatorOf(...parts), NOW)
const row = (...parts: readonly Part[]) => derived(...parts).row

test('[IND1] (STAT-10) the newest period is the number of today, and what changed since the one before is told', () => {
  expect(row(published('2026-10', 126_000), published('2026-09', 124_962))).toMatchObject({
    period: '2026-10',
    value: 126_000,
    previous: 124_962,
    change: 1_038,
    event: instant('2026-11-01') - 1,
  })
})

test('[IND1] a period published without a number leaves the one before standing, and is not 0', () => {
  const { row, rows } = derived(published('2026-10', null), published('2026-09', 5))
  expect(row).toMatchObject({ period: '2026-09', value: 5 })
  expect(rows?.['periods']?.map(({ key, value }) => [key, value])).toEqual([['2026-09', 5], ['2026-10', null]]) // oxfmt-ignore
  expect(derived(published('2026-10', null)).row).toMatchObject({ value: null, change: null, yoy: null })
})

test('[IND9] what was published with its former value is less by so much; from nothing, or while it is held, nobody can say', () => {
  expect(row(published('2022-12', 55, { former: 120 }))).toMatchObject({ former: 120, saved: 65 })
  expect(row(published('2022-12', 130, { former: 120 }))).toMatchObject({ saved: -10 })
  expect(row(published('2022-12', 55))).toMatchObject({ former: null, saved: null })
  expect(row(published('2022-12', 55, { former: 0 }))).toMatchObject({ saved: null })
  expect(row(published('2022-12', null, { former: 120 }))).toMatchObject({ saved: null })
})

test('[IND8] (A9) what two people looked at is meant, however far it is from the last; the next is near that', () => {
  const jump = published('2026-11', 60, { confirmed: true })
  expect(row(published('2026-10', 5), jump)).toMatchObject({ value: 60, held: false, period: '2026-11' })
  expect(row(published('2026-10', 5), published('2026-11', 60))).toMatchObject({ value: 5, waiting: true })
  expect(row(published('2026-10', 5), jump, published('2026-12', 65))).toMatchObject({
    value: 65,
    held: false,
  })
})

test('[IND2] (A5) of a period the newest revision stands, however the period was written and in whatever order', () => {
  const first = published('2026-10', 100, {}, { version: 1, at: 10 })
  const second = published('2026-10', 101, {}, { version: 2, at: 9 })
  for (const parts of [
    [first, second],
    [second, first],
  ])
    // oxfmt-ignore
    expect(row(...parts)).toMatchObject({ value: 101, revision: 2, revised: true })
  const corrected = published('2026-10', 102, { edition: '市场主体_202610_修订.csv' }, { at: 1 })
  const whole = published('2026-10', 103, { edition: '市场主体_202610_补报.csv' }, { at: 8 })
  expect(row(published('2026-10', 104, {}, { at: 9 }), corrected, whole)).toMatchObject({
    value: 102,
    revision: 2,
  })
  const withdrawn = derived(published('2026-09', 99), { ...second, op: 'drop' })
  expect(withdrawn.row).toMatchObject({ period: '2026-09', value: 99 })
})

test('[IND3] (A9) a tenfold jump is held: the number before stands until it is published again', () => {
  const before = published('2026-09', 1_000)
  const jump = derived(before, published('2026-10', 10_001))
  expect(jump.row).toMatchObject({ period: '2026-09', value: 1_000, waiting: true, held: false })
  expect(jump.rows?.['periods']?.[1]).toMatchObject({
    value: null,
    told: 10_001,
    held: true,
    marks: ['held'],
  })
  expect(row(before, published('2026-10', 10_000))).toMatchObject({ value: 10_000, waiting: false })
  expect(row(before, published('2026-10', 99))).toMatchObject({ value: 1_000, waiting: true })
  expect(row(before, published('2026-10', 10_001, {}, { version: 2 }))).toMatchObject({ value: 10_001 })
})

test('[IND3] what was held is no measure of what comes after it; nothing is a jump from 0', () => {
  const [before, held] = [published('2026-08', 1_000), published('2026-09', 10_000_000)]
  expect(row(before, held, published('2026-10', 1_010))).toMatchObject({ value: 1_010, waiting: false })
  expect(row(published('2026-09', 0), published('2026-10', 500))).toMatchObject({ value: 500 })
  const judged = published('2026-10', 1_010, {}, { flags: ['held'] })
  expect(row(before, judged)).toMatchObject({ period: '2026-08', waiting: true })
})

test('[IND3] totals of a year start again in January: they are measured by the January before', () => {
  const year = published('2025-01', 80)
  const december = published('2025-12', 1_200, {}, { version: 2 })
  expect(row(year, december, published('2026-01', 85))).toMatchObject({ period: '2026-01', value: 85 })
  expect(row(december, published('2026-01', 85))).toMatchObject({ period: '2025-12', waiting: true })
})

test('[IND4] growth is as published, else worked out of the same period of the year before', () => {
  const before = published('2025-10', 1_000)
  expect(row(before, published('2026-10', 1_025))['yoy']).toBe(250)
  expect(row(before, published('2026-10', 1_025, { yoy: 260 }))['yoy']).toBe(260)
  expect(row(published('2025-09', 1_000), published('2026-10', 1_025))['yoy']).toBeNull()
  expect(row(published('2025-10', -5), published('2026-10', 5))['yoy']).toBeNull()
})

test('[IND5] (A18) what not all areas reported says so; a target is reached at its value', () => {
  expect(row(published('2026-10', 7, { covered: 25, expected: 50 }))['whole']).toBe(false)
  expect(row(published('2026-10', 7, { covered: 50, expected: 50 }))['whole']).toBe(true)
  expect(row(published('2026-10', 7, { target: 7 }))['reached']).toBe(true)
  expect(row(published('2026-10', 7))).toMatchObject({ whole: null, reached: null })
})

test('[IND6] years, months and days end where the calendar ends them; as-of is that end unless it is told', () => {
  expect(['2026', '2024-02', '2026-10-31', '2026-02-30'].map(endOf)).toEqual(
    ['2027-01-01', '2024-03-01', '2026-11-01', '2026-03-01'].map(next => instant(next) - 1),
  )
  expect(row(published('2026-10', 1))['asOf']).toBe(instant('2026-11-01') - 1)
  expect(row(published('2026-10', 1, { asOf: '2026-08-31' }))['asOf']).toBe(instant('2026-09-01') - 1)
  expect(row(published('2026-10', 1, { asOf: '2026-02-31' }))['asOf']).toBe(instant('2026-11-01') - 1)
})

test('[IND7] growth stands beside what the year is to bring, and beside the growth of the year before', () => {
  const year = published('2025-09', 700, { yoy: 430 })
  const grown = (yoy: number | null, growthTarget: number | null = 500) =>
    row(year, published('2026-09', 731, { yoy, growthTarget }))
  expect(grown(500)).toMatchObject({ yoy: 500, yoyBefore: 430, growthTarget: 500, onCourse: true })
  expect(grown(null)).toMatchObject({ yoy: 443, onCourse: false })
  expect(grown(520, null)).toMatchObject({ growthTarget: null, onCourse: null })
  expect(row(published('2026-09', null, { growthTarget: 500 }))).toMatchObject({
    ...{ growthTarget: 500, onCourse: null, yoyBefore: null },
  })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const measured = maybe(fc.oneof(fc.integer({ min: -50, max: 5_000 }), fc.integer({ min: -4e15, max: 4e15 })))
const fields = fc.record({
  code: fc.constant('market-entities'),
  name: fc.constant('市场主体'),
  period: fc.constantFrom('2025', '2025-10', '2026-08', '2026-09', '2026-10', '2026-11-22'),
  periodType: maybe(fc.constantFrom('day', 'month', 'quarter', 'year')),
  unit: maybe(fc.constant('户')),
  value: measured,
  yoy: maybe(fc.integer({ min: -9_000, max: 90_000 })),
  target: measured,
  former: measured,
  growthTarget: maybe(fc.integer({ min: -900, max: 9_000 })),
  asOf: maybe(fc.constantFrom('2026-10-31', '2026-02-31')),
  source: maybe(fc.constant('市场主体发展月报')),
  edition: maybe(fc.constantFrom('a.csv', 'a_修订.csv')),
  covered: maybe(fc.integer({ min: 0, max: 50 })),
  expected: maybe(fc.constant(50)),
})
const part = fc
  .tuple(
    fields,
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 9 }),
    fc.subarray<Flag>(['held', 'late']),
  )
  .map(([values, version, at, flags]) =>
    partWith(values as Fields, { version, at, flags, hash: JSON.stringify(values) }),
  )

kindContract({
  kind: indicator,
  things: fc.array(part, { minLength: 1, maxLength: 6 }).map(parts => indicatorOf(...parts)),
  instants: fc.constant(NOW),
})
