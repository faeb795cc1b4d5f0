import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import { alerted, at, RAISED, step } from './alert.fixture.ts'
import { alert } from './kind.ts'
import { ALERT_EVENTS, ALERT_STATES, next, type AlertEvent, type AlertState } from './life.ts'

test('[ALK1] every event in every state', () => {
  const no = null
  const LIFE: Record<AlertState, Record<AlertEvent, AlertState | null>> = {
    raised: {
      ...{ counted: 'raised', acknowledged: 'acknowledged', shelved: 'raised', unshelved: 'raised' },
      ...{ noted: 'raised', escalated: 'raised', cleared: 'cleared' },
    },
    acknowledged: {
      ...{ counted: 'acknowledged', acknowledged: no, shelved: 'acknowledged', unshelved: 'acknowledged' },
      ...{ noted: 'acknowledged', escalated: no, cleared: 'cleared' },
    },
    cleared: {
      ...{ counted: no, acknowledged: no, shelved: no, unshelved: no },
      ...{ noted: 'cleared', escalated: no, cleared: no },
    },
  }
  for (const state of ALERT_STATES)
    for (const event of ALERT_EVENTS) expect(next(state, event), `${state} ${event}`).toBe(LIFE[state][event])
})

test('[ALK2] it is told until it is over; a post has acknowledged it and no person', () => {
  const told = alerted([])
  expect(at(told, RAISED).row).toMatchObject({ state: 'raised', open: true, told: true, unseen: true })
  const seen = alerted([step(2, 'acknowledged', RAISED + MINUTE, { role: 'operator', post: '211000' })])
  expect(at(seen, RAISED + MINUTE).row).toMatchObject({
    ...{ state: 'acknowledged', told: true, unseen: false, acknowledgedAt: RAISED + MINUTE },
    ...{ role: 'operator', post: '211000', step: 2 },
  })
  const over = alerted([step(2, 'cleared', RAISED + HOUR, { reason: 'over' })])
  expect(at(over, RAISED + HOUR)).toMatchObject({
    row: { state: 'cleared', open: false, told: false, unseen: false, clearedAt: RAISED + HOUR },
    nextAt: null,
  })
})

test('[ALK3] shelved it is not told until then, and is again when that time is over', () => {
  const until = RAISED + HOUR
  const shelved = alerted([step(2, 'shelved', RAISED, { until, role: 'operator' })])
  expect(at(shelved, until - 1)).toMatchObject({
    row: { open: true, shelved: true, told: false },
    nextAt: until,
  })
  expect(at(shelved, until).row).toMatchObject({ shelved: false, told: true })
  const ended = alerted([step(2, 'shelved', RAISED, { until }), step(3, 'unshelved', RAISED + 1)])
  expect(at(ended, RAISED + 1).row).toMatchObject({ shelved: false, told: true, shelvedUntil: null })
  // The one before it was shelved for longer.
  expect(at(alerted([], { shelvedUntil: until }), RAISED).row['told']).toBe(false)
})

test('[ALK4] in quiet hours it waits, if it is not grave enough', () => {
  const night = { quietFrom: 22 * 60, quietTo: 7 * 60, tellUpTo: 2 }
  const late = instant('2026-11-24 23:00')
  const third = alerted([], { ...night, severity: 3 })
  expect(at(third, late)).toMatchObject({
    row: { open: true, quiet: true, told: false },
    nextAt: instant('2026-11-25 07:00'),
  })
  expect(at(third, instant('2026-11-25 07:00')).row).toMatchObject({ quiet: false, told: true })
  expect(at(alerted([], night), late)).toMatchObject({ row: { quiet: false, told: true }, nextAt: null })
})

test('[ALK5] how many it is about is told anew in one place; what could not happen changes nothing and is marked', () => {
  const counted = alerted([step(1, 'counted', RAISED + MINUTE, { count: 3, what: '燃气', value: '9 处' })])
  expect(at(counted, RAISED + MINUTE).row).toMatchObject({ count: 3, value: '9 处', place: null, step: 1 })
  const odd = alerted([
    step(2, 'cleared', RAISED + MINUTE, { reason: 'gone' }),
    step(3, 'acknowledged', RAISED + 2 * MINUTE),
  ])
  expect(at(odd, RAISED + HOUR).row).toMatchObject({
    ...{ state: 'cleared', acknowledgedAt: null, reason: 'gone', marks: ['irregular'] },
  })
  expect(at(odd, RAISED + HOUR).rows?.['steps']?.map(({ type, irregular }) => [type, irregular])).toEqual([
    ['raised', false],
    ['cleared', false],
    ['acknowledged', true],
  ])
})

test('[ALK6] people who pass by read title and place of what its rule lets them, and nothing else', () => {
  expect(at(alerted([]), RAISED).row).toMatchObject({ public: false, publicTitle: null, publicPlace: null })
  expect(at(alerted([], { public: true }), RAISED).row).toMatchObject({
    ...{ public: true, publicTitle: '燃气压力越限', publicTitleEn: 'Gas', publicPlace: '白塔区' },
  })
  expect(alert.publicly?.open).toEqual(['publicTitle', 'publicTitleEn', 'publicPlace'])
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const instants = fc.integer({ min: -10, max: 60 }).map(hour => RAISED + hour * HOUR)
const standing = {
  subjects: maybe(fc.constant(['211002~0123456789abcdef'])),
  digest: maybe(fc.constant('0123456789abcdef')),
  count: maybe(fc.integer({ min: 1, max: 40 })),
  ...{
    what: maybe(fc.constant('燃气')),
    place: maybe(fc.constant('白塔区')),
    value: maybe(fc.constant('2 处')),
  },
}

kindContract({
  kind: alert,
  things: fc
    .record({
      steps: fc.array(
        fc.record({
          type: fc.constantFrom(...ALERT_EVENTS),
          at: instants,
          more: fc.record({
            ...standing,
            until: maybe(instants),
            text: maybe(fc.constant('已派人')),
            reason: maybe(fc.constantFrom('over', 'gone')),
            role: maybe(fc.constantFrom('operator', 'leader')),
            post: maybe(fc.constant('211000')),
          }),
        }),
        { maxLength: 7 },
      ),
      fields: fc.record({
        ...standing,
        severity: fc.integer({ min: 1, max: 4 }),
        titleEn: maybe(fc.constant('Gas')),
        since: maybe(instants),
        quietFrom: maybe(fc.constantFrom(0, 720, 1320)),
        quietTo: maybe(fc.constantFrom(0, 420, 780)),
        tellUpTo: maybe(fc.integer({ min: 1, max: 4 })),
        ...{ sound: maybe(fc.boolean()), public: maybe(fc.boolean()), shelvedUntil: maybe(instants) },
      }),
    })
    .map(({ steps, fields }) =>
      alerted(
        steps.map(({ type, at: when, more }, i) => step(i + 1, type, when, more)),
        fields,
      ),
    ),
  instants,
})
