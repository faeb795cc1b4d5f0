import { DAY } from '../../../shared/calendar/civil.ts'
import type { Plot, PlotRoom, PlotShape } from '../../charts/plot.ts'
import { linear, type Scale } from '../../charts/scale.ts'
import { fade } from '../../theme/colour.ts'
import type { Tokens } from '../../theme/tokens.ts'
import type { Course, SystemTile } from './view.ts'

/** Today's line over what is usual, without axes: a shape to be compared with itself. */
export function plotOf(course: Course, state: SystemTile['ink'], room: PlotRoom, ink: Tokens): Plot {
  const { line, norm, dayStart } = course
  const top = Math.max(1, ...line.map(([, value]) => value), ...norm.map(({ high }) => high))
  const x = linear([dayStart, dayStart + DAY], [2, room.width - 6])
  const y = linear([0, top], [room.height - 3, 7])
  const ground = { x: 0, y: room.height - 2, width: room.width, height: 1 }
  return [
    ...bandOf(course, x, y, ink),
    { type: 'boxes', boxes: [ground], fill: ink.line },
    ...gapOf(course, x, room, ink),
    ...lineOf(course, state, x, y, ink),
  ]
}

function bandOf({ norm, dayStart }: Course, x: Scale, y: Scale, ink: Tokens): PlotShape[] {
  if (norm.length === 0) return []
  const upper = norm.map(({ time, high }) => [x(dayStart + time), y(high)] as const)
  const lower = norm.map(({ time, low }) => [x(dayStart + time), y(low)] as const).reverse()
  return [{ type: 'area', points: [...upper, ...lower], fill: fade(ink.t3, 0.22) }]
}

function gapOf({ gapFrom, dayStart, now }: Course, x: Scale, room: PlotRoom, ink: Tokens): PlotShape[] {
  if (gapFrom === null) return []
  const from = x(Math.max(dayStart, gapFrom))
  const box = { x: from, y: 4, width: Math.max(4, x(now) - from), height: room.height - 7 }
  return [{ type: 'hatch', box, stroke: fade(ink.t3, 0.5) }]
}

function lineOf({ line }: Course, state: SystemTile['ink'], x: Scale, y: Scale, ink: Tokens): PlotShape[] {
  const points = line.map(([at, value]) => [x(at), y(value)] as const)
  const last = points[points.length - 1]
  if (last === undefined) return []
  const stroke = { live: ink.d1, late: ink.t2, failed: ink.t3 }[state]
  const dash = state === 'failed' ? { dash: [6, 5] as const } : {}
  return [
    { type: 'line', points, stroke, width: 2.5, ...dash },
    { type: 'dots', at: [last], radius: 5, fill: { live: ink.d2, late: ink.t2, failed: ink.t1 }[state] },
  ]
}
