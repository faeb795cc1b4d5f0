import type { Point } from './geometry.ts'
import type { MapMark, Setting } from './picture.ts'
import type { EllipseShape } from './shapes.ts'

type PointMark = MapMark & { readonly kind: 'point' }

export const isPoint = (mark: MapMark): mark is PointMark => mark.kind === 'point'

/** Radius of a point at which nothing happens, and what the busiest has more, in units of the city. */
const [LEAST, MORE] = [2.6, 6]
/** How far from the middle of their cell several stand, as a share of its side. */
const APART = 0.5

/** Points of service: a disc whose area says how much happens there; those of one cell stand in a ring round its middle. */
export function pointMarks(
  setting: Setting,
  marks: readonly MapMark[],
  middleOf: (mark: MapMark) => Point | null,
): EllipseShape[] {
  const onCell = new Map<string, PointMark[]>()
  for (const mark of marks.filter(isPoint)) onCell.set(mark.area, [...(onCell.get(mark.area) ?? []), mark])
  return [...onCell.values()].flatMap(together => {
    const middle = middleOf(together[0]!)
    if (middle === null) return []
    return together.map((mark, i) => disc(setting, mark, spotOf(setting, middle, i, together.length)))
  })
}

function spotOf({ plan }: Setting, [x, y]: Point, i: number, of: number): Point {
  if (of === 1) return [x, y]
  const turn = (2 * Math.PI * i) / of - Math.PI / 2
  const far = APART * plan.side
  return [x + far * Math.cos(turn), y + far * Math.sin(turn)]
}

function disc({ camera, palette }: Setting, { weight = 0 }: PointMark, spot: Point): EllipseShape {
  const size = Math.min(camera.unit, camera.city)
  const radius = (LEAST + MORE * Math.sqrt(weight)) * size
  return {
    type: 'ellipse',
    centre: camera.toScreen(spot),
    rx: radius,
    ry: radius,
    // Dark in a light rim: it is seen on every class of a town.
    fill: palette.bg,
    stroke: palette.t1,
    width: 1.2 * size,
  }
}
