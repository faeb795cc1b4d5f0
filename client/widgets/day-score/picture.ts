import { DAY, HOUR } from '../../../shared/calendar/civil.ts'
import type { Box, Plot, PlotRoom, PlotShape, Point } from '../../charts/plot.ts'
import { linear, type Scale } from '../../charts/scale.ts'
import type { PlotTable } from '../../charts/table.ts'
import { clockText } from '../../figures/time.ts'
import type { Say } from '../../language/say.ts'
import { fade } from '../../theme/colour.ts'
import type { Tokens } from '../../theme/tokens.ts'
import type { Reading, ScoreRow, ScoreView } from './view.ts'

/** The axis over the rows, in letters; the rows beside the picture leave as much. */
export const HEAD = 1.9
/** Of a row's height, above and below its line. */
const AIR = 0.16
/** Nothing moves by less than this share of the axis. */
const STEADY = 0.12

/** The hours over all rows, and one lamp through them; a row is its limits, what is usual, its line and what is missing. */
export function plotOf(drawn: ScoreView, room: PlotRoom, ink: Tokens): Plot {
  const head = HEAD * room.label
  const height = (room.height - head) / Math.max(1, drawn.rows.length)
  const x = linear([drawn.dayStart, drawn.dayStart + DAY], [1, room.width - 1])
  const rows = drawn.rows.flatMap((row, i) => {
    const box = { x: 0, y: head + i * height, width: room.width, height }
    return rowShapes(row, drawn, { box, x, y: scaleOf(row, box) }, ink)
  })
  return [...hours(drawn, x, room, ink), ...rows, ...lamp(drawn, x, room, ink)]
}

interface Field {
  readonly box: Box
  readonly x: Scale
  readonly y: Scale
}

/** Its own for each row: what is shown is how it moves, and where it lies between its limits. */
function scaleOf({ pieces, norm, low, high }: ScoreRow, { y, height }: Box): Scale {
  const values = [
    ...pieces.flat().map(([, value]) => value),
    ...norm.flatMap(point => [point.low, point.high]),
    ...[low, high].filter(limit => limit !== null),
  ]
  if (values.length === 0) return () => y + height / 2
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const slack = Math.max(0, STEADY * Math.max(Math.abs(least), Math.abs(most)) - (most - least)) / 2
  return linear([least - slack, most + slack], [y + height * (1 - AIR), y + height * AIR])
}

function rowShapes(row: ScoreRow, drawn: ScoreView, field: Field, ink: Tokens): PlotShape[] {
  const { box } = field
  const rule: PlotShape = {
    type: 'boxes',
    boxes: [{ ...box, y: Math.round(box.y), height: 1 }],
    fill: ink.line,
  }
  return [
    rule,
    ...band(row, drawn, field, ink),
    ...limits(row, field, ink),
    ...gap(row, drawn, field, ink),
    ...lines(row, field, ink),
  ]
}

function band({ norm }: ScoreRow, { dayStart }: ScoreView, { x, y }: Field, ink: Tokens): PlotShape[] {
  if (norm.length === 0) return []
  const upper = norm.map(({ time, high }): Point => [x(dayStart + time), y(high)])
  const lower = norm.map(({ time, low }): Point => [x(dayStart + time), y(low)]).reverse()
  return [{ type: 'area', points: [...upper, ...lower], fill: fade(ink.t3, 0.22) }]
}

function limits({ low, high }: ScoreRow, { box, y }: Field, ink: Tokens): PlotShape[] {
  const at = [low, high].filter(limit => limit !== null)
  if (at.length === 0) return []
  const boxes = at.map(limit => ({ x: box.x, y: y(limit) - 0.75, width: box.width, height: 1.5 }))
  return [{ type: 'boxes', boxes, fill: fade(ink.t1, 0.6) }]
}

function gap(
  { gapFrom }: ScoreRow,
  { now, dayStart }: ScoreView,
  { box, x }: Field,
  ink: Tokens,
): PlotShape[] {
  if (gapFrom === null) return []
  const from = x(Math.max(dayStart, gapFrom))
  const missing = { x: from, y: box.y + 3, width: Math.max(4, x(now) - from), height: box.height - 6 }
  return [
    { type: 'boxes', boxes: [missing], fill: fade(ink.t3, 0.16) },
    { type: 'hatch', box: missing, stroke: fade(ink.t3, 0.5) },
  ]
}

function lines(row: ScoreRow, { x, y }: Field, ink: Tokens): PlotShape[] {
  const stroke = { live: ink.d1, late: ink.t2, failed: ink.t3 }[row.ink]
  const dash = row.ink === 'failed' ? { dash: [6, 5] as const } : {}
  const at = ([instant, value]: Reading): Point => [x(instant), y(value)]
  const pieces = row.pieces.map((piece): PlotShape => {
    const points = piece.map(at)
    return points.length === 1
      ? { type: 'dots', at: points, radius: 2, fill: stroke }
      : { type: 'line', points, stroke, width: 2.5, ...dash }
  })
  const last = row.pieces[row.pieces.length - 1]?.slice(-1)[0]
  if (last === undefined) return pieces
  const end = { live: ink.d2, late: ink.t2, failed: ink.t1 }[row.ink]
  return [...pieces, ...unusual(row, x, y, ink), { type: 'dots', at: [at(last)], radius: 4.5, fill: end }]
}

/** Where a count lay above what is usual. */
function unusual({ pieces, norm, ink: state }: ScoreRow, x: Scale, y: Scale, ink: Tokens): PlotShape[] {
  if (norm.length === 0 || state !== 'live') return []
  const high = new Map(norm.map(point => [point.time, point.high]))
  const step = norm[0]?.time ?? HOUR
  return pieces.flatMap(piece =>
    piece.flatMap(([at, value], i): PlotShape[] => {
      const before = piece[i - 1]
      const time = (((at - DAY_FROM) % DAY) + DAY) % DAY || DAY
      if (before === undefined || at - before[0] > step || value <= (high.get(time) ?? Infinity)) return []
      const points: Point[] = [
        [x(before[0]), y(before[1])],
        [x(at), y(value)],
      ]
      return [{ type: 'line', points, stroke: ink.warn, width: 2.5 }]
    }),
  )
}

/** Any midnight of the city. */
const DAY_FROM = -8 * HOUR

const HOUR_STEPS = [3, 6, 12]

function hours({ dayStart, now }: ScoreView, x: Scale, room: PlotRoom, ink: Tokens): PlotShape[] {
  const wanted = room.label * 4.2
  const step = HOUR_STEPS.find(n => (room.width * n) / 24 >= wanted) ?? 24
  const all = Array.from({ length: 24 / step + 1 }, (_, i) => i * step)
  const fill = ink.line
  const inner = all
    .slice(1, -1)
    .map(hour => ({ x: x(dayStart + hour * HOUR), y: HEAD * room.label, width: 1 }))
  const lattice = inner.map(line => ({ ...line, height: room.height - line.y }))
  const free = all.filter(hour => Math.abs(x(dayStart + hour * HOUR) - x(now)) > wanted * 0.8)
  const texts = free.map((hour): PlotShape => {
    const align = hour === 0 ? 'left' : hour === 24 ? 'right' : 'center'
    const text = `${String(hour).padStart(2, '0')}:00`
    const at: Point = [x(dayStart + hour * HOUR), room.label * 0.3]
    return { type: 'text', text, at, size: room.label, fill: ink.t3, align, edge: 'top' }
  })
  return [{ type: 'boxes', boxes: lattice, fill }, ...texts]
}

/** Now, through everything. */
function lamp({ now }: ScoreView, x: Scale, room: PlotRoom, ink: Tokens): PlotShape[] {
  const half = room.label * 1.4
  const at: Point = [Math.max(half, Math.min(room.width - half, x(now))), room.label * 0.3]
  const top = HEAD * room.label
  return [
    {
      type: 'boxes',
      boxes: [{ x: x(now) - 1, y: top - 4, width: 2, height: room.height - top + 4 }],
      fill: ink.d2,
    },
    { type: 'text', text: clockText(now), at, size: room.label, fill: ink.d2, align: 'center', edge: 'top' },
  ]
}

/** Every service at every whole hour. */
export function tableOf({ rows }: ScoreView, say: Say): PlotTable {
  return {
    columns: [say('score.service'), say('chart.time'), say('score.value')],
    rows: rows.flatMap(({ title, pieces }) =>
      pieces
        .flat()
        .filter(([at]) => at % HOUR === 0)
        .map(([at, value]) => [title, clockText(at), String(Number(value.toPrecision(4)))]),
    ),
  }
}
