/** A point in units of the 1080 canvas, from the top left of the chart. */
export type Point = readonly [x: number, y: number]

export interface LineShape {
  readonly type: 'line'
  readonly points: readonly Point[]
  readonly stroke: string
  readonly width: number
  /** Lengths of dash and gap, in units. */
  readonly dash?: readonly [number, number]
}

export interface AreaShape {
  readonly type: 'area'
  readonly points: readonly Point[]
  readonly fill: string
}

/** Many boxes of one colour: one thing to paint. */
export interface BoxesShape {
  readonly type: 'boxes'
  readonly boxes: readonly Box[]
  readonly fill: string
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Parallel strokes across a box: where data are missing. */
export interface HatchShape {
  readonly type: 'hatch'
  readonly box: Box
  readonly stroke: string
}

export interface DotsShape {
  readonly type: 'dots'
  readonly at: readonly Point[]
  readonly radius: number
  readonly fill: string
}

export interface TextShape {
  readonly type: 'text'
  readonly at: Point
  readonly text: string
  readonly size: number
  readonly fill: string
  readonly align: 'left' | 'center' | 'right'
  /** Which edge of the text stands on `at`. */
  readonly edge: 'top' | 'middle' | 'bottom'
  readonly weight?: 400 | 500 | 600
}

export type PlotShape = LineShape | AreaShape | BoxesShape | HatchShape | DotsShape | TextShape

/** What a chart draws, from the back to the front. Everything in units: a chart is the same at any size of screen. */
export type Plot = readonly PlotShape[]

/** The room a chart has, in units, and how large its type is there. */
export interface PlotRoom {
  readonly width: number
  readonly height: number
  readonly label: number
}
