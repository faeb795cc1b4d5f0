import type { Point } from './geometry.ts'

const along = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]

/** Cuts every bend at a quarter of its sides, `times` times; the ends stay where they are. */
export function smoothed(line: readonly Point[], times: number): Point[] {
  let points = [...line]
  for (let round = 0; round < times; round++) {
    const cut = points
      .slice(1)
      .flatMap((b, i): Point[] => [along(points[i]!, b, 0.25), along(points[i]!, b, 0.75)])
    points = [points[0]!, ...cut, points[points.length - 1]!]
  }
  return points
}
