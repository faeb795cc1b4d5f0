import { fade } from '../theme/colour.ts'
import { around, besideNames } from './beside-names.ts'
import type { Point } from './geometry.ts'
import type { MapMark, Setting } from './picture.ts'
import type { PlanCell } from './plan.ts'
import { asItFalls, isPoint, pointMarks, withinItsCell, type Placing } from './point-marks.ts'
import { isResource, resourceMarks } from './resource-marks.ts'
import { square, type EllipseShape, type Shape, type TextShape } from './shapes.ts'

/** The tilted plane as it flattens a circle in the middle of the picture. */
const FLATTEN = 0.56
/** Radius of a numbered ring, and the air round it, in units. */
const RING = 12
const RIM = 2

/** On the raised map an incident is two rings lying on the ground round a square. */
export function raisedMarks(setting: Setting, marks: readonly MapMark[]): Shape[] {
  const { camera, palette } = setting
  const size = Math.max(camera.city, 0.45 * camera.unit)
  const still = stillMarks(setting, marks, asItFalls)
  const others = marks.flatMap(mark => {
    const centre = isStill(mark) ? null : placeOf(setting, mark)
    if (centre === null) return []
    if (mark.kind === 'spot') return spot(setting, mark, centre)
    const ring = (radius: number, alpha: number) =>
      ellipse(centre, radius * size, FLATTEN, fade(palette.bad, alpha), setting)
    return [ring(32, 0.16), ring(15, 0.4), ...heart(setting, mark, centre, 8, 32 * size * FLATTEN)]
  })
  return [...still, ...others]
}

const isStill = (mark: MapMark): boolean => isResource(mark) || isPoint(mark)

/** What is always there lies under what happens. */
const stillMarks = (setting: Setting, marks: readonly MapMark[], placing: Placing): Shape[] => [
  ...pointMarks(setting, marks, mark => cellOf(setting, mark), placing),
  ...resourceMarks(setting, marks, mark => placeOf(setting, mark)),
]

/** On the flat map it lies under the names too. */
export const flatStillMarks = (setting: Setting, marks: readonly MapMark[]): Shape[] =>
  stillMarks(setting, marks, withinItsCell)

/** What happens is a ring on the flat map, beside the name of its town. */
export function flatMarks(setting: Setting, marks: readonly MapMark[]): Shape[] {
  const { camera, palette } = setting
  const taken: Point[] = []
  return marks.flatMap(mark => {
    const centre = isStill(mark) ? null : placeBesideName(setting, mark, taken)
    if (centre === null) return []
    taken.push(centre)
    if (mark.kind === 'spot') return spot(setting, mark, centre)
    const radius = 17 * camera.line
    return [
      ellipse(centre, radius, 1, fade(palette.bad, 0.18), setting),
      ...heart(setting, mark, centre, 12, radius),
    ]
  })
}

/** The middle of its cell, or of the seat of its town; null for an area the plan does not have. */
function placeOf(setting: Setting, mark: MapMark): Point | null {
  const point = middleOf(setting, mark)
  return point === null ? null : setting.camera.toScreen(point)
}

const middleOf = (setting: Setting, mark: MapMark): Point | null => cellOf(setting, mark)?.middle ?? null

const cellOf = ({ plan }: Setting, { area }: MapMark): PlanCell | null =>
  plan.cellOf.get(plan.areas.seatOf(area)?.id ?? area) ?? null

/**
 * A mark of a town may stand on any of its cells, one of a cell on its middle or its corners: on the first that covers no name
 * and no other mark, else where it covers least. On the screen.
 */
function placeBesideName(setting: Setting, mark: MapMark, taken: readonly Point[]): Point | null {
  const { plan, camera } = setting
  const middle = middleOf(setting, mark)
  if (middle === null) return null
  const town = plan.towns.find(({ node }) => node.id === mark.area)
  const cell = plan.cellOf.get(mark.area)
  const spots =
    town !== undefined
      ? town.cells.map(({ middle: own }) => own)
      : [middle, ...(cell === undefined ? [] : cell.ring())]
  const reach = (RING + RIM) * camera.unit
  const rings = taken.map(point => around(point, reach))
  return besideNames(setting, spots.map(camera.toScreen), reach, rings)
}

function ellipse(
  centre: Point,
  radius: number,
  flatten: number,
  fill: string,
  { camera, palette }: Setting,
): EllipseShape {
  return {
    type: 'ellipse',
    centre,
    rx: radius,
    ry: radius * flatten,
    fill,
    stroke: palette.bad,
    width: 1.5 * camera.line,
  }
}

/** The square in the middle and the clock under the rings. */
function heart(
  { camera, palette }: Setting,
  { text }: MapMark,
  centre: Point,
  side: number,
  below: number,
): Shape[] {
  const u = camera.unit
  const middle: Shape = { type: 'polygon', points: square(centre, side * u), fill: palette.bad }
  const clock: TextShape = {
    type: 'text',
    at: [centre[0], centre[1] + below + 4 * u],
    text,
    size: 16 * u,
    weight: 500,
    face: 'num',
    fill: palette.bad,
    align: 'center',
    edge: 'top',
    halo: palette.bg,
    haloWidth: 4 * u,
  }
  return text === '' ? [middle] : [middle, clock]
}

/** A hot spot is its number in a white ring. */
function spot({ camera, palette }: Setting, { text }: MapMark, centre: Point): Shape[] {
  const u = camera.unit
  const radius = RING * u
  return [
    { type: 'ellipse', centre, rx: radius, ry: radius, fill: palette.bg, stroke: palette.t1, width: 2 * u },
    {
      type: 'text',
      at: centre,
      text,
      size: 16 * u,
      weight: 600,
      face: 'num',
      fill: palette.t1,
      align: 'center',
      edge: 'middle',
      halo: palette.bg,
      haloWidth: 0,
    },
  ]
}
