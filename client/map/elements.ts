import type { CustomSeriesRenderItemReturn } from 'echarts'
import { graphic } from '../charts/echarts.ts'
import type { Point } from './geometry.ts'
import type { Palette } from './palette.ts'
import type {
  AreaShape,
  EllipseShape,
  Fill,
  LinesShape,
  PolygonShape,
  PrismShape,
  Shape,
  TextShape,
} from './shapes.ts'

interface PenShape {
  /** Lines one after the other, each [length, x, y, x, y, …]: flat numbers are compared and kept cheaply. */
  readonly lines: readonly number[]
}

interface FaceShape {
  /** x, y of the lower edge's ends. */
  readonly edge: readonly number[]
  readonly height: number
}

interface CapShape {
  readonly ring: readonly number[]
  readonly height: number
}

/** What a shape's path is written to. */
interface Path {
  moveTo(x: number, y: number): unknown
  lineTo(x: number, y: number): unknown
  closePath(): unknown
}

function buildLines(path: Path, { lines }: PenShape, closed: boolean): void {
  for (let at = 0; at < lines.length; at += 2 * lines[at]! + 1) {
    path.moveTo(lines[at + 1]!, lines[at + 2]!)
    for (let n = 1; n < lines[at]!; n++) path.lineTo(lines[at + 1 + 2 * n]!, lines[at + 2 + 2 * n]!)
    if (closed) path.closePath()
  }
}

graphic.registerShape(
  'map-lines',
  graphic.extendShape({
    type: 'map-lines',
    shape: { lines: [] as number[] },
    buildPath: (path: Path, shape: PenShape) => buildLines(path, shape, false),
  }),
)

graphic.registerShape(
  'map-area',
  graphic.extendShape({
    type: 'map-area',
    shape: { lines: [] as number[] },
    buildPath: (path: Path, shape: PenShape) => buildLines(path, shape, true),
  }),
)

graphic.registerShape(
  'map-face',
  graphic.extendShape({
    type: 'map-face',
    shape: { edge: [0, 0, 0, 0], height: 0 },
    buildPath(path: Path, { edge, height }: FaceShape) {
      const [ax, ay, bx, by] = edge as [number, number, number, number]
      path.moveTo(ax, ay)
      path.lineTo(bx, by)
      path.lineTo(bx, by - height)
      path.lineTo(ax, ay - height)
      path.closePath()
    },
  }),
)

graphic.registerShape(
  'map-cap',
  graphic.extendShape({
    type: 'map-cap',
    shape: { ring: [] as number[], height: 0 },
    buildPath(path: Path, { ring, height }: CapShape) {
      path.moveTo(ring[0]!, ring[1]! - height)
      for (let at = 2; at < ring.length; at += 2) path.lineTo(ring[at]!, ring[at + 1]! - height)
      path.closePath()
    },
  }),
)

type Element = NonNullable<CustomSeriesRenderItemReturn>

/** A group that names no children keeps those it has. */
export const UNCHANGED = { type: 'group' } as unknown as Element

/** A shape of the drawing as ECharts' custom series wants it: always a group, so that `UNCHANGED` can stand for it later. */
export function elementOf(shape: Shape, palette: Palette): Element {
  if (shape.type === 'prism') return prism(shape)
  return { type: 'group', silent: true, children: [single(shape, palette)] } as unknown as Element
}

function single(shape: Exclude<Shape, PrismShape>, palette: Palette): Element {
  switch (shape.type) {
    case 'polygon':
      return polygon(shape)
    case 'area':
      return area(shape)
    case 'lines':
      return pen(shape)
    case 'ellipse':
      return ellipse(shape)
    case 'text':
      return text(shape, palette)
  }
}

const gradients = new Map<string, graphic.LinearGradient>()

/** Columns share a few gradients: one object each, not one per column and drawing. */
function fillOf(fill: Fill): string | graphic.LinearGradient {
  if (typeof fill === 'string') return fill
  const [top, bottom] = fill
  if (top === bottom) return top
  const key = top + bottom
  const known = gradients.get(key)
  if (known !== undefined) return known
  const gradient = new graphic.LinearGradient(0, 0, 0, 1, [
    { offset: 0, color: top },
    { offset: 1, color: bottom },
  ])
  gradients.set(key, gradient)
  return gradient
}

const still = { silent: true, transition: [] as string[] }
const flatten = (points: readonly Point[]): number[] => points.flatMap(([x, y]) => [x, y])

function polygon({ points, fill, stroke, width }: PolygonShape): Element {
  const style = { fill: fillOf(fill), ...(stroke === undefined ? {} : { stroke, lineWidth: width ?? 1 }) }
  return { type: 'polygon', ...still, shape: { points: points.map(([x, y]) => [x, y]) }, style } as Element
}

const oneAfterTheOther = (paths: readonly (readonly Point[])[]): number[] =>
  paths.flatMap(path => [path.length, ...flatten(path)])

function area({ rings, fill, stroke, width }: AreaShape): Element {
  const style = { fill, ...(stroke === undefined ? {} : { stroke, lineWidth: width ?? 1 }) }
  return {
    type: 'map-area',
    ...still,
    shape: { lines: oneAfterTheOther(rings) },
    style,
  } as unknown as Element
}

function pen({ paths, stroke, width, opacity }: LinesShape): Element {
  const all = oneAfterTheOther(paths)
  const style = { fill: 'none', stroke, lineWidth: width, opacity, lineCap: 'round', lineJoin: 'round' }
  return { type: 'map-lines', ...still, shape: { lines: all }, style } as unknown as Element
}

function ellipse({ centre: [cx, cy], rx, ry, fill, stroke, width }: EllipseShape): Element {
  return {
    type: 'ellipse',
    ...still,
    shape: { cx, cy, rx, ry },
    style: { fill, stroke, lineWidth: width },
  } as Element
}

function text(shape: TextShape, palette: Palette): Element {
  const style = {
    x: shape.at[0],
    y: shape.at[1],
    text: shape.text,
    fill: shape.fill,
    align: shape.align,
    verticalAlign: shape.edge,
    font: fontOf(shape, palette),
    stroke: shape.halo,
    lineWidth: shape.haloWidth,
  }
  return { type: 'text', ...still, style } as Element
}

function fontOf({ face, weight, size }: TextShape, palette: Palette): string {
  return `${weight} ${size}px ${face === 'num' ? palette.num : palette.sans}`
}

/** A column keeps its elements at every count, also at none: then it is not drawn, and grows from the ground when it comes. */
function prism({ base, height, faces, cap, shade }: PrismShape): Element {
  const eased = { silent: true, shape: { transition: ['height'] } }
  const parts = [
    ...(shade === null
      ? []
      : [
          {
            type: 'map-cap',
            ...still,
            shape: { ring: flatten(shade.points), height: 0 },
            style: { fill: shade.fill },
          },
        ]),
    ...faces.map(({ a, b, fill }) => ({
      type: 'map-face',
      ...eased,
      shape: { ...eased.shape, edge: [...a, ...b], height },
      style: { fill: fillOf(fill) },
    })),
    {
      type: 'map-cap',
      ...eased,
      shape: { ...eased.shape, ring: flatten(base), height },
      style: { fill: cap },
    },
  ]
  return { type: 'group', ignore: height === 0, ...still, children: parts } as unknown as Element
}
