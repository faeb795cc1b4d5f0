import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

test('[CTW7] a row is called as the panel says, else as its metric is, and what nobody told is a dash', () => {
  const metrics = [
    metricOf({
      id: 'low',
      unit: { zh: '万人', en: '' },
      aggregate: { type: 'sum', field: 'x' },
      scale: 10_000,
      decimals: 1,
    }),
    metricOf({ id: 'beds', unit: { zh: '张', en: '' }, aggregate: { type: 'sum', field: 'y' } }),
  ]
  const { panel, reader } = shown({
    metrics,
    roles: { low: 'low', beds: 'beds' },
    options: {
      rows: [
        {
          title: { zh: '低保', en: '' },
          value: 'low',
          notes: [{ role: 'beds', text: { zh: '床位', en: '' } }],
        },
        { value: 'beds' },
      ],
    },
    cells: { 'low|211000||': 49_000 },
  })
  const { columns, rows } = view(panel, reader)
  expect(columns).toBe(1)
  expect(rows.map(({ title, figure }) => [title, figure.text, figure.unit])).toEqual([
    ['低保', '4.9', '万人'],
    ['beds', '—', ''],
  ])
  expect(phraseText(rows[0]?.notes ?? [])).toBe('床位 —')
})
