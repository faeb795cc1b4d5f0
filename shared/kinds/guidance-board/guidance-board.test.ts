import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { guidanceBoard, QUIET, TOLERANCE } from './kind.ts'

const AT = instant('2026-11-24 10:20')
const lots = (...pairs: readonly (readonly [shown: number | null, counted: number | null])[]) =>
  pairs.map(([shown, counted], i) => ({ code: `PK-0${i + 1}`, name: `演示停车场${i + 1}`, shown, counted }))
const board = (fields: Fields = {}) =>
  thingWith(guidanceBoard, {
    main: partWith(
      {
        ...{ code: 'YD-01', place: '演示中心路东口', state: 'working', shownAt: AT },
        ...{ lots: lots([40, 40], [12, 12]), ...fields },
      },
      { event: AT },
    ),
  })
const row = (fields: Fields = {}, now = AT + MINUTE) => rowAt(guidanceBoard, board(fields), now)

test('[GBD1] (IOC-15) a board shows what its car parks count; a few bays are no contradiction, more of any one of them is', () => {
  expect(row()).toMatchObject({
    ...{ state: 'working', out: false, contradicts: false, shown: 52, counted: 52, off: 0 },
    lots: ['演示停车场1', '演示停车场2'],
  })
  expect(row({ lots: lots([40 + TOLERANCE, 40], [12, 12]) })).toMatchObject({ off: 5, contradicts: false })
  const wrong = board({ lots: lots([46, 40], [6, 12]), shownAt: AT - 3 * HOUR })
  expect(rowAt(guidanceBoard, wrong, AT)).toMatchObject({
    ...{ shown: 52, counted: 52, off: 6, contradicts: true, out: false, shownAt: AT - 3 * HOUR },
  })
  expect(derivedAt(guidanceBoard, wrong, AT).rows!['lots']).toMatchObject([
    { key: 'PK-01', shown: 46, counted: 40, off: 6 },
    { key: 'PK-02', shown: 6, counted: 12, off: 6 },
  ])
})

test('[GBD2] what is dark, lost, or was not read for a quarter of an hour is out of order and contradicts nothing', () => {
  for (const state of ['dark', 'lost'])
    expect(row({ state, lots: lots([90, 4]) })).toMatchObject({
      ...{ state, out: true, contradicts: false, shown: null, counted: 4, off: null },
    })
  const stale = { lots: lots([90, 4]) }
  expect(row(stale, AT + QUIET)).toMatchObject({ state: 'working', contradicts: true })
  expect(row(stale, AT + QUIET + 1)).toMatchObject({ state: 'lost', out: true, contradicts: false })
})

test('[GBD3] of a car park that is not heard nobody knows whether the board is right', () => {
  expect(row({ lots: lots([90, null], [3, 3]) })).toMatchObject({ off: 0, shown: 93, counted: 3 })
  expect(row({ lots: lots([90, null]) })).toMatchObject({ off: null, contradicts: false, counted: null })
  expect(row({ lots: [] })).toMatchObject({ shown: null, counted: null, off: null, lots: [] })
})

const bays = fc.option(fc.integer({ min: 0, max: 90 }), { nil: null })
kindContract({
  kind: guidanceBoard,
  things: fc
    .record({
      state: fc.constantFrom('working', 'working', 'dark', 'lost'),
      shownAt: fc.constantFrom(AT, null),
      lots: fc.array(fc.record({ code: fc.constantFrom('PK-01', 'PK-02'), name: fc.constant('演示停车场'), shown: bays, counted: bays }), { maxLength: 4 }), // oxfmt-ignore
    })
    .map(fields => board(fields)),
  instants: fc.integer({ min: -20, max: 40 }).map(minutes => AT + minutes * MINUTE),
})
