import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { partyChainMatter } from './kind.ts'

const OPENED = instant('2026-10-12 09:00')
const DUE = OPENED + 30 * DAY
const matter = (matterNo: string, openedAt: number, fields: Fields = {}, over: Partial<Part> = {}) =>
  partWith(
    { matterNo, enterprise: 'CH-X2', service: 'CH-Y1', openedAt, dueAt: openedAt + 30 * DAY, ...fields },
    { event: openedAt, ...over },
  )
const pair = (...parts: Part[]) =>
  thingWith(partyChainMatter, Object.fromEntries(parts.map((part, i) => [`main:${i}`, part])))
const row = (now: number, ...parts: Part[]) => rowAt(partyChainMatter, pair(...parts), now)

test('[PCHM1] a pair stands as its newest matter, whatever order they came in', () => {
  const old = matter('CM-1', OPENED - 60 * DAY, { doneAt: OPENED - 40 * DAY }, { at: OPENED + DAY })
  const now = matter('CM-2', OPENED)
  expect(row(OPENED + DAY, old, now)).toMatchObject({ number: 'CM-2', open: true, light: 'yellow' })
  expect(row(OPENED + DAY, now, old)).toEqual(row(OPENED + DAY, old, now))
  expect(row(OPENED + DAY, old, { ...now, op: 'drop' })).toMatchObject({ number: 'CM-1', light: 'green' })
})

test('[PCHM2] its light is that of its promised day', () => {
  const lights = [DUE, DUE + 1].map(now => row(now, matter('CM-2', OPENED)))
  expect(lights.map(({ light, overdue }) => [light, overdue])).toEqual([
    ['yellow', false],
    ['red', true],
  ])
  expect(row(DUE + DAY, matter('CM-2', OPENED, { doneAt: DUE + 1 }))).toMatchObject({
    light: 'green',
    risk: 'late_done',
    onTime: false,
  })
  expect(row(DUE + DAY, matter('CM-2', OPENED, { dueAt: null }))).toMatchObject({
    light: 'yellow',
    due: false,
  })
})

test('[PCHM2] (A14) done before it was taken on it is done, nobody knows when', () => {
  expect(row(DUE, matter('CM-2', OPENED, { doneAt: OPENED - DAY }))).toMatchObject({
    done: true,
    doneAt: null,
    light: 'green',
    onTime: null,
    marks: ['impossibleTime'],
  })
})

const parts = fc
  .record({
    round: fc.integer({ min: 0, max: 2 }),
    title: fc.option(fc.constant('设备更新贷款'), { nil: null }),
    chain: fc.option(fc.constant('化工产业链'), { nil: null }),
    dueAt: fc.option(
      fc.integer({ min: -2, max: 60 }).map(days => OPENED + days * DAY),
      { nil: null },
    ),
    doneAt: fc.option(
      fc.integer({ min: -2, max: 60 }).map(days => OPENED + days * DAY),
      { nil: null },
    ),
  })
  .map(({ round, ...fields }) =>
    matter(`CM-${round}`, OPENED + round * 20 * DAY, fields, { hash: JSON.stringify([round, fields]) }),
  )
kindContract({
  kind: partyChainMatter,
  things: fc.array(parts, { minLength: 1, maxLength: 3 }).map(list => pair(...list)),
  instants: fc.integer({ min: 0, max: 90 }).map(days => OPENED + days * DAY),
})
