import type { Areas } from './areas.ts'
import type { Boundary } from './boundary.ts'
import { axialKey } from './hexagon.ts'
import { placingOf, type Degrees } from './placing.ts'
import { ringPoints, type PlanePoint } from './plane.ts'

/** Which of the places that are drawn a position lies in: a cell of the mosaic, or a plot of the city's own map; null: in none. */
export type AreaAt = (place: Degrees) => string | null

export const areaAtOf = (areas: Areas): AreaAt =>
  areas.boundary === null ? onMosaic(areas) : onMap(areas.boundary)

function onMosaic(areas: Areas): AreaAt {
  const placing = placingOf(areas.document)
  if (placing === null) return () => null
  const ids = new Map(areas.cells.map(({ id }) => [id.slice(id.indexOf(':') + 1), id]))
  return place => ids.get(axialKey(placing.cellAt(place))) ?? null
}

function onMap(boundary: Boundary): AreaAt {
  const { lon, lat, east, north } = boundary.plane
  const plots = boundary.plots.map(({ code, rings }) => ({
    code,
    rings: rings.map(ring => ringPoints(boundary, ring)),
  }))
  return place => {
    const at: PlanePoint = [(place[0] - lon) * east, (place[1] - lat) * north]
    return plots.find(({ rings }) => rings.filter(ring => isWithin(at, ring)).length % 2 === 1)?.code ?? null
  }
}

/** By how often a ray to the east crosses it. */
export function isWithin([x, y]: PlanePoint, ring: readonly PlanePoint[]): boolean {
  let inside = false
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
  })
  return inside
}
