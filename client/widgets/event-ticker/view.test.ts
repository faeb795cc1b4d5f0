import { expect, test } from 'vitest'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['event', 'kind', 'area', 'title', 'department', 'state', 'light']
const metrics = [
  metricOf({ id: 'latest', aggregate: { type: 'list', sort: [['event', 'desc']], limit: 30, columns } }),
]
const kind = {
  id: 'case',
  title: { zh: '城管案件', en: 'case' },
  codes: { state: { filed: { zh: '立案', en: 'filed' } } },
}
const rows = [
  ['c/1', NOW - 60_000, 'case', '211002016201', '暴露垃圾', '市住建局', 'filed', 'red'],
  ['c/2', NOW - 86_400_000, 'case', '', null, null, 'odd', 'yellow'],
]
const ticker = (options = {}) =>
  shown({
    metrics,
    roles: { events: 'latest' },
    options,
    cells: { 'latest|211000||': { total: 31, rows }, 'doc:kind/case': kind },
  })

test('[WDG21] an event says when, what, where and how it stands', () => {
  const { panel, reader } = ticker()
  const [first, second] = view(panel, reader).rows
  expect(first).toEqual({
    id: 'c/1',
    time: '10:23',
    glyph: 'bad',
    kind: '城管案件',
    place: '文圣',
    placeId: '211002016',
    title: '暴露垃圾',
    state: '立案',
    bad: true,
  })
  expect(second).toMatchObject({
    time: '11-21 10:24',
    glyph: 'warn',
    place: '',
    placeId: '',
    title: '城管案件',
    state: 'odd',
  })
  expect(heading(panel, reader)).toEqual({ subtitle: '共 31 项' })
})

test('[WDG21] no more rows than there is room for', () => {
  const { panel, reader } = ticker({ most: 1, lines: 2 })
  expect(view(panel, reader)).toMatchObject({ lines: 2, rows: [{ id: 'c/1' }] })
})

test('[WDG21] where all are of one kind, as the title says, the row does not say it again', () => {
  const see = (options: object) => {
    const { panel, reader } = ticker(options)
    return view(panel, reader).kinds
  }
  expect([see({}), see({ kinds: false })]).toEqual([true, false])
})
