import type { Bounds, Point } from './geometry.ts'
import type { TileColours } from './palette.ts'
import type { Setting, TownFigure } from './picture.ts'
import type { Plot } from './plan.ts'
import { oncePerSetting } from './placing.ts'
import { square, type Shape, type TextShape } from './shapes.ts'
import { countText, overlaps, textWidth } from './type.ts'

/** Ground of at least so many cells has room for larger type. */
const ROOMY = 5
const SIZE = 17
const SIZE_ROOMY = 19
/** More overdue than this are one square and a figure. */
const MOST_SQUARES = 3
const SQUARE = 10
const STEP = 11.5
const GAP = 3

/** Name over count in the plot's widest place, what is overdue as squares after the count. */
export function nameShapes(setting: Setting, plot: Plot, figure: TownFigure, look: TileColours): Shape[] {
  const { camera } = setting
  const u = camera.unit
  const size = sizeOf(plot) * u
  const [x, y] = camera.toScreen(plot.place)
  const count = countText(figure.count, setting.language)
  const overdue = overdueShapes(setting, figure.overdue ?? 0, look)
  const shift = overdue.width === 0 ? 0 : (overdue.width + GAP * u) / 2
  const pen = { ...penOf(setting, look), size, align: 'center' } as const
  return [
    { ...pen, at: [x, y], text: plot.node.shortName, weight: 600, face: 'sans', edge: 'bottom' },
    { ...pen, at: [x - shift, y + u], text: count, weight: 500, face: 'num', edge: 'top' },
    ...overdue.placed([x - shift + textWidth(count, size) / 2 + GAP * u, y + size * 0.62]),
  ]
}

const sizeOf = (plot: Plot): number => (plot.cells.length >= ROOMY ? SIZE_ROOMY : SIZE)

/** The plots that are named: all, or where the ground is as it is, those whose names lie on no name of a plot with more cells. */
export const namedPlots = oncePerSetting((setting): ReadonlySet<Plot> => {
  const { plots, everyNameHasRoom } = setting.plan
  if (everyNameHasRoom) return new Set(plots)
  const taken: Bounds[] = []
  const named = [...plots]
    .sort((a, b) => b.cells.length - a.cells.length)
    .filter(plot => {
      const box = nameBounds(setting, plot)
      const isFree = !taken.some(other => overlaps(box, other))
      if (isFree) taken.push(box)
      return isFree
    })
  return new Set(named)
})

/** The room that the name of a plot and its count take on the screen. */
export function nameBounds({ camera }: Setting, plot: Plot): Bounds {
  const size = sizeOf(plot) * camera.unit
  const [x, y] = camera.toScreen(plot.place)
  const half = textWidth(plot.node.shortName, size) / 2
  return { left: x - half, top: y - size, right: x + half, bottom: y + size }
}

const penOf = ({ camera }: Setting, { fill, ink }: TileColours) =>
  ({ type: 'text', fill: ink, halo: fill, haloWidth: 4 * camera.unit }) as const

interface Overdue {
  readonly width: number
  placed(start: Point): Shape[]
}

function overdueShapes(setting: Setting, overdue: number, look: TileColours): Overdue {
  const { camera, palette } = setting
  const u = camera.unit
  const many = overdue > MOST_SQUARES
  const squares = many ? 1 : overdue
  const figure = { text: String(overdue), size: 16 * u, weight: 600, face: 'num' } as const
  const mark = (x: number, y: number): Shape => ({
    type: 'polygon',
    points: square([x + (SQUARE / 2) * u, y], SQUARE * u),
    fill: palette.bad,
    stroke: palette.bg,
    width: 1.2 * u,
  })
  return {
    width: squares * STEP * u + (many ? GAP * u + textWidth(figure.text, figure.size) : 0),
    placed: ([x, y]) => {
      const marks = Array.from({ length: squares }, (_, n) => mark(x + n * STEP * u, y))
      const at: Point = [x + (STEP + GAP) * u, y]
      const text: TextShape = { ...penOf(setting, look), ...figure, at, align: 'left', edge: 'middle' }
      return many ? [...marks, text] : marks
    },
  }
}
