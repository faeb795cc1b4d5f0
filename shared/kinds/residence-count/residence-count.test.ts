import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { residenceCount } from './kind.ts'

const COUNTED = instant('2026-11-24 06:10')
const BEFORE = instant('2026-10-31 06:10')
const NOW = instant('2026-11-24 10:24')

const thing = (...months: readonly Part[]) =>
  thingWith(residenceCount, Object.fromEntries(months.map((part, i) => [`main:${i}`, part])))
const october = (fields: Fields) => partWith({ period: '2026-10', ...fields }, { event: BEFORE })
const november = (fields: Fields, over: Partial<Part> = {}) =>
  partWith({ period: '2026-11', ...fields }, { event: COUNTED, at: COUNTED, ...over })
const told = (...months: readonly Part[]) => derivedAt(residenceCount, thing(...months), NOW)

const PEOPLE = { registered: 4000, floating: 450, homes: 2100 }

test('[RCNT1] the row is the newest month, its people are all who live there, and what changed since the month before', () => {
  const { row, rows } = told(november(PEOPLE), october({ ...PEOPLE, floating: 430 }))
  expect(row).toMatchObject({
    ...{ period: '2026-11', people: 4450, registered: 4000, floating: 450, homes: 2100 },
    ...{ change: 20, vacant: null, held: false, waiting: false, current: true, event: COUNTED },
  })
  expect(rows?.['months']?.map(({ key, people, change }) => [key, people, change])).toEqual([
    ['2026-10', 4430, null],
    ['2026-11', 4450, 20],
  ])
})

test('[RCNT1] how many people there are is unknown while either half is', () => {
  const people = (fields: Fields) => told(november(fields)).row['people']
  expect([people({ registered: 4000 }), people({ floating: 450 }), people({})]).toEqual([null, null, null])
})

test('[RCNT1] a day that is told later in a month replaces the one before', () => {
  const yesterday = november(PEOPLE, { event: COUNTED - DAY, at: COUNTED - DAY })
  const today = november({ ...PEOPLE, floating: 451 })
  for (const months of [
    [yesterday, today],
    [today, yesterday],
  ])
    // oxfmt-ignore
    expect(told(...months).row).toMatchObject({ people: 4451, event: COUNTED })
})

test('[RCNT2] (A9) a tenfold count is held, and the month before stands until somebody looks', () => {
  const wrong = { ...PEOPLE, registered: 400_000 }
  const { row, rows } = told(october(PEOPLE), november(wrong))
  expect(row).toMatchObject({ period: '2026-10', people: 4450, waiting: true, held: false, current: false })
  expect(rows?.['months']?.map(({ held, people, change, marks }) => [held, people, change, marks])).toEqual([
    [false, 4450, null, []],
    [true, 400_450, null, ['held']],
  ])
  expect(told(october(PEOPLE), november({ ...PEOPLE, homes: 21 })).row['waiting']).toBe(true)
  expect(told(october(PEOPLE), november(wrong), november(PEOPLE, { at: COUNTED + 1 })).row).toMatchObject({
    ...{ period: '2026-11', people: 4450, waiting: false },
  })
})

test('[RCNT2] (A9) ten times is not more than ten times, few are not judged, and what is confirmed is believed', () => {
  const waits = (before: Fields, now: Fields) => told(october(before), november(now)).row['waiting']
  expect(waits({ homes: 200 }, { homes: 2000 })).toBe(false)
  expect(waits({ homes: 200 }, { homes: 2001 })).toBe(true)
  expect(waits({ homes: 200, children: 1 }, { homes: 200, children: 12 })).toBe(false)
  expect(waits({ homes: 0 }, { homes: 2001 })).toBe(false)
  expect(waits({ homes: 200 }, { homes: 2001, confirmed: true })).toBe(false)
})

test('[RCNT3] (A4) a count is current for thirty hours, and stays when it is old', () => {
  const at = (now: number) => derivedAt(residenceCount, thing(november(PEOPLE)), now)
  const last = COUNTED + 30 * HOUR - 1
  expect([at(last).row['current'], at(last).nextAt]).toEqual([true, last + 1])
  expect([at(last + 1).row['current'], at(last + 1).row['people'], at(last + 1).nextAt]).toEqual([false, 4450, null]) // oxfmt-ignore
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const counts = maybe(fc.integer({ min: 0, max: 99_999 }))
const month = fc
  .record({
    period: fc.constantFrom('2026-09', '2026-10', '2026-11'),
    ...{ households: counts, registered: counts, floating: counts, homes: counts, rented: counts },
    ...{ vacant: counts, elderlyAlone: counts, disabled: counts, children: counts },
    confirmed: maybe(fc.boolean()),
  })
  .chain(fields =>
    fc.integer({ min: 0, max: 90 }).map(days =>
      partWith(fields, {
        ...{ at: days, version: 0, hash: JSON.stringify(fields), flags: ['late'] },
        event: COUNTED - days * DAY,
      }),
    ),
  )

kindContract({
  kind: residenceCount,
  things: fc.array(month, { minLength: 1, maxLength: 5 }).map(months => thing(...months)),
  instants: fc.integer({ min: COUNTED - 90 * DAY, max: COUNTED + 3 * DAY }),
})
