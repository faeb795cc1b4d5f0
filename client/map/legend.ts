import type { Language } from '../language/say.ts'
import type { Palette } from './palette.ts'
import { RESOURCE_SIGNS, type ResourceSign } from './resource-marks.ts'
import type { CountScale } from './scale.ts'
import { countText, textWidth } from './type.ts'

/** A face as an SVG polygon's points. */
interface Face {
  readonly points: string
  readonly fill: string
}

export interface LegendColumn {
  readonly text: string
  /** The middle of its foot. */
  readonly x: number
  readonly faces: readonly Face[]
}

/** The legend of columns in units; the map's own columns, drawn a little smaller. */
export interface ColumnLegend {
  readonly width: number
  readonly height: number
  readonly columns: readonly LegendColumn[]
}

const HEIGHT = 80
const FOOT = 56
const STEP = 27
const TEXT = 16
/** Between the texts of two columns. */
const AIR = 8
const RADIUS = 8
const FLATTEN = 0.55
/** The tallest example stands as high as the box allows. */
const TALLEST = 47

const points = (corners: readonly (readonly [number, number])[]) =>
  corners.map(c => c.map(v => v.toFixed(1)).join()).join(' ')

export function columnLegend(scale: CountScale, palette: Palette, language: Language): ColumnLegend {
  const texts = scale.examples.map(count => countText(count, language))
  const step = Math.max(STEP, AIR + Math.max(...texts.map(text => textWidth(text, TEXT))))
  const tallest = scale.height(Math.max(...scale.examples))
  const columns = scale.examples.map((count, n): LegendColumn => {
    const { cap, left, right } = palette.columns[scale.columnClass(count)]!
    const x = (n + 0.5) * step
    const up = (scale.height(count) / tallest) * TALLEST
    const corner = (dx: number, dy: number): [number, number] => [
      x + dx * RADIUS,
      FOOT + dy * RADIUS * FLATTEN,
    ]
    const lowerRight = corner(0.866, 0.5)
    const lowest = corner(0, 1)
    const lowerLeft = corner(-0.866, 0.5)
    const lifted = ([px, py]: readonly [number, number]): [number, number] => [px, py - up]
    const ring = [lowerRight, lowest, lowerLeft, corner(-0.866, -0.5), corner(0, -1), corner(0.866, -0.5)]
    return {
      text: texts[n]!,
      x,
      faces: [
        { points: points([lowerLeft, lowest, lifted(lowest), lifted(lowerLeft)]), fill: left[0] },
        { points: points([lowest, lowerRight, lifted(lowerRight), lifted(lowest)]), fill: right[0] },
        { points: points(ring.map(lifted)), fill: cap },
      ],
    }
  })
  return { width: columns.length * step, height: HEIGHT, columns }
}

/** A sign that only some maps have. */
export interface LegendSign {
  readonly sign: 'overdue' | 'ring' | 'point' | 'stale' | ResourceSign
  readonly text: string
}

/** A line each; the sorts of help share two lines. */
export function signLines(signs: readonly LegendSign[]): readonly (readonly LegendSign[])[] {
  const help = signs.filter(({ sign }) => (RESOURCE_SIGNS as readonly string[]).includes(sign))
  const others = signs.filter(each => !help.includes(each)).map(each => [each])
  return [...others, help.slice(0, 2), help.slice(2)].filter(line => line.length > 0)
}

export interface LegendClass {
  readonly fill: string
  readonly text: string
}

/** ≤ 5, 6–10, … , > 80. */
export function tileLegend({ tileBounds }: CountScale, palette: Palette): LegendClass[] {
  return palette.classes.map(({ fill }, n) => {
    const last = tileBounds[n - 1]
    const bound = tileBounds[n]
    if (last === undefined) return { fill, text: `≤${bound}` }
    if (bound === undefined) return { fill, text: `>${last}` }
    return { fill, text: bound === last + 1 ? String(bound) : `${last + 1}–${bound}` }
  })
}
