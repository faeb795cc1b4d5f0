import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { everyDayCalendar, instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { CASE_ACTIONS, CASE_STAGES, moveCase, type CaseAction, type CaseStage } from './case-state.ts'
import { cityCase } from './kind.ts'

const REPORTED = instant('2026-11-23 09:00')
type Entry = readonly [action: CaseAction, at: number | null]

const caseOf = (history: readonly Entry[], fields: Fields = {}) =>
  thingWith(cityCase, {
    main: partWith(
      { caseNo: 'C1', history: history.map(([action, at]) => ({ action, at })), ...fields },
      { event: REPORTED },
    ),
  })
const row = (history: readonly Entry[], fields: Fields = {}, now = instant('2026-11-23 18:00')) =>
  rowAt(cityCase, caseOf(history, fields), now)
const after = (minutes: number) => REPORTED + minutes * MINUTE

const CLOSED: readonly Entry[] = [
  ['report', REPORTED],
  ['accept', after(3)],
  ['file', after(8)],
  ['dispatch', after(15)],
  ['begin', after(30)],
  ['dispose', after(90)],
  ['check', after(120)],
  ['close', after(125)],
]

test('[CCA1] every stage and action has its move', () => {
  const moves = Object.fromEntries(
    CASE_STAGES.map(stage => [stage, CASE_ACTIONS.map(action => moveCase(stage, action).stage)]),
  ) as Record<CaseStage, CaseStage[]>
  expect(moves).toMatchSnapshot()
})

test('[CCA2] (A3) a history gives the same in any order', () => {
  const straight = row(CLOSED)
  expect(straight).toMatchObject({
    state: 'closed',
    open: false,
    done: true,
    reached: 6,
    disposalMs: 75 * MINUTE,
    marks: [],
  })
  fc.assert(
    fc.property(fc.shuffledSubarray([...CLOSED], { minLength: CLOSED.length }), shuffled => {
      expect(row(shuffled)).toEqual(straight)
    }),
    { numRuns: 50 },
  )
})

test('[CCA3] overdue is of disposal: what is being checked waits for nobody', () => {
  const due = { disposeDueAt: after(60) }
  const dispatched = CLOSED.slice(0, 5)
  expect(row(dispatched, due)).toMatchObject({
    light: 'red',
    overdue: true,
    due: true,
    onTime: false,
    open: true,
  })
  expect(row(CLOSED.slice(0, 6), due)).toMatchObject({
    light: 'green',
    risk: 'late_done',
    overdue: false,
    onTime: false,
  })
  expect(row(CLOSED, { disposeDueAt: after(100) })).toMatchObject({ light: 'green', onTime: true })
})

test('[CCA4] rework takes a case back, a return to its dispatcher, and a shelved one stands still', () => {
  const reworked = row([...CLOSED.slice(0, 6), ['rework', after(100)]], { disposeDueAt: after(95) })
  expect(reworked).toMatchObject({ state: 'disposing', reworks: 1, disposedAt: null, overdue: true })
  const back: readonly Entry[] = [...CLOSED.slice(0, 5), ['return', after(40)]]
  expect(row(back)).toMatchObject({ state: 'dispatched', returns: 1, dispatchedAt: after(15), marks: [] })
  // Sent back before anybody began, and sent on: the time of the new department begins then.
  const unbegun: readonly Entry[] = [...CLOSED.slice(0, 4), ['return', after(40)], ['dispatch', after(50)]]
  expect(row(unbegun)).toMatchObject({
    ...{ state: 'dispatched', returns: 1, dispatchedAt: after(50), begunAt: null, marks: [] },
  })
  expect(row([...CLOSED, ['return', after(200)]])).toMatchObject({ state: 'closed', returns: 0 })
  const hung = row([...CLOSED.slice(0, 5), ['hang', after(40)]], { disposeDueAt: after(60) })
  expect(hung).toMatchObject({ state: 'hung', hung: true, risk: 'paused', overdue: false })
})

test('[CCA9] a disposal took a share of its limit: just at it 100, a moment later more, unknown without an instant', () => {
  const share = (dueAt: number, history = CLOSED) => row(history, { disposeDueAt: dueAt })['limitShare']
  expect([share(after(90)), share(after(90) - 1), share(after(165))]).toEqual([100, 101, 50])
  expect(row(CLOSED)['limitShare']).toBeNull()
  expect(share(after(90), CLOSED.slice(0, 5))).toBeNull()
  expect(share(after(15))).toBeNull()
  expect(row(CLOSED.slice(0, 5))['begunAt']).toBe(after(30))
})

test('[CCA5] what was rejected or made void is asked of nobody and counts in no rate', () => {
  const rejected = row([['report', REPORTED], ['reject', after(5)]], { disposeDueAt: after(10) }) // oxfmt-ignore
  expect(rejected).toMatchObject({
    state: 'rejected',
    open: false,
    light: 'not_applicable',
    due: false,
    onTime: null,
  })
  const voided = row([...CLOSED, ['void', after(500)]], { disposeDueAt: after(10) })
  expect(voided).toMatchObject({ state: 'void', light: 'not_applicable', closedAt: null, done: false })
})

test('[CCA6] (A14) a step dated before the report is believed, at an unknown time', () => {
  const odd = row([...CLOSED.slice(0, 5), ['dispose', REPORTED - HOUR]])
  expect(odd).toMatchObject({
    state: 'checking',
    disposedAt: null,
    disposalMs: null,
    marks: ['impossibleTime'],
  })
})

const NIGHT: Fields = { caseNo: 'C1', night: '2026-11-23', stage: 'closed', closedAt: after(125), delays: 1 }
/** A case as the files of some nights told it, and perhaps the query. */
const rowTold = (
  files: { readonly [name: string]: Fields },
  query: { readonly history: readonly Entry[]; readonly at: number; readonly fields?: Fields } | null = null,
  now = instant('2026-11-24 09:00'),
) => {
  const nights = Object.entries(files).map(([name, fields]) => [
    `main:${name}`,
    partWith(fields, { event: REPORTED }),
  ])
  const main =
    query === null ? {} : { main: { ...caseOf(query.history, query.fields).parts['main']!, at: query.at } }
  return rowAt(cityCase, thingWith(cityCase, { ...Object.fromEntries(nights), ...main }), now)
}

test('[CCA7] what only a file told stands where the newest file says, its steps at an unknown time', () => {
  const open = { ...NIGHT, night: '2026-11-22', stage: 'disposing', closedAt: null, delays: 0 }
  expect(rowTold({ '22.xlsx': open, '23.xlsx': NIGHT })).toMatchObject({
    state: 'closed',
    open: false,
    reached: 6,
    closedAt: after(125),
    acceptedAt: null,
    disposedAt: null,
    delays: 1,
    marks: [],
  })
  expect(rowTold({ '23.xlsx': open, '22.xlsx': { ...open, stage: 'filed' } })['state']).toBe('disposing')
  const again = { ...NIGHT, subName: '道路破损' }
  expect(rowTold({ '23.xlsx': NIGHT, '23_重发.xlsx': again })['subName']).toBe('道路破损')
  expect(rowTold({ '23.xlsx': { ...NIGHT, stage: 'void' } })).toMatchObject({ state: 'void', closedAt: null })
})

test('[CCA8] the query goes first; a file fills in what it left open, and moves a case that it told of later', () => {
  const asked = { history: CLOSED.slice(0, 5), at: after(40), fields: { subName: '暴露垃圾' } }
  const file = { ...NIGHT, subName: '道路破损', address: '民主路' }
  expect(rowTold({ '23.xlsx': file }, asked)).toMatchObject({
    state: 'closed',
    title: '暴露垃圾',
    dispatchedAt: after(15),
    closedAt: after(125),
    disposalMs: null,
  })
  const later = { ...asked, at: instant('2026-11-24 08:00') }
  expect(rowTold({ '23.xlsx': file }, later)).toMatchObject({ state: 'disposing', delays: 1, closedAt: null })
  const over = { history: CLOSED, at: after(125) }
  expect(rowTold({ '23.xlsx': { ...file, stage: 'disposing' } }, over)).toMatchObject({
    state: 'closed',
    closedAt: after(125),
    disposalMs: 75 * MINUTE,
  })
})

const entry = fc.record({
  action: fc.constantFrom(...CASE_ACTIONS),
  at: fc.option(fc.integer({ min: -60, max: 3_000 }).map(after)),
})

const AT_SPOT: Fields = { mainName: '市容环境', subName: '暴露垃圾', problemType: '事件', point: { lon: 123.172, lat: 41.269 } } // oxfmt-ignore
const rowTo = (alike: number | null, fields: Fields = AT_SPOT, history = CLOSED) => {
  const recurrence = alike === null ? {} : { recurrence: partWith({ alike }, { event: after(200) }) }
  const known = caseOf(history, fields)
  return rowAt(cityCase, { ...known, parts: { ...known.parts, ...recurrence } }, after(300))
}

test('[CCA10] a case recurs from three alike on, as it was told; what nobody told of does not', () => {
  expect(rowTo(3)).toMatchObject({ recurs: true, alike: 3, state: 'closed', event: REPORTED })
  expect(rowTo(50)).toMatchObject({ recurs: true, alike: 50 })
  expect(rowTo(1)).toMatchObject({ recurs: false, alike: 1 })
  expect(rowTo(null)).toMatchObject({ recurs: false, alike: 1 })
})

test('[CCA10] (A11) of one without a point or a class nobody knows, and one that is none recurs nowhere', () => {
  const unknown = { recurs: null, alike: null }
  expect(rowTo(3, { ...AT_SPOT, point: null })).toMatchObject(unknown)
  expect(rowTo(3, { ...AT_SPOT, subName: null })).toMatchObject(unknown)
  const { main } = caseOf(CLOSED, AT_SPOT).parts
  const mended = thingWith(cityCase, { main: { ...main!, flags: ['coordFixed'] } })
  expect(rowAt(cityCase, mended, after(300))).toMatchObject(unknown)
  expect(rowTo(3, AT_SPOT, [...CLOSED, ['void', after(500)]])).toMatchObject(unknown)
  expect(rowTo(3, AT_SPOT, [['report', REPORTED], ['reject', after(5)]])).toMatchObject(unknown) // oxfmt-ignore
})

test('[CCA11] alike are cases of one class by its names, where they were, when they were reported', () => {
  const happened = (fields: Fields, history = CLOSED) => cityCase.recurring?.(caseOf(history, fields))
  expect(happened(AT_SPOT)).toEqual({
    ...{ sort: '事件/市容环境/暴露垃圾', at: REPORTED },
    ...{ lat: 41.269, lon: 123.172 },
  })
  expect(happened({ ...AT_SPOT, subName: '暴露垃圾(新版)' })).toMatchObject({
    sort: '事件/市容环境/暴露垃圾(新版)',
  })
  expect(happened({ ...AT_SPOT, point: null })).toBeNull()
  expect(happened(AT_SPOT, [...CLOSED, ['void', after(500)]])).toBeNull()
  // The file of a night says where, if the query did not.
  const told = { 'main:23.xlsx': partWith({ ...NIGHT, ...AT_SPOT }, { event: REPORTED }) }
  expect(cityCase.recurring?.(thingWith(cityCase, told))).toMatchObject({ lat: 41.269 })
  const { main } = caseOf(CLOSED, { subName: '暴露垃圾' }).parts
  const mended = partWith({ ...NIGHT, ...AT_SPOT }, { event: REPORTED, flags: ['coordFixed'] })
  expect(cityCase.recurring?.(thingWith(cityCase, { main: main!, ...told }))).toMatchObject({ lat: 41.269 })
  expect(cityCase.recurring?.(thingWith(cityCase, { main: main!, 'main:23.xlsx': mended }))).toBeNull()
  expect(cityCase.recurring?.(thingWith(cityCase, {}))).toBeNull()
})

const described = {
  disposeDueAt: fc.option(fc.integer({ min: -60, max: 4_000 }).map(after)),
  source: fc.option(fc.constantFrom('采集员', '12345')),
  department: fc.option(fc.constant('市住建局')),
  subName: fc.option(fc.constant('暴露垃圾')),
  mainName: fc.option(fc.constant('市容环境')),
  problemType: fc.option(fc.constantFrom('事件', '部件')),
  point: fc.option(fc.constant({ lon: 123.172, lat: 41.269 })),
}
const query = fc
  .record({
    ...described,
    history: fc.array(entry, { maxLength: 12 }),
    level: fc.option(fc.integer({ min: 1, max: 3 })),
    at: fc.integer({ min: -60, max: 6_000 }).map(after),
  })
  .map(({ at, ...fields }) => partWith({ caseNo: 'C1', ...fields }, { event: REPORTED, at }))
const night = fc
  .record({
    ...described,
    night: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24', '2026-02-30'),
    stage: fc.constantFrom(...CASE_STAGES),
    closedAt: fc.option(fc.integer({ min: -60, max: 4_000 }).map(after)),
    delays: fc.option(fc.integer({ min: 0, max: 3 })),
  })
  .map(fields => partWith({ caseNo: 'C1', ...fields }, { event: REPORTED }))
const recurrence = fc
  .constantFrom(1, 3, 50)
  .map(alike => partWith({ alike }, { event: after(200), at: after(200) }))
const parts = fc.oneof(
  query.map(main => ({ main })),
  fc.dictionary(fc.constantFrom('main:a.xlsx', 'main:b.xlsx'), night, { minKeys: 1 }),
  fc.record({ main: query, 'main:a.xlsx': night }),
  fc.record({ main: query, recurrence }),
)

kindContract({
  kind: cityCase,
  things: parts.map(told => thingWith(cityCase, told)),
  instants: fc.integer({ min: -60, max: 6_000 }).map(after),
  calendar: everyDayCalendar,
})
