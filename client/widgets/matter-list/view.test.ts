import { expect, test } from 'vitest'
import { DAY } from '../../../shared/calendar/civil.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = [
  'event',
  'title',
  'enterprise',
  'department',
  'state',
  'light',
  'overdue',
  'dueAt',
  'daysLeft',
]
const list = metricOf({
  id: 'open',
  aggregate: { type: 'list', sort: [['dueAt', 'asc']], limit: 30, columns },
})
const rows = [
  [
    'p1',
    NOW - 9 * DAY,
    '天然气接引',
    '演示企业07',
    '宏伟区住建局',
    'handling',
    'red',
    true,
    NOW - 2 * DAY,
    -2,
  ],
  [
    'p2',
    NOW - 2 * DAY,
    '流动资金贷款',
    '演示企业11',
    '宏伟区财政局',
    'assigned',
    'yellow',
    false,
    NOW + 6 * DAY,
    4,
  ],
  ['p3', NOW - 4 * DAY, 'WT-3', null, '演示企业12', null, 'rejected', 'not_applicable', false, null, null],
]
const see = (total = 3, most = 5) =>
  shown({
    ...{ metrics: [list], roles: { list: 'open' }, cells: { 'open|211000||': { total, rows } } },
    options: { most, kind: 'problem', about: ['enterprise', 'department'] },
  })

test('[WDG60] a matter says its lamp, whose it is, how it stands, and until when or how far over', () => {
  const { panel, reader } = see()
  expect(
    view(panel, reader).map(({ glyph, title, about, when, isOver }) => [glyph, title, about, when, isOver]),
  ).toEqual([
    ['bad', '天然气接引', '演示企业07　宏伟区住建局', '超 2 日', true],
    ['warn', '流动资金贷款', '演示企业11　宏伟区财政局', '11-28 10:24', false],
    ['none', 'WT-3', '演示企业12', '11-18 10:24', false],
  ])
})

test('[WDG60] the heading says how many of how many; none is said as none', () => {
  const many = see(12, 2)
  expect(heading(many.panel, many.reader).subtitle).toContain('12')
  const none = shown({
    ...{ metrics: [list], roles: { list: 'open' }, cells: { 'open|211000||': { total: 0, rows: [] } } },
    options: { kind: 'problem', about: [] },
  })
  expect(heading(none.panel, none.reader).empty).toBe(true)
})
