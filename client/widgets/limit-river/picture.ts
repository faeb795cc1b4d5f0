import type { Plot, PlotRoom, PlotShape, Point, TextShape } from '../../charts/plot.ts'
import type { Say } from '../../language/say.ts'
import { fade } from '../../theme/colour.ts'
import type { Tokens } from '../../theme/tokens.ts'
import { fieldOf, SHARE_STEP, type Field } from './field.ts'
import type { Mark } from './marks.ts'
import { pack } from './packing.ts'

const SOON_FROM = 80

/** The river: shares of the limit left of the white line, days over right of it, a lane for each entry. */
export function picture(lanes: readonly (readonly Mark[])[], say: Say, room: PlotRoom, ink: Tokens): Plot {
  const over = lanes.flatMap(marks => marks.map(({ daysOver }) => daysOver))
  const field = fieldOf(
    room,
    lanes.length,
    over.reduce((most, days) => Math.max(most, days), 0),
  )
  return [
    ...ground(field, ink),
    ...shareLabels(field, say, room, ink),
    ...dayLabels(field, say, room, ink),
    ...lanes.flatMap((marks, lane) => marksOf(marks, lane, field, ink)),
  ]
}

const xOf = (share: number, { shareWidth }: Field): number => (share / SHARE_STEP) * shareWidth

function ground(field: Field, ink: Tokens): PlotShape[] {
  const { head, limit, width } = field
  const height = field.laneHeight * field.lanes
  const box = (x: number, to: number) => [{ x, y: head, width: to - x, height }]
  return [
    { type: 'boxes', fill: fade(ink.d1, 0.12), boxes: box(xOf(SOON_FROM, field), limit) },
    { type: 'boxes', fill: fade(ink.bad, 0.13), boxes: box(limit, width) },
    {
      type: 'boxes',
      fill: ink.line,
      boxes: [0, 20, 40, 60].flatMap(at => box(xOf(at, field), xOf(at, field) + 1)),
    },
    { type: 'boxes', fill: ink.t1, boxes: [{ x: limit - 1, y: head - 4, width: 2, height: height + 4 }] },
  ]
}

const label = (
  text: string,
  at: Point,
  room: PlotRoom,
  fill: string,
  align: TextShape['align'] = 'center',
): TextShape => ({ type: 'text', text, at, size: room.label, fill, align, edge: 'bottom' })

/** Feet of the two lines of headings. */
const lines = ({ head }: Field, room: PlotRoom) => ({ upper: head - 10 - room.label * 1.2, lower: head - 6 })

function shareLabels(field: Field, say: Say, room: PlotRoom, ink: Tokens): TextShape[] {
  const { upper, lower } = lines(field, room)
  const roomy = xOf(20, field) >= room.label * 6
  const percents = roomy ? [0, 20, 40, 60, 80] : [0, 50]
  const soon = label(say('river.lastFifth'), [xOf(90, field), upper], room, ink.warn)
  return [
    label(say('river.used'), [0, upper], room, ink.t3, 'left'),
    ...percents.map(at =>
      label(`${at}%`, [xOf(at, field), lower], room, ink.t3, at === 0 ? 'left' : 'center'),
    ),
    ...(roomy ? [soon] : []),
    label(say('river.limit'), [field.limit, upper], room, ink.t1),
    label('100%', [field.limit, lower], room, ink.t1),
  ]
}

function dayLabels(field: Field, say: Say, room: PlotRoom, ink: Tokens): TextShape[] {
  const { upper, lower } = lines(field, room)
  const { days, dayWidth, lastDay, limit, width } = field
  const step = [2, 5, 10].find(each => each * dayWidth >= room.label * 1.8) ?? lastDay
  // The first ones would stand on the label of the limit.
  const free = limit + room.label * 2.2
  const numbers = Array.from({ length: Math.floor(lastDay / step) }, (_, i) => (i + 1) * step)
  return [
    label(say('river.over'), [width, upper], room, ink.bad, 'right'),
    ...numbers
      .map(day => label(String(day), [days + (day + 0.5) * dayWidth, lower], room, ink.t3))
      .filter(({ at }) => at[0] >= free),
  ]
}

function marksOf(marks: readonly Mark[], lane: number, field: Field, ink: Tokens): PlotShape[] {
  const { at, dot, sign } = pack(marks, lane, field)
  const half = sign * 0.42
  return [
    { type: 'dots', at: at.running, radius: dot * 0.38, fill: ink.d1 },
    { type: 'dots', at: at.paused, radius: dot * 0.38, fill: ink.d6 },
    ...at.soon.map(([x, y]): PlotShape => ({
      type: 'area',
      points: [
        [x, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ],
      fill: ink.warn,
    })),
    {
      type: 'boxes',
      boxes: at.late.map(([x, y]) => ({ x: x - half, y: y - half, width: 2 * half, height: 2 * half })),
      fill: ink.bad,
    },
  ]
}
