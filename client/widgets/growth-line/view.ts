import { Type, type Static } from 'typebox'
import { DAY, dateOfDay, dayNumber } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { linear } from '../../charts/scale.ts'
import type { Plot, PlotRoom, PlotShape, Point as PlotPoint, TextShape } from '../../charts/plot.ts'
import type { PlotTable } from '../../charts/table.ts'
import { deltaOf, figureOf, UNKNOWN, type Figure } from '../../figures/number.ts'
import type { Phrase, Tone } from '../../figures/phrase.ts'
import type { Say } from '../../language/say.ts'
import type { Tokens } from '../../theme/tokens.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import { growthState } from '../growth-state.ts'
import type { Point, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Which of the indicators; left out, the metrics are of one thing. */
    code: Type.Optional(Type.String()),
    /** Points of the line, at most. */
    most: Type.Optional(Type.Integer({ minimum: 2, maximum: 36 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface GrowthView {
  readonly figure: Figure
  readonly cell: string
  /** With its sign; null where the line is no growth. */
  readonly growth: Figure | null
  readonly growthCell: string
  readonly tone: Tone | undefined
  /** How far it is from what was wanted. */
  readonly against: Phrase
  readonly line: readonly (readonly [at: number, value: number])[]
  readonly target: number | null
  readonly decimals: number
  readonly ink: 'soft' | 'dim' | undefined
  readonly label: string
  readonly targetText: string
}

const MOST = 12
const GROWTH = 100
const VALUE = 10_000

/** A number with its line over the periods, and what was wanted across it. */
export function view(panel: PanelDocument, reader: Reader): GrowthView {
  const { code, most = MOST } = panel.options as Options
  const told = code === undefined ? plainOf(reader) : indicatorOf(code, reader)
  const { now, target } = told
  const decimals = reader.metric('series')?.decimals ?? 1
  const ink = stalenessOf(reader, reader.feeds('series'))?.ink
  const tone = ink ?? stateOf(told)
  const text = (n: number | null) => (n === null ? UNKNOWN : n.toFixed(decimals))
  return {
    ...{ figure: told.figure, cell: told.cell, growth: told.growth, growthCell: told.growthCell },
    ...{ tone, target, decimals, ink },
    line: told.series.flatMap(([at, value]) => (value === null ? [] : [[at, value] as const])).slice(-most),
    against: againstOf(told, { tone, decimals, reader }),
    label: reader.say('chart.plain', { title: reader.text(panel.title), now: text(now) }),
    targetText: target === null ? '' : reader.say('aims.target', { n: text(target) }),
  }
}

interface Told extends Pick<GrowthView, 'figure' | 'cell' | 'growth' | 'growthCell' | 'target'> {
  readonly now: number | null
  readonly better: 'up' | 'down'
  readonly series: readonly Point[]
}

/** Of one thing: its metric says what is wanted, and the line is of the number itself. */
function plainOf(reader: Reader): Told {
  const metric = reader.metric('series')
  return {
    ...{ figure: reader.figure('value'), cell: reader.cell('value'), growth: null, growthCell: '' },
    ...{ now: reader.value('value'), target: metric?.target ?? null, better: metric?.better ?? 'up' },
    series: reader.series('series'),
  }
}

/** Of many indicators one, in its own unit; the line is of how it grows, and so is what was wanted. */
function indicatorOf(code: string, reader: Reader): Told {
  const at = { dims: [code] }
  const row = rowOf(code, reader)
  const now = reader.value('growth', at)
  const wanted = numberOf(row?.['growthTarget'])
  const decimals = reader.metric('growth')?.decimals ?? 1
  return {
    ...{ figure: figureIn(row, reader), cell: reader.cell('value', at), now, better: 'up' },
    growth: deltaOf(now, { unit: '%', decimals, language: reader.language }),
    growthCell: reader.cell('growth', at),
    target: wanted === null ? null : wanted / GROWTH,
    series: reader.series('series', at),
  }
}

/** Of which period the number is. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { code } = panel.options as Options
  if (code === undefined) return {}
  const asOf = numberOf(rowOf(code, reader)?.['asOf'])
  return asOf === null ? {} : { subtitle: reader.say('published.of', { day: dayOf(asOf, reader) }) }
}

const rowOf = (code: string, reader: Reader) =>
  reader.list('list')?.rows.find(({ columns }) => columns['code'] === code)?.columns

function figureIn(row: ReturnType<typeof rowOf>, reader: Reader): Figure {
  const value = numberOf(row?.['value'])
  return figureOf(value === null ? null : value / VALUE, {
    ...{ unit: wordOf(row?.['unit']), decimals: 1, language: reader.language },
  })
}

function stateOf({ now, target, better, growth }: Told): Tone | undefined {
  if (growth !== null) return growthState(now, target)
  if (now === null || target === null) return undefined
  return (better === 'down' ? now <= target : now >= target) ? 'ok' : 'warn'
}

interface Against {
  readonly tone: Tone | undefined
  readonly decimals: number
  readonly reader: Reader
}

/** `● 高于目标 0.3 个点` */
function againstOf({ now, target, growth }: Told, { tone, decimals, reader }: Against): Phrase {
  const isGrowth = growth !== null
  if (target === null || now === null) return [{ text: reader.say('aims.none'), tone: 'dim' }]
  const gap = Number((now - target).toFixed(decimals))
  // Growth is told in points of a per cent.
  const key = gap > 0 ? (isGrowth ? 'aims.above' : 'aims.over') : isGrowth ? 'aims.below' : 'aims.under'
  const n = Math.abs(gap).toFixed(decimals)
  const text = gap === 0 ? reader.say('aims.on') : reader.say(key, { n })
  return [tone === 'ok' || tone === 'warn' || tone === 'bad' ? { glyph: tone, text } : { text, tone: 'soft' }]
}

/** `25Q1` where the points lie quarters apart, else `25-01`. */
export function periodText(at: number, isQuarter: boolean, say: Say): string {
  const [year, month] = dateOfDay(dayNumber(at)).split('-') as [string, string]
  return isQuarter
    ? say('aims.quarter', { year: year.slice(2), n: Math.ceil(Number(month) / 3) })
    : `${year.slice(2)}-${month}`
}

const QUARTER = 80 * DAY
export const areQuarters = (line: GrowthView['line']): boolean =>
  line.length > 1 && line[1]![0] - line[0]![0] >= QUARTER

export const tableOf = ({ line, decimals }: GrowthView, say: Say): PlotTable => ({
  columns: [say('chart.time'), say('chart.count')],
  rows: line.map(([at, value]) => [periodText(at, areQuarters(line), say), value.toFixed(decimals)]),
})

/** The line with the lamp on its end, and the target across it. */
export function plotOf(drawn: GrowthView, room: PlotRoom, ink: Tokens, say: Say): Plot {
  const { line, target, decimals } = drawn
  const last = line[line.length - 1]
  if (last === undefined) return []
  const values = [...line.map(([, value]) => value), ...(target === null ? [] : [target])]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [top, foot] = [room.label * 1.6, room.label * 1.9]
  const right = room.label * (drawn.targetText === '' ? 1.4 : 4.4)
  const x = linear([line[0]![0], last[0]], [2, room.width - right])
  const y = linear([low, high === low ? low + 1 : high], [room.height - foot - 6, top])
  const points = line.map(([at, value]) => [x(at), y(value)] as const)
  const end = points[points.length - 1]!
  const stroke = drawn.ink === undefined ? ink.d1 : ink.t3
  return [
    ...targetShapes(drawn, room, ink, target === null ? null : y(target)),
    { type: 'line', points, stroke, width: 3 },
    { type: 'dots', at: [end], radius: 5.5, fill: drawn.ink === undefined ? ink.d2 : ink.t2 },
    {
      ...{ type: 'text', text: last[1].toFixed(decimals), size: room.label, weight: 500 },
      ...{ fill: drawn.ink === undefined ? ink.d2 : ink.t2 },
      ...besideEnd(end, points[points.length - 2], target === null ? null : y(target), room),
    },
    ...periodShapes(drawn, { room, x, ink, say }),
  ]
}

/** The words of the target stand at the right, under its line. */
const hasRoomBeside = (at: number, target: number | null, { label }: PlotRoom): boolean =>
  target !== null && (at < target - label || at > target + 2 * label)

/** Over the last point, but beside it where the line comes from above and there is room. */
function besideEnd(
  [x, y]: PlotPoint,
  before: PlotPoint | undefined,
  target: number | null,
  room: PlotRoom,
): Pick<TextShape, 'at' | 'align' | 'edge'> {
  const falls = before !== undefined && before[1] < y - 1
  return falls && hasRoomBeside(y, target, room)
    ? { at: [x + 11, y], align: 'left', edge: 'middle' }
    : { at: [x, overEnd(y, target, room)], align: 'center', edge: 'bottom' }
}

/** The line of the target goes through no number: one that would stand on it stands over it. */
function overEnd(y: number, target: number | null, { label }: PlotRoom): number {
  const foot = y - 9
  const isCrossed = target !== null && target > foot - 1.2 * label && target <= foot + 2
  return isCrossed ? target - 4 : foot
}

function targetShapes(drawn: GrowthView, room: PlotRoom, ink: Tokens, at: number | null): PlotShape[] {
  if (at === null) return []
  return [
    {
      type: 'line',
      points: [
        [0, at],
        [room.width, at],
      ],
      stroke: ink.t1,
      width: 1.6,
    },
    {
      ...{ type: 'text', text: drawn.targetText, size: room.label, fill: ink.t2 },
      ...{ at: [room.width, at + 5] as const, align: 'right', edge: 'top' },
    },
  ]
}

interface Ground {
  readonly room: PlotRoom
  readonly x: (at: number) => number
  readonly ink: Tokens
  readonly say: Say
}

/** The first, the last, and as many between them as have room. */
function periodShapes({ line }: GrowthView, { room, x, ink, say }: Ground): PlotShape[] {
  const wanted = room.label * 4.6
  const width = x(line[line.length - 1]![0]) - x(line[0]![0])
  const step = Math.max(1, Math.ceil((line.length - 1) / Math.max(1, Math.floor(width / wanted))))
  return line.flatMap(([at], i): PlotShape[] =>
    (line.length - 1 - i) % step === 0
      ? [
          {
            ...{ type: 'text', text: periodText(at, areQuarters(line), say), size: room.label, fill: ink.t3 },
            ...{ at: [x(at), room.height] as const, edge: 'bottom' },
            align: i === 0 ? 'left' : 'center',
          },
        ]
      : [],
  )
}
