import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { rescueResource } from './kind.ts'

const AT = instant('2026-11-23 10:00')
const thing = (fields: Fields) =>
  thingWith(rescueResource, {
    main: partWith({ code: 'XF-01', name: '演示消防站', sort: 'station', ...fields }, { event: AT }),
  })
const row = (fields: Fields) => rowAt(rescueResource, thing(fields), AT)

test('[RSC1] (IOC-12) who is out or closed is not ready; what was not told of it is unknown and no 0', () => {
  expect(row({ state: 'ready', people: 20, vehicles: 4 })).toMatchObject({
    ...{ title: '演示消防站', ready: true, away: false, people: 20, vehicles: 4, capacity: null },
  })
  expect(row({ state: 'out' })).toMatchObject({ ready: false, away: true, people: null })
  expect(row({ state: 'closed' })).toMatchObject({ ready: false, away: true })
})

kindContract({
  kind: rescueResource,
  things: fc
    .record({
      sort: fc.constantFrom('station', 'team', 'shelter', 'store'),
      vehicles: fc.option(fc.nat(9), { nil: null }),
      state: fc.constantFrom('ready', 'out', 'closed'),
      people: fc.option(fc.nat(50), { nil: null }),
      capacity: fc.option(fc.nat(5000), { nil: null }),
    })
    .map(fields => thing(fields)),
  instants: fc.integer({ min: -60, max: 60 }).map(minutes => AT + minutes * MINUTE),
})
