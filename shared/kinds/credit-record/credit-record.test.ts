import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { creditRecord } from './kind.ts'

const MADE = instant('2026-11-02 10:00')
const DUE = instant('2026-11-30') + DAY - 1
const COMMITMENT = { number: 'XY-1', code: '91350100M000100Y43', type: 'commitment', checkDueAt: DUE }

const record = (fields: object) =>
  thingWith(creditRecord, { main: partWith({ ...COMMITMENT, ...fields }, { event: MADE }) })

kindContract({
  kind: creditRecord,
  things: fc
    .record({
      number: fc.constant('XY-1'),
      code: fc.constant(COMMITMENT.code),
      enterprise: fc.constantFrom(null, '演示企业'),
      type: fc.constantFrom('commitment', 'commitment', 'good', 'broken'),
      item: fc.constantFrom(null, '旅馆业特种行业许可证核发'),
      department: fc.constantFrom(null, '市公安局'),
      checkDueAt: fc.constantFrom(null, DUE),
      checkedAt: fc.constantFrom(null, null, DUE - DAY, DUE + DAY, MADE - DAY),
      kept: fc.constantFrom(null, true, false),
      validTo: fc.constantFrom(null, DUE + 300 * DAY),
    })
    .map(fields => thingWith(creditRecord, { main: partWith(fields, { event: MADE }) })),
  instants: fc.integer({ min: MADE - DAY, max: DUE + 20 * DAY }),
})

test('[CRED1] a commitment waits to be checked until its day, then it is overdue', () => {
  const at = (now: number, fields = {}) => rowAt(creditRecord, record(fields), now)
  expect(at(DUE)).toMatchObject({
    state: 'awaiting',
    open: true,
    light: 'yellow',
    overdue: false,
    daysLeft: 0,
  })
  expect(at(DUE + 1)).toMatchObject({ open: true, light: 'red', overdue: true })
  const kept = at(DUE + 1, { checkedAt: DUE, kept: true })
  expect(kept).toMatchObject({ state: 'kept', open: false, light: 'green', overdue: false, daysLeft: null })
  expect(at(DUE + 1, { checkedAt: DUE, kept: false })['state']).toBe('broken')
})

test('[CRED1] what is only noted waits for nobody', () => {
  for (const type of ['good', 'broken'])
    expect(rowAt(creditRecord, record({ type }), DUE + DAY)).toMatchObject({
      ...{ state: 'noted', open: false, light: 'not_applicable', overdue: false, dueAt: null },
    })
})

test('[CRED1] it is in force until its last instant', () => {
  const inForce = (now: number) => rowAt(creditRecord, record({ validTo: DUE }), now)['inForce']
  expect([inForce(MADE - 1), inForce(MADE), inForce(DUE), inForce(DUE + 1)]).toEqual([
    false,
    true,
    true,
    false,
  ])
})
