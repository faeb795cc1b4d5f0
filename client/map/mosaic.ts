import { cellId, type AreaNode, type Areas } from '../../shared/areas/areas.ts'
import { axialKey, neighbour, type Axial } from '../../shared/areas/hexagon.ts'
import { planeOf, type Plane, type Point } from './geometry.ts'
import { smoothed } from './river.ts'
import { loopsOf, ringsAround, type Side } from './sides.ts'

/** What a side of a cell separates: `town` two towns of a district, `district` two districts, `rim` the city from the floor. */
export type Border = 'none' | 'town' | 'district' | 'rim'

export interface MosaicCell {
  readonly node: AreaNode
  readonly at: Axial
  readonly town: AreaNode
  readonly district: AreaNode
  /** By side, 0 to 5. */
  readonly borders: readonly Border[]
}

export interface MosaicDistrict {
  readonly node: AreaNode
  readonly cells: readonly MosaicCell[]
  /** Closed loops in the plane, longest first; a district may lie in two parts. */
  readonly outlines: readonly (readonly Point[])[]
  /** Where its label is pinned while no column stands in it. */
  readonly label: MosaicCell
  /** Where its label is written: the same for every count. */
  readonly callout: Point
  /** 0 for the densest district (the fewest cells to a town), 1 for the widest. */
  readonly spread: number
}

export interface MosaicTown {
  readonly node: AreaNode
  readonly district: AreaNode
  /** The seat first. */
  readonly cells: readonly MosaicCell[]
}

/** Everything about the map that no count changes. */
export interface Mosaic {
  readonly areas: Areas
  readonly plane: Plane
  /** Row by row from north to south, so that what is drawn later stands in front. */
  readonly cells: readonly MosaicCell[]
  readonly cellOf: ReadonlyMap<string, MosaicCell>
  readonly districts: readonly MosaicDistrict[]
  readonly towns: readonly MosaicTown[]
  readonly river: { readonly name: string; readonly line: readonly Point[] }
  readonly neighbours: readonly { readonly name: string; readonly point: Point }[]
  /** Rings of floor cells, from the rim outwards. */
  readonly floor: readonly (readonly Axial[])[]
  cellAt(point: Point): MosaicCell | null
}

const FLOOR_RINGS = 7
const RIVER_SMOOTHING = 3

export function mosaicOf(areas: Areas): Mosaic {
  const { document } = areas
  const plane = planeOf(document.towns.flatMap(t => t.cells))
  const cells = cellsOf(areas)
  const byPlace = new Map(cells.map(cell => [axialKey(cell.at), cell]))
  const cornerPoint = ([a, b]: readonly [number, number]) => plane.centre([a / 3, b / 3])
  return {
    areas,
    plane,
    cells,
    cellOf: new Map(cells.map(cell => [cell.node.id, cell])),
    districts: districtsOf(areas, plane, cells),
    towns: areas.towns.map(node => ({
      node,
      district: node.parent!,
      cells: document.towns.find(t => t.code === node.id)!.cells.map(at => byPlace.get(axialKey(at))!),
    })),
    river: {
      name: document.river.name,
      line: smoothed(document.river.corners.map(cornerPoint), RIVER_SMOOTHING),
    },
    neighbours: document.neighbours.map(({ name, at }) => ({ name, point: plane.centre(at) })),
    floor: ringsAround(
      cells.map(cell => cell.at),
      FLOOR_RINGS,
    ),
    cellAt: point => byPlace.get(axialKey(plane.cellAt(point))) ?? null,
  }
}

function cellsOf({ document, byId }: Areas): MosaicCell[] {
  const townAt = new Map(document.towns.flatMap(town => town.cells.map(at => [axialKey(at), town])))
  const border = (at: Axial, i: number): Border => {
    const own = townAt.get(axialKey(at))!
    const other = townAt.get(axialKey(neighbour(at, i)))
    if (other === undefined) return 'rim'
    if (other.district !== own.district) return 'district'
    return other === own ? 'none' : 'town'
  }
  return document.towns
    .flatMap(town =>
      town.cells.map(at => ({
        node: byId(cellId(town.code, at))!,
        at,
        town: byId(town.code)!,
        district: byId(town.district)!,
        borders: [0, 1, 2, 3, 4, 5].map(i => border(at, i)),
      })),
    )
    .sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0])
}

function districtsOf(areas: Areas, plane: Plane, cells: readonly MosaicCell[]): MosaicDistrict[] {
  const { document } = areas
  const cellsPerTown = (district: AreaNode) =>
    cells.filter(cell => cell.district === district).length /
    document.towns.filter(town => town.district === district.id).length
  const byDensity = [...areas.districts].sort((a, b) => cellsPerTown(a) - cellsPerTown(b))
  return areas.districts.map((node, n) => {
    const own = cells.filter(cell => cell.district === node)
    const { label, callout } = document.districts[n]!
    return {
      node,
      cells: own,
      outlines: loopsOf(own.map(cell => cell.at)).map(loop =>
        loop.map(([a, b]) => plane.centre([a / 3, b / 3])),
      ),
      label: own.find(cell => axialKey(cell.at) === axialKey(label))!,
      callout: plane.centre(callout),
      spread: byDensity.indexOf(node) / Math.max(1, byDensity.length - 1),
    }
  })
}

/** The sides of the given cells that separate `border`, each once: two cells share a side unless it is the rim. */
export function sidesOf(cells: readonly MosaicCell[], border: Border): Side[] {
  return cells.flatMap(({ at, borders }) =>
    borders
      .map((kind, i) => ({ kind, at, i }))
      .filter(side => side.kind === border && (border === 'rim' || side.i < 3)),
  )
}
