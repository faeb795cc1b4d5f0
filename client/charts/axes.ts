import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { Tokens } from '../theme/tokens.ts'
import type { Box, PlotShape, PlotRoom, TextShape } from './plot.ts'
import { linear, niceTicks, type Scale } from './scale.ts'

/** The part of a chart in which data are drawn, and how values get there. */
export interface Field {
  readonly box: Box
  readonly x: Scale
  readonly y: Scale
  /** Split lines and labels. */
  readonly axes: readonly PlotShape[]
}

const GAP = 8

/** A whole day from left to right, values from 0 upwards, without labels of the values: a shape, not a reading. */
export function plainDayField(room: PlotRoom, dayStart: number, max: number, ink: Tokens): Field {
  const box = field(room, 0)
  const x = linear([dayStart, dayStart + DAY], [box.x, box.x + box.width])
  const y = linear([0, max], [box.y + box.height, box.y])
  return { box, x, y, axes: hourLabels(room, box, x, dayStart, ink) }
}

/** A whole day from left to right, values from 0 upwards. */
export function dayField(room: PlotRoom, dayStart: number, max: number, ink: Tokens, decimals = 0): Field {
  const { top, ticks } = niceTicks(max)
  const texts = ticks.map(tick => tick.toFixed(Number.isInteger(tick) ? 0 : Math.max(1, decimals)))
  const left = Math.max(0, ...texts.map(text => text.length)) * room.label * 0.58 + GAP
  const box = field(room, left)
  const x = linear([dayStart, dayStart + DAY], [box.x, box.x + box.width])
  const y = linear([0, top], [box.y + box.height, box.y])
  const lines = ticks.flatMap((tick, i): PlotShape[] => [
    { type: 'boxes', boxes: [{ x: box.x, y: y(tick), width: box.width, height: 1 }], fill: ink.line },
    { ...label(texts[i] as string, room, ink), at: [left - GAP, y(tick)], align: 'right', edge: 'middle' },
  ])
  const ground: PlotShape = {
    type: 'boxes',
    boxes: [{ x: box.x, y: box.y + box.height, width: box.width, height: 1 }],
    fill: ink.line,
  }
  return { box, x, y, axes: [ground, ...lines, ...hourLabels(room, box, x, dayStart, ink)] }
}

function field(room: PlotRoom, left: number): Box {
  const bottom = room.label * 1.7
  return {
    x: left,
    y: room.label * 0.7,
    width: room.width - left - 2,
    height: room.height - bottom - room.label * 0.7,
  }
}

const label = (text: string, room: PlotRoom, ink: Tokens): Omit<TextShape, 'at' | 'align' | 'edge'> => ({
  type: 'text',
  text,
  size: room.label,
  fill: ink.t3,
})

/** As many hours as have room: every three, six or twelve. The last one ends where the chart ends. */
function hourLabels(room: PlotRoom, box: Box, x: Scale, dayStart: number, ink: Tokens): TextShape[] {
  const wanted = room.label * 4.2
  const step = [3, 6, 12].find(hours => (box.width * hours) / 24 >= wanted) ?? 24
  const y = box.y + box.height + room.label * 0.5
  return Array.from({ length: 24 / step + 1 }, (_, i) => {
    const hour = i * step
    const align = i === 0 ? 'left' : hour === 24 ? 'right' : 'center'
    return {
      ...label(`${String(hour).padStart(2, '0')}:00`, room, ink),
      at: [x(dayStart + hour * HOUR), y],
      align,
      edge: 'top',
    }
  })
}
