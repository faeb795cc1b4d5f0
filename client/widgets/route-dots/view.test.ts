import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { dotsOf } from './dots.ts'
import { view } from './view.ts'

const metrics = ['online', 'fleet', 'done', 'all'].map(id => metricOf({ id }))
const see = (over: Partial<Parameters<typeof shown>[0]> = {}) => {
  const { panel, reader } = shown({
    metrics: [...metrics, metricOf({ id: 'state', by: ['state'] })],
    roles: { state: 'state', online: 'online', fleet: 'fleet', done: 'done', all: 'all' },
    options: {
      across: 10,
      leads: [
        { title: { zh: '在线车辆', en: '' }, value: 'online', of: 'fleet', heard: true },
        { title: { zh: '完成线路', en: '' }, value: 'done', of: 'all' },
      ],
      states: [
        { key: 'done', title: { zh: '完成', en: '' }, look: 'full' },
        { key: 'running', title: { zh: '作业中', en: '' }, look: 'ring' },
      ],
    },
    cells: {
      'online|211000||': 268,
      'fleet|211000||': 300,
      'done|211000||': 12,
      [cellKey('state', '211000', ['done'])]: 12,
      [cellKey('state', '211000', ['running'])]: 3,
    },
    ...over,
  })
  return view(panel, reader)
}

test('[CTW5] every round is one dot, group after group', () => {
  const { leads, groups, across } = see()
  expect(leads[0]).toMatchObject({ figure: { text: '268', unit: '' }, of: '300' })
  const field = dotsOf(
    groups.map(({ count }) => count),
    across,
  )
  expect(field.paths.map(path => path.match(/M/g)?.length)).toEqual([12, 3])
  expect(field.height).toBe(20)
  expect(new Set(field.paths.join('').match(/M[\d.]+ [\d.]+/g)).size).toBe(15)
})

test('[CTW5] a fleet that is not heard keeps its last dots in another ink; one never heard has none', () => {
  expect(see({ feeds: [[feedOf({ id: 'gps' }), reportAt(NOW - 600_000)]] })).toMatchObject({
    ink: 'dim',
    leads: [{ figure: { text: '—' }, of: '300' }, { figure: { text: '12' } }],
    groups: [{ count: 12 }, { count: 3 }],
  })
  const silent = see({ feeds: [[feedOf({ id: 'gps' }), null]], cells: {} })
  expect(silent.groups[0]).toMatchObject({ count: 0, text: '—' })
  expect(dotsOf([0, 0], 10).paths).toEqual(['', ''])
})
