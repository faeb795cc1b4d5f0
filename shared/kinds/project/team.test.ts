import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { change, item, projectThing, ran, rowsOf } from './project.fixture.ts'

const NOW = '2026-11-27 10:00'
const [LAND, POWER, HEAT] = ['市自然资源局', '演示供电公司', '演示热力公司']
const TEAM: readonly Fields[] = [
  { role: '总管家', scope: '整体流程', department: '县科协', phone: '0419-0000001' },
  { role: '分管家', scope: '用地', department: LAND },
  { role: '分管家', scope: '用电', department: POWER },
  { role: '分管家', scope: '供暖', department: HEAT, items: ['4'] },
]
/** Five working days: that of 11-13 was due on 11-20. */
const ITEMS = [
  item('1', 1, { ...ran('2026-11-02 09:00', '2026-11-04 09:00'), department: LAND }),
  item('2', 2, { ...ran('2026-11-13 09:00', null), department: LAND }),
  item('3', 2, { ...ran('2026-11-25 09:00', null), department: '市住建局' }),
  item('4', 6, { department: '市住建局' }),
  item('5', 6, { department: POWER, applicable: false }),
]
const told = (items: readonly Fields[] = ITEMS, butlers: readonly Fields[] = TEAM) =>
  rowsOf(projectThing(items, { butlers: butlers as never }), NOW).inner
const butler = (key: string, ...of: Parameters<typeof told>) =>
  told(...of)['butlers']?.find(row => row['key'] === key)
const itemIn = (key: string, ...of: Parameters<typeof told>) =>
  told(...of)['items']?.find(row => row['key'] === key)

test('[PROJ15] (LYX-08) an item is looked after by who names it, else by whose office has it, else by the chief butler', () => {
  expect(['1', '2', '3', '4', '5'].map(key => itemIn(key)?.['butlerKey'])).toEqual(['2', '2', '1', '4', '3'])
  expect(itemIn('2')).toMatchObject({ butler: '分管家', butlerOffice: LAND, chief: '县科协' })
  expect(itemIn('3')).toMatchObject({ butler: '总管家', butlerOffice: '县科协', chief: null })
  expect(itemIn('3', ITEMS, TEAM.slice(1))).toMatchObject({ butlerKey: null, butler: null, chief: null })
  expect(itemIn('2', ITEMS, TEAM.slice(1))).toMatchObject({ butlerKey: '1', chief: null })
})

test('[PROJ15] a butler tells how many items are his, open and overdue, and which wants him most', () => {
  expect(butler('2')).toMatchObject({
    ...{ chief: false, role: '分管家', scope: '用地', office: LAND, department: LAND, light: 'red' },
    ...{ items: 2, itemsOpen: 1, itemsOverdue: 1, open: true, overdue: true, title: '事项2', overdueDays: 5 },
  })
  expect(butler('1')).toMatchObject({ chief: true, items: 1, itemsOpen: 1, light: 'yellow', title: '事项3' })
  expect(butler('3')).toMatchObject({ items: 0, open: false, light: 'grey', title: null, dueAt: null })
  expect(told(ITEMS, [])['butlers']).toEqual([])
})

test('[PROJ16] (LYX-10) an obstacle is his whose office is to clear it, until it is cleared or its item is done', () => {
  const wires = { name: '高压线迁移', department: POWER }
  const pipes = { name: '供热管线迁移', department: HEAT, clearedAt: instant('2026-11-26') }
  const blocked = ITEMS.map((each): Fields =>
    each['key'] === '4' ? { ...each, blockers: [wires, pipes, { name: '树木移植' }] } : each,
  )
  expect(butler('3', blocked)).toMatchObject({
    ...{ obstacles: 1, obstacleNames: ['高压线迁移'], open: true, light: 'yellow', itemsOpen: 0 },
  })
  expect(butler('4', blocked)).toMatchObject({ obstacles: 1, obstacleNames: ['树木移植'] })
  const done = blocked.map((each): Fields =>
    each['key'] === '4' ? { ...each, ...ran('2026-11-02 09:00', '2026-11-03 09:00') } : each,
  )
  expect(butler('3', done)).toMatchObject({ obstacles: 0, open: false })
})

test('[PROJ16] what is pressed for counts with who looks after it, until it is signed for', () => {
  const pressed = (supervision: Fields) =>
    ITEMS.map((each): Fields => (each['key'] === '2' ? { ...each, supervisions: [supervision] } : each))
  const issuedAt = instant('2026-11-24 09:00')
  expect(butler('2', pressed({ issuedAt }))).toMatchObject({ pressed: 1, unsigned: 1 })
  expect(butler('2', pressed({ issuedAt, signedAt: issuedAt + 1 }))).toMatchObject({
    ...{ pressed: 1, unsigned: 0 },
  })
  expect(butler('1', pressed({ issuedAt }))).toMatchObject({ pressed: 0 })
})

test('[PROJ15] who is appointed here takes over what was looked after, and his office is not for everybody', () => {
  const appointed = change(1, '2026-11-24 09:00', 'appointed', {
    ...{ name: '分管家', scope: '供暖', office: '演示二热力', before: `分管家 ${HEAT}` },
  })
  const { inner } = rowsOf(projectThing(ITEMS, { butlers: TEAM as never }, [appointed]), NOW)
  expect(inner['items']?.find(row => row['key'] === '4')).toMatchObject({
    butlerOffice: '演示二热力',
    chief: '县科协',
  })
  expect(inner['butlers']?.find(row => row['scope'] === '供暖')).toMatchObject({
    ...{ office: '演示二热力', department: null },
  })
  expect(inner['butlers']?.find(row => row['scope'] === '用地')).toMatchObject({ department: LAND })
})
