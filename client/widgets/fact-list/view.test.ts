import { expect, test } from 'vitest'
import type { Value } from '../../../shared/model/value.ts'
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

test('[CTW7] a spread is told as its percentiles side by side, beyond the last bin as more than its bound; of one dimension as its own', () => {
  const metrics = [
    metricOf({
      id: 'days',
      unit: { zh: '工作日', en: 'd' },
      aggregate: { type: 'percentile', field: 'x', bins: [1, 2, 90], p: [50, 90] },
    }),
    metricOf({
      id: 'saved',
      by: ['code'],
      unit: { zh: '%', en: '%' },
      aggregate: { type: 'share', field: 'x', over: 'y' },
      scale: 0.01,
      decimals: 1,
    }),
  ]
  const figures = (days: number[] | undefined) => {
    const { panel, reader } = shown({
      metrics,
      roles: { days: 'days', saved: 'saved' },
      options: { rows: [{ value: 'days' }, { value: 'saved', dims: ['A'] }] },
      cells: {
        ...(days === undefined ? {} : { 'days|211000||': days as unknown as Value }),
        'saved|211000|A|': { n: 65, d: 120 },
      },
    })
    return view(panel, reader).rows.map(({ figure: { text, unit } }) => [text, unit])
  }
  expect(figures([1, 4])).toEqual([
    ['1 · 4', '工作日'],
    ['54.2', '%'],
  ])
  expect(figures([2, null as unknown as number])[0]).toEqual(['2 · >90', '工作日'])
  expect(figures(undefined)[0]).toEqual(['—', ''])
})

test('[CTW7] what changed is told with its sign, both ways', () => {
  const told = (share: { n: number; d: number } | undefined) => {
    const change = metricOf({
      id: 'change',
      unit: { zh: '%', en: '%' },
      window: { type: 'change', field: 'event', days: 7 },
      scale: 0.01,
      decimals: 1,
    })
    const { panel, reader } = shown({
      metrics: [change],
      roles: { change: 'change' },
      options: { rows: [{ value: 'change' }] },
      cells: share === undefined ? {} : { 'change|211000||': share },
    })
    return view(panel, reader).rows[0]?.figure.text
  }
  expect(told({ n: 53, d: 1000 })).toBe('+5.3')
  expect(told({ n: -53, d: 1000 })).toBe('−5.3')
  expect(told(undefined)).toBe('—')
})
