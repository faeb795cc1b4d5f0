import type { Axial } from '../../shared/areas/hexagon.ts'
import type { Plane, Point } from './geometry.ts'

/** What a neighbour of the same town beside the name is worth, in cell widths nearer to the middle. */
const ROOM = 0.34
/** A name and its count are two lines: they stand a little from the row towards the middle of the town. */
const TOWARDS_MIDDLE = 0.35

/**
 * Where a town's name is written, in the plane: near the town's middle and in its longest row, on a cell or between two.
 */
export function nameSpot(cells: readonly Axial[], plane: Plane): Point {
  const taken = new Set(cells.map(at => at.join()))
  const centres = cells.map(at => plane.centre(at))
  const mean = (axis: 0 | 1) => centres.reduce((sum, point) => sum + point[axis], 0) / centres.length
  const middle: Point = [mean(0), mean(1)]
  const width = Math.sqrt(3) * plane.side
  const spots = cells.flatMap(([q, r]) => {
    const left = taken.has(`${q - 1},${r}`) ? 1 : 0
    const right = taken.has(`${q + 1},${r}`) ? 1 : 0
    const onCell = { point: plane.centre([q, r]), room: left + right }
    return right === 0 ? [onCell] : [onCell, { point: plane.centre([q + 0.5, r]), room: left + right + 1 }]
  })
  const cost = ({ point, room }: { point: Point; room: number }) =>
    Math.hypot(point[0] - middle[0], point[1] - middle[1]) - room * ROOM * width
  const [x, y] = spots.reduce((best, spot) => (cost(spot) < cost(best) ? spot : best)).point
  return [x, y + (middle[1] - y) * TOWARDS_MIDDLE]
}
