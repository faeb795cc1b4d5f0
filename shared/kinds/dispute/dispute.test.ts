import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { dispute } from './kind.ts'
import {
  DISPUTE_EVENTS,
  DISPUTE_STATES,
  next,
  type Circumstances,
  type DisputeEvent,
  type DisputeState,
} from './life.ts'

/** A Saturday: nobody's quarrel rests. */
const CAME = instant('2026-11-21 09:00')

const step = (place: number, type: DisputeEvent, at: number, fields: Fields = {}): Part =>
  partWith(
    { step: place, type, role: 'officer', action: `a${place}`, ...fields },
    { event: at, area: '211004101' },
  )
const quarrel = (steps: readonly Part[] = [], fields: Fields = {}) =>
  thingWith(dispute, {
    main: partWith(
      {
        ...{ number: 'TJ20261121-1', title: '宅基地边界有争议', type: 'homestead', parties: 2 },
        ...{ between: 'persons', source: 'patrol', level: 'village', office: '演示镇司法所' },
        ...{ action: 'a1', ...fields },
      },
      { event: CAME, area: '211004101' },
    ),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })
const at = (thing: ReturnType<typeof quarrel>, now: number) => derivedAt(dispute, thing, now)

/** One step after the other, a day apart unless told. */
const course = (...types: readonly (DisputeEvent | readonly [DisputeEvent, Fields, number?])[]) =>
  types.map((each, i) => {
    const [type, fields, when] = typeof each === 'string' ? [each] : each
    return step(i + 2, type, when ?? CAME + (i + 1) * HOUR, fields ?? {})
  })

const EASY: Circumstances = { level: 'village', extended: false, form: 'written', confirmed: false }
const LEAVING = { passed: 'registered', guided: 'guided', withdrawn: 'withdrawn' } as const
const LIFE: { readonly [state in DisputeState]: { readonly [event in DisputeEvent]?: DisputeState } } = {
  registered: { accepted: 'accepted', ...LEAVING },
  accepted: { begun: 'mediating', extended: 'accepted', ...LEAVING },
  mediating: { settled: 'settled', failed: 'failed', extended: 'mediating', ...LEAVING },
  failed: { begun: 'mediating', ...LEAVING },
  settled: { confirmed: 'settled', kept: 'kept', broken: 'broken' },
  broken: { begun: 'mediating', ...LEAVING },
  ...{ kept: {}, guided: {}, withdrawn: {} },
}

test('[DSP1] (LYX-17) every event in every state, from a village up to the city and no further', () => {
  for (const state of DISPUTE_STATES)
    for (const event of DISPUTE_EVENTS)
      expect(next(state, event, EASY), `${state} ${event}`).toBe(LIFE[state][event] ?? null)
  const passed = (level: Circumstances['level']) => next('mediating', 'passed', { ...EASY, level })
  expect((['village', 'town', 'county', 'city'] as const).map(passed)).toEqual([
    ...['registered', 'registered', 'registered', null],
  ])
})

test('[DSP2] (ADR 27) three natural days to take it on, then thirty, once thirty more', () => {
  expect(at(quarrel(), CAME + 3 * DAY).row).toMatchObject({ state: 'registered', dueAt: CAME + 3 * DAY })
  expect(at(quarrel(), CAME + 3 * DAY + 1).row).toMatchObject({ overdue: true, light: 'red' })
  const taken = CAME + HOUR
  const mediating = course('accepted', 'begun')
  expect(at(quarrel(mediating), taken).row).toMatchObject({ dueAt: taken + 30 * DAY, acceptedAt: taken })
  const longer = quarrel(course('accepted', 'begun', 'extended'))
  expect(at(longer, taken + 31 * DAY).row).toMatchObject({
    ...{ dueAt: taken + 60 * DAY, extended: true, overdue: false },
  })
  const twice = quarrel(course('accepted', 'begun', 'extended', 'extended'))
  expect(at(twice, taken).row).toMatchObject({ dueAt: taken + 60 * DAY, marks: ['irregular'] })
})

test('[DSP3] (LYX-17) what is passed up is taken on anew by the level above, and has its own clock; settled there it is near or not', () => {
  const up = ['accepted', 'begun', 'failed', ['passed', { to: '演示镇司法所' }]] as const
  expect(at(quarrel(course(...up)), CAME + DAY).row).toMatchObject({
    ...{ state: 'registered', level: 'town', department: '演示镇司法所', open: true },
    ...{ dueAt: CAME + 4 * HOUR + 3 * DAY, acceptedAt: null },
  })
  const town = at(quarrel(course(...up, 'accepted', 'begun', 'settled')), CAME + DAY).row
  expect(town).toMatchObject({
    result: 'settled',
    resolveLevel: 'town',
    near: true,
    onTime: true,
    open: false,
  })
  const county = [...up, ['passed', {}], 'accepted', 'begun', 'settled'] as const
  expect(at(quarrel(course(...county)), CAME + DAY).row).toMatchObject({
    resolveLevel: 'county',
    near: false,
  })
})

test('[DSP4] an agreement is by word or in writing; what is written a court may confirm, once', () => {
  const agreed = (form: string) =>
    course('accepted', 'begun', ['settled', { form, agreementNo: 'XY-1' }], 'confirmed', 'confirmed')
  expect(at(quarrel(agreed('written')), CAME + DAY).row).toMatchObject({
    ...{ form: 'written', agreementNo: 'XY-1', confirmed: true, marks: ['irregular'] },
  })
  expect(at(quarrel(agreed('oral')), CAME + DAY).row).toMatchObject({ form: 'oral', confirmed: false })
  expect(at(quarrel(), CAME).row['confirmed']).toBeNull()
})

test('[DSP5] it is revisited within thirty days; an agreement that is not kept opens it again, and it is not settled', () => {
  const settled = ['accepted', 'begun', 'settled'] as const
  const when = CAME + 3 * HOUR
  expect(at(quarrel(course(...settled)), when).row).toMatchObject({
    ...{ revisitAt: when + 30 * DAY, kept: null, open: false, inHand: true },
  })
  expect(at(quarrel(course(...settled, 'kept')), when + DAY).row).toMatchObject({
    ...{ state: 'kept', kept: true, result: 'settled', resolveLevel: 'village', revisitAt: null },
    inHand: false,
  })
  const broken = [...settled, 'broken'] as const
  expect(at(quarrel(course(...broken)), when + DAY).row).toMatchObject({
    ...{ state: 'broken', open: true, result: null, resolveLevel: null, near: null, settledAt: null },
    dueAt: CAME + 4 * HOUR + 30 * DAY,
  })
  expect(at(quarrel(course(...broken, 'begun', 'settled')), when + DAY).row).toMatchObject({
    ...{ state: 'settled', result: 'settled' },
  })
})

test('[DSP6] guided to a court or withdrawn it is over, and settled by nobody', () => {
  const guided = at(quarrel(course('accepted', 'begun', 'failed', ['guided', { way: 'court' }])), CAME + DAY)
  expect(guided.row).toMatchObject({ result: 'guided', way: 'court', open: false, resolveLevel: null })
  expect(guided.nextAt).toBeNull()
  const withdrawn = at(quarrel(course('withdrawn')), CAME + DAY).row
  expect(withdrawn).toMatchObject({ result: 'withdrawn', tookMs: HOUR, onTime: true })
})

test('[DSP2] what ran out of time stays late, whoever it is passed to afterwards', () => {
  const late = course('accepted', 'begun', ['passed', {}, CAME + 40 * DAY])
  const then = late.concat(
    (['accepted', 'begun', 'settled'] as const).map((type, i) => step(i + 5, type, CAME + (41 + i) * DAY)),
  )
  expect(at(quarrel(then), CAME + 50 * DAY).row).toMatchObject({ state: 'settled', onTime: false })
})

test('[DSP7] what could not happen changes nothing, is marked and stays in the history, which names posts', () => {
  const { row, rows } = at(quarrel(course('settled', 'accepted')), CAME + DAY)
  expect(row).toMatchObject({ state: 'accepted', step: 3, marks: ['irregular'] })
  expect(rows?.['steps']?.map(({ type, irregular, level }) => [type, irregular, level])).toEqual([
    ['registered', false, 'village'],
    ['settled', true, 'village'],
    ['accepted', false, 'village'],
  ])
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const instants = fc.integer({ min: -20, max: 24 * 90 }).map(hour => CAME + hour * HOUR)

/** Chance alone hardly comes to a visit after an agreement. */
const whole = fc
  .constantFrom<DisputeEvent>('confirmed', 'kept', 'broken')
  .map(last => quarrel(course(['accepted', {}], ['begun', {}], ['settled', { form: 'written' }], last)))

const byChance = fc
  .record({
    steps: fc.array(
      fc.record({
        type: fc.constantFrom(...DISPUTE_EVENTS),
        at: instants,
        more: fc.record({
          text: maybe(fc.constant('说明')),
          form: maybe(fc.constantFrom('oral', 'written')),
          agreementNo: maybe(fc.constant('XY-1')),
          way: maybe(fc.constantFrom('court', 'arbitration')),
          to: maybe(fc.constant('宏伟区司法局')),
          department: maybe(fc.constant('长征街道')),
          place: maybe(fc.constant('211004')),
        }),
      }),
      { maxLength: 8 },
    ),
    fields: fc.record({
      text: maybe(fc.constant('各执一词')),
      between: maybe(fc.constantFrom('persons', 'units')),
      parties: maybe(fc.integer({ min: 2, max: 40 })),
      level: maybe(fc.constantFrom('village', 'town', 'city')),
      action: maybe(fc.constant('a1')),
      office: maybe(fc.constant('长征街道司法所')),
    }),
  })
  .map(({ steps, fields }) =>
    quarrel(
      steps.map(({ type, at: when, more }, i) => step(i + 2, type, when, more)),
      fields,
    ),
  )

kindContract({
  kind: dispute,
  things: fc.oneof({ weight: 9, arbitrary: byChance }, { weight: 1, arbitrary: whole }),
  instants,
})
