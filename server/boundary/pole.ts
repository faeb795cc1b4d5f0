type Point = readonly [x: number, y: number]
export type Ring = readonly Point[]

const ACROSS = 16
const ROUNDS = 5

/**
 * The point inside that is farthest from any border, nearly: the best of a grid, and again of ever smaller grids round it. Where
 * the middle of an area is not in it, as with a horseshoe, this is.
 */
export function poleOf(rings: readonly Ring[]): { readonly anchor: Point; readonly reach: number } {
  const xs = rings.flatMap(ring => ring.map(([x]) => x))
  const ys = rings.flatMap(ring => ring.map(([, y]) => y))
  const [left, right] = [least(xs), -least(xs.map(x => -x))]
  const [low, high] = [least(ys), -least(ys.map(y => -y))]
  let best = { anchor: [(left + right) / 2, (low + high) / 2] as Point, reach: -Infinity }
  let [width, height] = [right - left, high - low]
  for (let round = 0; round < ROUNDS; round++) {
    const [[x, y], dx, dy] = [best.anchor, width / ACROSS, height / ACROSS]
    for (let i = 0; i <= ACROSS; i++) {
      for (let j = 0; j <= ACROSS; j++) {
        const anchor: Point = [x - width / 2 + i * dx, y - height / 2 + j * dy]
        const reach = roomAt(anchor, rings)
        if (reach > best.reach) best = { anchor, reach }
      }
    }
    ;[width, height] = [2 * dx, 2 * dy]
  }
  return best
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)

/** How far a point is from the nearest border; less than 0 outside. */
export function roomAt([x, y]: Point, rings: readonly Ring[]): number {
  let inside = false
  let nearest = Infinity
  for (const ring of rings) {
    let [ax, ay] = ring[ring.length - 1]!
    for (const [bx, by] of ring) {
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      const [dx, dy] = [bx - ax, by - ay]
      const length = dx * dx + dy * dy
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
      nearest = Math.min(nearest, (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2)
      ;[ax, ay] = [bx, by]
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest)
}
