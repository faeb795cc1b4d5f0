import { expect, test } from 'vitest'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['category', 'area', 'state', 'event']
const metrics = [
  metricOf({ id: 'latest', aggregate: { type: 'list', sort: [['event', 'desc']], limit: 30, columns } }),
]
const ROWS = [
  ['g1', '安全隐患', '211002016', 'submitted', NOW - MINUTE],
  ['g2', '环境卫生', '211000', 'feedback_sent', NOW - 2 * MINUTE],
  ['g3', '别的', null, 'upgraded', null],
]

function cards(rows: readonly (readonly (string | number | null)[])[], most = 7) {
  const { panel, reader } = shown({
    metrics,
    roles: { reports: 'latest' },
    options: { most, drawings: { 安全隐患: 'hazard', 环境卫生: 'nothing of the kind' } },
    cells: { 'latest|211000||': { total: rows.length, rows } },
  })
  return { cards: view(panel, reader), head: heading(panel, reader) }
}

test('[RPC1] a report says what, where, when and how it stands, with the drawing of its sort', () => {
  const [first, second, third] = cards(ROWS).cards
  expect(first).toMatchObject({
    title: '安全隐患',
    place: '文圣',
    time: '10:23',
    glyph: 'none',
    drawing: 'hazard',
  })
  expect(second).toMatchObject({ place: '', glyph: 'ok', drawing: 'place' })
  expect(third).toMatchObject({ title: '别的', place: '', time: '', glyph: 'warn', drawing: 'place' })
  expect(cards(ROWS, 2).cards).toHaveLength(2)
})

test('[RPC2] how many there are is said, and that there is none', () => {
  expect(cards(ROWS).head).toMatchObject({ subtitle: '共 3 项', empty: false })
  expect(cards([]).head.empty).toBe(true)
})
