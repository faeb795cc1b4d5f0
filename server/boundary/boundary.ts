import type { Areas } from '../../shared/areas/areas.ts'
import type { Boundary, BoundaryArc, BoundaryPlot } from '../../shared/areas/boundary.ts'
import type { Box } from '../../shared/mapping/context.ts'
import { topologyOf, type Topology } from './arcs.ts'
import { coverOf } from './cover.ts'
import { MapFault, readFeatures } from './features.ts'
import { areaOf, layOut, type Lattice, type Vertex } from './lattice.ts'
import type { MapManifest } from './manifest.ts'
import { mended } from './mend.ts'
import { poleOf, roomAt, type Ring } from './pole.ts'
import { thinned } from './thin.ts'

/** Of a map as it is drawn: enough for any wall, and few letters. */
const STEPS = 10_000
/** An island smaller than this share of the city's extent squared is less than a dot. */
const LEAST_ISLAND = 1 / 1_000_000

/** From the text of a GeoJSON file to what screens draw. Throws a MapFault that says what is wrong with the file. */
export function boundaryOf(text: string, manifest: MapManifest, areas: Areas, box: Box): Boundary {
  const { lattice, outlines } = layOut(coverOf(areas, readFeatures(text, manifest, box)))
  const topology = withoutDots(topologyOf(mended(outlines, lattice)), lattice)
  const lines = thinned(topology, lattice).map(line => line.map(v => stepsOf(v, lattice)))
  const plots = topology.plots.map(({ code, rings }): BoundaryPlot => {
    const { anchor, reach } = poleOf(rings.map(ring => pointsOf(ring, lines)))
    return { code, rings, anchor: [round(anchor[0]), round(anchor[1])], reach: round(reach) }
  })
  noneWithinAnother(plots, lines)
  const borders = bordersOf(topology)
  const arcs = lines.map((line, n): BoundaryArc => ({ border: borders[n]!, line: deltas(line) }))
  return { review: manifest.review, plane: planeOf(lattice), arcs, plots }
}

function planeOf({ plane, extent }: Lattice): Boundary['plane'] {
  const share = STEPS / extent
  return { lon: plane.lon, lat: plane.lat, east: plane.east * share, north: plane.north * share }
}

type Point = readonly [x: number, y: number]

const round = (value: number): number => Math.round(value) + 0

const stepsOf = (v: Vertex, { xs, ys, extent }: Lattice): Point => [
  round((xs[v]! / extent) * STEPS),
  round((ys[v]! / extent) * STEPS),
]

const deltas = (line: readonly Point[]): number[] =>
  line.flatMap(([x, y], i) => (i === 0 ? [x, y] : [x - line[i - 1]![0], y - line[i - 1]![1]]))

const pointsOf = (ring: readonly number[], lines: readonly (readonly Point[])[]): Ring =>
  ring.flatMap(n => (n < 0 ? [...lines[~n]!].reverse() : lines[n]!).slice(1))

/** Islands too small to be seen go, as long as something of their area stays. What borders another area always stays. */
function withoutDots({ arcs, plots }: Topology, lattice: Lattice): Topology {
  const uses = new Map<number, number>()
  for (const n of plots.flatMap(({ rings }) => rings.flat()))
    uses.set(arcOf(n), (uses.get(arcOf(n)) ?? 0) + 1)
  const size = (ring: readonly number[]) => Math.abs(areaOf(arcs[arcOf(ring[0]!)]!.slice(1), lattice))
  const isDot = (ring: readonly number[]) =>
    ring.length === 1 && uses.get(arcOf(ring[0]!)) === 1 && size(ring) < lattice.extent ** 2 * LEAST_ISLAND
  const kept = plots.map(({ code, rings }) => {
    const seen = rings.filter(ring => !isDot(ring))
    return { code, rings: seen.length > 0 ? seen : [rings.reduce((a, b) => (size(b) > size(a) ? b : a))] }
  })
  const used = [...new Set(kept.flatMap(({ rings }) => rings.flat().map(arcOf)))].sort((a, b) => a - b)
  const renumbered = new Map(used.map((n, i) => [n, i]))
  return {
    arcs: used.map(n => arcs[n]!),
    plots: kept.map(({ code, rings }) => ({
      code,
      rings: rings.map(ring => ring.map(n => (n < 0 ? ~renumbered.get(~n)! : renumbered.get(n)!))),
    })),
  }
}

const arcOf = (n: number): number => (n < 0 ? ~n : n)

function bordersOf({ arcs, plots }: Topology): BoundaryArc['border'][] {
  const codes = arcs.map(() => [] as string[])
  for (const { code, rings } of plots) for (const n of rings.flat()) codes[arcOf(n)]!.push(code)
  return codes.map(([one, other]) => {
    if (one === undefined || other === undefined) return 'rim'
    return one.slice(0, 6) === other.slice(0, 6) ? 'town' : 'district'
  })
}

/** Without a side in common and without a crossing, an area may still lie in the middle of another that has no hole for it. */
function noneWithinAnother(plots: readonly BoundaryPlot[], lines: readonly (readonly Point[])[]): void {
  const shapes = plots.map(({ rings }) => rings.map(ring => pointsOf(ring, lines)))
  plots.forEach(({ code, anchor, reach }, i) => {
    const around = reach <= 1 ? -1 : shapes.findIndex((rings, j) => j !== i && roomAt(anchor, rings) > 1)
    if (around !== -1) throw new MapFault(`${code} lies over ${plots[around]!.code}`)
  })
}
