import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { teaSession } from './kind.ts'

const FRIDAY = instant('2026-11-27 14:00')
const END = FRIDAY + 2 * HOUR
/** Monday's end: the first working day after it. */
const MINUTES_DUE = instant('2026-12-01') - 1

const step = (place: number, type: string, at: number, fields: Fields = {}): Part =>
  partWith(
    { step: place, type, role: 'officer', action: `a${place}`, ...fields },
    { event: at, area: '211004' },
  )
const session = (fields: Fields = {}, steps: readonly Part[] = []) =>
  thingWith(teaSession, {
    main: partWith(
      {
        ...{ number: '199', theme: '冬季用能', startsAt: FRIDAY, departments: ['宏伟区住建局'] },
        ...{ enterprises: ['演示企业03', '演示企业11'], ...fields },
      },
      { area: '211004', at: FRIDAY - 3 * DAY },
    ),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })
/** As it is planned here. */
const PLANNED = { office: '宏伟区发改委', role: 'officer', action: 'a1' }
const at = (thing: ReturnType<typeof session>, now: number) => derivedAt(teaSession, thing, now)

test('[TEA1] time alone opens a session and ends it; without a said end it lasts two hours (HW-01)', () => {
  const end = FRIDAY + 2 * HOUR
  for (const [now, state, nextAt] of [
    [FRIDAY - 1, 'planned', FRIDAY],
    [FRIDAY, 'open', end],
    [end - 1, 'open', end],
    [end, 'held', null],
  ] as const)
    expect(derivedAt(teaSession, session(), now)).toMatchObject({
      row: { state, firms: 2, endsAt: end },
      nextAt,
    })
  const short = session({ endsAt: FRIDAY + 30 * MINUTE })
  expect(derivedAt(teaSession, short, FRIDAY + 30 * MINUTE).row['state']).toBe('held')
})

test('[TEA1] an end before its beginning is none, and is marked (A14); what is cancelled is never held', () => {
  const { row } = derivedAt(teaSession, session({ endsAt: FRIDAY - HOUR }), FRIDAY + HOUR)
  expect(row).toMatchObject({ state: 'open', marks: ['impossibleTime'] })
  const off = derivedAt(teaSession, session({ cancelled: true }), FRIDAY + 3 * HOUR)
  expect(off).toMatchObject({ row: { state: 'cancelled' }, nextAt: null })
})

test('[TEA2] what was planned here waits for its day, then a working day for its minutes', () => {
  const planned = session(PLANNED)
  expect(at(planned, FRIDAY - DAY).row).toMatchObject({
    ...{ state: 'planned', awaits: 'holding', open: true, light: 'grey', dueAt: null, overdue: false },
    department: '宏伟区发改委',
  })
  expect(at(planned, FRIDAY).row).toMatchObject({ state: 'open', awaits: 'holding', light: 'yellow' })
  expect(at(planned, END).row).toMatchObject({
    ...{ state: 'held', awaits: 'minutes', light: 'yellow', dueAt: MINUTES_DUE, daysLeft: 1 },
  })
  expect(at(planned, MINUTES_DUE).row['overdue']).toBe(false)
  expect(at(planned, MINUTES_DUE + 1).row).toMatchObject({ overdue: true, light: 'red' })
})

test('[TEA3] once its minutes are written it has five working days to be closed, and closed it is over', () => {
  const held = step(2, 'held', END + HOUR, { text: '提出两项问题', attended: ['演示企业03'] })
  expect(at(session(PLANNED, [held]), END + HOUR).row).toMatchObject({
    ...{ state: 'held', awaits: 'closing', attended: ['演示企业03'], came: 1, open: true, took: true },
    dueAt: instant('2026-12-05') - 1,
  })
  const closed = session(PLANNED, [held, step(3, 'closed', END + DAY, { role: 'leader', text: '同意' })])
  const { row, rows, nextAt } = at(closed, END + 30 * DAY)
  expect(row).toMatchObject({
    ...{ state: 'closed', awaits: 'nothing', open: false, light: 'green', took: true, overdue: false },
    ...{ dueAt: null, closedAt: END + DAY, step: 3 },
  })
  expect(nextAt).toBeNull()
  expect(rows?.['steps']?.map(({ type, role }) => [type, role])).toEqual([
    ['planned', 'officer'],
    ['held', 'officer'],
    ['closed', 'leader'],
  ])
})

test('[TEA4] (ADR 19) one that only a spreadsheet tells of asks nobody for anything, until people go on with it here', () => {
  const told = session()
  expect(at(told, END + 30 * DAY).row).toMatchObject({
    ...{ state: 'held', awaits: 'nothing', open: false, light: 'not_applicable', overdue: false, took: true },
  })
  const minuted = session({}, [step(2, 'held', END + 30 * DAY, { attended: [] })])
  expect(at(minuted, END + 31 * DAY).row).toMatchObject({ awaits: 'closing', open: true, came: 0 })
})

test('[TEA5] what could not happen changes nothing, is marked and stays in the history', () => {
  const early = at(session(PLANNED, [step(2, 'held', FRIDAY - 1)]), FRIDAY - 1)
  expect(early.row).toMatchObject({ state: 'planned', minutedAt: null, marks: ['irregular'], step: 2 })
  const unminuted = at(session(PLANNED, [step(2, 'closed', END)]), END)
  expect(unminuted.row).toMatchObject({ state: 'held', awaits: 'minutes', closedAt: null })
  const off = at(session(PLANNED, [step(2, 'cancelled', FRIDAY - DAY), step(3, 'held', END)]), END)
  expect(off.row).toMatchObject({ state: 'cancelled', open: false, took: false, marks: ['irregular'] })
  expect(off.rows?.['steps']?.map(({ irregular }) => irregular)).toEqual([false, false, true])
})

const names = (name: string) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }).map(all => all.map(n => `${name}${n}`))
const instants = fc.integer({ min: -96, max: 960 }).map(n => FRIDAY + n * 15 * MINUTE)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const post = {
  role: maybe(fc.constantFrom('leader', 'officer')),
  department: maybe(fc.constant('宏伟区发改委')),
  place: maybe(fc.constant('211004')),
  action: maybe(fc.constant('a')),
}
const steps = fc
  .array(
    fc.record({
      type: fc.constantFrom('held', 'held', 'closed', 'cancelled'),
      at: instants,
      text: maybe(fc.constant('纪要')),
      attended: maybe(names('演示企业')),
      ...post,
    }),
    { maxLength: 3 },
  )
  .map(all => all.map(({ type, at: done, ...more }, i) => step(i + 2, type, done, more)))
kindContract({
  kind: teaSession,
  things: fc
    .record({
      fields: fc.record({
        startsAt: instants,
        endsAt: maybe(instants),
        theme: maybe(fc.constant('冬季用能')),
        venue: maybe(fc.constant('区政务服务中心')),
        host: maybe(fc.constant('区长')),
        office: maybe(fc.constant('宏伟区发改委')),
        enterprises: names('演示企业'),
        departments: names('演示部门'),
        cancelled: fc.constantFrom(null, false, false, true),
        ...post,
      }),
      steps,
    })
    .map(({ fields, steps: taken }) => session(fields, taken)),
  instants,
})
