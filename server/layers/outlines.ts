import { liesIn } from '../../shared/access/may.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Boundary } from '../../shared/areas/boundary.ts'
import { axialKey, neighbour, NEIGHBOURS, type Axial } from '../../shared/areas/hexagon.ts'
import { placingOf, type Degrees } from '../../shared/areas/placing.ts'
import { arcPoints, type PlanePoint } from '../../shared/areas/plane.ts'
import { polygonsOf, ringsOf, type Stretch } from './rings.ts'

/** As RFC 7946 has it: degrees of WGS 84, outer rings anticlockwise, holes clockwise. */
export interface MultiPolygon {
  readonly type: 'MultiPolygon'
  readonly coordinates: readonly (readonly (readonly Degrees[])[])[]
}

/** The outline of a district or a town; null: nobody knows where it lies. */
export type OutlineOf = (area: string) => MultiPolygon | null

/** Of the city's own map where it has one, else of its mosaic; each is worked out once. */
export function outlinesOf(areas: Areas): OutlineOf {
  const made = new Map<string, MultiPolygon | null>()
  const make = areas.boundary === null ? ofMosaic(areas) : ofMap(areas, areas.boundary)
  return area => {
    const known = made.get(area)
    if (known !== undefined) return known
    const outline = make(area)
    made.set(area, outline)
    return outline
  }
}

function ofMosaic(areas: Areas): OutlineOf {
  const placing = placingOf(areas.document)
  if (placing === null) return () => null
  // Corners are whole numbers in thirds of a step; y runs southwards, and the ground is on the left as seen from above.
  const toDegrees = ([q, r]: PlanePoint) => placing.toDegrees([q / 3, -r / 3])
  return area => outline(borderOf(cellsIn(areas, area)), toDegrees)
}

function cellsIn({ document, city }: Areas, area: string): readonly Axial[] {
  const within = (code: string, district: string) => [code, district, city.id].includes(area)
  return document.towns.filter(({ code, district }) => within(code, district)).flatMap(({ cells }) => cells)
}

/** The sides that have none of these cells on their other side. */
function borderOf(cells: readonly Axial[]): Stretch[] {
  const own = new Set(cells.map(axialKey))
  return cells.flatMap(cell =>
    NEIGHBOURS.flatMap((_, side): Stretch[] =>
      own.has(axialKey(neighbour(cell, side))) ? [] : [[corner(cell, side), corner(cell, side + 5)]],
    ),
  )
}

function corner([q, r]: Axial, side: number): PlanePoint {
  const [[aq, ar], [bq, br]] = [NEIGHBOURS[side % 6]!, NEIGHBOURS[(side + 1) % 6]!]
  return [3 * q + aq + bq, 0 - (3 * r + ar + br)]
}

function ofMap(areas: Areas, boundary: Boundary): OutlineOf {
  const { lon, lat, east, north } = boundary.plane
  const toDegrees = ([x, y]: PlanePoint): Degrees => [lon + x / east, lat + y / north]
  return area => {
    const plots = boundary.plots.filter(({ code }) => liesIn(areas, code, area))
    const arcs = plots.flatMap(({ rings }) => rings.flat())
    const both = new Set(arcs)
    // A border between two plots of the same area is none of it.
    return outline(
      arcs.filter(n => !both.has(~n)).map(n => arcPoints(boundary, n)),
      toDegrees,
    )
  }
}

function outline(border: readonly Stretch[], toDegrees: (point: PlanePoint) => Degrees): MultiPolygon | null {
  if (border.length === 0) return null
  const coordinates = polygonsOf(ringsOf(border)).map(polygon =>
    polygon.map(ring => ring.map(point => rounded(toDegrees(point)))),
  )
  return { type: 'MultiPolygon', coordinates }
}

/** A millionth of a degree is a tenth of a metre. */
const rounded = ([lon, lat]: Degrees): Degrees => [short(lon), short(lat)]
const short = (value: number): number => Math.round(value * 1_000_000) / 1_000_000
