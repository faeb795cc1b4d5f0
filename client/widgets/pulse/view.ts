import { Type } from 'typebox'
import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { plainDayField, type Field } from '../../charts/axes.ts'
import type { Box, Plot, PlotRoom, PlotShape } from '../../charts/plot.ts'
import type { PlotTable } from '../../charts/table.ts'
import { clockText } from '../../figures/time.ts'
import type { Say } from '../../language/say.ts'
import type { Tokens } from '../../theme/tokens.ts'
import { normIn, normWords, type NormPoint } from '../norm.ts'
import type { Point, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading, Swatch } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** One colour of the stack. */
export interface Layer {
  readonly name: string
  readonly colour: SeriesColour
  readonly points: readonly Point[]
}

const COLOURS = ['d1', 'd3', 'd4', 'd5'] as const
type SeriesColour = (typeof COLOURS)[number] | 'd6'

export interface PulseView {
  readonly layers: readonly Layer[]
  readonly dayStart: number
  readonly now: number
  readonly norm: readonly NormPoint[]
  readonly label: string
}

const QUARTER = 15 * MINUTE

/** Events of the day in quarters of an hour, by what reported them; at most four colours, the rest is one. */
export function view(panel: PanelDocument, reader: Reader): PulseView {
  const now = reader.now('minute')
  const all = reader.seriesByDim('pulse')
  const dayStart = startOfDay(dayNumber(now))
  const layers = layersOf(all, dayStart, reader)
  const totals = layers.map(
    ({ name, points }) => `${name} ${points.reduce((sum, [, value]) => sum + (value ?? 0), 0)}`,
  )
  return {
    layers,
    dayStart,
    now,
    norm: usualOf(reader),
    label: reader.say('chart.bars', { title: reader.text(panel.title), parts: totals.join(', ') }),
  }
}

/** What is usual comes by the hour; a quarter of it falls into a quarter of an hour. */
function usualOf(reader: Reader): readonly NormPoint[] {
  const share = (count: number) => (count * QUARTER) / HOUR
  return normIn(reader, 'usual', HOUR).points.map(({ time, low, middle, high }) => ({
    time: time - HOUR / 2,
    low: share(low),
    middle: share(middle),
    high: share(high),
  }))
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const drawn = view(panel, reader)
  const feeds = reader.feeds('pulse')
  const live = stalenessOf(reader, feeds) === null && feeds.every(feed => feed.freshness.state === 'live')
  const now = { text: `${reader.say('state.live')} ${clockText(drawn.now)}`, tone: 'lamp' } as const
  const legend = [...drawn.layers.map(({ colour, name }) => ({ colour, text: name })), ...usualSwatch(reader)]
  return live ? { legend, summary: [now] } : { legend }
}

/** The dashed line, or why there is none; nothing where the panel asks for none. */
function usualSwatch(reader: Reader): readonly Swatch[] {
  if (reader.metric('usual') === null) return []
  const words = normWords(normIn(reader, 'usual', HOUR).state, reader.say)
  return [{ colour: 'usual', text: words ?? reader.say('norm.usual') }]
}

function layersOf(
  all: ReturnType<Reader['seriesByDim']>,
  dayStart: number,
  reader: Reader,
): readonly Layer[] {
  const today = all.map(({ dims, points }) => ({
    name: nameOf(dims[0] ?? '', reader),
    points: points.filter(([at]) => at >= dayStart && at < dayStart + DAY),
  }))
  const size = ({ points }: { points: readonly Point[] }) =>
    points.reduce((sum, [, value]) => sum + (value ?? 0), 0)
  const ranked = [...today].sort((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1))
  const shown = ranked.slice(0, ranked.length > COLOURS.length + 1 ? COLOURS.length : COLOURS.length + 1)
  const rest = ranked.slice(shown.length)
  const other = { name: reader.say('count.other'), points: totalOf(rest.map(({ points }) => points)) }
  return [...shown, ...(rest.length > 0 ? [other] : [])].map((layer, i) => ({
    ...layer,
    colour: COLOURS[i] ?? 'd6',
  }))
}

const nameOf = (dim: string, reader: Reader): string =>
  dim === '' ? reader.say('count.unknown') : reader.kindName(dim)

function totalOf(all: readonly (readonly Point[])[]): readonly Point[] {
  const sums = new Map<number, number>()
  for (const points of all) for (const [at, value] of points) sums.set(at, (sums.get(at) ?? 0) + (value ?? 0))
  return [...sums].sort((a, b) => a[0] - b[0])
}

/** A row for each quarter of which anything is known. */
export function tableOf({ layers }: PulseView, say: Say): PlotTable {
  const times = [...new Set(layers.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b)
  const counts = layers.map(({ points }) => new Map(points))
  return {
    columns: [say('chart.time'), ...layers.map(({ name }) => name)],
    rows: times.map(at => [clockText(at), ...counts.map(count => String(count.get(at) ?? 0))]),
  }
}

export function plotOf(drawn: PulseView, room: PlotRoom, ink: Tokens): Plot {
  const stacks = stacksOf(drawn.layers)
  const usual = drawn.norm.map(({ middle }) => middle)
  const max = Math.max(1, ...[...stacks.values()], ...usual)
  const field = plainDayField(room, drawn.dayStart, max, ink)
  return [
    ...field.axes,
    ...layerShapes(drawn, field, ink),
    ...usualShapes(drawn, field, ink),
    ...cursorShapes(drawn, field, ink),
  ]
}

function stacksOf(layers: readonly Layer[]): Map<number, number> {
  return new Map(totalOf(layers.map(({ points }) => points)).map(([at, value]) => [at, value ?? 0]))
}

/** Layers stand on one another; between the columns is a gap, and none where they are thinner than that. */
function layerShapes({ layers }: PulseView, { x, y }: Field, ink: Tokens): PlotShape[] {
  const below = new Map<number, number>()
  return layers.map(({ points, colour }): PlotShape => {
    const boxes = points.map(([at, value]): Box => {
      const from = below.get(at) ?? 0
      const to = from + (value ?? 0)
      below.set(at, to)
      const width = x(at + QUARTER) - x(at)
      return { x: x(at) + width * 0.14, y: y(to), width: width * 0.72, height: y(from) - y(to) }
    })
    return { type: 'boxes', boxes: boxes.filter(box => box.height > 0), fill: ink[colour] }
  })
}

function usualShapes({ norm, dayStart }: PulseView, { x, y }: Field, ink: Tokens): PlotShape[] {
  if (norm.length === 0) return []
  const points = norm.map(({ time, middle }) => [x(dayStart + time), y(middle)] as const)
  return [{ type: 'line', points, stroke: ink.t3, width: 1.5, dash: [3, 4] }]
}

function cursorShapes({ now }: PulseView, { box, x }: Field, ink: Tokens): PlotShape[] {
  return [{ type: 'boxes', boxes: [{ x: x(now) - 1, y: box.y, width: 2, height: box.height }], fill: ink.d2 }]
}
