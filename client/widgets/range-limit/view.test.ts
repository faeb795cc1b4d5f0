import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const percentile = (id: string, bins: readonly number[], scale: number, decimals: number) =>
  metricOf({
    id,
    by: ['level'],
    aggregate: { type: 'percentile', field: 'x', bins, p: [50, 90] },
    unit: { zh: '小时', en: 'h' },
    scale,
    decimals,
  })
const metrics = [
  percentile('share', [50, 100, 300], 1, 0),
  percentile('time', [3_600_000, 172_800_000], 3_600_000, 1),
]
const row = (key: string) => ({ key, title: { zh: key, en: key } })
const options = { rows: [row('3'), row('2'), row('1')] }
const at = (id: string, level: string, value: readonly (number | null)[]) => [
  cellKey(id, '211000', [level]),
  value,
]

const see = () => {
  const cells = Object.fromEntries([
    at('share', '3', [30, 70]),
    at('time', '3', [1_320_000, 2_880_000]),
    at('share', '1', [20, null]),
    at('time', '1', [5_760_000, null]),
  ]) as Record<string, (number | null)[]>
  const { panel, reader } = shown({ metrics, roles: { share: 'share', time: 'time' }, options, cells })
  return view(panel, reader)
}

test('[CTW4] from the median to the ninth tenth, on one axis with the limit, and the times in figures', () => {
  const { tick, rows } = see()
  expect(rows[0]).toMatchObject({ middle: '0.4', most: '0.8', unit: '小时', isOver: false, tone: undefined })
  expect(rows[0]?.from).toBeCloseTo(0.3 * tick)
  expect(rows[0]?.to).toBeCloseTo(0.7 * tick)
})

test('[CTW4] whose ninth tenth is over its limit is red; beyond the axis it ends at its end and says more than', () => {
  expect(see().rows[2]).toMatchObject({ to: 1, middle: '1.6', most: '>48', isOver: true, tone: 'bad' })
})

test('[CTW4] a level without cases today has no line and no times', () => {
  expect(see().rows[1]).toMatchObject({
    from: null,
    to: null,
    middle: '—',
    most: '—',
    unit: '',
    isOver: false,
  })
})

test('[CTW4] (IOC-12) district by district on the one limit of the times, with what was in time and what is late', () => {
  const time = metricOf({
    id: 'travel',
    aggregate: { type: 'percentile', field: 'x', bins: [60_000, 1_800_000], p: [50, 90] },
    unit: { zh: '分钟', en: 'min' },
    scale: 60_000,
    limit: 15,
  })
  const onTime = metricOf({
    id: 'onTime',
    aggregate: { type: 'ratio', of: [['onTime', '=', true]] },
    unit: { zh: '%', en: '%' },
    scale: 0.01,
    decimals: 1,
  })
  const late = metricOf({ id: 'late', title: { zh: '超时未到场', en: 'late' } })
  const see = (count: number) =>
    shown({
      metrics: [time, onTime, late],
      roles: { time: 'travel@districts', onTime: 'onTime', late: 'late' },
      options: { by: 'area' },
      cells: {
        'travel|211002||': [480_000, 660_000],
        'travel|211003||': [600_000, 1_020_000],
        'onTime|211000||': { n: 9, d: 10 },
        'late|211000||': count,
      },
    })
  const { panel, reader } = see(2)
  const { rows, tick } = view(panel, reader)
  expect(rows).toHaveLength(7)
  const [first, second, third] = rows
  expect(first).toMatchObject({ title: '白塔区', middle: '8', most: '11', unit: '分钟', isOver: false })
  expect(first?.from).toBeCloseTo((8 / 15) * tick)
  expect(second).toMatchObject({ title: '文圣区', isOver: true, tone: 'bad' })
  expect(third).toMatchObject({ from: null, middle: '—' })
  expect(heading(panel, reader).finding).toMatchObject([
    { text: 'onTime', figure: '90.0' },
    { text: '超时未到场', figure: '2', glyph: 'bad' },
  ])
  expect(heading(see(0).panel, see(0).reader).finding).toHaveLength(1)
})
