import { around, besideNames } from './beside-names.ts'
import type { Bounds, Point } from './geometry.ts'
import type { MapMark, Setting } from './picture.ts'
import type { PlanCell } from './plan.ts'
import type { EllipseShape } from './shapes.ts'

type PointMark = MapMark & { readonly kind: 'point' }

export const isPoint = (mark: MapMark): mark is PointMark => mark.kind === 'point'

/** Radius of a point at which nothing happens, and what the busiest has more, in units of the city. */
const [LEAST, MORE] = [2.6, 6]
/** How far from the middle of their cell several stand, as a share of its side. */
const APART = 0.5

/** Where on the screen a disc of so large a radius stands whose spot on the plane is given; `taken` are those of its cell. */
export type Placing = (
  setting: Setting,
  disc: { readonly cell: PlanCell; readonly spot: Point; readonly radius: number },
  taken: readonly Bounds[],
) => Point

export const asItFalls: Placing = ({ camera }, { spot }) => camera.toScreen(spot)

/** As far from the middle of its cell as a disc goes to leave a name free, as a share of the way to its corners. */
const ASIDE = 0.78

/** A disc that would cover a name stands elsewhere on its cell. */
export const withinItsCell: Placing = (setting, { cell, spot, radius }, taken) => {
  const spots = [spot, ...cell.ring(ASIDE)].map(setting.camera.toScreen)
  return besideNames(setting, spots, radius, taken)
}

/** Points of service: a disc whose area says how much happens there; those of one cell stand in a ring round its middle. */
export function pointMarks(
  setting: Setting,
  marks: readonly MapMark[],
  cellOf: (mark: MapMark) => PlanCell | null,
  placing: Placing,
): EllipseShape[] {
  const onCell = new Map<string, PointMark[]>()
  for (const mark of marks.filter(isPoint)) onCell.set(mark.area, [...(onCell.get(mark.area) ?? []), mark])
  return [...onCell.values()].flatMap(together => {
    const cell = cellOf(together[0]!)
    if (cell === null) return []
    const taken: Bounds[] = []
    return together.map((mark, i) => {
      const spot = spotOf(setting, cell.middle, i, together.length)
      const radius = radiusOf(setting, mark)
      const centre = placing(setting, { cell, spot, radius }, taken)
      taken.push(around(centre, radius))
      return disc(setting, centre, radius)
    })
  })
}

function spotOf({ plan }: Setting, [x, y]: Point, i: number, of: number): Point {
  if (of === 1) return [x, y]
  const turn = (2 * Math.PI * i) / of - Math.PI / 2
  const far = APART * plan.side
  return [x + far * Math.cos(turn), y + far * Math.sin(turn)]
}

/** On a phone letters are as large as on a wall and the city is not: discs are of the city. */
const sizeOf = ({ camera }: Setting): number => Math.min(camera.unit, camera.city)

const radiusOf = (setting: Setting, { weight = 0 }: PointMark): number =>
  (LEAST + MORE * Math.sqrt(weight)) * sizeOf(setting)

const disc = (setting: Setting, centre: Point, radius: number): EllipseShape => ({
  type: 'ellipse',
  centre,
  rx: radius,
  ry: radius,
  // Dark in a light rim: it is seen on every class of a town.
  fill: setting.palette.bg,
  stroke: setting.palette.t1,
  width: 1.2 * sizeOf(setting),
})
