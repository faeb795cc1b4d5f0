import { expect, test } from 'vitest'
import { instant } from '../../../shared/calendar/naive.fixture.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const sum = (id: string) => metricOf({ id, by: ['subject'], aggregate: { type: 'sum', field: id } })
const share = { aggregate: { type: 'share', field: 'a', over: 'b' }, by: ['subject'] } as const
const metrics = [
  { ...sum('output'), unit: { zh: '亿元', en: '' }, scale: 10_000 },
  { ...sum('growth'), unit: { zh: '%', en: '' }, scale: 10, decimals: 1 },
  metricOf({ id: 'energy', ...share, unit: { zh: '吨标煤/万元', en: '' }, decimals: 2 }),
  metricOf({ id: 'online', ...share, unit: { zh: '%', en: '' }, scale: 0.01, target: 80, better: 'up' }),
  metricOf({
    id: 'total',
    aggregate: { type: 'sum', field: 'output' },
    unit: { zh: '亿元', en: '' },
    scale: 10_000,
  }),
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['output', 'desc']], limit: 9, columns: ['subject', 'asOf'] },
  }),
]
const roles = Object.fromEntries(metrics.map(({ id }) => [id, id]))
const CELLS = {
  ...{ 'output|211000|芳烃|': 4_120_000, 'output|211000|钢铁|': 1_870_000, 'output|211000|数字|': 110_000 },
  ...{ 'growth|211000|芳烃|': 58, 'growth|211000|钢铁|': -24, 'growth|211000|数字|': 248 },
  ...{ 'energy|211000|芳烃|': { n: 342, d: 100 }, 'online|211000|芳烃|': { n: 92, d: 100 } },
  ...{ 'online|211000|钢铁|': { n: 79, d: 100 }, 'total|211000||': 6_100_000 },
  'list|211000||': { total: 3, rows: [['x', '芳烃', instant('2026-11-01') - 1]] },
}
const see = (options = {}, cells: NonNullable<Parameters<typeof shown>[0]['cells']> = CELLS) => {
  const { panel, reader } = shown({ metrics, roles, options, cells })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[CHN1] (STAT-19) chains stand by what they make, with how they grow, their energy and their machines under them', () => {
  const { chains, heads } = see()
  expect(heads.map(({ title }) => title)).toEqual(['同比 %', '单耗', '在线 %'])
  expect(chains.map(({ name, output }) => [name, output.text])).toEqual([
    ['芳烃', '412'],
    ['钢铁', '187'],
    ['数字', '11.0'],
  ])
  expect(chains[1]!.share).toBeCloseTo(187 / 412, 9)
  expect(chains[0]!.figures.map(({ text }) => text)).toEqual(['+5.8', '3.42', '92'])
  // Nobody told of its energy and its machines.
  expect(chains[2]!.figures.map(({ text }) => text)).toEqual(['+24.8', '—', '—'])
  expect(chains[0]!.outputCell).toBe('output|211000|芳烃|')
})

test('[CHN1] what shrinks and what is short of its target is worth a look', () => {
  const [, steel] = see().chains
  expect(steel!.figures.map(({ tone }) => tone)).toEqual(['warn', undefined, 'warn'])
})

test('[CHN1] what they make together is said, and of when; as a list the one that grows most is first', () => {
  const { heading } = see()
  expect(heading.subtitle).toBe('截至 10-31 单耗 吨标煤/万元')
  expect(phraseText(heading.finding ?? [])).toBe('合计 610亿元')
  expect(see({ list: true }).chains.map(({ name }) => name)).toEqual(['数字', '芳烃', '钢铁'])
  expect(see({}, {}).chains).toEqual([])
})
