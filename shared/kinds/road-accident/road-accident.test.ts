import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { envAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { roadAccident } from './kind.ts'

const AT = instant('2026-11-23 10:00')
const thing = (fields: Fields) => {
  const told = {
    accidentNo: 'SG1',
    place: '演示路口',
    sort: 'property',
    occurredAt: AT,
    state: 'open',
    ...fields,
  }
  return thingWith(roadAccident, { main: partWith(told, { event: AT }) })
}
const row = (fields: Fields) => rowAt(roadAccident, thing(fields), AT + HOUR)
const cleared = (fields: Fields) => row({ state: 'cleared', ...fields })

test('[RDA1] an accident is open until the road is free, and took from its report until then', () => {
  expect(row({})).toMatchObject({
    number: 'SG1',
    open: true,
    clearedAt: null,
    tookMs: null,
    road: null,
    marks: [],
  })
  const times = { reportedAt: AT + 3 * MINUTE, clearedAt: AT + 40 * MINUTE }
  expect(cleared(times)).toMatchObject({ open: false, state: 'cleared', tookMs: 37 * MINUTE })
  expect(cleared({ clearedAt: AT + 40 * MINUTE })).toMatchObject({ tookMs: 40 * MINUTE })
  expect(cleared({ reportedAt: AT })).toMatchObject({ open: false, tookMs: null })
})

test('[RDA2] (A14) impossible times make no duration and are marked; (A5) a false alarm is no accident', () => {
  const before = cleared({ reportedAt: AT + MINUTE, clearedAt: AT - HOUR })
  expect(before).toMatchObject({ clearedAt: AT - HOUR, tookMs: null, marks: ['impossibleTime'] })
  expect(roadAccident.derive(thing({ state: 'withdrawn' }), envAt(AT))).toBeNull()
})

const maybe = fc.option(
  fc.integer({ min: -90, max: 600 }).map(minutes => AT + minutes * MINUTE),
  { nil: null },
)
kindContract({
  kind: roadAccident,
  things: fc
    .record({
      sort: fc.constantFrom('property', 'injury', 'fatal'),
      road: fc.constantFrom('演示路', null),
      state: fc.constantFrom('open', 'cleared'),
      reportedAt: maybe,
      clearedAt: maybe,
    })
    .map(fields => thing(fields)),
  instants: fc.integer({ min: -60, max: 400 }).map(minutes => AT + minutes * MINUTE),
})
