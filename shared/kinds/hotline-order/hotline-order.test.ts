import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Flag } from '../../model/fact.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { hotlineOrder } from './kind.ts'
import { ORDER_EVENTS, type OrderEvent } from './order-state.ts'

/** A Monday. */
const RECEIVED = instant('2026-11-23 09:00')
type Entry = readonly [status: OrderEvent, at: number | null]

const order = (history: readonly Entry[], fields: Fields = {}) =>
  thingWith(hotlineOrder, {
    main: partWith(
      { orderNo: 'LY2026112300001', history: history.map(([status, at]) => ({ status, at })), ...fields },
      { event: RECEIVED },
    ),
  })
const row = (history: readonly Entry[], fields: Fields = {}, now = instant('2026-12-20')) =>
  rowAt(hotlineOrder, order(history, fields), now)

const after = (minutes: number) => RECEIVED + minutes * MINUTE
const HANDLED: readonly Entry[] = [
  ['received', RECEIVED],
  ['dispatched', after(20)],
  ['signed', after(50)],
  ['handling', after(70)],
  ['replied', after(600)],
  ['visited', after(2000)],
  ['closed', after(2010)],
]

describe('a history', () => {
  test('[HLO2] (A3) gives the same in any order', () => {
    const straight = row(HANDLED)
    expect(straight).toMatchObject({ state: 'closed', open: false, done: true, marks: [] })
    fc.assert(
      fc.property(fc.shuffledSubarray([...HANDLED], { minLength: HANDLED.length }), shuffled => {
        expect(row(shuffled)).toEqual(straight)
      }),
      { numRuns: 50 },
    )
  })

  test('[HLO2] an order without a history was received', () => {
    expect(row([])).toMatchObject({ state: 'received', open: true, done: false })
  })

  test('[HLO1] a step left out is marked and believed', () => {
    const skipped = row([
      ['received', RECEIVED],
      ['replied', after(30)],
    ])
    expect(skipped).toMatchObject({ state: 'replied', done: true, marks: ['irregular'] })
  })

  test('[HLO3] (A14) a close dated before the order closes it, at an unknown time', () => {
    const closed: readonly Entry[] = [...HANDLED.slice(0, -1), ['closed', RECEIVED - HOUR]]
    expect(row(closed)).toMatchObject({
      state: 'closed',
      open: false,
      closedAt: null,
      doneAt: after(600),
      marks: ['impossibleTime'],
    })
  })

  test('[HLO3] (A14) a reply at an impossible time answers the order, but nobody can say whether in time', () => {
    const dueAt = instant('2026-11-24 23:59')
    const replied: readonly Entry[] = [...HANDLED.slice(0, 4), ['replied', null]]
    expect(row(replied, { dueAt })).toMatchObject({
      ...{ state: 'replied', done: true, doneAt: null, handledMs: null },
      ...{ light: 'green', due: false, onTime: null, overdue: false },
    })
  })

  test('[HLO3] what was noticed before is said beside what was noticed here', () => {
    const flags: readonly Flag[] = ['masked', 'impossibleTime']
    const thing = order([['received', null]])
    const main = { ...thing.parts['main']!, flags, conflict: true }
    expect(rowAt(hotlineOrder, { ...thing, parts: { main } }, RECEIVED)['marks']).toEqual([
      'masked',
      'impossibleTime',
      'conflict',
    ])
  })
})

describe('the limit', () => {
  const dueAt = instant('2026-11-26 23:59')

  test('[HLO4] is met by the first reply, not by the visit or the close', () => {
    const late = row([...HANDLED.slice(0, 6), ['replied', dueAt + 1], ['closed', dueAt + 2]], { dueAt })
    expect(late).toMatchObject({ doneAt: after(600), onTime: true, due: true, handledMs: 600 * MINUTE })
  })

  test('[HLO4] is unmet again after a reopening, a return or another dispatch', () => {
    for (const status of ['reopened', 'returned', 'dispatched'] as const) {
      const again: readonly Entry[] = [...HANDLED.slice(0, 6), [status, after(2100)]]
      expect(row(again, { dueAt }, dueAt), status).toMatchObject({ open: true, done: false, doneAt: null })
      const replied: readonly Entry[] = [...again, ['replied', dueAt + 1]]
      expect(row(replied, { dueAt }), status).toMatchObject({ doneAt: dueAt + 1, onTime: false })
    }
  })

  test('[HLO4] a straggling signature does not undo an answer', () => {
    const straggler: readonly Entry[] = [...HANDLED.slice(0, 6), ['signed', after(2005)]]
    expect(row(straggler)).toMatchObject({ state: 'visited', done: true, marks: ['irregular'] })
  })

  test('[HLO4] what was merged or closed without an answer counts in no rate', () => {
    for (const status of ['merged', 'closed'] as const)
      expect(
        row(
          [
            ['received', RECEIVED],
            [status, after(5)],
          ],
          { dueAt },
        ),
      ).toMatchObject({
        ...{ open: false, done: false, light: 'not_applicable' },
        ...{ due: false, onTime: null, overdue: false },
      })
  })

  test('[HLO5] an open order is red from the instant after its due instant until it is answered', () => {
    const open = HANDLED.slice(0, 4)
    expect(row(open, { dueAt }, dueAt)).toMatchObject({ overdue: false, light: 'yellow', risk: 'due_soon' })
    expect(row(open, { dueAt }, dueAt + 1)).toMatchObject({ overdue: true, light: 'red', step: 'remind' })
    const replied: readonly Entry[] = [...open, ['replied', dueAt + 2]]
    expect(row(replied, { dueAt }, dueAt + 3)).toMatchObject({
      ...{ open: true, overdue: false, light: 'green', risk: 'late_done', step: 'none' },
    })
  })

  test('[HLO6] four hours: due soon in the last hour, severe after a day', () => {
    const due4h = after(20) + 4 * HOUR
    const sent = HANDLED.slice(0, 3)
    const at = (now: number) => row(sent, { dueAt: due4h }, now)['risk']
    expect([at(due4h - HOUR - 1), at(due4h - HOUR), at(due4h + 1)]).toEqual(['none', 'due_soon', 'overdue'])
    expect([at(due4h + 24 * HOUR), at(due4h + 24 * HOUR + 1)]).toEqual(['overdue', 'severe'])
  })

  test('[HLO6] working days: due soon on the working day before', () => {
    const sent = HANDLED.slice(0, 3)
    const at = (now: string) => row(sent, { dueAt }, instant(now))['risk']
    expect([at('2026-11-24 23:59'), at('2026-11-25')]).toEqual(['none', 'due_soon'])
  })

  test('[HLO6] a due instant before the dispatch is no limit in hours', () => {
    expect(row(HANDLED.slice(0, 2), { dueAt: RECEIVED })['risk']).toBe('severe')
  })
})

describe('signing and response', () => {
  const sentAt = (at: number): readonly Entry[] => [
    ['received', RECEIVED],
    ['dispatched', at],
  ]

  test('[HLO7] within two working hours of the dispatch, the noon break left out', () => {
    const sent = instant('2026-11-23 11:00')
    const signed = (at: number) => row([...sentAt(sent), ['signed', at]])['signedInTime']
    expect(signed(instant('2026-11-23 14:30'))).toBe(true)
    expect(signed(instant('2026-11-23 14:30') + 1)).toBe(false)
  })

  test('[HLO7] undecided until it is too late', () => {
    const sent = instant('2026-11-27 17:00')
    const limit = instant('2026-11-30 09:30')
    const at = (now: number) => row(sentAt(sent), {}, now)['signedInTime']
    expect([at(limit), at(limit + 1)]).toEqual([null, false])
  })

  test('[HLO7] counts from the last dispatch, and is unknown when it was handled unsigned', () => {
    const again: readonly Entry[] = [
      ...sentAt(after(10)),
      ['signed', after(20)],
      ['returned', after(40)],
      ['dispatched', instant('2026-11-25 09:00')],
    ]
    expect(row([...again, ['signed', instant('2026-11-25 10:00')]])['signedInTime']).toBe(true)
    expect(row([...sentAt(after(10)), ['handling', after(20)]])['signedInTime']).toBeNull()
    expect(row([['received', RECEIVED]])['signedInTime']).toBeNull()
  })

  test('[HLO8] the first of direct answer and dispatch, however often it was sent out', () => {
    expect(row(HANDLED)['respondedMs']).toBe(20 * MINUTE)
    const twice: readonly Entry[] = [
      ...HANDLED.slice(0, 3),
      ['returned', after(60)],
      ['dispatched', after(90)],
    ]
    expect(row(twice)).toMatchObject({ respondedMs: 20 * MINUTE, dispatchedAt: after(90), returns: 1 })
    const direct = row([
      ['received', RECEIVED],
      ['direct_answered', after(4)],
    ])
    expect(direct).toMatchObject({ respondedMs: 4 * MINUTE, direct: true, dispatched: false, done: true })
  })

  test.each([
    ['城乡建设/物业管理/物业服务', '城乡建设', '物业管理'],
    ['供热', '供热', null],
    ['供热/', '供热', null],
    ['/供热', null, '供热'],
    [null, null, null],
  ])('[HLO9] %s', (categoryName, topic, topicGroup) => {
    expect(row(HANDLED, { categoryName })).toMatchObject({ topic, topicGroup })
  })
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const minutesAfter = (max: number) => fc.integer({ min: -60, max }).map(after)
const history = fc.array(
  fc.record({
    status: fc.constantFrom(...ORDER_EVENTS),
    at: fc.oneof({ weight: 9, arbitrary: minutesAfter(20_000) }, { weight: 1, arbitrary: fc.constant(null) }),
  }),
  { maxLength: 9 },
)
const fields = fc.record({
  orderNo: fc.constant('LY2026112300001'),
  type: maybe(fc.constantFrom('咨询', '求助')),
  channel: maybe(fc.constant('电话')),
  answered: maybe(fc.boolean()),
  categoryName: maybe(fc.constantFrom('城乡建设/物业管理/物业服务', '供热')),
  title: maybe(fc.constant('物业管理:物业服务')),
  department: maybe(fc.constant('市住建局')),
  dueAt: maybe(minutesAfter(15_000)),
  satisfied: maybe(fc.boolean()),
  resolved: maybe(fc.boolean()),
  relatedCaseNo: maybe(fc.constant('BJ-1')),
  history: fc.oneof(
    history,
    fc
      .integer({ min: 1, max: HANDLED.length })
      .map(n => HANDLED.slice(0, n).map(([status, at]) => ({ status, at }))),
  ),
})

kindContract({
  kind: hotlineOrder,
  things: fields.map(values =>
    thingWith(hotlineOrder, { main: partWith(values as unknown as Fields, { event: RECEIVED }) }),
  ),
  instants: minutesAfter(30_000),
})
