import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = metricOf({
  id: 'dust',
  unit: { zh: 'µg/m³', en: 'µg/m³' },
  aggregate: { type: 'list', sort: [['tsp', 'desc']], limit: 10, columns: ['device', 'area', 'tsp'] },
  limit: 800,
})
const see = (rows: readonly (readonly [string, string, string, number | null])[]) =>
  shown({
    metrics: [list, metricOf({ id: 'sites', unit: { zh: '处', en: '' } })],
    roles: { list: 'dust', count: 'sites' },
    options: { value: 'tsp', most: 2 },
    cells: { 'sites|211000||': 46, 'dust|211000||': { total: rows.length, rows: rows.map(row => [...row]) } },
  })

test('[CTW6] what was measured stands beside what is allowed: over it red with a sign, just at it not', () => {
  const { panel, reader } = see([
    ['iot/1', 'DS-01', '211002016', 920],
    ['iot/2', 'DS-02', '211000', 800],
    ['iot/3', 'DS-03', '211002016', 10],
  ])
  const { tick, rows } = view(panel, reader)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({
    title: '文圣',
    beside: 'DS-01',
    isOver: true,
    tone: 'bad',
    figure: { text: '920' },
  })
  expect(rows[0]?.share).toBeCloseTo(920 / 1000)
  expect(rows[1]).toMatchObject({ title: 'DS-02', beside: '', isOver: false, share: tick })
  expect(heading(panel, reader)).toEqual({ subtitle: '46 处 · 上限 800 µg/m³', empty: false })
})

test('[CTW6] what was not measured has no bar, and no site at all is empty', () => {
  const unknown = see([['iot/1', 'DS-01', '211002016', null]])
  expect(view(unknown.panel, unknown.reader).rows[0]).toMatchObject({
    share: null,
    isOver: false,
    figure: { text: '—' },
  })
  const none = see([])
  expect(heading(none.panel, none.reader)).toMatchObject({ empty: true })
})

const sites = metricOf({
  id: 'works',
  aggregate: {
    type: 'list',
    sort: [['percent', 'desc']],
    limit: 10,
    columns: ['device', 'title', 'state', 'stage', 'percent'],
  },
})
const onSites = (
  works: readonly (readonly [string, string, string, string, string | null, number | null])[],
) =>
  shown({
    metrics: [list, sites, metricOf({ id: 'open', unit: { zh: '项', en: '' } })],
    roles: { list: 'dust', things: 'works', open: 'open' },
    options: {
      ...{ value: 'tsp', things: { kind: 'city-work', stage: 'stage', percent: 'percent' } },
      leads: [{ title: { zh: '市政工程', en: 'works' }, value: 'open' }],
    },
    cells: {
      'open|211000||': 19,
      'dust|211000||': { total: 1, rows: [['iot/1', 'DS-01', '211002016', 470]] },
      'works|211000||': { total: works.length, rows: works.map(row => [...row]) },
    },
  })
const rowOn = (state: string, stage: string | null, percent: number | null) => {
  const { panel, reader } = onSites([['urban/GD01-1', 'DS-01', '演示花园二期', state, stage, percent]])
  return view(panel, reader).rows[0]
}

test('[LML1] (IOC-08) a monitor is named after the site on which it stands, with its stage, and opens it', () => {
  const row = { id: 'urban/GD01-1', title: '演示花园二期', beside: '文圣', figure: { text: '470' } }
  expect(rowOn('going', '主体结构', 62)).toMatchObject({ ...row, stage: '主体结构 62%' })
  expect(rowOn('going', null, null)).toMatchObject({ ...row, stage: '' })
  expect(rowOn('halted', '主体结构', 62)?.stage).toBe('halted')
})

test('[LML1] where nobody tells of a site its place stands, and figures over the list are their own cells', () => {
  const { panel, reader } = onSites([])
  const drawn = view(panel, reader)
  expect(drawn.rows[0]).toMatchObject({ id: 'iot/1', title: '文圣', beside: 'DS-01', stage: '' })
  expect(drawn.leads).toEqual([
    { title: '市政工程', figure: { text: '19', unit: '项' }, cell: 'open|211000||' },
  ])
})
