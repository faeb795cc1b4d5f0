import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import type { InvestorProject } from '../../shared/sync/investor.ts'
import { investorWords } from '../language/investor.ts'
import { linkView, projectView } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = investorWords('zh')
const item = {
  ...{
    key: '6-1',
    stage: 6,
    title: '质量监督手续',
    department: '市住建局',
    window: 'A12',
    phone: '0419-0000000',
  },
  ...{ light: 'red', open: true, done: false, overdue: true, dueAt: NOW - 2 * DAY, daysLeft: -2 },
  ...{ doneAt: null, prerequisites: 3, ready: 1 },
}
const told = (over: object = {}): InvestorProject => ({
  now: NOW,
  project: {
    ...{
      title: '演示新材料二期',
      owner: '演示企业',
      stage: 6,
      stageName: '施工许可',
      items: 38,
      itemsDone: 12,
    },
    ...{ light: 'red', done: false, overdue: true, dueAt: NOW - DAY, daysLeft: -1, ...over },
  },
  stages: [
    { key: 6, title: '施工许可', light: 'red', used: 7, limit: 5, excluded: false },
    { key: 4, title: '土地办理', light: 'green', used: 9, limit: null, excluded: true },
  ],
  items: [
    item,
    {
      ...item,
      key: '6-2',
      done: true,
      light: 'green',
      doneAt: NOW - DAY,
      overdue: false,
      phone: null,
      window: null,
    },
  ],
  asOf: NOW - 60_000,
  simulated: true,
})

test('[INVF1] (LYX-02) it says where the project is, until when, and whom to ask; what is done has no clock', () => {
  const view = projectView(told(), words)
  expect(view).toMatchObject({
    ...{ stage: '第6阶段 施工许可', glyph: 'bad', light: '已超时', done: '已办结 12 / 38 项' },
    ...{ left: '超 1 工作日', isOver: true, asOf: '数据截至 09:59', simulated: true },
  })
  expect(view.stages.map(({ used, items }) => [used, items.length])).toEqual([
    ['7 / 5 工作日', 2],
    ['不计时', 0],
  ])
  expect(view.stages[0]?.items).toMatchObject([
    {
      counter: '窗口 A12',
      phone: '0419-0000000',
      call: 'tel:0419-0000000',
      left: '超 2 工作日',
      prerequisites: '前置要件 1 / 3',
    },
    {
      counter: '',
      phone: '',
      call: '',
      left: '',
      when: '11-23 10:00 办结',
      isOver: false,
      prerequisites: '',
    },
  ])
  expect(projectView(told({ done: true, light: 'green' }), words)).toMatchObject({
    stage: '全部办结',
    left: '',
  })
  expect(projectView({ ...told(), asOf: null }, words).asOf).toBe('尚无数据')
})

test('[INVF1] what a department wrote as its telephone is never more than a number to call', () => {
  const callOf = (phone: string) =>
    projectView({ ...told(), items: [{ ...item, phone }] }, words).stages[0]?.items[0]?.call
  expect(callOf('0419-0000000;x=javascript:alert(1)?a#b')).toBe(
    'tel:0419-0000000%3Bx%3Djavascript%3Aalert(1)%3Fa%23b',
  )
  expect(callOf('"><img src=x>\ud800')).toBe('tel:%22%3E%3Cimg%20src%3Dx%3E')
})

test('[INVF2] a link says until when it opens, or why it does not, and when it was used', () => {
  const link = { id: 'a', madeAt: NOW - DAY, until: NOW + DAY, revokedAt: null, usedAt: null }
  expect(linkView(link, words, NOW)).toMatchObject({
    state: '有效至 11-25 10:00',
    used: '未使用',
    opens: true,
  })
  expect(linkView({ ...link, revokedAt: NOW, usedAt: NOW }, words, NOW)).toMatchObject({
    ...{ state: '已吊销', used: '最近使用 10:00', opens: false },
  })
  expect(linkView({ ...link, until: NOW - 1 }, words, NOW)).toMatchObject({ state: '已到期', opens: false })
})
