import type { Axial } from '../../shared/areas/hexagon.ts'

export type Point = readonly [x: number, y: number]

export interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The plane the mosaic lies in, seen from above: x grows eastwards, y northwards, the mosaic's middle is the origin. */
export interface Plane {
  /** The length of a cell's side, which is also the radius of its corners. */
  readonly side: number
  centre(at: Axial): Point
  /** Corner `i` lies between the sides i and i + 1; `share` draws it in towards the centre. */
  corner(at: Axial, i: number, share?: number): Point
  ring(at: Axial, share?: number): Point[]
  /** The cell that holds a point. */
  cellAt(point: Point): Axial
}

const SQRT3 = Math.sqrt(3)

/**
 * What every city fits in, so that tilt and perspective look alike for a city of any size. The perspective takes a part of
 * the height, therefore the width may be larger.
 */
export const ROOM = { width: 1.2, height: 0.8585 } as const

const SIXTH = [0, 1, 2, 3, 4, 5] as const

export function planeOf(cells: readonly Axial[]): Plane {
  const columns = extent(cells.map(([q, r]) => q + r / 2))
  const rows = extent(cells.map(([, r]) => r))
  const side = Math.min(ROOM.height / (1.5 * rows.length + 2), ROOM.width / (SQRT3 * (columns.length + 1)))
  return latticeOf(side, columns.middle, rows.middle)
}

/** Hexagons of one size all over the plane; the origin lies at a column and a row of theirs. */
export function latticeOf(side: number, column = 0, row = 0): Plane {
  const toPlane = (q: number, r: number): Point => [
    SQRT3 * (q + r / 2 - column) * side,
    1.5 * (row - r) * side,
  ]
  const corner = (at: Axial, i: number, share = 1): Point => {
    return hexagonCorner(toPlane(at[0], at[1]), i, side * share)
  }
  return {
    side,
    centre: ([q, r]) => toPlane(q, r),
    corner,
    ring: (at, share = 1) => SIXTH.map(i => corner(at, i, share)),
    cellAt: ([x, y]) => {
      const r = row - y / (1.5 * side)
      return nearestCell(x / (SQRT3 * side) + column - r / 2, r)
    },
  }
}

function hexagonCorner([x, y]: Point, i: number, radius: number): Point {
  const angle = (-Math.PI / 3) * i - Math.PI / 6
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
}

/** Clockwise from the lower right. */
export const hexagon = (middle: Point, radius: number): Point[] =>
  SIXTH.map(i => hexagonCorner(middle, i, radius))

function extent(values: readonly number[]) {
  const low = Math.min(...values)
  const high = Math.max(...values)
  return { length: high - low, middle: (low + high) / 2 }
}

/** Of q, r and -q - r, each rounded, the one that was moved furthest follows from the others. */
function nearestCell(q: number, r: number): Axial {
  const s = -q - r
  const [wholeQ, wholeR, wholeS] = [Math.round(q), Math.round(r), Math.round(s)]
  const [offQ, offR, offS] = [Math.abs(wholeQ - q), Math.abs(wholeR - r), Math.abs(wholeS - s)]
  if (offQ > offR && offQ > offS) return [-wholeR - wholeS + 0, wholeR]
  return offR > offS ? [wholeQ, -wholeQ - wholeS + 0] : [wholeQ, wholeR]
}

/** Twice the area is positive for a loop that runs anticlockwise where y grows upwards. */
export function signedArea(loop: readonly Point[]): number {
  let twice = 0
  loop.forEach(([x, y], i) => {
    const [nextX, nextY] = loop[(i + 1) % loop.length]!
    twice += x * nextY - nextX * y
  })
  return twice / 2
}

/** Even-odd rule; the polygon closes itself. */
export function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  polygon.forEach(([ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Whether any of the segment lies in the box (clipped after Liang and Barsky). */
export function segmentMeets([ax, ay]: Point, [bx, by]: Point, box: Bounds): boolean {
  let from = 0
  let to = 1
  const clip = (towards: number, distance: number): boolean => {
    if (towards === 0) return distance >= 0
    if (towards < 0) from = Math.max(from, distance / towards)
    else to = Math.min(to, distance / towards)
    return from <= to
  }
  return (
    clip(ax - bx, ax - box.left) &&
    clip(bx - ax, box.right - ax) &&
    clip(ay - by, ay - box.top) &&
    clip(by - ay, box.bottom - ay)
  )
}
