import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../shared/calendar/civil.ts'
import { cellKey } from '../../../shared/model/cell.ts'
import type { FeedReport } from '../../../shared/model/cell.ts'
import type { PlotShape } from '../../charts/plot.ts'
import { ink } from '../../theme/ink.fixture.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, plotOf, tableOf, view } from './view.ts'

const MIDNIGHT = NOW - (10 * HOUR + 24 * 60_000 + 36_000)
const hourly = metricOf({
  id: 'hourly',
  window: { type: 'series', field: 'event', bucket: 'hour', keep: 744 },
})
const at = (time: number, value: number) => [cellKey('hourly', '211000', [], String(time)), value] as const

/** Ten days of 10, 11, … 19 in each hour but the first, and today's hours as given. */
function see(today: readonly number[], age = 8000, days = 10) {
  const past = Array.from({ length: days }, (_, d) =>
    Array.from({ length: 23 }, (_, h) => at(MIDNIGHT - (d + 1) * DAY + (h + 1) * HOUR, 10 + d)),
  ).flat()
  const cells = Object.fromEntries([...past, ...today.map((value, h) => at(MIDNIGHT + h * HOUR, value))])
  const feeds = [[feedOf({ id: 'hotline' }), reportAt(NOW - age)] as const]
  const { panel, reader } = shown({ metrics: [hourly], roles: { series: 'hourly' }, cells, feeds })
  return view(panel, reader)
}
const hours = (drawn: ReturnType<typeof see>) =>
  drawn.line.map(([time, value]) => [(time - MIDNIGHT) / HOUR, value])
const TODAY = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 3]

describe('norm line', () => {
  test('[WID20] each hour stands at its end, and the one that still fills is not drawn', () => {
    expect(hours(see(TODAY))).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((value, h) => [h + 1, value]))
  })

  test('[WID20] an hour without records is 0 once the source has told, and a point fewer before', () => {
    const sparse = see([5, 6, 7])
    expect(hours(sparse).slice(2)).toEqual([[3, 7], ...[4, 5, 6, 7, 8, 9, 10].map(h => [h, 0])])
    const { panel, reader } = shown({
      metrics: [hourly],
      roles: { series: 'hourly' },
      cells: Object.fromEntries([at(MIDNIGHT, 5)]),
      feeds: [[feedOf({ id: 'hotline' }), null]],
    })
    expect(view(panel, reader).line).toHaveLength(1)
  })

  test('[WID21] what is usual is p10 to p90 of the days before at that hour; five days at least', () => {
    const { norm } = see(TODAY)
    expect(norm).toHaveLength(24)
    expect(norm[0]).toEqual({ time: HOUR, low: 0, middle: 0, high: 0 })
    expect(norm[9]).toEqual({ time: 10 * HOUR, low: 10, middle: 14, high: 18 })
    expect(see(TODAY, 8000, 4).norm).toEqual([])
    expect(see(TODAY).label).toBe('面板: 现在 14,常态 10 至 18')
    expect(see(TODAY, 8000, 4).label).toBe('面板: 现在 14')
  })

  test('[CHA4] as a table it has a row for each hour that is over, and what is usual then', () => {
    const say = shown({ metrics: [hourly], roles: { series: 'hourly' }, cells: {}, feeds: [] }).reader.say
    const { columns, rows } = tableOf(see(TODAY), say)
    expect(columns).toEqual(['时间', '数量', '近 30 日常态'])
    expect(rows).toHaveLength(10)
    expect(rows.slice(0, 2)).toEqual([
      ['01:00', '5', '0–0'],
      ['02:00', '6', '10–18'],
    ])
    expect(tableOf(see([5], 8000, 4), say).rows[0]).toEqual(['01:00', '5', '—'])
  })

  test('[WID42] a band that is not that of a whole month says of how many days, and there is none before its past is here', () => {
    const drawn = (days: number, backlog: FeedReport['backlog'] = null) => {
      const past = Array.from({ length: days }, (_, d) => at(MIDNIGHT - (d + 1) * DAY + 9 * HOUR, 10))
      const feeds = [[feedOf({ id: 'hotline' }), reportAt(NOW - 8000, { backlog })]] as const
      const cells = Object.fromEntries([...past, at(MIDNIGHT, 5)])
      const { panel, reader } = shown({ metrics: [hourly], roles: { series: 'hourly' }, cells, feeds })
      return [
        heading(panel, reader).subtitle,
        view(panel, reader).norm.length,
        view(panel, reader).line.length,
      ]
    }
    expect(drawn(30)).toEqual([undefined, 24, 10])
    expect(drawn(12)).toEqual(['近 12 日常态', 24, 10])
    expect(drawn(3)).toEqual(['常态需 5 日,已有 3 日', 0, 10])
    expect(drawn(20, { left: 15, of: 35 })).toEqual(['近 30 日常态补数中 57 %', 0, 10])
  })

  test('[WID22] a source that is late or failed ends the line where it was last heard, and the rest is hatched', () => {
    const room = { width: 420, height: 200, label: 16 }
    const shapes = (drawn: ReturnType<typeof see>) => plotOf(drawn, room, ink)
    const types = (list: readonly PlotShape[]) => new Set(list.map(shape => shape.type))
    const line = (list: readonly PlotShape[]) => list.find(shape => shape.type === 'line')
    const late = see(TODAY, 75_000)
    expect(late).toMatchObject({ ink: 'late', gapFrom: NOW - 75_000 })
    const failed = see(TODAY, 3 * HOUR)
    expect(hours(failed).slice(-1)).toEqual([[7, 11]])
    expect(types(shapes(failed))).toContain('hatch')
    expect(line(shapes(failed))).toMatchObject({ dash: [6, 5], stroke: ink.t3 })
    const live = shapes(see(TODAY))
    expect(types(live)).not.toContain('hatch')
    expect(line(live)).toMatchObject({ stroke: ink.d1 })
    expect(live.find(shape => shape.type === 'dots')).toMatchObject({ fill: ink.d2 })
  })

  test('[WID22] all of it lies within its room', () => {
    const room = { width: 420, height: 200, label: 16 }
    for (const shape of plotOf(see(TODAY, 75_000), room, ink)) {
      const points =
        shape.type === 'line' || shape.type === 'area' ? shape.points : shape.type === 'dots' ? shape.at : []
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(room.width)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(room.height)
      }
    }
  })
})
