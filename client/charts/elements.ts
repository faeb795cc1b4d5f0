import type { CustomSeriesRenderItemReturn } from 'echarts'
import { CANVAS_FAMILIES } from '../fonts/load.ts'
import { graphic } from './echarts.ts'
import type { Box, HatchShape, PlotShape, Point, TextShape } from './plot.ts'

type Element = NonNullable<CustomSeriesRenderItemReturn>

interface Path {
  moveTo(x: number, y: number): unknown
  lineTo(x: number, y: number): unknown
  rect(x: number, y: number, width: number, height: number): unknown
  arc(x: number, y: number, radius: number, from: number, to: number): unknown
}

graphic.registerShape(
  'plot-boxes',
  graphic.extendShape({
    type: 'plot-boxes',
    shape: { boxes: [] as number[] },
    buildPath(path: Path, { boxes }: { boxes: readonly number[] }) {
      for (let at = 0; at + 3 < boxes.length; at += 4)
        path.rect(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!)
    },
  }),
)

graphic.registerShape(
  'plot-dots',
  graphic.extendShape({
    type: 'plot-dots',
    shape: { dots: [] as number[], radius: 1 },
    buildPath(path: Path, { dots, radius }: { dots: readonly number[]; radius: number }) {
      for (let at = 0; at + 1 < dots.length; at += 2) {
        path.moveTo(dots[at]! + radius, dots[at + 1]!)
        path.arc(dots[at]!, dots[at + 1]!, radius, 0, Math.PI * 2)
      }
    },
  }),
)

graphic.registerShape(
  'plot-strokes',
  graphic.extendShape({
    type: 'plot-strokes',
    shape: { strokes: [] as number[] },
    buildPath(path: Path, { strokes }: { strokes: readonly number[] }) {
      for (let at = 0; at + 3 < strokes.length; at += 4) {
        path.moveTo(strokes[at]!, strokes[at + 1]!)
        path.lineTo(strokes[at + 2]!, strokes[at + 3]!)
      }
    },
  }),
)

const still = { silent: true, transition: [] as string[] }

/** A shape as ECharts' custom series wants it. `unit`: CSS pixels of one unit, so that lengths and type come out crisp. */
export function plotElement(shape: PlotShape, unit: number): Element {
  const scaled = (points: readonly Point[]) => points.map(([x, y]) => [x * unit, y * unit])
  switch (shape.type) {
    case 'line': {
      const { stroke, width, dash } = shape
      const style = { fill: 'none', stroke, lineWidth: width * unit, lineJoin: 'round', lineCap: 'butt' }
      const dashes = dash === undefined ? {} : { lineDash: dash.map(length => length * unit) }
      return element({
        type: 'polyline',
        ...still,
        shape: { points: scaled(shape.points) },
        style: { ...style, ...dashes },
      })
    }
    case 'area':
      return element({
        type: 'polygon',
        ...still,
        shape: { points: scaled(shape.points) },
        style: { fill: shape.fill },
      })
    case 'boxes':
      return element({
        type: 'plot-boxes',
        ...still,
        shape: { boxes: shape.boxes.flatMap(box => edges(box, unit)) },
        style: { fill: shape.fill },
      })
    case 'dots': {
      const dots = scaled(shape.at).flat()
      return element({
        type: 'plot-dots',
        ...still,
        shape: { dots, radius: shape.radius * unit },
        style: { fill: shape.fill },
      })
    }
    case 'hatch':
      return element({
        type: 'plot-strokes',
        ...still,
        shape: { strokes: strokes(shape).map(n => n * unit) },
        style: { fill: 'none', stroke: shape.stroke, lineWidth: unit },
      })
    case 'text':
      return text(shape, unit)
  }
}

/** ECharts' own types know neither registered shapes nor that a property may be left out. */
const element = (made: object): Element => made as Element

/** On whole pixels at either end, and never thinner than one: rules stay sharp. */
function edges({ x, y, width, height }: Box, unit: number): number[] {
  const [left, top] = [Math.round(x * unit), Math.round(y * unit)]
  return [
    left,
    top,
    Math.max(1, Math.round((x + width) * unit) - left),
    Math.max(1, Math.round((y + height) * unit) - top),
  ]
}

const HATCH_STEP = 8

/** Strokes that rise to the right, cut at the edges of the box. */
function strokes({ box: { x, y, width, height } }: HatchShape): number[] {
  const lines: number[] = []
  for (let from = -height; from < width; from += HATCH_STEP) {
    const [left, right] = [Math.max(0, from), Math.min(width, from + height)]
    if (left < right) lines.push(x + left, y + height - (left - from), x + right, y + height - (right - from))
  }
  return lines
}

function text(
  { at: [x, y], text: words, size, fill, align, edge, weight = 400 }: TextShape,
  unit: number,
): Element {
  const style = {
    x: x * unit,
    y: y * unit,
    text: words,
    fill,
    align,
    verticalAlign: edge,
    font: `${weight} ${size * unit}px ${CANVAS_FAMILIES}`,
  }
  return element({ type: 'text', ...still, style })
}
