import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = ['device', 'inPark', 'capacity', 'carrying', 'outside', 'today', 'online', 'faulty', 'event']
const metrics = [
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['inPark', 'desc']], limit: 20, columns: COLUMNS },
  }),
  ...['inside', 'today'].map(id =>
    metricOf({ id, aggregate: { type: 'sum', field: id }, unit: { zh: '人', en: '' } }),
  ),
  metricOf({ id: 'over' }),
]
const HALF_AN_HOUR = 1_800_000
const rows = [
  ['1', '龙石', 3820, 12_000, 318, false, 5000, true, false, NOW],
  ['2', '古城', 900, 8000, 113, false, 1000, false, false, NOW - HALF_AN_HOUR],
  ['3', '温泉', 3100, 3000, 1033, true, 3500, true, false, NOW],
  ['4', '湿地', null, 6000, null, false, 200, true, true, NOW],
]
const see = (okAt = NOW - 8000, over = 1) => {
  const { panel, reader } = shown({
    metrics,
    roles: { list: 'list', inside: 'inside', today: 'today', over: 'over' },
    feeds: [[feedOf({ id: 'cases' }), reportAt(okAt)]],
    cells: {
      'list|211000||': { total: 4, rows },
      ...{ 'inside|211000||': 6920, 'today|211000||': 9700, 'over|211000||': over },
    },
  })
  return { rows: view(panel, reader), heading: heading(panel, reader) }
}

test('[VSB1] a scenic spot has who is inside of what it can carry; one that is full has a sign', () => {
  const [longshi, springs] = see().rows
  expect(longshi).toMatchObject({
    name: '龙石',
    inside: '3,820',
    capacity: '12,000',
    share: 0.318,
    isOver: false,
  })
  expect(springs).toMatchObject({ name: '温泉', isOver: true, tone: 'bad' })
  expect(phraseText(see().heading.finding ?? [])).toBe('超承载 1 在园 6,920人 今日入园 9,700人')
  expect(phraseText(see(NOW - 8000, 0).heading.finding ?? [])).toBe('在园 6,920人 今日入园 9,700人')
})

test('[VSB1] one that is silent stands last and says since when, and gates that cannot be right say so', () => {
  const { rows } = see()
  expect(rows.map(({ name, doubt }) => [name, doubt])).toEqual([
    ['龙石', ''],
    ['温泉', ''],
    ['湿地', '闸机异常'],
    ['古城', '09:54 上报'],
  ])
  expect(rows[2]).toMatchObject({ inside: '—', share: null, tone: 'dim' })
})

test('[VSB1] of a source that has failed the last numbers stay, without colour of state', () => {
  const { rows } = see(NOW - 4 * HALF_AN_HOUR)
  expect(rows[1]).toMatchObject({ inside: '3,100', isOver: false, tone: 'dim' })
})
