import { expect, test } from 'vitest'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['title', 'department', 'area', 'dueAt', 'step', 'daysOver']
const metrics = [
  metricOf({ id: 'late', aggregate: { type: 'list', sort: [['dueAt', 'asc']], limit: 20, columns } }),
]
const DAY = 86_400_000
const rows = [
  ['a', '施工许可 钢结构厂房', '市住建局', '211002016', NOW - 6 * DAY, 'red_card', 4],
  ['b', '路灯不亮', null, '', NOW - 60_000, 'none', null],
]
const list = (options = {}) =>
  shown({ metrics, roles: { overdue: 'late' }, options, cells: { 'late|211000||': { total: 13, rows } } })

test('[WDG22] what is overdue says by how much and which step was taken', () => {
  const { panel, reader } = list()
  expect(view(panel, reader)).toEqual([
    {
      id: 'a',
      title: '施工许可 钢结构厂房',
      about: '市住建局　文圣',
      over: '超 6 日',
      step: '红牌',
      signed: '',
      pressed: null,
    },
    { id: 'b', title: '路灯不亮', about: '', over: '超 1 分', step: '', signed: '', pressed: null },
  ])
  expect(heading(panel, reader)).toEqual({ empty: false, subtitle: '前 2 / 共 13' })
})

test('[WDG22] counted working days are preferred to natural ones', () => {
  const { panel, reader } = list({ daysOver: 'daysOver', most: 1 })
  expect(view(panel, reader).map(row => row.over)).toEqual(['超 4 日'])
})

test('[WDG22] a row may go by other columns, and says whether its supervision was signed for', () => {
  const HOUR = 3_600_000
  const named = metricOf({
    id: 'late',
    aggregate: {
      type: 'list',
      sort: [],
      limit: 20,
      columns: ['project', 'title', 'department', 'supervisedAt', 'signedAt'],
    },
  })
  const rows = [
    ['a', '新材料二期', '施工许可', '市住建局', NOW - 2 * HOUR, NOW - HOUR],
    ['b', '康养城', '立项批复', '市发改委', NOW - HOUR, null],
    ['c', '产业园', '立项批复', '市发改委', null, null],
  ]
  const { panel, reader } = shown({
    metrics: [named],
    roles: { overdue: 'late' },
    options: { title: 'project', about: ['title', 'department'] },
    cells: { 'late|211000||': { total: 3, rows } },
  })
  expect(view(panel, reader).map(({ title, about, signed }) => [title, about, signed])).toEqual([
    ['新材料二期', '施工许可　市住建局', '09:24 已签收'],
    ['康养城', '立项批复　市发改委', '待签收 1 时'],
    ['产业园', '立项批复　市发改委', ''],
  ])
})

test('[WDG22] an item that somebody pressed for says how that stands, with its lamp', () => {
  const pressed = metricOf({
    id: 'pressed',
    aggregate: { type: 'list', sort: [], limit: 20, columns: ['target', 'item', 'state', 'light'] },
  })
  const { panel, reader } = shown({
    metrics: [...metrics, pressed],
    roles: { overdue: 'late', pressed: 'pressed' },
    cells: {
      'late|211000||': {
        total: 2,
        rows: [
          ['p#1', '施工许可', null, '', NOW, 'none', null],
          ['b', '路灯', null, '', NOW, 'none', null],
        ],
      },
      'pressed|211000||': { total: 1, rows: [['s1', 'p', '1', 'second_notice', 'red']] },
    },
  })
  expect(view(panel, reader).map(row => [row.pressed, row.signed])).toEqual([
    ['bad', 'supervision second_notice'],
    [null, ''],
  ])
})
