import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { cellKey } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { ink } from '../../theme/ink.fixture.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, plotOf, tableOf, view } from './view.ts'

const MIDNIGHT = NOW - (10 * HOUR + 24 * MINUTE + 36_000)
const QUARTER = 15 * MINUTE
const quarters = metricOf({
  id: 'quarters',
  by: ['kind'],
  window: { type: 'series', field: 'event', bucket: 'quarter', keep: 3000 },
})

function stage(counts: { readonly [kind: string]: readonly number[] }, age = 8000, from = MIDNIGHT) {
  const cells = Object.entries(counts).flatMap(([kind, values]) =>
    values.map(
      (value, i) => [cellKey('quarters', '211000', [kind], String(from + i * QUARTER)), value] as const,
    ),
  )
  return shown({
    metrics: [quarters],
    roles: { pulse: 'quarters' },
    cells: Object.fromEntries(cells),
    feeds: [[feedOf({ id: 'a' }), reportAt(NOW - age)]],
  })
}
const see = (counts: Parameters<typeof stage>[0]) => {
  const { panel, reader } = stage(counts)
  return view(panel, reader)
}

describe('pulse', () => {
  test('[WID23] the largest are below, and a fifth colour is never needed: the rest is one', () => {
    const colours = (n: number) =>
      see(Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, [10 - i]]))).layers.map(layer => [
        layer.name,
        layer.colour,
      ])
    expect(colours(2)).toEqual([
      ['k0', 'd1'],
      ['k1', 'd3'],
    ])
    expect(colours(5).slice(-1)).toEqual([['k4', 'd6']])
    expect(colours(7).slice(-2)).toEqual([
      ['k3', 'd5'],
      ['其他', 'd6'],
    ])
  })

  test('[WID23] only today is drawn, and what is said of it adds up', () => {
    const drawn = see({ case: [1, 2, 3], call: [5] })
    expect(drawn.label).toBe('面板: case 6, call 5')
    const { panel, reader } = stage({ case: [7] }, 8000, MIDNIGHT - HOUR)
    expect(view(panel, reader).layers[0]?.points).toEqual([])
  })

  test('[CHA4] as a table it has a row for each quarter that is known, and a column for each colour', () => {
    const { panel, reader } = stage({ case: [1, 2, 3], call: [5] })
    expect(tableOf(view(panel, reader), reader.say)).toEqual({
      columns: ['时间', 'case', 'call'],
      rows: [
        ['00:00', '1', '5'],
        ['00:15', '2', '0'],
        ['00:30', '3', '0'],
      ],
    })
  })

  test('[WID23] layers stand on one another and never overlap', () => {
    const room = { width: 800, height: 120, label: 16 }
    const boxes = plotOf(see({ case: [4], call: [6] }), room, ink).flatMap(shape =>
      shape.type === 'boxes' && shape.fill !== ink.d2 ? shape.boxes : [],
    )
    const [below, above] = boxes
    expect(below && above && Math.abs(above.y + above.height - below.y)).toBeLessThan(1e-9)
    expect((below?.height ?? 0) / (above?.height ?? 1)).toBeCloseTo(6 / 4)
  })

  test('[WID21] the usual needs days: it is the middle of the hours before, a quarter of it in each quarter', () => {
    expect(see({ case: [1] }).norm).toEqual([])
    const hours = metricOf({
      id: 'hours',
      window: { type: 'series', field: 'event', bucket: 'hour', keep: 744 },
    })
    const { panel, reader } = shown({
      metrics: [quarters, hours],
      roles: { pulse: 'quarters', usual: 'hours' },
      cells: Object.fromEntries(
        Array.from({ length: 6 * 24 }, (_, i) => [
          cellKey('hours', '211000', [], String(MIDNIGHT - 6 * DAY + i * HOUR)),
          8 * Math.floor(i / 24),
        ]),
      ),
    })
    expect(view(panel, reader).norm[0]).toMatchObject({ time: HOUR / 2, middle: 4 })
  })

  test('[WID22] it says that it is live only while it is', () => {
    const summary = (age: number) => {
      const { panel, reader } = stage({ case: [1] }, age)
      return phraseText(heading(panel, reader).summary ?? [])
    }
    expect(summary(8000)).toBe('实况 10:24')
    expect(summary(60_000)).toBe('')
  })
})
