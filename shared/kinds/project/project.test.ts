import { describe, expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { item, projectThing, ran, rowsOf, STAGES } from './project.fixture.ts'
import { tierOf } from './tier.ts'

const rowOf = (items: readonly Fields[], now: string | number, fields: Fields = {}) =>
  rowsOf(projectThing(items, fields), now).row
const itemsOf = (items: readonly Fields[], now: string | number) =>
  rowsOf(projectThing(items), now).inner['items'] ?? []
const stagesOf = (items: readonly Fields[], now: string | number) =>
  rowsOf(projectThing(items), now).inner['stages'] ?? []

/** Monday to Monday; due at the end of 11-30. */
const open = item('1', 1, ran('2026-11-23 09:00', null))
const DUE = instant('2026-12-01') - 1

describe('an item', () => {
  test('[PROJ1] is due by its limit, and red the instant after', () => {
    expect(itemsOf([open], DUE)[0]).toMatchObject({ dueAt: DUE, light: 'yellow', daysLeft: 0, used: 5 })
    expect(itemsOf([open], DUE + 1)[0]).toMatchObject({
      light: 'red',
      overdueDays: 1,
      used: 6,
      step: 'remind',
    })
  })

  test('[PROJ1] stops and extensions move it; a stop nobody ended ends with the item', () => {
    const pauses = [
      { type: 'stop', startAt: instant('2026-11-24 00:00'), endAt: instant('2026-11-26 00:00') },
      { type: 'extension', startAt: instant('2026-11-25'), workdays: 1 },
    ]
    expect(itemsOf([{ ...open, pauses }], '2026-11-25')[0]).toMatchObject({
      ...{ dueAt: instant('2026-12-04') - 1, state: 'paused', light: 'yellow', risk: 'paused', used: 0 },
    })
    const standing = { type: 'stop', startAt: instant('2026-11-24 00:00') }
    const done = item('1', 1, { ...ran('2026-11-23 09:00', '2026-11-27 09:00'), pauses: [standing] })
    expect(itemsOf([done], '2026-12-20')[0]).toMatchObject({ state: 'done', used: 1, onTime: true })
  })

  test('[PROJ1] (A20) the 55 days of 2026-11-23 lean on days nobody has published', () => {
    const long = item('1', 1, { ...ran('2026-11-23 09:00', null), limit: 55 })
    // By weekdays alone it would be 2027-02-08; 元旦 and two days of Spring Festival are not worked.
    const dueAt = instant('2027-02-12') - 1
    expect(itemsOf([long], '2026-12-01')[0]).toMatchObject({ provisional: true, light: 'yellow', dueAt })
    expect(rowOf([long], '2026-12-01')['provisional']).toBe(true)
  })

  test('[PROJ1] (A14) done before it began: done, nobody knows when', () => {
    const [row] = itemsOf([item('1', 1, ran('2026-11-23 09:00', '2026-11-22 09:00'))], '2026-12-20')
    expect(row).toMatchObject({ state: 'done', doneAt: null, used: null, onTime: null, due: false })
    expect(row?.['marks']).toEqual(['impossibleTime', 'irregular'])
  })

  test.each([
    ['returnedAt', 'returned'],
    ['withdrawnAt', 'withdrawn'],
    ['voidedAt', 'void'],
  ])('[PROJ1] %s', (name, state) => {
    const [row] = itemsOf([{ ...open, [name]: instant('2026-11-25') }], '2026-12-20')
    expect(row).toMatchObject({ state, open: false, light: 'not_applicable', overdue: false, used: null })
  })

  test('[PROJ3] 不涉及 is the last word, whatever was begun', () => {
    const [row] = itemsOf([{ ...open, applicable: false }], '2026-12-20')
    expect(row).toMatchObject({ state: 'not_applicable', startAt: null, light: 'not_applicable' })
  })
})

describe('prerequisites', () => {
  const first = item('1', 1, ran('2026-11-16 09:00', '2026-11-20 09:00'))
  const after = (from: string, more: Fields = {}) =>
    item('2', 2, { ...ran(from, null), after: ['1'], ...more })
  const second = (items: readonly Fields[]) => itemsOf(items, '2026-11-24').find(row => row['key'] === '2')

  test('[PROJ2] begun after they were done', () => {
    const row = second([first, after('2026-11-20 09:00')])
    expect(row).toMatchObject({ premature: false, prerequisites: 1, ready: 1 })
  })

  test('[PROJ2] begun before: marked, unless 容缺受理 is recorded', () => {
    expect(second([first, after('2026-11-19 09:00')])).toMatchObject({ premature: true, ready: 1 })
    const pending = item('1', 1, ran('2026-11-16 09:00', null))
    expect(second([pending, after('2026-11-19 09:00')])).toMatchObject({ premature: true, ready: 0 })
    expect(second([pending, after('2026-11-19 09:00', { tolerated: true })])).toMatchObject({
      ...{ premature: false, ready: 0, tolerated: true },
    })
    expect(rowOf([first, after('2026-11-19 09:00')], '2026-11-24')['premature']).toBe(1)
  })

  test('[PROJ2] what has not begun is not premature', () => {
    expect(second([item('1', 1), item('2', 2, { after: ['1'] })])).toMatchObject({
      premature: false,
      ready: 0,
    })
  })

  test('[PROJ2] 不涉及, unknown keys and itself are no prerequisites; an unknown time is held against nobody', () => {
    const skipped = item('1', 1, { applicable: false })
    const row = second([skipped, after('2026-11-19 09:00', { after: ['1', '2', '99'] })])
    expect(row).toMatchObject({ premature: false, prerequisites: 0 })
    const sometime = item('1', 1, ran('2026-11-18 09:00', '2026-11-17 09:00'))
    expect(second([sometime, after('2026-11-19 09:00')])).toMatchObject({ premature: false, ready: 1 })
  })

  test('[PROJ2] what an item in progress needs is listed with its light', () => {
    const late = item('3', 1, { ...ran('2026-11-02 09:00', null), department: '市住建局' })
    const needing = after('2026-11-20 09:00', { after: ['1', '3'] })
    const { inner } = rowsOf(projectThing([first, late, needing]), '2026-11-24')
    expect(inner['prerequisites']?.map(row => [row['key'], row['light'], row['department']])).toEqual([
      ['2/1', 'green', null],
      ['2/3', 'red', '市住建局'],
    ])
  })
})

describe('lamps', () => {
  const done = item('1', 1, ran('2026-11-02 09:00', '2026-11-03 09:00'))
  const yellow = item('2', 2, ran('2026-11-23 09:00', null))
  const red = item('3', 3, ran('2026-11-02 09:00', null))
  const skipped = item('4', 2, { applicable: false })
  const now = '2026-11-24'

  test.each([
    ['an overdue item', [done, yellow, red], 'red'],
    ['one in progress', [done, yellow], 'yellow'],
    ['all done or not needed', [done, skipped], 'green'],
    ['something not begun', [done, item('5', 5)], 'grey'],
    ['nothing', [], 'grey'],
  ])('[PROJ3] %s', (_, items, light) => {
    expect(rowOf(items, now)['light']).toBe(light)
  })

  test('[PROJ3] each stage over its own items', () => {
    const lights = stagesOf([done, yellow, red, skipped], now).map(row => row['light'])
    expect(lights.slice(0, 4)).toEqual(['green', 'yellow', 'red', 'grey'])
  })
})

describe('days used', () => {
  const now = '2026-12-20'
  const used = (items: readonly Fields[]) => rowOf(items, now)['used']
  const week = ran('2026-11-02 09:00', '2026-11-06 17:00')

  test('[PROJ4] parallel items count once', () => {
    expect(used([item('1', 1, week)])).toBe(4)
    expect(used([item('1', 1, week), item('2', 2, ran('2026-11-04 09:00', '2026-11-10 17:00'))])).toBe(6)
  })

  test('[PROJ4] nothing counts between items, or inside a stop', () => {
    expect(used([item('1', 1, week), item('2', 2, ran('2026-11-16 09:00', '2026-11-18 09:00'))])).toBe(6)
    const pauses = [
      { type: 'stop', startAt: instant('2026-11-03 15:00'), endAt: instant('2026-11-05 09:00') },
    ]
    expect(used([item('1', 1, { ...week, pauses })])).toBe(3)
    const beside = item('2', 1, ran('2026-11-03 10:00', '2026-11-04 10:00'))
    expect(used([item('1', 1, { ...week, pauses }), beside])).toBe(4)
  })

  test('[PROJ4] (LYX-01) 土地办理 counts in its own stage alone; the others may take 55 days', () => {
    const land = item('4', 4, ran('2026-10-09 09:00', '2026-11-30 09:00'))
    const row = rowOf([land, item('5', 5, week)], now)
    expect([row['used'], row['limit']]).toEqual([4, 55])
    const stages = stagesOf([land, item('5', 5, week)], now)
    expect(stages.map(stage => stage['used'])).toEqual([null, null, null, 37, 4, null, null, null])
  })

  test('[PROJ4] a running item counts on each working day', () => {
    expect(rowOf([open], '2026-11-27 23:00')['used']).toBe(4)
    expect(rowOf([open], '2026-11-29 23:00')['used']).toBe(4)
    expect(rowOf([open], '2026-11-30')['used']).toBe(5)
  })

  test('[PROJ4] longer than its limit is said of a stage whatever its lamp', () => {
    const slow = item('1', 1, { ...ran('2026-11-02 09:00', '2026-11-06 17:00'), limit: 5 })
    expect(stagesOf([slow], now)[0]).toMatchObject({ light: 'green', used: 4, limit: 2, overLimit: true })
  })

  test('[PROJ4] within the whole limit is known when all is done', () => {
    expect(rowOf([item('1', 1, week)], now)['withinLimit']).toBe(true)
    expect(rowOf([open], now)['withinLimit']).toBeNull()
    const tight = STAGES.map(stage => ({ ...stage, limit: 0 }))
    expect(rowOf([item('1', 1, week)], now, { stages: tight })['withinLimit']).toBe(false)
  })
})

describe('a project', () => {
  test.each([
    [null, null],
    [0, 'none'],
    [999, 'none'],
    [1000, 'butler'],
    [4999, 'butler'],
    [5000, 'team'],
  ])('[PROJ5] (LYX-07) %s 万元: %s', (investment, tier) => {
    expect(tierOf(investment)).toBe(tier)
    expect(rowOf([], 0, { investment })['tier']).toBe(tier)
  })

  test('[PROJ17] (PRV-12) has one leader by his post and one task force, as its system tells them', () => {
    const led = { leader: '演示市级领导岗位2', taskForce: '演示项目工作专班' }
    expect(rowOf([open], DUE, led)).toMatchObject(led)
    expect(rowOf([open], DUE)).toMatchObject({ leader: null, taskForce: null })
  })

  test('[PROJ6] stands where somebody is wanted most', () => {
    const soon = item('1', 2, ran('2026-11-19 09:00', null))
    const late = item('2', 5, ran('2026-11-12 09:00', null))
    const later = item('3', 6, { ...ran('2026-11-10 09:00', null), department: '市住建局' })
    const row = rowOf([soon, late, later], '2026-11-24 09:00')
    expect(row).toMatchObject({
      ...{ state: 'running', stage: 6, stageName: '施工许可', item: '事项3', department: '市住建局' },
      ...{ light: 'red', itemsOpen: 3, itemsOverdue: 2, overdueDays: 5, daysLeft: -5, urgency: 4 },
    })
  })

  test('[PROJ6] of two alike the earlier stage, then the smaller key', () => {
    const a = item('a', 3, ran('2026-11-23 09:00', null))
    const b = item('b', 3, ran('2026-11-23 09:00', null))
    const c = item('c', 2, ran('2026-11-23 09:00', null))
    expect(rowOf([b, a], '2026-11-24')['item']).toBe('事项a')
    expect(rowOf([b, a, c], '2026-11-24')['item']).toBe('事项c')
  })

  test('[PROJ7] without an open item', () => {
    const done = item('1', 1, ran('2026-11-02 09:00', '2026-11-03 09:00'))
    expect(rowOf([item('1', 1), item('2', 2)], 0)).toMatchObject({ state: 'not_started', stage: 1 })
    expect(rowOf([done, item('2', 2)], 0)).toMatchObject({ state: 'between', stage: 2, open: false })
    expect(rowOf([done], 0, { stages: [STAGES[0]!] as never })).toMatchObject({ state: 'finished', stage: 1 })
  })

  test('[PROJ8] (LYX-05) the step climbs with the days, and an accepted plan keeps it from the last', () => {
    const step = (now: string, supervision: Fields | null = null) =>
      rowOf([{ ...open, supervisions: supervision === null ? null : [supervision] }], now)['step']
    expect(step('2026-12-01 00:00')).toBe('remind')
    expect(step('2026-12-02 00:00')).toBe('yellow_card')
    expect(step('2026-12-04 00:00')).toBe('red_card')
    expect(step('2026-12-20 00:00')).toBe('propose_accountability')
    expect(step('2026-12-20 00:00', { planAccepted: true })).toBe('red_card')
  })

  test('[PROJ8] whether it was signed for', () => {
    const supervision = { issuedAt: instant('2026-12-01 08:00'), signedAt: instant('2026-12-01 09:10') }
    const row = rowOf([{ ...open, supervisions: [supervision, { issuedAt: 1 }] }], '2026-12-02')
    expect([row['supervisedAt'], row['signedAt']]).toEqual([supervision.issuedAt, supervision.signedAt])
  })

  test('[PROJ9] (LYX-09) seven stages and 38 items leave one place empty', () => {
    const stages = STAGES.filter(stage => stage['no'] !== 4)
    const items = Array.from({ length: 38 }, (_, i) =>
      item(String(i + 1), stages[i % 7]!['no'] as number, ran('2026-11-02 09:00', '2026-11-03 09:00')),
    )
    const row = rowOf(items, '2026-11-24', { stages: stages as never })
    expect(row['items']).toBe(38)
    expect(row['stageLights']).toEqual([...Array(3).fill('green'), null, ...Array(4).fill('green')])
    expect(row['stageUsed']).toEqual([1, 1, 1, null, 1, 1, 1, 1])
    expect(row['stageLimits']).toEqual([2, 8, 11, null, 14, 10, 7, 3])
  })

  test('[PROJ10] a key that is there twice stands once', () => {
    const again = item('1', 2, ran('2026-11-02 09:00', '2026-11-03 09:00'))
    expect(rowOf([open, again], '2026-11-24')).toMatchObject({ items: 1, light: 'yellow' })
    const twice = [STAGES[0]!, { ...STAGES[0]!, name: '又一个' }]
    expect(
      rowsOf(projectThing([open], { stages: twice as never }), '2026-11-24').inner['stages'],
    ).toHaveLength(1)
  })
})
