import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = ['title', 'number', 'ledger', 'department', 'stage']
const metrics = [
  metricOf({
    id: 'list',
    kind: 'ledger-entry',
    aggregate: { type: 'list', sort: [['number', 'asc']], limit: 20, columns: COLUMNS },
  }),
  metricOf({
    id: 'items',
    title: { zh: '赋权事项', en: 'items' },
    by: ['department'],
    unit: { zh: '项', en: '' },
  }),
]
const ROWS = [
  ['o1', '党政综合部', 'SP-1', '审批委员会', '高新区管委会', '综合协调'],
  ['o2', '审批服务部', 'SP-2', '审批委员会', '高新区管委会', null],
]
const drawn = (roles: { readonly [role: string]: string }, rows = ROWS) => {
  const { panel, reader } = shown({
    metrics,
    roles,
    cells: {
      'list|211000||': { total: rows.length, rows },
      'items|211000|高新区审批服务部|': 86,
      'items|211000|宏伟区发改委|': 5,
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[OCH1] (HW-16) the body and its keeper stand over the offices, each with what it has to decide', () => {
  const chart = drawn({ list: 'list', work: 'items' })
  expect(chart.over).toEqual(['高新区管委会', '审批委员会'])
  expect(chart.offices.map(({ title, duty, work }) => [title, duty, work?.figure.text])).toEqual([
    ['党政综合部', '综合协调', undefined],
    ['审批服务部', '', '86'],
  ])
  expect([chart.counted, chart.heading.subtitle]).toEqual(['赋权事项', '2 个部门'])
})

test('[OCH1] where nothing is counted nothing is said of it, and no office is no chart', () => {
  const chart = drawn({ list: 'list' })
  expect([chart.counted, chart.offices.map(({ work }) => work)]).toEqual(['', [null, null]])
  expect(drawn({ list: 'list' }, [])).toMatchObject({ over: [], offices: [], heading: { empty: true } })
})
