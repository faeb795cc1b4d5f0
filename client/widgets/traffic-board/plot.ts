import { dayField } from '../../charts/axes.ts'
import type { Plot, PlotRoom, PlotShape, Point } from '../../charts/plot.ts'
import type { PlotTable } from '../../charts/table.ts'
import { UNKNOWN } from '../../figures/number.ts'
import { clockText } from '../../figures/time.ts'
import type { Say } from '../../language/say.ts'
import type { Tokens } from '../../theme/tokens.ts'
import { CONGESTED } from './grade.ts'
import type { TrafficView } from './view.ts'

type Drawn = Pick<TrafficView, 'today' | 'yesterday' | 'dayStart' | 'ink' | 'before'>

/** Yesterday dashed behind, today in front with the lamp on its end. */
export function plotOf(drawn: Drawn, room: PlotRoom, ink: Tokens): Plot {
  const { today, yesterday, dayStart, ink: stale } = drawn
  const max = Math.max(CONGESTED, ...today.map(([, value]) => value), ...yesterday.map(([, value]) => value))
  const { x, y, axes } = dayField(room, dayStart, max, ink)
  const place = ([at, value]: readonly [number, number]) => [x(at), y(value)] as const
  const front = today.map(place)
  const behind = yesterday.map(place)
  const last = front[front.length - 1]
  const now: PlotShape[] =
    last === undefined
      ? []
      : [
          { type: 'line', points: front, stroke: stale === undefined ? ink.d1 : ink.t3, width: 3 },
          { type: 'dots', at: [last], radius: 5, fill: stale === undefined ? ink.d2 : ink.t2 },
        ]
  return [...axes, ...dashed(behind, drawn.before, room, ink), ...now]
}

/** Named beside its evening peak: it falls from there, and today is not there yet for most of the day. */
function dashed(points: readonly Point[], text: string, room: PlotRoom, ink: Tokens): PlotShape[] {
  if (points.length < 2) return []
  const evening = points.slice(Math.floor(points.length / 2))
  const [x, y] = evening.reduce((a, b) => (b[1] < a[1] ? b : a))
  return [
    { type: 'line', points, stroke: ink.t3, width: 2, dash: [6, 5] },
    { type: 'text', at: [x + 8, y], text, size: room.label, fill: ink.t3, align: 'left', edge: 'middle' },
  ]
}

/** A row for each hour of which anything is known, by its end. */
export function tableOf({ today, yesterday }: Drawn, say: Say): PlotTable {
  const [now, before] = [new Map(today), new Map(yesterday)]
  const hours = [...new Set([...yesterday, ...today].map(([at]) => at))].sort((a, b) => a - b)
  const text = (value: number | undefined) => (value === undefined ? UNKNOWN : value.toFixed(1))
  return {
    columns: [say('chart.time'), say('traffic.today'), say('traffic.yesterday')],
    rows: hours.map(at => [clockText(at), text(now.get(at)), text(before.get(at))]),
  }
}
