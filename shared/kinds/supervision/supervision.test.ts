import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import { thingWith } from '../thing.fixture.ts'
import { supervision } from './kind.ts'
import {
  next,
  SUPERVISION_EVENTS,
  SUPERVISION_STATES,
  type SupervisionEvent,
  type SupervisionState,
} from './life.ts'
import { at, issue, ISSUED, step, supervised } from './supervision.fixture.ts'

const SIGN_BY = instant('2026-11-25') - 1
const SECOND_BY = instant('2026-11-26') - 1
const PLAN_BY = instant('2026-11-27') - 1
const PLAN_AGAIN_BY = instant('2026-11-28') - 1

const signed = step(2, 'acknowledged', '2026-11-24 10:00')
const planned = step(3, 'planned', '2026-11-25 10:00', {
  text: '两个工作日内补齐图纸',
  promisedAt: instant('2026-12-01') - 1,
})
const executed = step(4, 'executed', '2026-11-30 10:00', { text: '已补齐' })
const typesOf = (thing: ReturnType<typeof supervised>, now: string | number) =>
  (at(thing, now).rows?.['steps'] ?? []).map(row => row['type'])

test('[SUPV1] the life of a supervision, every event in every state', () => {
  const no = null
  const LIFE: Record<SupervisionState, Record<SupervisionEvent, SupervisionState | null>> = {
    issued: {
      ...{ acknowledged: 'acknowledged', planned: no, executed: no },
      ...{ returned: no, decided: 'issued', closed: 'closed' },
    },
    acknowledged: {
      ...{ acknowledged: no, planned: 'replied', executed: no },
      ...{ returned: no, decided: 'acknowledged', closed: 'closed' },
    },
    replied: {
      ...{ acknowledged: no, planned: 'replied', executed: 'executed' },
      ...{ returned: 'acknowledged', decided: no, closed: 'closed' },
    },
    executed: {
      ...{ acknowledged: no, planned: no, executed: no },
      ...{ returned: 'acknowledged', decided: no, closed: 'closed' },
    },
    closed: {
      ...{ acknowledged: no, planned: no, executed: no, returned: no, decided: no, closed: no },
    },
  }
  for (const state of SUPERVISION_STATES)
    for (const event of SUPERVISION_EVENTS)
      expect(next(state, event), `${state} ${event}`).toBe(LIFE[state][event])
})

describe('signing for it', () => {
  test('[SUPV2] without a signature time alone gives the second notice, and then says that it was in vain', () => {
    const thing = supervised([])
    expect(at(thing, SIGN_BY)).toMatchObject({
      row: { state: 'issued', light: 'yellow', dueAt: SIGN_BY, daysLeft: 0, notices: 0, proposed: false },
      nextAt: SIGN_BY + 1,
    })
    expect(at(thing, SIGN_BY + 1).row).toMatchObject({
      ...{ state: 'second_notice', awaits: 'acknowledgement', light: 'red', risk: 'overdue' },
      ...{ secondNotice: true, refusesToCorrect: false, proposed: false, notices: 1 },
    })
    expect(at(thing, SECOND_BY).row['refusesToCorrect']).toBe(false)
    expect(at(thing, SECOND_BY + 1).row).toMatchObject({
      ...{ state: 'second_notice', refusesToCorrect: true, proposed: true, decision: null },
    })
    expect(typesOf(thing, SECOND_BY + 1)).toEqual(['issued', 'second_notice', 'refused'])
  })

  test('[SUPV2] signed for late it is signed for, and the notice stays in its history', () => {
    const late = supervised([step(2, 'acknowledged', SIGN_BY + HOUR)])
    expect(at(late, SIGN_BY + 2 * HOUR).row).toMatchObject({
      ...{ state: 'acknowledged', awaits: 'plan', secondNotice: false, notices: 1, dueAt: PLAN_BY },
    })
    expect(typesOf(late, SIGN_BY + 2 * HOUR)).toEqual(['issued', 'second_notice', 'acknowledged'])
  })

  test('[SUPV3] (A20) its days are working days of the calendar; beyond what is published they are provisional', () => {
    // 2026-12-31 is a Thursday; 元旦 is the Friday after it, in a year that nobody has published.
    const last = thingWith(supervision, { main: issue({}, instant('2026-12-31 09:00')) })
    expect(at(last, '2026-12-31 10:00').row).toMatchObject({
      ...{ dueAt: instant('2027-01-05') - 1, provisional: true, light: 'yellow' },
    })
    const days = supervised([], { acknowledgeDays: 2 })
    expect(at(days, ISSUED).row).toMatchObject({ dueAt: SECOND_BY, provisional: false })
  })
})

describe('the plan', () => {
  test('[SUPV4] is due from the issue, with a second notice as before', () => {
    const thing = supervised([signed])
    expect(at(thing, PLAN_BY).row).toMatchObject({ state: 'acknowledged', light: 'yellow', dueAt: PLAN_BY })
    expect(at(thing, PLAN_BY + 1).row).toMatchObject({ state: 'second_notice', awaits: 'plan', notices: 1 })
    expect(at(thing, PLAN_AGAIN_BY + 1).row).toMatchObject({ refusesToCorrect: true, proposed: true })
  })

  test('[SUPV4] is asked for again from the day on which it was sent back', () => {
    const thing = supervised([signed, planned, step(4, 'returned', '2026-11-26 09:00', { text: '太慢' })])
    expect(at(thing, '2026-11-26 10:00').row).toMatchObject({
      ...{ state: 'acknowledged', awaits: 'plan', dueAt: instant('2026-12-02') - 1, returns: 1, plans: 1 },
      promisedAt: null,
    })
  })

  test('[SUPV5] its own day is the clock of what it promises; nobody refuses by missing it', () => {
    const thing = supervised([signed, planned])
    expect(at(thing, '2026-11-30').row).toMatchObject({
      ...{ state: 'replied', awaits: 'execution', light: 'yellow', promisedAt: instant('2026-12-01') - 1 },
    })
    expect(at(thing, '2026-12-20').row).toMatchObject({
      ...{ state: 'replied', light: 'red', overdue: true, secondNotice: false, refusesToCorrect: false },
    })
  })

  test('[SUPV5] carried out it waits for the leader, closed it is over', () => {
    expect(at(supervised([signed, planned, executed]), '2026-12-20')).toMatchObject({
      row: { state: 'executed', awaits: 'closing', light: 'yellow', dueAt: null, open: true },
      nextAt: null,
    })
    const over = supervised([signed, planned, executed, step(5, 'closed', '2026-11-30 11:00')])
    expect(at(over, '2026-12-20')).toMatchObject({
      row: { state: 'closed', light: 'green', open: false, overdue: false, proposed: false },
      nextAt: null,
    })
  })
})

describe('拒不纠正 and 问责', () => {
  const decided = (fields = {}) =>
    supervised([step(2, 'decided', SECOND_BY + HOUR, { role: 'leader', decision: 'hold', ...fields })])

  test('[SUPV6] it is proposed and never decided by itself; a decision takes it off the list and moves nothing else', () => {
    expect(at(supervised([]), '2027-06-01').row).toMatchObject({ proposed: true, decision: null })
    expect(at(decided(), '2026-12-20').row).toMatchObject({
      ...{ state: 'second_notice', refusesToCorrect: true, proposed: false, decision: 'hold' },
    })
  })

  test('[SUPV6] whoever answers in the end refuses no more, and its history has it', () => {
    const thing = supervised([step(2, 'acknowledged', SECOND_BY + HOUR), step(3, 'planned', SECOND_BY + DAY)])
    expect(at(thing, SECOND_BY + DAY).row).toMatchObject({ refusesToCorrect: false, proposed: false })
    expect(typesOf(thing, SECOND_BY + DAY)).toContain('refused')
  })

  test('[SUPV6] a new refusal after a decision is proposed anew', () => {
    const again = supervised([
      step(2, 'decided', SECOND_BY + HOUR, { role: 'leader', decision: 'excuse' }),
      step(3, 'acknowledged', SECOND_BY + 2 * HOUR),
    ])
    expect(at(again, PLAN_AGAIN_BY).row['proposed']).toBe(false)
    expect(at(again, PLAN_AGAIN_BY + 1).row).toMatchObject({ proposed: true, decision: 'excuse' })
  })
})

test('[SUPV7] what could not happen changes nothing, stays in the history and is marked', () => {
  const thing = supervised([
    step(2, 'executed', '2026-11-23 10:00'),
    step(3, 'acknowledged', '2026-11-23 11:00'),
  ])
  const { row, rows } = at(thing, '2026-11-23 12:00')
  expect(row).toMatchObject({ state: 'acknowledged', executedAt: null, marks: ['irregular'], step: 3 })
  expect(rows?.['steps']?.map(each => each['irregular'])).toEqual([false, true, false])
})

test('[SUPV8] it says what it is about as it was issued; of what is not for everybody a subject, and no id but its record', () => {
  expect(at(supervised([]), ISSUED).row).toMatchObject({
    ...{ matter: 'project', record: 'gcproj/1#6-2', target: 'gcproj/1', item: '6-2', subject: null },
  })
  const ofPeople = {
    target: 'hotline/1',
    item: null,
    title: null,
    matter: 'hotline-order',
    subject: '暖气不热',
  }
  const { row, rows } = at(supervised([], ofPeople), ISSUED)
  for (const told of [row, rows?.['steps']?.[0]])
    expect(told).toMatchObject({
      ...{ matter: 'hotline-order', record: 'hotline/1', target: null, item: null },
      ...{ title: null, subject: '暖气不热' },
    })
})

test('[SUPV7] the history says which post did what, and never a person', () => {
  const thing = supervised([signed, planned], { place: '211004' })
  const [first, second, third] = at(thing, '2026-11-25 12:00').rows?.['steps'] ?? []
  expect(first).toMatchObject({
    key: '1',
    type: 'issued',
    role: 'leader',
    place: '211004',
    text: '请抓紧办理',
  })
  expect(second).toMatchObject({ key: '2', role: 'officer', department: '市住建局', text: null })
  expect(third).toMatchObject({ key: '3', text: '两个工作日内补齐图纸' })
})

const instants = fc.integer({ min: 0, max: 60 * 24 }).map(hours => ISSUED - 5 * DAY + hours * HOUR)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const steps = fc.array(
  fc
    .record({
      type: fc.constantFrom(...SUPERVISION_EVENTS),
      at: instants,
      text: maybe(fc.constant('说明')),
      difficulty: maybe(fc.constant('管线未迁移')),
      place: maybe(fc.constant('211004')),
      promisedAt: maybe(instants),
      decision: maybe(fc.constantFrom('hold', 'excuse')),
      role: fc.constantFrom('leader', 'officer', 'chief'),
    })
    .map(
      ({ type, at: when, ...fields }) =>
        (place: number) =>
          step(place, type, when, fields),
    ),
  { maxLength: 8 },
)
kindContract({
  kind: supervision,
  things: fc
    .record({
      steps,
      fields: fc.record({
        stage: maybe(fc.constant(6)),
        project: maybe(fc.constant('演示项目')),
        projectNumber: maybe(fc.constant('2611-1')),
        item: maybe(fc.constant('6-2')),
        matter: maybe(fc.constant('hotline-order')),
        title: maybe(fc.constant('质量监督手续')),
        subject: maybe(fc.constant('三楼暖气不热')),
        place: maybe(fc.constant('211000')),
        role: fc.constantFrom('leader', 'chief'),
        chief: maybe(fc.constant('县科协')),
        butler: maybe(fc.constant('市住建局')),
        level: fc.constantFrom('press', 'inspect'),
        occasion: fc.constantFrom('overdue', 'anytime'),
        acknowledgeDays: fc.integer({ min: 1, max: 5 }),
        replyDays: fc.integer({ min: 1, max: 10 }),
      }),
    })
    .map(({ steps: made, fields }) =>
      supervised(
        made.map((make, i) => make(i + 2)),
        fields,
      ),
    ),
  instants,
})
