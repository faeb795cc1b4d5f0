import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { changedPlan } from './changed-plan.ts'
import type { ProjectFields } from './fields.ts'
import { change, item, projectThing, ran, rowsOf } from './project.fixture.ts'

/** Monday to Monday; due at the end of 11-30. */
const OPEN = item('1', 1, ran('2026-11-23 09:00', null))
const AHEAD = item('2', 2, { after: ['1'] })
const NOW = '2026-11-27 10:00'

type Change = ReturnType<typeof change>
const told = (items: readonly Fields[], changes: readonly Change[], now = NOW) =>
  rowsOf(projectThing(items, {}, changes), now)
const itemIn = ({ inner }: ReturnType<typeof told>, key: string) =>
  inner['items']?.find(row => row['key'] === key)
const irregularIn = ({ inner }: ReturnType<typeof told>) =>
  inner['changes']?.map(({ irregular }) => irregular)

test('[PROJ11] (LYX-09) an item that is left out is not needed, is no prerequisite, and is put back', () => {
  const before = told([OPEN, AHEAD], [])
  expect(before.row).toMatchObject({ items: 2, changes: 0 })
  const out = [change(1, '2026-11-24 09:00', 'omitted', { items: ['2'], text: '不占用林地' })]
  const left = told([OPEN, AHEAD], out)
  expect(itemIn(left, '2')).toMatchObject({ state: 'not_applicable', light: 'not_applicable', changed: true })
  expect(itemIn(left, '1')).toMatchObject({ changed: false })
  expect(left.row).toMatchObject({ changes: 1, marks: [] })
  const back = told([OPEN, AHEAD], [...out, change(2, '2026-11-25 09:00', 'restored', { items: ['2'] })])
  expect(itemIn(back, '2')).toMatchObject({ state: 'not_started' })
  const needed = [item('1', 1), item('2', 2, { ...ran('2026-11-25 09:00', null), after: ['1'] })]
  expect(itemIn(told(needed, []), '2')).toMatchObject({ prerequisites: 1, premature: true })
  expect(
    itemIn(told(needed, [change(1, '2026-11-24 09:00', 'omitted', { items: ['1'] })]), '2'),
  ).toMatchObject({
    prerequisites: 0,
    premature: false,
  })
})

test('[PROJ11] (LYX-09) of a stage that is left out, only what was decided on is, and not what is added later', () => {
  const items = [OPEN, item('3', 1), item('4', 1), AHEAD, item('5', 1)]
  const left = told(items, [change(1, '2026-11-24 09:00', 'omitted', { stage: 1, items: ['3', '4'] })])
  expect(['1', '3', '4', '2', '5'].map(key => itemIn(left, key)?.['state'])).toEqual([
    'in_progress',
    'not_applicable',
    'not_applicable',
    'not_started',
    'not_started',
  ])
  expect(left.inner['changes']?.[0]).toMatchObject({ title: '公司设立', items: 2 })
})

test('[PROJ11] [PROJ14] what its upstream begins is needed after all, and the change says that it holds no more', () => {
  const begun = item('2', 2, ran('2026-11-26 09:00', null))
  const after = told([OPEN, begun], [change(1, '2026-11-24 09:00', 'omitted', { items: ['2'] })])
  expect(itemIn(after, '2')).toMatchObject({ state: 'in_progress', changed: false })
  expect(irregularIn(after)).toEqual([true])
})

test('[PROJ12] a clock that is stopped moves what is due, and goes on', () => {
  const stop = change(1, '2026-11-24 00:00', 'paused', { items: ['1'], procedure: 'review' })
  const stopped = told([OPEN], [stop])
  expect(itemIn(stopped, '1')).toMatchObject({ state: 'paused', risk: 'paused', used: 0 })
  expect(itemIn(told([OPEN], [stop], '2026-12-20 09:00'), '1')).toMatchObject({ light: 'yellow' })
  expect(itemIn(told([OPEN], [], '2026-12-20 09:00'), '1')).toMatchObject({ light: 'red' })
  const on = change(2, '2026-11-26 00:00', 'resumed', { items: ['1'] })
  expect(itemIn(told([OPEN], [stop, on]), '1')).toMatchObject({
    ...{ state: 'in_progress', dueAt: instant('2026-12-03') - 1 },
  })
  const again = change(3, '2026-11-27 09:00', 'paused', { items: ['1'], procedure: 'hearing' })
  expect(itemIn(told([OPEN], [stop, on, again]), '1')).toMatchObject({ state: 'paused' })
})

test('[PROJ12] 容缺受理 makes nothing premature; an obstacle is open until it is cleared', () => {
  const early = [item('1', 1), item('2', 2, { ...ran('2026-11-25 09:00', null), after: ['1'] })]
  const tolerated = told(early, [change(1, '2026-11-25 10:00', 'tolerated', { items: ['2'] })])
  expect(itemIn(tolerated, '2')).toMatchObject({ tolerated: true, premature: false })
  const noted = change(1, '2026-11-24 09:00', 'blocked', { items: ['1'], name: '高压线迁移' })
  expect(itemIn(told([OPEN], [noted]), '1')).toMatchObject({ blockers: 1 })
  const cleared = change(2, '2026-11-26 09:00', 'cleared', { items: ['1'], name: '高压线迁移' })
  expect(itemIn(told([OPEN], [noted, cleared]), '1')).toMatchObject({ blockers: 0, changed: true })
})

test('[PROJ13] (LYX-08) a butler is appointed in place of who had that, and released', () => {
  const project = {
    ...{ items: [], stages: [], investCode: '1', name: '演示项目' },
    butlers: [{ role: '总管家' }, { role: '分管家', scope: '供暖', department: '演示供暖公司' }],
  } as unknown as ProjectFields
  const butlersAfter = (...changes: readonly Change[]) => butlersOf(project, changes)
  const butlersOf = (of: ProjectFields, changes: readonly Change[]) =>
    changedPlan(of, projectThing([], {}, changes)).fields.butlers?.map(
      ({ role, scope, department }) => `${role} ${scope ?? ''} ${department ?? ''}`,
    )
  const appointed = change(1, '2026-11-24 09:00', 'appointed', {
    ...{ name: '分管家', scope: '供暖', office: '演示热力公司', phone: '0419-0000007' },
    before: '分管家 演示供暖公司',
  })
  const released = change(2, '2026-11-25 09:00', 'released', {
    ...{ scope: '供暖', before: '分管家 演示热力公司' },
  })
  expect(butlersAfter(appointed)).toEqual(['总管家  ', '分管家 供暖 演示热力公司'])
  expect(butlersAfter(appointed, released)).toEqual(['总管家  '])
  const named = { ...project, butlers: [{ role: '分管家', scope: '供暖', department: '演示燃气公司' }] }
  expect(butlersOf(named as ProjectFields, [appointed, released])).toEqual(['分管家 供暖 演示燃气公司'])
  const chiefs = { ...project, butlers: [{ role: '总管家' }, { role: '副总管家' }] }
  expect(butlersOf(chiefs as ProjectFields, [{ ...appointed }])).toHaveLength(2)
})

test('[PROJ14] what cannot be changed is not, and every change is told with its post and its reason', () => {
  const done = item('3', 1, ran('2026-11-02 09:00', '2026-11-04 09:00'))
  const changes = [
    change(1, '2026-11-24 09:00', 'omitted', { items: ['9'] }),
    change(2, '2026-11-24 09:00', 'omitted', { items: ['1'] }),
    change(3, '2026-11-24 09:00', 'paused', { items: ['3'] }),
    change(4, '2026-11-24 09:00', 'resumed', { items: ['1'] }),
    change(5, '2026-11-24 09:00', 'cleared', { items: ['1'], name: '净地交付' }),
    change(6, '2026-11-24 09:00', 'restored', { items: ['2'] }),
    change(7, '2026-11-24 09:00', 'released', { scope: '供暖' }),
    change(8, '2026-11-24 09:00', 'appointed', { scope: '供暖' }),
    change(9, '2026-11-24 10:00', 'omitted', { items: ['2'], text: '不占用林地' }),
  ]
  const after = told([OPEN, AHEAD, done], changes)
  expect(irregularIn(after)).toEqual([true, true, true, true, true, true, true, true, false])
  expect(after.inner['changes']?.at(-1)).toMatchObject({
    ...{ type: 'omitted', title: '事项2', text: '不占用林地', role: 'leader' },
    event: instant('2026-11-24 10:00'),
  })
  expect(after.inner['items']?.filter(row => row['changed'] === true)).toHaveLength(1)
})

test('[PROJ12] what a clock was stopped for stays so when its item is done, in time by it; and what was tolerated', () => {
  const stops = [
    change(1, '2026-11-24 00:00', 'paused', { items: ['1'], procedure: 'review' }),
    change(2, '2026-12-07 00:00', 'resumed', { items: ['1'] }),
    change(3, '2026-12-07 09:00', 'blocked', { items: ['1'], name: '高压线迁移' }),
  ]
  const done = item('1', 1, ran('2026-11-23 09:00', '2026-12-09 09:00'))
  const after = told([done], stops, '2026-12-20 09:00')
  expect(itemIn(after, '1')).toMatchObject({ state: 'done', onTime: true, changed: true, blockers: 1 })
  expect(irregularIn(after)).toEqual([false, false, false])
  expect(itemIn(told([done], [], '2026-12-20 09:00'), '1')).toMatchObject({ onTime: false })
  const ended = told([done], stops.slice(0, 1), '2026-12-20 09:00')
  expect(itemIn(ended, '1')).toMatchObject({ state: 'done', onTime: true, used: 1 })
  const early = item('2', 2, { ...ran('2026-11-25 09:00', '2026-11-26 09:00'), after: ['1'] })
  const tolerated = change(1, '2026-11-24 10:00', 'tolerated', { items: ['2'] })
  expect(itemIn(told([item('1', 1), early], [tolerated]), '2')).toMatchObject({
    ...{ state: 'done', tolerated: true, premature: false },
  })
})

test('[PROJ12] [PROJ14] a stop of a run that its system tells otherwise holds no more; an obstacle of later is not cleared', () => {
  const stop = change(1, '2026-11-24 09:00', 'paused', { items: ['1'], procedure: 'review' })
  const anew = told([item('1', 1, ran('2026-11-25 09:00', null))], [stop])
  expect(itemIn(anew, '1')).toMatchObject({ state: 'in_progress', changed: false })
  expect(irregularIn(anew)).toEqual([true])
  const later = { ...OPEN, blockers: [{ name: '净地交付', since: instant('2026-11-26 09:00') }] }
  const cleared = told(
    [later],
    [change(1, '2026-11-24 09:00', 'cleared', { items: ['1'], name: '净地交付' })],
  )
  expect(itemIn(cleared, '1')).toMatchObject({ blockers: 1 })
  const theirs = { ...OPEN, pauses: [{ type: 'stop', startAt: instant('2026-11-24 09:00') }] }
  const both = told([theirs], [stop, change(2, '2026-11-25 09:00', 'resumed', { items: ['1'] })])
  expect(itemIn(both, '1')).toMatchObject({ state: 'paused' })
})

test('[PROJ11] (LYX-09) a stage of which nothing is needed takes no days of the whole limit', () => {
  const all = [OPEN, AHEAD]
  const whole = told(all, []).row['limit'] as number
  const left = told(all, [change(1, '2026-11-24 09:00', 'omitted', { items: ['2'] })])
  expect(whole - (left.row['limit'] as number)).toBe(8)
})
