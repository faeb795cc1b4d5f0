import { expect, test } from 'vitest'
import { DAY } from '../../../shared/calendar/civil.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const columns = ['event', 'number', 'theme', 'state', 'firms']
const metrics = [
  metricOf({ id: 'sessions', aggregate: { type: 'list', sort: [['event', 'desc']], limit: 14, columns } }),
  metricOf({ id: 'raised', by: ['session'], areas: ['city'] }),
]
const rows = [
  ['s3', NOW + 5 * DAY, '第199场', '融资对接', 'planned', 2],
  ['s2', NOW - 2 * DAY, '第198场', '冬季用能', 'held', 3],
  ['s1', NOW - 9 * DAY, '第197场', null, 'held', null],
]

test('[WDG62] (HW-01) the session ahead says so, those that were held have a sign for each problem raised there', () => {
  const { panel, reader } = shown({
    metrics,
    roles: { sessions: 'sessions', raised: 'raised' },
    options: { kind: 'tea-session', most: 3 },
    cells: {
      'sessions|211000||': { total: 198, rows },
      'raised|211000|第198场|': 2,
      'raised|211000|第199场|': 1,
    },
  })
  expect(
    view(panel, reader).map(({ day, number, theme, isAhead, raised }) => [
      day,
      number,
      theme,
      isAhead,
      raised,
    ]),
  ).toEqual([
    ['11-27', '第199场', '融资对接', true, 0],
    ['11-20', '第198场', '冬季用能', false, 2],
    ['11-13', '第197场', '', false, 0],
  ])
})
