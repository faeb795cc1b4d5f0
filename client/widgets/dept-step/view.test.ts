import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const median = { type: 'percentile' as const, field: 'x', bins: [0, 300], p: [50] }
const metrics = [
  metricOf({ id: 'stations', by: ['d', 's'] }),
  metricOf({ id: 'share', by: ['d', 's'], aggregate: median }),
]
const cells = {
  'stations|211000|市住建局,survey|': 58,
  'stations|211000|市公安局,review|': 70,
  'stations|211000|市民政局,accept|': 60,
  'stations|211000|%00,decide|': 2,
  'share|211000|市住建局,survey|': [112],
  'share|211000|市公安局,review|': [100],
  'share|211000|%00,decide|': [200],
}
const list = (most = 8) =>
  shown({ metrics, roles: { stations: 'stations', share: 'share' }, options: { most }, cells })

test('[WDG32] steps over their part of the limit, most cases first; at it or unknown is not over', () => {
  const { panel, reader } = list()
  expect(view(panel, reader).map(row => [row.department, row.used, row.share, row.limit])).toEqual([
    ['市住建局', '112%', 0.56, 0.5],
    ['未知', '200%', 1, 0.5],
  ])
  expect(heading(panel, reader)).toEqual({ subtitle: '共 2 项', empty: false })
})

test('[WDG32] the rows that have no room are counted', () => {
  const { panel, reader } = list(1)
  expect(view(panel, reader)).toHaveLength(1)
  expect(heading(panel, reader).subtitle).toBe('前 1 / 共 2')
})
