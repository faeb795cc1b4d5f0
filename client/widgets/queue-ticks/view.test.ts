import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { ticksOf } from './ticks.ts'
import { view } from './view.ts'

const columns = ['zone', 'waiting', 'waitMs', 'waitLimitMs', 'tooLong', 'staffed']
const metrics = [
  metricOf({ id: 'zones', aggregate: { type: 'list', sort: [['zone', 'asc']], limit: 20, columns } }),
]
const MIN = 60_000
const rows = [
  ['z2', '不动产专区', 60, 21 * MIN, 15 * MIN, true, true],
  ['z5', '婚登专区', 0, null, 15 * MIN, null, false],
  ['z6', '社保专区', null, null, null, null, null],
]
const zones = () => {
  const { panel, reader } = shown({
    metrics,
    roles: { zones: 'zones' },
    cells: { 'zones|211000||': { total: 3, rows } },
  })
  return view(panel, reader)
}

test('[WDG33] a zone has a tick for each person, its mean wait and its limit, and says when the wait is too long', () => {
  const [first] = zones()
  expect(first).toMatchObject({ title: '不动产', waiting: 60, wait: '21', limit: '15', isTooLong: true })
  expect(ticksOf(60, first?.across ?? 1).path.match(/M/g)).toHaveLength(60)
  expect(ticksOf(60, first?.across ?? 1).height).toBe(41)
})

test('[WDG33] nobody waiting, nobody working and nobody knows are three things', () => {
  const [, closed, unknown] = zones()
  expect(closed).toMatchObject({ waiting: 0, isClosed: true, wait: '—' })
  expect(unknown).toMatchObject({ waiting: null, isClosed: false, label: '社保专区: 等候 — 人' })
  expect(ticksOf(0, 13).path).toBe('')
})
