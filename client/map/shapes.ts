import type { Point } from './geometry.ts'

/** From top to bottom of the shape's own box. */
export type Fill = string | readonly [top: string, bottom: string]

export interface PolygonShape {
  readonly type: 'polygon'
  readonly points: readonly Point[]
  readonly fill: Fill
  readonly stroke?: string
  readonly width?: number
}

/** Ground in any number of parts: a ring within another is a hole and runs the other way. */
export interface AreaShape {
  readonly type: 'area'
  readonly rings: readonly (readonly Point[])[]
  readonly fill: string
  readonly stroke?: string
  readonly width?: number
}

/** Many open lines of one pen: one thing to paint. */
export interface LinesShape {
  readonly type: 'lines'
  readonly paths: readonly (readonly Point[])[]
  readonly stroke: string
  readonly width: number
  readonly opacity: number
}

export interface EllipseShape {
  readonly type: 'ellipse'
  readonly centre: Point
  readonly rx: number
  readonly ry: number
  readonly fill: string
  readonly stroke: string
  readonly width: number
}

export interface TextShape {
  readonly type: 'text'
  readonly at: Point
  readonly text: string
  readonly size: number
  readonly weight: 400 | 500 | 600
  /** Figures and Latin, or Chinese. */
  readonly face: 'num' | 'sans'
  readonly fill: string
  readonly align: 'left' | 'center' | 'right'
  /** Which edge of the text stands on `at`. */
  readonly edge: 'top' | 'middle' | 'bottom'
  /** A rim in the colour of what lies behind, in place of a plate. */
  readonly halo: string
  readonly haloWidth: number
}

/** A visible face of a column: its lower edge runs from `a` to `b`. */
export interface PrismFace {
  readonly a: Point
  readonly b: Point
  readonly fill: Fill
}

/** A column standing on `base`. Only its height changes from one count to the next, so only that is eased. */
export interface PrismShape {
  readonly type: 'prism'
  readonly base: readonly Point[]
  readonly height: number
  readonly faces: readonly PrismFace[]
  readonly cap: string
  /** The soft shade where it touches the ground. */
  readonly shade: { readonly points: readonly Point[]; readonly fill: string } | null
}

export type Shape = PolygonShape | AreaShape | LinesShape | EllipseShape | TextShape | PrismShape

/** What is painted together; its shapes keep their number and order from one drawing to the next wherever they can. */
export interface Layer {
  readonly name: string
  /** 0 and up: layers of one number share a canvas, and a canvas is painted again only when one of its layers changed. */
  readonly canvas: number
  readonly shapes: readonly Shape[]
}

/** Layers from the back to the front. */
export type Sheet = readonly Layer[]

export const shifted = (points: readonly Point[], dy: number): Point[] => points.map(([x, y]) => [x, y + dy])

export const lines = (
  paths: readonly (readonly Point[])[],
  stroke: string,
  width: number,
  opacity: number,
): LinesShape => ({ type: 'lines', paths, stroke, width, opacity })

export function square([x, y]: Point, side: number): Point[] {
  const half = side / 2
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ]
}

/** Whether two shapes are drawn alike. Parts that no count moves are the same objects, so this is quick. */
export function drawnAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    keys.every(key => drawnAlike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
