import { isWithin } from '../../shared/areas/area-at.ts'
import type { PlanePoint } from '../../shared/areas/plane.ts'

/** Closed: its last point is its first. Anticlockwise round ground, clockwise round a hole. */
export type Ring = readonly PlanePoint[]
/** An outer ring, then its holes. */
export type Polygon = readonly Ring[]
/** A stretch of border with its ground on the left. */
export type Stretch = readonly PlanePoint[]

const keyOf = (point: PlanePoint): string => point.join(' ')
const startOf = (stretch: Stretch): string => keyOf(stretch[0]!)
const endOf = (stretch: Stretch): string => keyOf(stretch[stretch.length - 1]!)

/** Puts stretches of border end to end. Where a border touches itself two rings meet, so that none crosses itself. */
export function ringsOf(stretches: readonly Stretch[]): Ring[] {
  const left = new Map<string, Stretch[]>()
  for (const each of stretches) left.set(startOf(each), [...(left.get(startOf(each)) ?? []), each])
  const rings: Ring[] = []
  for (const [start, here] of left) while (here.length > 0) rings.push(...walked(start, left))
  return rings
}

function walked(start: string, left: ReadonlyMap<string, Stretch[]>): Ring[] {
  const rings: Ring[] = []
  const path: Stretch[] = []
  let at = start
  do {
    const next = left.get(at)?.pop()
    if (next === undefined) throw new Error('a border ends nowhere')
    path.push(next)
    at = endOf(next)
    const begun = path.findIndex(each => startOf(each) === at)
    if (begun !== -1) rings.push(joined(path.splice(begun)))
  } while (path.length > 0)
  return rings
}

const joined = (stretches: readonly Stretch[]): Ring => [
  stretches[0]![0]!,
  ...stretches.flatMap(each => each.slice(1)),
]

/** Each hole with the ring that it lies in. */
export function polygonsOf(rings: readonly Ring[]): Polygon[] {
  const outer = rings.filter(ring => twiceArea(ring) > 0).sort((a, b) => twiceArea(a) - twiceArea(b))
  const polygons = outer.map(ring => [ring])
  for (const hole of rings.filter(ring => twiceArea(ring) < 0)) {
    const at = middleOfSide(hole)
    polygons.find(([ring]) => isWithin(at, ring!))?.push(hole)
  }
  return polygons
}

/** A corner may be one of the ring around it as well; the middle of a side cannot. */
const middleOfSide = ([[ax, ay] = [0, 0], [bx, by] = [0, 0]]: Ring): PlanePoint => [
  (ax + bx) / 2,
  (ay + by) / 2,
]

export function twiceArea(ring: Ring): number {
  let sum = 0
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!
    sum += x * nextY - nextX * y
  })
  return sum
}
