import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { trafficSignal } from './kind.ts'

const AT = instant('2026-11-23 10:00')
const thing = (state: string) =>
  thingWith(trafficSignal, { main: partWith({ code: 'XH-1', crossing: '演示路口', state }, { event: AT }) })

test('[TSG1] lights that flash, are dark or are not heard are out of order since their controller told it', () => {
  const row = (state: string) => rowAt(trafficSignal, thing(state), AT + MINUTE)
  expect(row('working')).toMatchObject({ code: 'XH-1', title: '演示路口', out: false, event: AT })
  for (const state of ['flashing', 'dark', 'lost'])
    expect(row(state)).toMatchObject({ state, out: true, event: AT })
})

kindContract({
  kind: trafficSignal,
  things: fc.constantFrom('working', 'flashing', 'dark', 'lost').map(thing),
  instants: fc.integer({ min: -60, max: 400 }).map(minutes => AT + minutes * MINUTE),
})
