import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { waterSample } from './kind.ts'

const AT = instant('2026-11-22 08:00')
const SECTION = { section: 'LY-DM-1', sectionName: '太子河演示断面', body: 'river', target: 3 }
const sample = (fields: Fields) =>
  thingWith(waterSample, { main: partWith({ ...SECTION, ...fields }, { event: AT }) })
const row = (fields: Fields, now = AT + MINUTE) => rowAt(waterSample, sample(fields), now)

test('[WSM1] (IOC-24) a sample has its class, whether it is as wanted, and what is worse', () => {
  expect(row({ oxygen: 8000, ammonia: 1200 })).toMatchObject({
    ...{ grade: '4', gradeNo: 4, met: false, good: false, factors: ['ammonia'] },
  })
  expect(row({ oxygen: 8000, ammonia: 900 })).toMatchObject({
    grade: '3',
    met: true,
    good: true,
    factors: [],
  })
  expect(row({})).toMatchObject({ grade: null, met: null, good: null, factors: null, doubtful: false })
  expect(row({ oxygen: 8000, target: null })).toMatchObject({ grade: '1', met: null, good: true })
})

test('[WSM2] (A9) nothing at all, or a thousand times too much, is no measurement and decides no class', () => {
  expect(row({ ammonia: 0, oxygen: 8000 })).toMatchObject({ ammonia: null, doubtful: true, grade: '1' })
  expect(row({ ammonia: 900_000, oxygen: 8000 })).toMatchObject({ ammonia: null, doubtful: true, grade: '1' })
})

test('[WSM3] a sample is current for nine hours: it is told late, and one may be missing', () => {
  const current = (at: number) => row({ oxygen: 8000 }, at)['current']
  expect([current(AT + 9 * HOUR - 1), current(AT + 9 * HOUR)]).toEqual([true, false])
})

const measured = fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: null })

kindContract({
  kind: waterSample,
  things: fc
    .record({
      ...{ ph: measured, oxygen: measured, permanganate: measured, ammonia: measured, phosphorus: measured },
      body: fc.constantFrom('river', 'reservoir'),
      target: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    })
    .map(sample),
  instants: fc.integer({ min: -60, max: 1200 }).map(minutes => AT + minutes * MINUTE),
})
