import { expect, test } from 'vitest'
import type { Value } from '../../../shared/model/value.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = [
  'title',
  'class',
  'light',
  'stageLights',
  'stageUsed',
  'stageLimits',
  'stageOverdue',
  'investment',
  'used',
  'limit',
]
const projects = metricOf({
  id: 'projects',
  kind: 'case',
  aggregate: { type: 'list', sort: [], limit: 20, columns: COLUMNS },
})

function see(rows: readonly (readonly Value[])[], over: { record?: string; most?: number } = {}) {
  const { record, ...options } = over
  return shown({
    metrics: [
      projects,
      metricOf({ id: 'limits', by: ['stage'], aggregate: { type: 'mean', field: 'limit' } }),
    ],
    roles: { projects: 'projects', limit: 'limits' },
    options: {
      about: ['class'],
      stages: ['公司设立', '施工许可', '竣工验收'].map(zh => ({ zh, en: '' })),
      ...options,
    },
    cells: { 'projects|211000||': { total: 66, rows }, 'limits|211000|2|': { n: 82, d: 10 } },
    ...(record === undefined ? {} : { record }),
  })
}
const late: readonly Value[] = [
  'p/1',
  '辽东化工',
  '原字号',
  'red',
  ['green', 'red', 'grey'],
  [1, 14, null],
  [1, 8, 7],
  [null, 6, null],
  420_000,
  15,
  16,
]
const going: readonly Value[] = [
  'p/2',
  '泵业制造',
  '新字号',
  'yellow',
  ['green', 'yellow', 'grey'],
  [1, 5, null],
  [1, 8, 7],
  [null, null, null],
  null,
  6,
  16,
]

test('[WID27] a line says where it stands: days taken, days over, day of the limit, and what lies ahead', () => {
  const { panel, reader } = see([late, going])
  const [first, second] = view(panel, reader).rows
  expect(first?.stops).toEqual([
    { glyph: 'ok', text: '1', tone: 'soft', way: 'done' },
    { glyph: 'bad', text: '超 6 日', tone: 'bad', way: 'bad' },
    { glyph: 'none', text: '', tone: 'dim', way: 'ahead' },
  ])
  expect(first).toMatchObject({
    used: '15',
    limit: '16',
    tone: 'bad',
    about: '原字号　42.0亿',
    label: '辽东化工 超期',
  })
  expect(second?.stops[1]).toEqual({ glyph: 'warn', text: '第 5 / 8 日', tone: 'warn', way: 'warn' })
  expect(second).toMatchObject({ used: '6', tone: undefined, about: '新字号' })
})

test('[WID27] what is not known is neither a number nor a colour', () => {
  const { panel, reader } = see([['p/3', ...new Array<null>(10).fill(null)]])
  expect(view(panel, reader).rows[0]).toMatchObject({ title: '', used: '—', limit: '—', tone: undefined })
  expect(view(panel, reader).rows[0]?.stops.map(stop => stop.glyph)).toEqual(['none', 'none', 'none'])
})

test('[WID27] the chosen record is marked, the first where none is', () => {
  const chosen = (record?: string) => {
    const { panel, reader } = see([late, going], record === undefined ? {} : { record })
    return view(panel, reader).rows.map(row => row.chosen)
  }
  expect(chosen()).toEqual([true, false])
  expect(chosen('p/2')).toEqual([false, true])
  expect(chosen('gone')).toEqual([true, false])
})

test('[WID27] what the whole way took is what its own record says, not a sum of stages of which some do not count', () => {
  const { panel, reader } = see([late.with(9, 44)])
  expect(view(panel, reader).rows[0]?.used).toBe('44')
})

test('[WID27] a stage the plan leaves out has no stop, one beyond its limit says so though none of its items is overdue', () => {
  const { panel, reader } = see([late.with(4, [null, 'yellow', 'grey'])])
  expect(view(panel, reader).rows[0]?.stops.slice(0, 2)).toEqual([
    { glyph: null, text: '', tone: 'dim', way: 'ahead' },
    { glyph: 'warn', text: '第 14 / 8 日', tone: 'bad', way: 'warn' },
  ])
})

test('[WID27] the heading says how many there are, and a stage what it may take', () => {
  const { panel, reader } = see([late, going], { most: 1 })
  expect(heading(panel, reader).subtitle).toBe('按紧急程度排序 共 66 项')
  expect(view(panel, reader).rows).toHaveLength(1)
  expect(view(panel, reader).stages.map(stage => stage.limit)).toEqual(['', '限 8 日', ''])
})
