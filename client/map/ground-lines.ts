import type { Boundary } from '../../shared/areas/boundary.ts'
import { boundsOf, ROOM, signedArea, type Point } from './geometry.ts'
import type { Border, Line } from './plan.ts'

/** The lines of a reviewed map on the plane of the picture. */
export interface GroundLines {
  readonly arcs: readonly { readonly border: Border; readonly line: Line }[]
  /** How many units of the plane are one step of the map. */
  readonly scale: number
  toPlane(step: readonly [number, number]): Point
  /** A closed ring of arcs as points, the first not again. */
  ring(arcs: readonly number[]): Point[]
}

export const arcOf = (n: number): number => (n < 0 ? ~n : n)

/** As large as the plane has room for, its middle in the origin. */
export function groundLines({ arcs }: Boundary): GroundLines {
  const steps = arcs.map(({ line }) => summed(line))
  const { left, top, right, bottom } = boundsOf(steps.map(boundsOf).flatMap(cornersOf))
  const scale = Math.min(ROOM.width / (right - left), ROOM.height / (bottom - top))
  const toPlane = ([x, y]: Point): Point => [
    (x - (left + right) / 2) * scale,
    (y - (top + bottom) / 2) * scale,
  ]
  const lines = steps.map(line => line.map(toPlane))
  return {
    arcs: arcs.map(({ border }, n) => ({ border, line: lines[n]! })),
    scale,
    toPlane,
    ring: numbers => numbers.flatMap(n => (n < 0 ? [...lines[~n]!].reverse() : lines[n]!).slice(1)),
  }
}

const cornersOf = ({ left, top, right, bottom }: ReturnType<typeof boundsOf>): Point[] => [
  [left, top],
  [right, bottom],
]

/** From a first point and steps to points. */
function summed(line: readonly number[]): Point[] {
  const points: Point[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i + 1 < line.length; i += 2) {
    x += line[i]!
    y += line[i + 1]!
    points.push([x, y])
  }
  return points
}

/** What rings enclose: holes run the other way, so they count less. */
export const enclosed = (rings: readonly Line[]): number =>
  rings.reduce((sum, ring) => sum + signedArea(ring), 0)
