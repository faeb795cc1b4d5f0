import { MapFault } from './features.ts'
import { withoutSpikes, type Lattice, type Outline, type Vertex, type VertexRing } from './lattice.ts'
import { distanceToSegment } from './thin.ts'

/** A point that is so near to a side of another area was meant to lie on it; in steps of the lattice, about a metre each. */
const ON_SIDE = 1.5
/** The plane is looked at in so many by so many parts. */
const PARTS = 400
/** Comparing more than this is no map of a city but an attack, or a map that was never cleaned. */
const MOST_COMPARED = 60_000_000

type Side = readonly [from: Vertex, to: Vertex]

/**
 * Borders that two areas share, with the same points for both: where a corner of one lies in the middle of a side of the other, the
 * side gets that point. Then no two sides may cross.
 */
export function mended(outlines: readonly Outline[], lattice: Lattice): Outline[] {
  const compared = { times: 0 }
  const points = pointsOnSides(sidesOf(outlines), lattice, compared)
  const whole = outlines.map(({ code, polygons }) => ({
    code,
    polygons: polygons.map(rings => rings.map(ring => withPoints(ring, points))),
  }))
  noneCross(whole, lattice, compared)
  return whole
}

const keyOf = (a: Vertex, b: Vertex): string => (a < b ? `${a},${b}` : `${b},${a}`)

/** Every side once, though two areas have it. */
function sidesOf(outlines: readonly Outline[]): Side[] {
  const sides = new Map<string, Side>()
  for (const ring of outlines.flatMap(({ polygons }) => polygons.flat())) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!
      sides.set(keyOf(from, to), [from, to])
    })
  }
  return [...sides.values()]
}

/** By side the points on it, from its lesser end to the other. */
function pointsOnSides(sides: readonly Side[], lattice: Lattice, compared: { times: number }) {
  const { xs, ys } = lattice
  const parts = partsOf(sides, lattice)
  const found = new Map<string, Vertex[]>()
  xs.forEach((_, v) => {
    for (const [a, b] of parts.get(partOf(xs[v]!, ys[v]!, lattice)) ?? []) {
      count(compared)
      if (v === a || v === b || distanceToSegment(v, a, b, lattice) > ON_SIDE) continue
      const along = (xs[v]! - xs[a]!) * (xs[b]! - xs[a]!) + (ys[v]! - ys[a]!) * (ys[b]! - ys[a]!)
      if (along <= 0 || along >= (xs[b]! - xs[a]!) ** 2 + (ys[b]! - ys[a]!) ** 2) continue
      found.set(keyOf(a, b), [...(found.get(keyOf(a, b)) ?? []), v])
    }
  })
  for (const [key, on] of found) {
    const a = Number(key.split(',')[0])
    const away = (v: Vertex) => Math.hypot(xs[v]! - xs[a]!, ys[v]! - ys[a]!)
    on.sort((v, w) => away(v) - away(w))
  }
  return found
}

function withPoints(ring: VertexRing, points: ReadonlyMap<string, readonly Vertex[]>): Vertex[] {
  const all = ring.flatMap((from, i) => {
    const to = ring[(i + 1) % ring.length]!
    const on = points.get(keyOf(from, to)) ?? []
    return [from, ...(from < to ? on : [...on].reverse())]
  })
  return withoutSpikes(all)
}

function noneCross(outlines: readonly Outline[], lattice: Lattice, compared: { times: number }): void {
  const sides = sidesOf(outlines)
  for (const part of partsOf(sides, lattice).values()) {
    part.forEach((side, i) => {
      for (let j = i + 1; j < part.length; j++) {
        count(compared)
        if (!crosses(side, part[j]!, lattice)) continue
        const codes = [...new Set([...ownersOf(side, outlines), ...ownersOf(part[j]!, outlines)])]
        throw new MapFault(
          `borders of ${codes.join(' and ')} cross at ${lattice.placeOf(side[0])}: clean the map first, for example with "Fix geometries" and "Snap geometries" of QGIS`,
        )
      }
    })
  }
}

const ownersOf = (side: Side, outlines: readonly Outline[]): string[] =>
  outlines
    .filter(outline => sidesOf([outline]).some(([a, b]) => keyOf(a, b) === keyOf(...side)))
    .map(({ code }) => code)

function crosses([a, b]: Side, [c, d]: Side, { xs, ys }: Lattice): boolean {
  const turn = (p: Vertex, q: Vertex, r: Vertex) =>
    Math.sign((xs[q]! - xs[p]!) * (ys[r]! - ys[p]!) - (ys[q]! - ys[p]!) * (xs[r]! - xs[p]!))
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

function count(compared: { times: number }): void {
  compared.times += 1
  if (compared.times > MOST_COMPARED)
    throw new MapFault('its sides lie too close over each other to be looked at: clean and simplify it first')
}

const sizeOf = ({ extent }: Lattice): number => Math.max(4, extent / PARTS)

const partOf = (x: number, y: number, lattice: Lattice): string =>
  `${Math.floor(x / sizeOf(lattice))},${Math.floor(y / sizeOf(lattice))}`

/** The parts of the plane and the sides that come near to them: row by row, from where a side enters the row to where it leaves it. */
function partsOf(sides: readonly Side[], lattice: Lattice): Map<string, Side[]> {
  const { xs, ys } = lattice
  const size = sizeOf(lattice)
  const parts = new Map<string, Side[]>()
  for (const side of sides) {
    const [a, b] = ys[side[0]]! <= ys[side[1]]! ? side : [side[1], side[0]]
    const xAt = (y: number) => {
      const t = ys[b]! === ys[a]! ? 0 : Math.min(1, Math.max(0, (y - ys[a]!) / (ys[b]! - ys[a]!)))
      return xs[a]! + t * (xs[b]! - xs[a]!)
    }
    const isLevel = ys[a]! === ys[b]!
    const last = Math.floor((ys[b]! + ON_SIDE) / size)
    for (let row = Math.floor((ys[a]! - ON_SIDE) / size); row <= last; row++) {
      const ends = isLevel ? [xs[a]!, xs[b]!] : [xAt(row * size - ON_SIDE), xAt((row + 1) * size + ON_SIDE)]
      const to = Math.floor((Math.max(...ends) + ON_SIDE) / size)
      for (let column = Math.floor((Math.min(...ends) - ON_SIDE) / size); column <= to; column++) {
        const key = `${column},${row}`
        const part = parts.get(key)
        if (part === undefined) parts.set(key, [side])
        else part.push(side)
      }
    }
  }
  return parts
}
