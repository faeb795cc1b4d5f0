import type { Boundary } from '../../shared/areas/boundary.ts'
import { MapFault, type Feature, type Position } from './features.ts'

/** A point of the map by its number. */
export type Vertex = number

/** A closed ring of vertices; the last is not the first again. Outer rings run anticlockwise, holes clockwise. */
export type VertexRing = readonly Vertex[]

/** Every point of the map in whole steps of about a metre on a plane, each once: what is nearer than that is one point. */
export interface Lattice {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly extent: number
  /** The middle, and how many steps are a degree. */
  readonly plane: Boundary['plane']
  /** Longitude and latitude of a vertex, for people. */
  placeOf(vertex: Vertex): string
}

export interface Outline {
  readonly code: string
  /** By polygon: its outer ring, then its holes. */
  readonly polygons: readonly (readonly VertexRing[])[]
}

const METRES_PER_DEGREE = 111_320
/** Products of two coordinates stay whole numbers. */
const MOST_STEPS = 500_000

/**
 * Local equirectangular, north up: a degree of longitude is as long as it is in the middle of the city. Over the size of a city
 * that is off by less than a line is wide.
 */
export function layOut(features: readonly Feature[]): { lattice: Lattice; outlines: Outline[] } {
  const box = extentOf(features.flatMap(({ polygons }) => polygons.flatMap(([outer]) => outer!)))
  const east = METRES_PER_DEGREE * Math.cos((box.middle[1] * Math.PI) / 180)
  const metres = Math.max(box.width * east, box.height * METRES_PER_DEGREE)
  const step = Math.max(1, metres / MOST_STEPS)
  const [xs, ys]: [number[], number[]] = [[], []]
  const numbers = new Map<string, Vertex>()
  const vertexOf = ([lon, lat]: Position): Vertex => {
    const x = Math.round(((lon - box.middle[0]) * east) / step)
    const y = Math.round(((lat - box.middle[1]) * METRES_PER_DEGREE) / step)
    const key = `${x},${y}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, xs.length)
    ys.push(y)
    return xs.push(x) - 1
  }
  const lattice: Lattice = {
    ...{ xs, ys, extent: metres / step },
    plane: { lon: box.middle[0], lat: box.middle[1], east: east / step, north: METRES_PER_DEGREE / step },
    placeOf: v =>
      `${((xs[v]! * step) / east + box.middle[0]).toFixed(5)}, ${((ys[v]! * step) / METRES_PER_DEGREE + box.middle[1]).toFixed(5)}`,
  }
  const outlines = features.map(({ code, polygons }) => ({
    code,
    polygons: polygons.flatMap(rings =>
      polygonOf(
        rings.map(ring => ring.map(vertexOf)),
        lattice,
      ),
    ),
  }))
  const vanished = outlines.find(({ polygons }) => polygons.length === 0)
  if (vanished !== undefined) throw new MapFault(`${vanished.code} is smaller than a metre`)
  return { lattice, outlines }
}

function extentOf(points: readonly Position[]) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return {
    width: east - west,
    height: north - south,
    middle: [(west + east) / 2, (south + north) / 2] as const,
  }
}

/** Rings that are nothing on the lattice go, a polygon whose outer ring does, goes whole. */
function polygonOf(rings: readonly Vertex[][], lattice: Lattice): VertexRing[][] {
  const [outer, ...holes] = rings.map(ring => turned(withoutSpikes(ring), lattice, ring === rings[0]))
  return outer!.length < 3 ? [] : [[outer!, ...holes.filter(hole => hole.length >= 3)]]
}

/** Points that repeat, and ways that go out and come back on themselves, are no area. */
export function withoutSpikes(ring: readonly Vertex[]): Vertex[] {
  const kept: Vertex[] = []
  for (const vertex of ring) {
    if (kept[kept.length - 1] === vertex) continue
    if (kept.length > 1 && kept[kept.length - 2] === vertex) kept.pop()
    else kept.push(vertex)
  }
  while (kept.length > 1 && (kept[0] === kept[kept.length - 1] || kept[1] === kept[kept.length - 1])) {
    if (kept[0] === kept[kept.length - 1]) kept.pop()
    else kept.shift()
  }
  return kept
}

export function areaOf(ring: VertexRing, { xs, ys }: Lattice): number {
  let twice = 0
  ring.forEach((v, i) => {
    const next = ring[(i + 1) % ring.length]!
    twice += xs[v]! * ys[next]! - xs[next]! * ys[v]!
  })
  return twice / 2
}

/** Whatever way a file has them, outer rings run anticlockwise here and holes clockwise. */
const turned = (ring: Vertex[], lattice: Lattice, outer: boolean): Vertex[] =>
  areaOf(ring, lattice) > 0 === outer ? ring : ring.reverse()
