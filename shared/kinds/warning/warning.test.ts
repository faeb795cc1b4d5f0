import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { MESSAGE_STATUSES, MESSAGE_TYPES } from './fields.ts'
import { warning } from './kind.ts'
import { EVENT_CODES } from './warning-codes.ts'
import { LEVELS } from './warning-level.ts'
import { next, WARNING_STATES, type WarningEvent, type WarningState } from './warning-state.ts'

const SENT = instant('2026-11-24 09:00')
const after = (hours: number) => SENT + hours * HOUR

type Named = readonly [name: string, part: Part]
const message = (name: string, fields: Fields, over: Partial<Part> = {}): Named => [
  `main:${name}`,
  partWith(
    {
      warningNo: 'W1',
      messageNo: name,
      type: 'alert',
      status: 'actual',
      sentAt: SENT,
      level: 'blue',
      headline: `标题${name}`,
      expiresAt: after(24),
      ...fields,
    },
    { event: SENT, at: SENT, hash: name, ...over },
  ),
]
const warned = (...messages: readonly Named[]) => thingWith(warning, Object.fromEntries(messages))
const row = (now: number, ...messages: readonly Named[]) => rowAt(warning, warned(...messages), now)

const alert = message('A', {})
const update = message('B', { type: 'update', sentAt: after(3), level: 'yellow', expiresAt: after(30) })
const cancel = message('C', { type: 'cancel', sentAt: after(6), level: 'yellow', expiresAt: after(30) })

/** Where it leads; `!` before it: by a way it should not take. */
type Cell = WarningState | `!${WarningState}`

test('[WARN1] the life of a warning, every event in every state', () => {
  const planned: Record<WarningEvent, Cell> = {
    ...{ draft: 'draft', drill: 'drill', alert: 'actual' },
    ...{ update: '!updated', cancel: 'cancelled', expire: 'expired' },
  }
  const LIFE: Record<WarningState, Record<WarningEvent, Cell>> = {
    none: { ...planned, cancel: '!cancelled', expire: 'none' },
    draft: planned,
    drill: planned,
    actual: {
      ...{ draft: '!actual', drill: '!actual', alert: '!actual' },
      ...{ update: 'updated', cancel: 'cancelled', expire: 'expired' },
    },
    updated: {
      ...{ draft: '!updated', drill: '!updated', alert: '!updated' },
      ...{ update: 'updated', cancel: 'cancelled', expire: 'expired' },
    },
    cancelled: {
      ...{ draft: '!cancelled', drill: '!cancelled', alert: '!cancelled' },
      ...{ update: '!cancelled', cancel: '!cancelled', expire: 'cancelled' },
    },
    expired: {
      ...{ draft: '!expired', drill: '!expired', alert: '!actual' },
      ...{ update: '!updated', cancel: 'expired', expire: 'expired' },
    },
  }
  for (const state of ['none', ...WARNING_STATES] as const)
    for (const event of Object.keys(planned) as WarningEvent[]) {
      const step = next(state, event)
      expect(`${step.irregular ? '!' : ''}${step.state}`, `${state} ${event}`).toBe(LIFE[state][event])
    }
})

describe('its messages', () => {
  test('[WARN2] an Alert, its Update and its Cancel are one warning, told by the newest that still warns', () => {
    expect(row(after(1), alert)).toMatchObject({
      ...{ state: 'actual', active: true, level: 'blue', title: '标题A', updates: 0, marks: [] },
    })
    expect(row(after(4), alert, update)).toMatchObject({
      ...{ state: 'updated', active: true, level: 'yellow', rank: 2, title: '标题B', updates: 1 },
      ...{ event: SENT, sentAt: after(3), expiresAt: after(30), endedAt: null, marks: [] },
    })
    expect(row(after(7), alert, update, cancel)).toMatchObject({
      ...{ state: 'cancelled', active: false, level: 'yellow', title: '标题B', updates: 1 },
      ...{ sentAt: after(6), endedAt: after(6), marks: [] },
    })
  })

  test('[WARN3] (A17) what came before its Alert already warns or has ended, and is marked until that comes', () => {
    const early = message('B', { ...update[1].fields }, { event: SENT })
    expect(row(after(4), early)).toMatchObject({
      ...{ state: 'updated', active: true, level: 'yellow', updates: 1, event: SENT, marks: ['irregular'] },
    })
    expect(row(after(7), cancel)).toMatchObject({ state: 'cancelled', active: false, marks: ['irregular'] })
    for (const messages of [
      [cancel, alert, update],
      [update, cancel, alert],
    ])
      expect(row(after(7), ...messages)).toEqual(row(after(7), alert, update, cancel))
  })

  test('[WARN3] the first message is the one sent first, and the business time is what the others say of it', () => {
    const late = message('B', { type: 'update', sentAt: after(3) }, { event: after(-1) })
    expect(row(after(4), alert, late)['event']).toBe(after(-1))
    const atOnce = message('B', { type: 'update' })
    expect(row(after(1), atOnce, alert)).toMatchObject({ state: 'updated', marks: [] })
  })
})

describe('its end', () => {
  test('[WARN4] (A17) what nobody cancels ends by the clock, and nothing of that is stored', () => {
    const thing = warned(alert)
    expect(derivedAt(warning, thing, after(23)).nextAt).toBe(after(24))
    expect(rowAt(warning, thing, after(24) - 1)).toMatchObject({
      state: 'actual',
      active: true,
      endedAt: null,
    })
    expect(derivedAt(warning, thing, after(24))).toMatchObject({
      nextAt: null,
      row: { state: 'expired', active: false, endedAt: after(24) },
    })
    const prolonged = message('B', { type: 'update', sentAt: after(20), expiresAt: after(48) })
    expect(row(after(24), alert, prolonged)).toMatchObject({ state: 'updated', active: true })
  })

  test('[WARN4] a Cancel after the end is only tidy; an Update after it makes it hold again, marked', () => {
    const tidy = message('C', { type: 'cancel', sentAt: after(25) })
    expect(row(after(26), alert, tidy)).toMatchObject({ state: 'expired', endedAt: after(24), marks: [] })
    const again = message('B', { type: 'update', sentAt: after(25), expiresAt: after(40) })
    expect(row(after(26), alert, again)).toMatchObject({
      state: 'updated',
      active: true,
      marks: ['irregular'],
    })
    expect(row(after(41), alert, again)).toMatchObject({ state: 'expired', endedAt: after(40) })
  })

  test('[WARN5] it holds from its effective time on, and a day where no end is told or none that can be (A14)', () => {
    const ahead = warned(message('A', { effectiveAt: after(2) }))
    expect(derivedAt(warning, ahead, after(1))).toMatchObject({
      nextAt: after(2),
      row: { state: 'actual', active: false },
    })
    expect(rowAt(warning, ahead, after(2))).toMatchObject({ active: true })
    const untold = message('A', { expiresAt: null })
    expect(row(after(24) - 1, untold)).toMatchObject({ active: true, expiresAt: after(24), marks: [] })
    expect(row(after(24), untold)).toMatchObject({ state: 'expired' })
    const impossible = message('A', { expiresAt: after(-1) })
    expect(row(after(1), impossible)).toMatchObject({ active: true, marks: ['impossibleTime'] })
  })
})

test('[WARN6] levels are ranked, and what no table knows is no level and the type 其他 (A13)', () => {
  const ranks = LEVELS.map(level => row(after(1), message('A', { level }))['rank'])
  expect(ranks).toEqual([4, 3, 2, 1])
  const odd = message('A', { level: 'unmapped:Unknown', eventType: 'unmapped:龙卷', eventName: '龙卷' })
  expect(row(after(1), odd)).toMatchObject({
    ...{ active: true, level: null, rank: null, eventType: 'other', eventName: '龙卷' },
  })
  expect(row(after(1), message('A', { eventType: 'gale' }))['eventType']).toBe('gale')
})

test('[WARN7] drafts and exercises never hold, and say nothing of what is meant', () => {
  const drill = message('X', { status: 'drill', level: 'red' })
  expect(row(after(1), drill)).toMatchObject({ state: 'drill', active: false, real: false })
  expect(row(after(30), drill)).toMatchObject({ state: 'expired', real: false })
  const over = message('Y', { status: 'drill', type: 'cancel', sentAt: after(1) })
  expect(row(after(2), drill, over)).toMatchObject({ state: 'cancelled', real: false })
  const draft = message('X', { status: 'draft', sentAt: after(-1), level: 'red' })
  expect(row(after(1), draft)).toMatchObject({ state: 'draft', active: false, real: false })
  for (const unmeant of [drill, over, draft])
    expect(row(after(2), unmeant, alert)).toMatchObject({
      ...{ state: 'actual', active: true, real: true, level: 'blue', marks: [] },
    })
})

const spans = fc.integer({ min: -200, max: 400 }).map(tens => SENT + tens * 10 * MINUTE)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const parts = fc.record({
  type: fc.constantFrom(...MESSAGE_TYPES),
  status: fc.constantFrom('actual', ...MESSAGE_STATUSES),
  sentAt: spans,
  level: maybe(fc.constantFrom(...LEVELS, 'unmapped:x')),
  eventType: maybe(fc.constantFrom(...Object.keys(EVENT_CODES), 'unmapped:x')),
  eventName: maybe(fc.constant('大风')),
  areaName: maybe(fc.constant('辽阳市')),
  sender: maybe(fc.constant('demo.alert')),
  senderName: maybe(fc.constant('市气象台')),
  effectiveAt: maybe(spans),
  onsetAt: maybe(spans),
  expiresAt: maybe(spans),
})

kindContract({
  kind: warning,
  things: fc
    .array(parts, { minLength: 1, maxLength: 4 })
    .map(all => warned(...all.map((fields, i) => message(`M${i}`, fields)))),
  instants: fc.integer({ min: -3 * DAY, max: 4 * DAY }).map(span => SENT + span),
})
