import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { envAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { LIMIT } from './derive.ts'
import { rescueTurnout } from './kind.ts'

const AT = instant('2026-11-23 10:00')
const OUT = AT + MINUTE
const thing = (fields: Fields) => {
  const told = {
    ...{ number: 'JC1', sort: 'fire', station: '演示消防站', calledAt: AT, dispatchedAt: OUT, state: 'out' },
    ...fields,
  }
  return thingWith(rescueTurnout, { main: partWith(told, { event: AT }) })
}
const row = (fields: Fields, now = AT + HOUR) => rowAt(rescueTurnout, thing(fields), now)
const there = (arrivedAt: number) => row({ state: 'there', arrivedAt })

test('[TRN1] (IOC-12) a station is there so long after it turned out and after the call, in time up to the limit', () => {
  expect(there(OUT + LIMIT)).toMatchObject({
    ...{ travelMs: LIMIT, responseMs: LIMIT + MINUTE, due: true, onTime: true, open: true, light: 'yellow' },
    title: '火灾扑救',
  })
  expect(there(OUT + LIMIT + 1)).toMatchObject({ due: true, onTime: false })
  const over = row({ state: 'over', arrivedAt: OUT + 7 * MINUTE, endedAt: OUT + HOUR })
  expect(over).toMatchObject({ travelMs: 7 * MINUTE, open: false, light: 'green', endedAt: OUT + HOUR })
})

test('[TRN2] one that is not there counts as late as soon as its limit is over, and in no rate before', () => {
  expect(row({}, OUT + LIMIT)).toMatchObject({ due: false, onTime: null, late: false, light: 'yellow' })
  expect(row({}, OUT + LIMIT + 1)).toMatchObject({ due: true, onTime: false, late: true, light: 'red' })
  expect(rescueTurnout.derive(thing({}), envAt(OUT))!.nextAt).toBe(OUT + LIMIT + 1)
  expect(row({ dispatchedAt: null }, AT + HOUR)).toMatchObject({ due: false, late: false })
  expect(row({ state: 'over' })).toMatchObject({ due: false, onTime: null, travelMs: null })
})

test('[TRN3] (A14) there before it turned out makes no time and is marked; (A5) a call that is taken back is none', () => {
  expect(there(AT - HOUR)).toMatchObject({
    ...{ travelMs: null, responseMs: null, due: false, onTime: null, marks: ['impossibleTime'] },
  })
  expect(there(AT + 1)).toMatchObject({ travelMs: null, marks: ['impossibleTime'] })
  expect(rescueTurnout.derive(thing({ state: 'withdrawn' }), envAt(AT))).toBeNull()
})

const maybe = fc.option(
  fc.integer({ min: -90, max: 120 }).map(minutes => AT + minutes * MINUTE),
  { nil: null },
)
kindContract({
  kind: rescueTurnout,
  things: fc
    .record({
      sort: fc.constantFrom('fire', 'rescue', 'help', 'guard', 'false'),
      station: fc.constantFrom('演示消防站', null),
      state: fc.constantFrom('out', 'out', 'there', 'over'),
      dispatchedAt: maybe,
      arrivedAt: fc.oneof(fc.constant(null), maybe),
      endedAt: maybe,
    })
    .map(fields => thing(fields)),
  instants: fc.integer({ min: -90, max: 140 }).map(minutes => AT + minutes * MINUTE),
})
