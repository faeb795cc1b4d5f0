import type { Camera } from './camera.ts'
import type { Callout } from './callouts.ts'
import type { Column } from './columns.ts'
import { contains, type Point } from './geometry.ts'
import type { Plan } from './plan.ts'

/** A finger or a pointer beside a thin column still means it, within this many units of its top. */
const REACH = 12

/**
 * What a point on the raised map means: the foremost column it lies on; else the column with the nearest top, if that is near;
 * else the ground. An area id, or null beside the city.
 */
export function pickRaised(
  plan: Plan,
  camera: Camera,
  columns: readonly Column[],
  point: Point,
): string | null {
  for (let i = columns.length - 1; i >= 0; i--) {
    const column = columns[i]!
    if (column.height > 0 && contains(silhouette(column), point)) return column.cell.node.id
  }
  return nearestTop(plan, camera, columns, point) ?? pickGround(plan, camera, point)
}

/** The district whose label a point lies on, or null. */
export function pickLabel(labels: readonly Callout[], [x, y]: Point): string | null {
  const label = labels.find(
    ({ bounds: { left, top, right, bottom } }) => x >= left && x <= right && y >= top && y <= bottom,
  )
  return label?.district.node.id ?? null
}

/** What a point of the ground means, or null beside the city. */
export function pickGround(plan: Plan, camera: Camera, point: Point): string | null {
  return plan.groundAt(camera.toPlane(point))?.node.id ?? null
}

/** The area that a point of the flat map lies in, or null. */
export function pickPlot(plan: Plan, camera: Camera, point: Point): string | null {
  return plan.groundAt(camera.toPlane(point))?.plot.node.id ?? null
}

/** The outline of a column on the picture: its foot in front, its cap behind. Corners run clockwise from the lower right. */
export function silhouette({ base, height }: Column): Point[] {
  const [lowerRight, lowest, lowerLeft, upperLeft, highest, upperRight] = base as [
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
  ]
  const up = ([x, y]: Point): Point => [x, y - height]
  return [
    lowerRight,
    lowest,
    lowerLeft,
    up(lowerLeft),
    up(upperLeft),
    up(highest),
    up(upperRight),
    up(lowerRight),
  ]
}

function nearestTop(plan: Plan, camera: Camera, columns: readonly Column[], [x, y]: Point): string | null {
  let nearest: string | null = null
  let least = REACH * camera.unit
  for (const { cell, height } of columns) {
    if (height === 0) continue
    const [footX, footY] = camera.toScreen(cell.middle)
    const away = Math.hypot(footX - x, footY - height - y)
    if (away < least) [nearest, least] = [cell.node.id, away]
  }
  return nearest
}
