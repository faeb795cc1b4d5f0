import { expect, test } from 'vitest'
import { DAY } from '../../../shared/calendar/civil.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['title', 'stage', 'party', 'amount', 'since', 'dueAt', 'daysLeft', 'overdue', 'light']
const metrics = [
  metricOf({ id: 'list', aggregate: { type: 'list', sort: [['dueAt', 'asc']], limit: 30, columns } }),
  metricOf({ id: 'late' }),
  metricOf({
    ...{ id: 'rate', title: { zh: '按时', en: '' }, unit: { zh: '%', en: '%' }, scale: 0.01, decimals: 1 },
    aggregate: { type: 'ratio', of: [] },
  }),
]
const ROWS = [
  ['d1', '货款', '待移交', '演示企业001', 4_600, NOW - 10 * DAY, NOW - 2 * DAY, -2, true, 'red'],
  ['d2', '工程款', '待答复', '演示企业002', null, NOW - 10 * DAY, NOW + 10 * DAY, 7, false, 'yellow'],
  ['d3', '服务费', '待答复', null, 100, NOW - DAY, NOW + 3600_000, 0, false, 'yellow'],
  ['d4', '货款', null, '演示企业004', 100, null, null, null, false, 'yellow'],
]
const see = (rows: unknown[][] = ROWS, okAt = NOW, most = 8) =>
  shown({
    ...{ metrics, roles: { list: 'list', late: 'late', rate: 'rate' } },
    options: { most, about: ['party'], amounts: { scale: 100, unit: { zh: '万元', en: '' } } },
    cells: {
      'list|211000||': { total: rows.length, rows } as never,
      'late|211000||': 1,
      'rate|211000||': { n: 9, d: 10 },
    },
    feeds: [[feedOf({ id: 'a' }), reportAt(okAt)]],
  })

test('[TMC1] (PRV-14) how much of its term is used, on one axis with its end, and how long it has or is over', () => {
  const { panel, reader } = see()
  const { rows, tick } = view(panel, reader)
  expect(tick).toBe(0.8)
  expect(rows.map(({ left, isOver, glyph, amount, about }) => [left, isOver, glyph, amount, about])).toEqual([
    ['超 2 日', true, 'bad', '46.0万元', '演示企业001'],
    ['剩 7 日', false, 'warn', '', '演示企业002'],
    ['今日到期', false, 'warn', '1.0万元', ''],
    ['未约时限', false, 'warn', '1.0万元', '演示企业004'],
  ])
  expect(rows.map(({ used }) => used)).toEqual([1, 0.4, expect.closeTo((24 / 25) * 0.8), null])
})

test('[TMC2] the heading says how many are late and how many were in time; a silent source has no red', () => {
  const { panel, reader } = see()
  expect(heading(panel, reader)).toMatchObject({
    subtitle: '共 4 项',
    finding: [{ glyph: 'bad', text: '超时 1', tone: 'bad' }],
    summary: [{ text: '按时', figure: '90.0', unit: '%' }],
    empty: false,
  })
  const few = see(ROWS, NOW, 2)
  expect(heading(few.panel, few.reader).subtitle).toBe('前 2 / 共 4')
  const silent = see(ROWS, NOW - 3_600_000)
  expect(view(silent.panel, silent.reader).tone).toBe('dim')
  expect(heading(silent.panel, silent.reader).finding).toMatchObject([{ text: '超时 1', tone: 'soft' }])
  const none = see([])
  expect(heading(none.panel, none.reader).empty).toBe(true)
})
