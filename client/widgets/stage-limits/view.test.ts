import { expect, test } from 'vitest'
import { cellKey, RECOUNT_KEY } from '../../../shared/model/cell.ts'
import type { Value } from '../../../shared/model/value.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const mean = (id: string) =>
  metricOf({
    id,
    by: ['stage'],
    aggregate: { type: 'mean', field: 'x' },
    decimals: 1,
    unit: { zh: '日', en: 'd' },
  })
const at = (id: string, stage: string, n: number, d: number) =>
  [cellKey(id, '211000', [stage]), { n, d }] as const

const see = (more: { readonly [key: string]: Value } = {}) =>
  shown({
    metrics: [
      ...[mean('used'), mean('limit')],
      metricOf({
        id: 'whole',
        by: ['code'],
        aggregate: { type: 'sum', field: 'value' },
        scale: 10_000,
        decimals: 2,
      }),
    ],
    roles: { used: 'used', limit: 'limit', whole: 'whole' },
    options: {
      unit: { zh: '日', en: 'd' },
      whole: { before: 'LYX-12', now: 'LYX-12-3', unit: { zh: '工作日', en: 'wd' } },
      stages: [
        { key: '1', title: { zh: '公司设立', en: '' }, limit: 1 },
        { key: '6', title: { zh: '施工许可', en: '' } },
        { key: '8', title: { zh: '不动产登记', en: '' } },
      ],
    },
    cells: {
      ...Object.fromEntries([at('used', '1', 6, 10), at('used', '6', 95, 10), at('limit', '6', 80, 10)]),
      ...more,
    },
  })

test('[WID25] a stage stands beside what it may take, on one axis for all of them', () => {
  const { panel, reader } = see()
  const [first, sixth, last] = view(panel, reader).rows
  expect(first).toMatchObject({ used: '0.6', limit: '1', tone: undefined, glyph: null })
  expect(sixth).toMatchObject({ used: '9.5', limit: '8', tone: 'bad', glyph: 'bad', share: 1 })
  expect(sixth?.tick).toBeCloseTo(8 / 9.5)
  expect(last).toMatchObject({ used: '—', limit: '—', share: null, tick: null, glyph: null })
})

const PUBLISHED = Object.fromEntries([
  [cellKey('whole', '211000', ['LYX-12']), 1_200_000],
  [cellKey('whole', '211000', ['LYX-12-3']), 550_000],
])

test('[WID25] (LYX-01, LYX-12) the whole says what was published, each figure with its cell', () => {
  const { panel, reader } = see(PUBLISHED)
  const summary = heading(panel, reader).summary ?? []
  expect(phraseText(summary)).toBe('120 → 55 工作日')
  expect(summary.map(({ cell }) => cell)).toEqual(Object.keys(PUBLISHED))
})

test('[WID25] what nobody published is unknown', () => {
  const { panel, reader } = see()
  expect(phraseText(heading(panel, reader).summary ?? [])).toBe('— → — 工作日')
})

test('[WID25] beside words about freshness the whole says nothing', () => {
  const { panel, reader } = see({ ...PUBLISHED, [RECOUNT_KEY]: { done: 0, of: 1, since: 0 } })
  expect(heading(panel, reader)).toEqual({})
})
