import { expect, test } from 'vitest'
import { instant } from '../../../shared/calendar/naive.fixture.ts'
import { phraseText } from '../../figures/phrase.ts'
import { ink } from '../../theme/ink.fixture.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, plotOf, tableOf, view } from './view.ts'

const months = { window: { type: 'series', field: 'event', bucket: 'month', keep: 36 } } as const
const COLUMNS = ['code', 'value', 'unit', 'growthTarget', 'asOf']
const sum = (id: string) => metricOf({ id, by: ['code'], aggregate: { type: 'sum', field: id }, decimals: 1 })
const metrics = [
  { ...sum('value'), scale: 10_000 },
  { ...sum('growth'), scale: 100 },
  { ...sum('series'), scale: 100, ...months },
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['code', 'asc']], limit: 99, columns: COLUMNS },
  }),
]
const at = (period: string) => instant(`${period}-01`)
const CELLS = {
  'list|211000||': { total: 1, rows: [['1', 'gdp', 7_126_000, '亿元', 500, instant('2026-10-01') - 1]] },
  ...{ 'growth|211000|gdp|': 530, 'value|211000|gdp|': 7_126_000 },
  ...Object.fromEntries(
    [
      ['2025-12', 460],
      ['2026-03', 480],
      ['2026-06', 510],
      ['2026-09', 530],
    ].map(([period, value]) => [`series|211000|gdp|${at(period as string)}`, value as number]),
  ),
}
const see = (cells: NonNullable<Parameters<typeof shown>[0]['cells']> = CELLS) => {
  const roles = { value: 'value', growth: 'growth', series: 'series', list: 'list' }
  const { panel, reader } = shown({ metrics, roles, options: { code: 'gdp' }, cells })
  return { panel, reader, drawn: view(panel, reader) }
}

test('[AIM2] an indicator stands in its own unit, with how it grows and how far that is from what was wanted', () => {
  const { panel, reader, drawn } = see()
  expect(drawn).toMatchObject({
    ...{
      figure: { text: '713', unit: '亿元' },
      cell: 'value|211000|gdp|',
      growth: { text: '+5.3', unit: '%' },
    },
    ...{ growthCell: 'growth|211000|gdp|', tone: 'ok', target: 5 },
  })
  expect(phraseText(drawn.against)).toBe('高于目标 0.3 个点')
  expect(heading(panel, reader)).toEqual({ subtitle: '截至 09-30' })
  expect(see({ ...CELLS, 'growth|211000|gdp|': 480 }).drawn).toMatchObject({ tone: 'warn' })
  expect(see({ ...CELLS, 'growth|211000|gdp|': 500 }).drawn.against).toEqual([
    { glyph: 'ok', text: '达到目标' },
  ])
})

test('[AIM2] its line goes over the periods, quarters where they lie so far apart, with the target across it', () => {
  const { reader, drawn } = see()
  expect(drawn.line.map(([, value]) => value)).toEqual([4.6, 4.8, 5.1, 5.3])
  expect(tableOf(drawn, reader.say).rows.map(([period]) => period)).toEqual(['25Q4', '26Q1', '26Q2', '26Q3'])
  const room = { width: 440, height: 160, label: 16 }
  const plot = plotOf(drawn, room, ink, reader.say)
  const texts = plot.flatMap(shape => (shape.type === 'text' ? [shape.text] : []))
  expect(texts).toEqual(expect.arrayContaining(['目标 5.0', '5.3', '26Q3']))
  const points = plot.flatMap(shape => (shape.type === 'line' ? shape.points : []))
  expect(points.every(([x, y]) => x >= 0 && x <= room.width && y >= 0 && y <= room.height)).toBe(true)
})

test('[AIM2] in a low room the line of the target goes through no number', () => {
  const { reader, drawn } = see({ ...CELLS, 'growth|211000|gdp|': 480 })
  const low = { ...drawn, target: 5.6 }
  for (const height of [70, 80, 90, 110, 160]) {
    const plot = plotOf(low, { width: 440, height, label: 16 }, ink, reader.say)
    const line = plot.find(shape => shape.type === 'line' && shape.points.length === 2)
    const end = plot.find(shape => shape.type === 'text' && shape.text === '5.3')
    if (line?.type !== 'line' || end?.type !== 'text')
      throw new Error('a line of the target and a last number')
    const [at, foot] = [line.points[0]![1], end.at[1]]
    expect(end.edge === 'middle' || at >= foot || at <= foot - 16, `height ${height}`).toBe(true)
  }
})

test('[AIM2] nothing published is no line and no number; without a target nothing is said of one', () => {
  const { reader, drawn } = see({})
  expect(drawn).toMatchObject({ figure: { text: '—' }, growth: { text: '—' }, tone: undefined, target: null })
  expect(plotOf(drawn, { width: 440, height: 160, label: 16 }, ink, reader.say)).toEqual([])
  expect(phraseText(drawn.against)).toBe('未定目标')
})

test('[AIM2] what is no growth has the target of its metric, and less may be better', () => {
  const energy = { unit: { zh: '吨标煤/万元', en: '' }, decimals: 2, target: 2.24, better: 'down' } as const
  const share = { aggregate: { type: 'share', field: 'energy', over: 'added' } } as const
  const { panel, reader } = shown({
    metrics: [
      metricOf({ id: 'value', ...energy, ...share }),
      metricOf({ id: 'series', ...energy, ...share, ...months }),
    ],
    roles: { value: 'value', series: 'series' },
    cells: {
      'value|211000||': { n: 212, d: 100 },
      [`series|211000||${at('2026-09')}`]: { n: 214, d: 100 },
      [`series|211000||${at('2026-10')}`]: { n: 212, d: 100 },
    },
  })
  const drawn = view(panel, reader)
  expect(drawn).toMatchObject({ figure: { text: '2.12' }, growth: null, tone: 'ok', targetText: '目标 2.24' })
  expect(phraseText(drawn.against)).toBe('低于目标 0.12')
  expect(tableOf(drawn, reader.say).rows.map(([period]) => period)).toEqual(['26-09', '26-10'])
})
