import type { Topology } from './arcs.ts'
import type { Lattice, Vertex } from './lattice.ts'

/** What all arcs of a map may have together: about as many points as a wall has pixels across. */
export const MOST_POINTS = 6_000
/** An arc has two ends and keeps up to three points between them whatever the tolerance. */
const ENDS = 5
/** Nearer to a line than this share of the city's extent a point is on it: less than a pixel of any wall. */
const FINEST = 1 / 8_000
/** A line that turns at every point takes time by its square: longer ones are looked at in pieces. */
const PIECE = 2_000

/**
 * The arcs with the points that matter most (after Douglas and Peucker, with one tolerance for the whole map). Ends stay, and so
 * many others that every ring still has an area.
 */
export function thinned(topology: Topology, lattice: Lattice): Vertex[][] {
  const { arcs } = topology
  const weights = arcs.map(line => weightsOf(line, lattice))
  const finest = lattice.extent * FINEST
  const all = weights.flatMap(of => of.filter(weight => weight >= finest)).sort((a, b) => b - a)
  const room = Math.max(0, MOST_POINTS - ENDS * arcs.length)
  const tolerance = Math.max(finest, all[room] ?? 0)
  const least = leastPoints(topology)
  return arcs.map((line, n) => {
    const own = weights[n]!
    const order = own.map((_, i) => i).sort((a, b) => own[b]! - own[a]!)
    const kept = new Set(order.filter((i, rank) => rank < least[n]! || own[i]! > tolerance))
    return line.filter((_, i) => i === 0 || i === line.length - 1 || kept.has(i))
  })
}

/** Points between the ends that an arc must keep: three if it is a ring by itself, one if it is half of one. */
function leastPoints({ arcs, plots }: Topology): number[] {
  const least = arcs.map(() => 0)
  for (const ring of plots.flatMap(({ rings }) => rings)) {
    const needed = ring.length === 1 ? 3 : ring.length === 2 ? 1 : 0
    for (const n of ring) {
      const arc = n < 0 ? ~n : n
      least[arc] = Math.max(least[arc]!, needed)
    }
  }
  return least
}

/** For each point of a line the tolerance at which it goes; a point never outlives the one it hangs on. 0 for the ends. */
function weightsOf(line: readonly Vertex[], lattice: Lattice): number[] {
  const weights = line.map(() => 0)
  const spans: [from: number, to: number, cap: number][] = []
  for (let from = 0; from < line.length - 1; from += PIECE) {
    const to = Math.min(from + PIECE, line.length - 1)
    spans.push([from, to, Infinity])
    // Where a long line is cut is no end of it.
    if (to < line.length - 1) weights[to] = lattice.extent
  }
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to, cap] = span
    const [far, away] = farthest(line, from, to, lattice)
    if (far === -1) continue
    weights[far] = Math.min(cap, away)
    spans.push([from, far, weights[far]], [far, to, weights[far]])
  }
  return weights
}

function farthest(
  line: readonly Vertex[],
  from: number,
  to: number,
  lattice: Lattice,
): [far: number, away: number] {
  let [far, away] = [-1, -1]
  for (let i = from + 1; i < to; i++) {
    const distance = distanceToSegment(line[i]!, line[from]!, line[to]!, lattice)
    if (distance > away) [far, away] = [i, distance]
  }
  return [far, away]
}

/** Of a vertex from the segment between two others. */
export function distanceToSegment(v: Vertex, a: Vertex, b: Vertex, { xs, ys }: Lattice): number {
  const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((xs[v]! - xs[a]!) * dx + (ys[v]! - ys[a]!) * dy) / length
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(xs[v]! - xs[a]! - t * dx, ys[v]! - ys[a]! - t * dy)
}
