import { boundsOf, type Bounds, type Point } from './geometry.ts'
import type { Line } from './plan.ts'
import type { Projection } from './projection.ts'

/** The place on the page, in CSS pixels; `unit` is one pixel of the 1080-line design in CSS pixels. */
export interface Stage {
  readonly width: number
  readonly height: number
  readonly unit: number
}

/** Where the projected plane lies on the stage: pixel = offset + scale * projected. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Free space round the city, in units. */
export interface Margin {
  readonly top: number
  readonly side: number
  readonly bottom: number
}

/** A view together with what it does to points and sizes. */
export interface Camera {
  readonly stage: Stage
  readonly view: View
  toScreen(point: Point): Point
  toPlane(screen: Point): Point
  /** Pixels for a length of the city given at the reference size: columns, slab. It grows with the picture. */
  readonly city: number
  /** Pixels for the width of a line: changes less than the picture does. */
  readonly line: number
  /** Pixels for type: only the stage's unit. */
  readonly unit: number
}

/** On the 16:9 overview a cell's side is this long, and lengths such as 9.8 px of height were chosen at that size. */
const REFERENCE_SIDE = 21.6
/** Drilling in shows a district in its surroundings; nearer than this, lines and columns are mostly air. */
const NEAREST = 3

export function cameraOf(side: number, projection: Projection, view: View, stage: Stage): Camera {
  const { scale, x, y } = view
  const city = (side * scale) / REFERENCE_SIDE
  return {
    stage,
    view,
    toScreen: point => {
      const [px, py] = projection.project(point)
      return [x + scale * px, y + scale * py]
    },
    toPlane: ([sx, sy]) => projection.unproject([(sx - x) / scale, (sy - y) / scale]),
    city,
    line: stage.unit * lineWidth(city / stage.unit),
    unit: stage.unit,
  }
}

/** By the size of the picture: never swollen, on a phone still lines, on a thumbnail hairs. */
const lineWidth = (size: number) => Math.min(1.3, Math.max(size, Math.min(0.62, 1.4 * size)))

/** Smaller than this a map is a thumbnail: its tiles are all that can be told apart. */
const LEAST_DETAIL = 0.3

export const isThumbnail = ({ city, unit }: Camera): boolean => city / unit < LEAST_DETAIL

/** The bounds of lines as projected, before any view. */
export const projectedBounds = (projection: Projection, lines: readonly Line[]): Bounds =>
  boundsOf(lines.flatMap(line => line.map(projection.project)))

/** As large as the stage allows with the margin left free, and in the middle of what is left. */
export function fit(bounds: Bounds, { width, height, unit }: Stage, margin: Margin): View {
  const free = {
    width: Math.max(1, width - 2 * margin.side * unit),
    height: Math.max(1, height - (margin.top + margin.bottom) * unit),
  }
  const scale = Math.min(
    free.width / (bounds.right - bounds.left),
    free.height / (bounds.bottom - bounds.top),
  )
  return {
    scale,
    x: width / 2 - (scale * (bounds.left + bounds.right)) / 2,
    y: margin.top * unit + free.height / 2 - (scale * (bounds.top + bounds.bottom)) / 2,
  }
}

/** A part of the city in the middle of the stage, but not nearer than `NEAREST` times the whole. */
export function fitPart(part: Bounds, whole: View, stage: Stage, margin: Margin): View {
  const near = fit(part, stage, margin)
  const scale = Math.min(near.scale, NEAREST * whole.scale)
  const middle = { x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2 }
  return {
    scale,
    x: near.x + (near.scale - scale) * middle.x,
    y: near.y + (near.scale - scale) * middle.y,
  }
}

/** `t` from 0 to 1. The scale moves by equal factors, so that going near does not seem to slow down. */
export function between(from: View, to: View, t: number): View {
  if (t <= 0) return from
  if (t >= 1) return to
  const scale = from.scale * (to.scale / from.scale) ** t
  const share = from.scale === to.scale ? t : (scale - from.scale) / (to.scale - from.scale)
  return { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
