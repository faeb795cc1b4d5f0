import { describe, expect, test } from 'vitest'
import { DAY, dayNumber, HOUR, MINUTE, startOfDay } from '../../../shared/calendar/civil.ts'
import { cellKey } from '../../../shared/model/cell.ts'
import type { PlotShape } from '../../charts/plot.ts'
import { phraseText } from '../../figures/phrase.ts'
import { ink } from '../../theme/ink.fixture.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { plotOf, tableOf } from './picture.ts'
import { heading, view } from './view.ts'

const MIDNIGHT = startOfDay(dayNumber(NOW))
const QUARTER = 15 * MINUTE
const mean = { type: 'mean' as const, field: 'x' }
const metrics = [
  metricOf({
    id: 'warm',
    kind: 'room',
    aggregate: mean,
    unit: { zh: '%', en: '%' },
    target: 97,
    better: 'up',
  }),
  metricOf({ id: 'gas', kind: 'gas', aggregate: mean, unit: { zh: 'kPa', en: 'kPa' }, decimals: 2 }),
  metricOf({ id: 'calls', kind: 'case' }),
  metricOf({ id: 'dust', kind: 'case', aggregate: mean, limit: 50, better: 'down' }),
  metricOf({
    id: 'gasDay',
    kind: 'gas',
    aggregate: mean,
    window: { type: 'series', field: 'event', bucket: 'quarter', keep: 96 },
  }),
  metricOf({ id: 'callsDay', window: { type: 'series', field: 'event', bucket: 'hour', keep: 744 } }),
]
const row = (value: string, series: string, over = {}) => ({
  title: { zh: value, en: value },
  ...{ value, series },
  ...over,
})
const rows = [
  row('warm', 'gasDay'),
  row('gas', 'gasDay', { low: 1.5, high: 3 }),
  row('calls', 'callsDay', { norm: true }),
  row('dust', 'gasDay'),
]

interface Given {
  readonly warm?: number
  readonly gas?: number
  readonly last?: number
  readonly gasAt?: number
}

/** Gas of the first hours with a hole in them; ten days of calls, 4 to 13 an hour, and today's with `last` as their end. */
function see({ warm = 98, gas = 2, last = 5, gasAt = NOW }: Given = {}) {
  const cell = (metric: string, at: number) => cellKey(metric, '211000', [], String(at))
  const gasDay = [0, 1, 2, 5, 6].map(i => [cell('gasDay', MIDNIGHT + i * QUARTER), { n: 2, d: 1 }] as const)
  const past = Array.from({ length: 10 }, (_, d) =>
    Array.from(
      { length: 24 },
      (_, h) => [cell('callsDay', MIDNIGHT - (d + 1) * DAY + h * HOUR), 4 + d] as const,
    ),
  ).flat()
  const today = Array.from({ length: 10 }, (_, h) => [
    cell('callsDay', MIDNIGHT + h * HOUR),
    h === 9 ? last : 5,
  ])
  const { panel, reader } = shown({
    metrics,
    roles: Object.fromEntries(metrics.map(({ id }) => [id, id])),
    options: { rows },
    feeds: [
      [feedOf({ id: 'cases' }), reportAt(NOW)],
      [feedOf({ id: 'room', kind: 'room' }), reportAt(NOW)],
      [feedOf({ id: 'gas', kind: 'gas', rhythm: { type: 'every', seconds: 60 } }), reportAt(gasAt)],
    ],
    cells: {
      ...Object.fromEntries([...gasDay, ...past, ...today]),
      'warm|211000||': { n: warm, d: 1 },
      'gas|211000||': { n: gas, d: 1 },
      'calls|211000||': 64,
      'dust|211000||': { n: 40, d: 1 },
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader), say: reader.say }
}
const standings = (given: Given) =>
  see(given).rows.map(({ standing, glyph, tone }) => [standing, glyph, tone])

describe('day score', () => {
  test('[DSC1] each service says its number and its yardstick: limits of the scene, else target or limit of its metric, else what is usual', () => {
    expect(see().rows.map(({ figure, yardstick }) => [figure.text, yardstick])).toEqual([
      ['98', '限 ≥ 97'],
      ['2.00', '限 1.5–3'],
      ['64', '常态 4–12'],
      ['40', '限 ≤ 50'],
    ])
  })

  test('[DSC1] beyond a limit is red, short of a target and above what is usual are yellow, each with its sign', () => {
    expect(standings({})).toEqual(Array.from({ length: 4 }, () => ['normal', 'ok', undefined]))
    expect(standings({ warm: 95, gas: 1.2, last: 20 }).slice(0, 3)).toEqual([
      ['short', 'warn', 'warn'],
      ['beyond', 'bad', 'bad'],
      ['above', 'warn', 'warn'],
    ])
  })

  test('[DSC2] how many services are beyond, unusual, late and normal is said', () => {
    const said = (given: Given) => phraseText(see(given).heading.finding ?? [])
    expect(said({})).toBe('正常 4')
    expect(said({ warm: 95, gas: 1.2, last: 20 })).toBe('越限 1 未达标 1 超常态 1 正常 1')
    expect(said({ gas: 1.2, gasAt: NOW - 2 * MINUTE })).toBe('延迟 1 正常 3')
  })

  test('[DSC3] a service whose source is late says so in its own row, without colour; from there on its line is hatched', () => {
    const [warm, gas] = see({ gas: 1.2, gasAt: NOW - 2 * MINUTE }).rows
    expect(gas).toMatchObject({ standing: 'late', tone: 'soft', ink: 'late', gapFrom: NOW - 2 * MINUTE })
    expect(phraseText(gas?.stale ?? [])).toBe('迟 1 分')
    expect(warm).toMatchObject({ standing: 'normal', stale: null, gapFrom: null })
    const failed = see({ gasAt: NOW - HOUR }).rows[1]
    expect(failed).toMatchObject({ glyph: 'bad', tone: 'dim', ink: 'failed' })
  })

  test('[DSC4] where nothing was measured its line breaks; of a count nothing told is 0', () => {
    const [, gas, calls] = see().rows
    expect(gas?.pieces.map(piece => piece.map(([at]) => (at - MIDNIGHT) / QUARTER))).toEqual([
      [1, 2, 3],
      [6, 7],
    ])
    expect(calls?.pieces).toHaveLength(1)
    expect(calls?.pieces[0]).toHaveLength(10)
  })
})

const ROOM = { width: 800, height: 500, label: 16 }
const drawn = (given: Given = {}) => plotOf(see(given), ROOM, ink)
const textsIn = (shapes: readonly PlotShape[]) =>
  shapes.flatMap(shape => (shape.type === 'text' ? [shape.text] : []))

test('[DSC5] one lamp goes through all rows and says the time; an hour beside it gives way', () => {
  const shapes = drawn()
  const lamps = shapes.flatMap(shape => (shape.type === 'boxes' && shape.fill === ink.d2 ? shape.boxes : []))
  expect(lamps).toHaveLength(1)
  expect(lamps[0]!.y + lamps[0]!.height).toBe(ROOM.height)
  expect(textsIn(shapes)).toEqual(['00:00', '03:00', '06:00', '15:00', '18:00', '21:00', '24:00', '10:24'])
})

test('[DSC5] a row draws inside of its own height, with white limits, and what was unusual in another colour', () => {
  const height = (ROOM.height - 1.9 * 16) / 4
  const lines = drawn({ last: 20 }).flatMap(shape => (shape.type === 'line' ? [shape] : []))
  const rowsOf = (stroke: string) =>
    new Set(
      lines
        .filter(line => line.stroke === stroke)
        .flatMap(({ points }) => points.map(([, y]) => Math.floor((y - 1.9 * 16) / height))),
    )
  expect([...rowsOf(ink.d1)].sort()).toEqual([0, 1, 2, 3])
  expect([...rowsOf(ink.warn)]).toEqual([2])
  expect(drawn().some(shape => shape.type === 'line' && shape.stroke === ink.warn)).toBe(false)
  expect(drawn({ gasAt: NOW - 2 * MINUTE }).filter(shape => shape.type === 'hatch')).toHaveLength(1)
})

test('[CHA4] as a table it has every service at its whole hours', () => {
  const score = see()
  const { columns, rows: lines } = tableOf(score, score.say)
  expect(columns).toHaveLength(3)
  expect(lines.filter(([title]) => title === 'calls')).toHaveLength(10)
  expect(lines.find(([title]) => title === 'calls')).toEqual(['calls', '01:00', '5'])
})
