import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { creditRecord } from './kind.ts'
import { CREDIT_EVENTS, CREDIT_STATES, next, type CreditState } from './life.ts'

const MADE = instant('2026-11-02 10:00')
const DUE = instant('2026-11-30') + DAY - 1
const COMMITMENT = { number: 'XY-1', code: '91350100M000100Y43', type: 'commitment', checkDueAt: DUE }

const step = (place: number, type: string, at: number, fields: Fields = {}): Part =>
  partWith({ step: place, type, role: 'officer', action: `a${place}`, ...fields }, { event: at })
const record = (fields: object, steps: readonly Part[] = []) =>
  thingWith(creditRecord, {
    main: partWith({ ...COMMITMENT, ...fields }, { event: MADE }),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })

const maybe = <T>(value: T) => fc.constantFrom(null, value)
const steps = fc
  .array(
    fc.record({
      type: fc.constantFrom(...CREDIT_EVENTS),
      at: fc.integer({ min: MADE, max: DUE + 10 * DAY }),
      text: maybe('现场核查'),
      checkedAt: maybe(DUE - DAY),
      mendBy: maybe(DUE + 5 * DAY),
      role: fc.constantFrom('leader', 'officer'),
      department: maybe('市公安局'),
      place: maybe('211004'),
    }),
    { maxLength: 5 },
  )
  .map(all => all.map(({ type, at, ...more }, i) => step(i + 2, type, at, more)))
kindContract({
  kind: creditRecord,
  things: fc
    .record({
      fields: fc.record({
        number: fc.constant('XY-1'),
        code: fc.constant(COMMITMENT.code),
        enterprise: fc.constantFrom(null, '演示企业'),
        type: fc.constantFrom('commitment', 'commitment', 'commitment', 'good', 'broken'),
        item: fc.constantFrom(null, '旅馆业特种行业许可证核发'),
        department: fc.constantFrom(null, '市公安局'),
        checkDueAt: fc.constantFrom(null, DUE),
        checkedAt: fc.constantFrom(null, null, null, DUE - DAY, DUE + DAY, MADE - DAY),
        kept: fc.constantFrom(null, true, false),
        validTo: fc.constantFrom(null, DUE + 300 * DAY),
      }),
      steps,
    })
    .map(({ fields, steps: taken }) => record(fields, taken)),
  instants: fc.integer({ min: MADE - DAY, max: DUE + 20 * DAY }),
})

const LIFE: { readonly [state in CreditState]: readonly (CreditState | null)[] } = {
  noted: [null, null, null, null, null, null, null, null],
  awaiting: ['kept', 'mending', 'breached', null, null, null, null, null],
  mending: ['kept', 'mending', 'breached', null, null, null, null, null],
  breached: [null, null, null, 'dishonest', 'excused', null, null, null],
  broken: [null, null, null, 'dishonest', 'excused', null, null, null],
  dishonest: [null, null, null, null, null, 'repaired', null, null],
  excused: [null, null, null, null, null, null, null, null],
  repaired: [null, null, null, null, null, null, 'dishonest', 'restored'],
  kept: [null, null, null, null, null, null, null, null],
  restored: [null, null, null, null, null, null, null, null],
}

test('[CRED2] (DOMAIN 2.3-9) checked, decided on, mended, restored: every event in every state', () => {
  for (const state of CREDIT_STATES)
    expect(
      CREDIT_EVENTS.map(event => next(state, event)),
      state,
    ).toEqual(LIFE[state])
})

const rowWith = (now: number, taken: readonly Part[], fields = {}) =>
  rowAt(creditRecord, record(fields, taken), now)

test('[CRED2] what was found kept is over, in time or late by the day that the register set', () => {
  const kept = (at: number) => rowWith(at, [step(2, 'kept', at)])
  expect(kept(DUE)).toMatchObject({
    state: 'kept',
    open: false,
    light: 'green',
    risk: 'none',
    checkedAt: DUE,
  })
  expect(kept(DUE + DAY)).toMatchObject({ risk: 'late_done', overdue: false, awaits: 'nothing' })
})

test('[CRED3] what is to be mended has until its day, and is looked at again', () => {
  const MEND_BY = DUE + 5 * DAY
  const mend = step(2, 'mend', DUE, { mendBy: MEND_BY })
  expect(rowWith(MEND_BY, [mend])).toMatchObject({
    ...{ state: 'mending', awaits: 'recheck', open: true, dueAt: MEND_BY, overdue: false },
  })
  expect(rowWith(MEND_BY + 1, [mend])).toMatchObject({ overdue: true, light: 'red' })
  expect(rowWith(MEND_BY, [mend, step(3, 'kept', MEND_BY)])).toMatchObject({ state: 'kept', step: 3 })
})

test('[CRED4] a breach waits five working days for a person, who alone says that it is 失信; mended it waits to be restored', () => {
  const found = step(2, 'breached', DUE)
  const flagged = step(3, 'flagged', DUE + DAY, { role: 'leader' })
  const repaired = step(4, 'repaired', DUE + 2 * DAY)
  expect(rowWith(DUE, [found])).toMatchObject({
    ...{ state: 'breached', awaits: 'decision', dishonest: false, open: true },
    dueAt: instant('2026-12-08') - 1,
  })
  expect(rowWith(DUE + 30 * DAY, [found, flagged])).toMatchObject({
    ...{ state: 'dishonest', dishonest: true, flaggedAt: DUE + DAY, open: false, overdue: false },
    light: 'not_applicable',
  })
  expect(rowWith(DUE + 2 * DAY, [found, flagged, repaired])).toMatchObject({
    ...{ state: 'repaired', awaits: 'restoring', dishonest: true, open: true },
    dueAt: instant('2026-12-10') - 1,
  })
  const back = step(5, 'returned', DUE + 3 * DAY, { role: 'leader' })
  expect(rowWith(DUE + 3 * DAY, [found, flagged, repaired, back])['state']).toBe('dishonest')
  const restored = step(5, 'restored', DUE + 3 * DAY, { role: 'leader' })
  expect(rowWith(DUE + 30 * DAY, [found, flagged, repaired, restored])).toMatchObject({
    ...{ state: 'restored', dishonest: false, open: false, light: 'green' },
  })
  expect(rowWith(DUE + DAY, [found, step(3, 'excused', DUE + DAY)])['state']).toBe('excused')
})

test('[CRED5] the check that the register tells of stands where nobody here looked before it; what it found broken a person may decide on', () => {
  const told = { checkedAt: DUE - DAY, kept: false }
  expect(rowWith(DUE, [], told)).toMatchObject({ state: 'broken', open: false, checkedAt: DUE - DAY })
  const flagged = rowWith(DUE, [step(2, 'flagged', DUE)], told)
  expect(flagged).toMatchObject({ state: 'dishonest', marks: [] })
  const ours = rowWith(DUE, [step(2, 'mend', DUE - 2 * DAY, { mendBy: DUE })], { ...told, kept: true })
  expect(ours).toMatchObject({ state: 'kept', checkedAt: DUE - DAY })
  const decided = rowWith(DUE, [step(2, 'breached', DUE - 2 * DAY)], told)
  expect(decided).toMatchObject({ state: 'breached', marks: [] })
})

test('[CRED6] what could not happen changes nothing, is marked and stays in the history', () => {
  const { row, rows } = derivedAt(creditRecord, record({}, [step(2, 'flagged', DUE)]), DUE)
  expect(row).toMatchObject({ state: 'awaiting', marks: ['irregular'], dishonest: false })
  expect(rows?.['steps']?.map(({ type, irregular }) => [type, irregular])).toEqual([
    ['made', false],
    ['flagged', true],
  ])
  expect(rowWith(DUE, [step(2, 'kept', DUE)], { type: 'good' })).toMatchObject({ state: 'noted' })
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

test('[CRED1] where the register names no day, it has twenty working days', () => {
  expect(rowAt(creditRecord, record({ checkDueAt: null }), DUE)).toMatchObject({
    dueAt: instant('2026-12-01') - 1,
    open: true,
  })
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
