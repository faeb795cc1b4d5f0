import type { Boundary } from './boundary.ts'

export type PlanePoint = readonly [x: number, y: number]

/** A stretch of border on the plane. */
export function arcPoints({ arcs }: Pick<Boundary, 'arcs'>, n: number): readonly PlanePoint[] {
  const { line } = arcs[n < 0 ? ~n : n]!
  const points: PlanePoint[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < line.length; i += 2) {
    x += line[i]!
    y += line[i + 1]!
    points.push([x, y])
  }
  return n < 0 ? points.reverse() : points
}

/** A ring by the numbers of its arcs; its last point is not the first again. */
export const ringPoints = (
  boundary: Pick<Boundary, 'arcs'>,
  ring: readonly number[],
): readonly PlanePoint[] => ring.flatMap(n => arcPoints(boundary, n).slice(1))
