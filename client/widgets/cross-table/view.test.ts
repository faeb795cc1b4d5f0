import { expect, test } from 'vitest'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const line = (key: string) => ({ key, title: { zh: key, en: '' } })
const by = ['class', 'phase']
const metrics = [
  metricOf({ id: 'count', by }),
  metricOf({
    id: 'money',
    by,
    unit: { zh: '亿元', en: '' },
    aggregate: { type: 'sum', field: 'investment' },
  }),
]
const see = (cells: { readonly [key: string]: number }, told = true) => {
  const { panel, reader } = shown({
    feeds: [[feedOf({ id: 'a' }), told ? reportAt(NOW) : null]],
    metrics,
    roles: { value: 'count', beside: 'money' },
    options: { rows: [line('老'), line('新')], columns: [line('储备'), line('续建')] },
    cells,
  })
  const drawn = view(panel, reader)
  return {
    columns: drawn.columns,
    rows: drawn.rows.map(row => row.crossings.map(c => [c.figure.text, c.beside])),
  }
}

test('[WID28] every crossing has its figures, and the sums add up what stands before them', () => {
  const drawn = see({
    'count|211000|老,储备|': 3,
    'count|211000|老,续建|': 8,
    'count|211000|新,续建|': 10,
    'money|211000|老,储备|': 40,
    'money|211000|新,续建|': 16,
  })
  expect(drawn.columns).toEqual(['储备', '续建', '合计'])
  expect(drawn.rows).toEqual([
    [
      ['3', '40.0 亿元'],
      ['8', ''],
      ['11', '40.0 亿元'],
    ],
    [
      ['0', ''],
      ['10', '16.0 亿元'],
      ['10', '16.0 亿元'],
    ],
    [
      ['3', '40.0 亿元'],
      ['18', '16.0 亿元'],
      ['21', '56.0 亿元'],
    ],
  ])
})

test('[WID28] what nobody told is unknown, and not a sum of nothing', () => {
  expect(
    see({}, false)
      .rows.flat()
      .map(([figure]) => figure),
  ).toEqual(new Array(9).fill('—'))
})
