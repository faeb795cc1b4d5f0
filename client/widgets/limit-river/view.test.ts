import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import type { Value } from '../../../shared/model/value.ts'
import { areas, metricOf, shown } from '../widget.fixture.ts'
import { lineOf } from './line.ts'
import { heading, view } from './view.ts'

const list = {
  type: 'list' as const,
  sort: [['share', 'desc'] as const],
  limit: 2000,
  columns: ['share', 'risk', 'overdueDays'],
}
const median = { type: 'percentile' as const, field: 'stationShare', bins: [0, 100, 300], p: [50] }
const metrics = [
  metricOf({ id: 'river', by: ['d'], aggregate: list }),
  metricOf({ id: 'share', by: ['d', 's'], aggregate: median }),
  metricOf({ id: 'stations', by: ['d', 's'] }),
  ...['open', 'risk', 'accepted', 'closed'].map(id => metricOf({ id, by: [id] })),
]
const roles = Object.fromEntries(metrics.map(({ id }) => [id, id]))
const marks = (...rows: readonly Value[][]): Value => ({
  total: rows.length,
  rows: rows.map((row, i) => [`c${i}`, ...row]),
})
const cells: Record<string, Value> = {
  'open|211000|市住建局|': 3,
  'open|211000|白塔区住建局|': 1,
  'open|211000|市公安局|': 2,
  'open|211000|市教育局|': 1,
  'river|211000|市住建局|': marks([100, 'severe', 6], [90, 'due_soon', null], [10, 'none', null]),
  'river|211000|白塔区住建局|': marks([40, 'paused', null]),
  'river|211000|市公安局|': marks([20, 'none', null], [null, 'none', null]),
  'river|211000|市教育局|': marks([30, 'none', null]),
  'stations|211000|市住建局,survey|': 3,
  'stations|211000|白塔区住建局,survey|': 1,
  'stations|211000|市公安局,accept|': 2,
  'stations|211000|市教育局,accept|': 1,
  'share|211000|市住建局,survey|': [112],
  'share|211000|白塔区住建局,survey|': [20],
  'share|211000|市公安局,accept|': [49],
  'accepted|211000|市住建局|': 31,
  'risk|211000|none|': 4,
  'risk|211000|severe|': 1,
  'risk|211000|due_soon|': 1,
}
const river = (lanes = 12, extra = {}) =>
  shown({ metrics, roles, options: { lanes }, cells: { ...cells, ...extra } })

test('[WDG30] a lane is a line of work, the worst first, and its steps add up to its marks', () => {
  const { panel, reader } = river()
  const { lanes, stations } = view(panel, reader)
  expect(stations.map(each => each.station)).toEqual(['accept', 'review', 'survey', 'decide', 'deliver'])
  expect(lanes.map(lane => [lane.title, lane.marks.length])).toEqual([
    ['住建局', 4],
    ['公安局', 2],
    ['教育局', 1],
  ])
  for (const lane of lanes)
    expect(lane.stocks.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(lane.marks.length)
  expect(lanes[0]?.marks.map(mark => mark.state)).toEqual(['late', 'soon', 'running', 'paused'])
  expect(lanes[0]?.accepted).toMatchObject({ text: '31', cell: '' })
  expect(lanes[1]?.accepted).toMatchObject({ text: '0', cell: 'accepted|211000|市公安局|' })
})

test('[WDG30] lines without a lane of their own share the last, and no case is left out', () => {
  const { panel, reader } = river(2)
  const { lanes } = view(panel, reader)
  expect(lanes.map(lane => [lane.title, lane.marks.length])).toEqual([
    ['住建局', 4],
    ['其余 2 部门', 3],
  ])
})

test('[WDG30] a step of another name has a column while something lies there', () => {
  const { panel, reader } = river(12, { 'stations|211000|市教育局,other|': 1 })
  expect(view(panel, reader).stations.map(each => each.station)).toContain('other')
})

test('[WDG32] a step over its part of the limit is red and found; of several departments the middle case counts', () => {
  const { panel, reader } = river()
  const { lanes } = view(panel, reader)
  expect(lanes[0]?.stocks[2]).toMatchObject({ value: 4, used: 112, heat: 5 })
  expect(lanes.map(lane => lane.isStuck)).toEqual([true, false, false])
  expect(lanes[1]?.stocks[0]?.heat).toBe(2)
  expect(lanes[2]?.stocks[0]?.heat).toBeNull()
  const { finding, summary } = heading(panel, reader)
  expect(phraseText(finding ?? [])).toBe('卡在 住建局 survey 4件 用时为限的 112%')
  expect(phraseText(summary ?? [])).toBe('时限内 4 灰点 暂停计时 0 临期 1 超期 1 时限未知 1')
})

test('[WDG32] no step over its part: nothing is found', () => {
  const { panel, reader } = river(12, { 'share|211000|市住建局,survey|': [100] })
  expect(heading(panel, reader).finding).toEqual([])
})

test('[WDG30] departments of city, districts and towns are told by their line of work', () => {
  expect(
    [
      '市市场监管局',
      '白塔区市场监管局',
      '市场监管局',
      '灯塔市公安局',
      '文圣街道办事处',
      '小北河镇人民政府',
      '',
    ].map(name => lineOf(name, areas)),
  ).toEqual(['市场监管局', '市场监管局', '市场监管局', '公安局', '街道办事处', '乡镇人民政府', ''])
})
