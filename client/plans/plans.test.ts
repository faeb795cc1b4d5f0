import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { PlanHistory, PlanItem } from '../../shared/sync/plan.ts'
import { planWords } from '../language/plans.ts'
import { contentOf, obstaclesOf, scopesOf, targetsOf } from './change-fields.ts'
import { firstList, inList, leadersIn, ledBy, PLAN_LISTS } from './lists.ts'
import { butlersOf, entriesOf, planView, rowOf, stagesOf, stopsOf } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = planWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004001' ? '工农街道' : code) }

const item = (key: string, stage: number, over: Row = {}, more: Partial<PlanItem> = {}): PlanItem => ({
  row: {
    ...{ key, stage, title: `事项${key}`, department: '市住建局', state: 'not_started', light: 'grey' },
    ...{ open: false, overdue: false, dueAt: null, daysLeft: null },
    ...{ premature: false, tolerated: false, changed: false },
    ...over,
  },
  can: [],
  obstacles: [],
  ...more,
})
const stage = (no: number, title: string, over: Row = {}): Row => ({
  ...{ key: no, stage: no, title, light: 'grey', open: false, done: false, items: 2, itemsDone: 0, ...over },
})
const butler = (key: string, over: Row): Row => ({
  ...{ key, chief: false, role: '', scope: null, office: null, phone: null, light: 'yellow', overdue: false },
  ...{ itemsOpen: 0, itemsOverdue: 0, obstacleNames: [], pressed: 0, ...over },
})
const running = { state: 'in_progress', light: 'yellow', open: true, dueAt: NOW + 3 * DAY, daysLeft: 3 }

const plan = (over: Partial<PlanHistory> = {}): PlanHistory => ({
  ...{ id: '2611', can: [], history: [], changes: 0 },
  row: {
    ...{ title: '演示新材料二期', tier: 'team', area: '211004001', stageName: '施工许可', state: 'running' },
    ...{ item: '质量监督手续', department: '市住建局', light: 'red', open: true, overdue: true },
    ...{ dueAt: NOW - DAY, daysLeft: -1 },
  },
  stages: [
    stage(5, '工程许可', { light: 'green', done: true, itemsDone: 2 }),
    stage(6, '施工许可', { light: 'yellow', open: true }),
    stage(7, '竣工验收'),
  ],
  items: [
    item('5-1', 5, { state: 'done', light: 'green' }),
    item(
      '6-1',
      6,
      { ...running, butlerKey: '2' },
      { can: ['pause', 'block', 'clear'], obstacles: ['高压线迁移'] },
    ),
    item('6-2', 6, { premature: true, changed: true }, { can: ['omit', 'tolerate'] }),
    item('6-3', 6, {}, { can: ['omit'] }),
  ],
  butlers: [
    butler('1', { role: '总管家', chief: true, itemsOpen: 1 }),
    butler('2', {
      ...{ role: '分管家', scope: '供暖', office: '演示热力公司', phone: '0419-0000007', light: 'red' },
      ...{ itemsOpen: 1, itemsOverdue: 1, overdue: true, obstacleNames: ['供热管线迁移'], pressed: 1 },
    }),
  ],
  ...over,
})

test('[PLNC1] (LYX-07, LYX-08) a plan says where it stands, its tier, its butlers, and of each stage its items', () => {
  expect(planView(plan(), manner)).toMatchObject({
    ...{ title: '演示新材料二期', about: '管家班子 一企一策 工农街道 施工许可', glyph: 'bad' },
    ...{ state: '在办', awaits: '质量监督手续', left: '超 1 工作日', isOver: true },
  })
  expect(rowOf(plan(), manner)).toMatchObject({ number: '2611', left: '超 1 工作日' })
  expect(stopsOf(plan(), manner).map(({ title, way, glyph, text }) => [title, way, glyph, text])).toEqual([
    ['工程许可', 'done', 'ok', '2/2 项'],
    ['施工许可', 'next', 'warn', '0/2 项'],
    ['竣工验收', 'ahead', 'none', ''],
  ])
  const [done, now, ...others] = stagesOf(plan(), manner)
  expect([done?.isOpen, now?.isOpen, now?.counted, others]).toEqual([false, true, '0/2 项', []])
  expect(done?.lines.map(({ glyph, state, left }) => [glyph, state, left])).toEqual([['ok', '已办结', '']])
  expect(now?.lines.map(({ left, notes }) => [left, notes])).toEqual([
    ['剩 3 工作日', ['障碍:高压线迁移']],
    ['', ['前置未齐', '本平台调整']],
    ['', []],
  ])
  const [chief, other] = butlersOf(plan(), manner)
  expect(chief).toMatchObject({ who: '总管家', counted: '在办 1 项', glyph: 'warn', lines: [] })
  expect(other).toMatchObject({
    ...{ who: '分管家 负责供暖 演示热力公司 0419-0000007', glyph: 'bad', isOver: true },
    ...{ counted: '在办 1 项 超时 1 项 障碍:供热管线迁移 督办 1 项' },
  })
  expect(other?.lines.map(({ title, left }) => [title, left])).toEqual([['事项6-1', '剩 3 工作日']])
})

test('[PLNC2] a form offers what the change can be made of now, whole stages of more than one item first', () => {
  const titles = (name: Parameters<typeof targetsOf>[1]) =>
    targetsOf(plan(), name, words).map(({ value, title }) => `${value} ${title}`)
  expect(titles('omit')).toEqual(['stage/6 整个阶段:施工许可', 'item/6-2 事项6-2', 'item/6-3 事项6-3'])
  expect(titles('tolerate')).toEqual(['item/6-2 事项6-2'])
  expect(titles('restore')).toEqual([])
  expect(titles('appoint')).toEqual([])
  expect([obstaclesOf(plan(), 'item/6-1'), obstaclesOf(plan(), 'item/6-2'), obstaclesOf(plan(), '')]).toEqual(
    [['高压线迁移'], [], []],
  )
  expect(scopesOf(plan())).toEqual(['供暖'])
})

test('[PLNC3] what is sent is what the change has and what was filled in', () => {
  const form = {
    ...{ target: 'item/6-1', procedure: 'review', obstacle: ' 高压线迁移 ', butler: ' 分管家 ' },
    ...{ scope: '供暖', office: '演示热力公司', phone: ' ', text: ' 按会商意见 ' },
  }
  const said = { seen: 2, text: '按会商意见' }
  expect(contentOf('pause', form, 2)).toEqual({ ...said, item: '6-1', procedure: 'review' })
  expect(contentOf('resume', form, 2)).toEqual({ ...said, item: '6-1' })
  expect(contentOf('block', form, 2)).toEqual({ ...said, item: '6-1', name: '高压线迁移' })
  expect(contentOf('omit', { ...form, target: 'stage/6' }, 2)).toEqual({ ...said, stage: 6 })
  expect(contentOf('omit', { ...form, target: 'item/A/1' }, 2)).toEqual({ ...said, item: 'A/1' })
  expect(contentOf('appoint', form, 2)).toEqual({
    ...{ ...said, name: '分管家', scope: '供暖', office: '演示热力公司' },
  })
  expect(contentOf('appoint', { ...form, phone: '0419-0000007' }, 2)).toMatchObject({ phone: '0419-0000007' })
  expect(contentOf('release', form, 2)).toEqual({ ...said, scope: '供暖' })
})

test('[PLNC4] every change is told with when, by which post, of what and why; one that holds no more says so', () => {
  const entry = (key: string, type: string, over: Row): Row => ({
    ...{ key, type, event: NOW, title: null, procedure: null, name: null, scope: null, text: null },
    ...{ role: 'leader', department: null, place: '211004001', irregular: false, ...over },
  })
  const history = [
    entry('1', 'paused', {
      ...{ title: '质量监督手续', procedure: 'review', text: '专家评审' },
      ...{ role: 'officer', department: '市住建局' },
    }),
    entry('2', 'appointed', { name: '分管家', scope: '供暖', office: '演示热力公司', text: '按会商意见' }),
    entry('3', 'omitted', { title: '占用林地审核', text: '不占用林地', irregular: true }),
  ]
  const told = entriesOf(plan({ history }), manner)
  expect(told.map(({ what, who, irregular }) => [what, who, irregular])).toEqual([
    ['暂停计时', '市住建局', false],
    ['指定管家', '工农街道 领导', false],
    ['不涉及', '工农街道 领导', true],
  ])
  expect(told.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
    ['质量监督手续 专家评审', '专家评审'],
    ['分管家', '负责供暖 演示热力公司', '按会商意见'],
    ['占用林地审核', '不占用林地'],
  ])
})

test('[PLNC5] a list is what is overdue, what is in progress, and the rest', () => {
  const of = (id: string, row: Row) => ({ id, row, can: [] })
  const all = [
    of('late', { open: true, overdue: true }),
    of('on', { open: true, overdue: false }),
    of('done', { open: false, overdue: false }),
  ]
  expect(PLAN_LISTS.map(list => inList(all, list).map(({ id }) => id))).toEqual([
    ...[['late'], ['late', 'on'], ['done']],
  ])
  expect([firstList(all), firstList(all.slice(1)), firstList([])]).toEqual(['overdue', 'open', 'open'])
})

test('[PLNC7] (PRV-12) a plan says who leads its project and with whom; plans are narrowed to one leader', () => {
  const led = (over: Row) => plan({ row: { ...plan().row, ...over } })
  const one = led({ leader: '演示市级领导岗位2', taskForce: '演示新材料二期工作专班' })
  const other = led({ leader: '演示市级领导岗位10' })
  expect(planView(one, manner).led).toBe('包抓领导 演示市级领导岗位2 专班 演示新材料二期工作专班')
  expect([planView(other, manner).led, planView(plan(), manner).led]).toEqual([
    '包抓领导 演示市级领导岗位10',
    '',
  ])
  const all = [plan(), other, one]
  expect(leadersIn(all)).toEqual(['演示市级领导岗位2', '演示市级领导岗位10'])
  expect([ledBy(all, ''), ledBy(all, '演示市级领导岗位2')]).toEqual([all, [one]])
})
