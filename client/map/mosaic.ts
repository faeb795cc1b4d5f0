import { cellId, type Areas } from '../../shared/areas/areas.ts'
import { axialKey, neighbour, type Axial } from '../../shared/areas/hexagon.ts'
import { planeOf, type Plane } from './geometry.ts'
import { nameSpot } from './name-spot.ts'
import {
  spreadOf,
  type Border,
  type Line,
  type Plan,
  type PlanCell,
  type PlanDistrict,
  type Plot,
  type Wall,
} from './plan.ts'
import { smoothed } from './river.ts'
import { distinctSides, loopsOf, outerSides, ringsAround, type Side } from './sides.ts'

export interface MosaicCell extends PlanCell {
  readonly at: Axial
  /** By side, 0 to 5. */
  readonly borders: readonly (Border | 'none')[]
}

/** The plan of a city of which no boundary is known: one hexagon for every cell. */
export interface Mosaic extends Plan {
  readonly plane: Plane
  readonly cells: readonly MosaicCell[]
  readonly cellOf: ReadonlyMap<string, MosaicCell>
}

const FLOOR_RINGS = 7
const RIVER_SMOOTHING = 3

export function mosaicOf(areas: Areas): Mosaic {
  const { document } = areas
  const plane = planeOf(document.towns.flatMap(t => t.cells))
  const cells = cellsOf(areas, plane)
  const byPlace = new Map(cells.map(cell => [axialKey(cell.at), cell]))
  const plots = plotsOf(areas, plane, byPlace)
  const plotOf = new Map(plots.map(plot => [plot.node, plot]))
  const lineOf = (side: Side) => sideOf(plane, side)
  const cornerPoint = ([a, b]: readonly [number, number]) => plane.centre([a / 3, b / 3])
  const outline = (some: readonly PlanCell[]) =>
    loopsOf(some.map(cell => (cell as MosaicCell).at)).map(loop => loop.map(cornerPoint))
  return {
    areas,
    plane,
    side: plane.side,
    cells,
    cellOf: new Map(cells.map(cell => [cell.node.id, cell])),
    districts: districtsOf(areas, plane, cells, outline),
    towns: plots.map(plot => ({ ...plot, district: plot.node.parent! })),
    plots,
    tiles: cells.map(cell => ({
      plot: plotOf.get(cell.town)!,
      cells: [cell],
      rings: share => [cell.ring(share)],
    })),
    borders: {
      town: sidesOf(cells, 'town').map(lineOf),
      district: sidesOf(cells, 'district').map(lineOf),
      rim: sidesOf(cells, 'rim').map(lineOf),
    },
    walls: wallsOf(plane, cells),
    river: {
      name: document.river.name,
      line: smoothed(document.river.corners.map(cornerPoint), RIVER_SMOOTHING),
    },
    neighbours: document.neighbours.map(({ name, at }) => ({ name, point: plane.centre(at) })),
    floor: ringsAround(
      cells.map(cell => cell.at),
      FLOOR_RINGS,
    ).map(ring => distinctSides(ring).map(lineOf)),
    everyNameHasRoom: true,
    outline,
    groundAt(point) {
      const cell = byPlace.get(axialKey(plane.cellAt(point)))
      return cell === undefined ? null : { node: cell.node, plot: plotOf.get(cell.town)! }
    },
  }
}

function cellsOf({ document, byId }: Areas, plane: Plane): MosaicCell[] {
  const townAt = new Map(document.towns.flatMap(town => town.cells.map(at => [axialKey(at), town])))
  const border = (at: Axial, i: number): Border | 'none' => {
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
        middle: plane.centre(at),
        ring: (share?: number) => plane.ring(at, share),
        borders: [0, 1, 2, 3, 4, 5].map(i => border(at, i)),
      })),
    )
    .sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0])
}

/** The towns, each on its own cells. */
function plotsOf(areas: Areas, plane: Plane, byPlace: ReadonlyMap<string, MosaicCell>): Plot[] {
  return areas.towns.map(node => {
    const town = areas.document.towns.find(t => t.code === node.id)!
    const cells = town.cells.map(at => byPlace.get(axialKey(at))!)
    return { node, towns: [node], cells, place: nameSpot(town.cells, plane) }
  })
}

function districtsOf(
  areas: Areas,
  plane: Plane,
  cells: readonly MosaicCell[],
  outline: (cells: readonly MosaicCell[]) => readonly Line[],
): PlanDistrict[] {
  const spread = spreadOf(areas)
  return areas.districts.map((node, n) => {
    const own = cells.filter(cell => cell.district === node)
    const { label, callout } = areas.document.districts[n]!
    return {
      node,
      cells: own,
      bed: outline(own),
      label: own.find(cell => axialKey(cell.at) === axialKey(label))!,
      callout: plane.centre(callout),
      spread: spread.get(node)!,
    }
  })
}

/** Of sides 0 to 3: east, south-east, south-west, west. The others look away. */
const FACING = [2, 1, 0, 2] as const

function wallsOf(plane: Plane, cells: readonly MosaicCell[]): Wall[] {
  const owner = new Map(cells.map(cell => [cell.at, cell]))
  return outerSides(cells.map(cell => cell.at)).flatMap(side => {
    const facing = FACING[side.i]
    return facing === undefined ? [] : [{ cell: owner.get(side.at)!, line: sideOf(plane, side), facing }]
  })
}

const sideOf = (plane: Plane, { at, i }: Side): Line => [plane.corner(at, i - 1), plane.corner(at, i)]

/** The sides of the given cells that separate `border`, each once: two cells share a side unless it is the rim. */
export function sidesOf(cells: readonly MosaicCell[], border: Border | 'none'): Side[] {
  return cells.flatMap(({ at, borders }) =>
    borders
      .map((kind, i) => ({ kind, at, i }))
      .filter(side => side.kind === border && (border === 'rim' || side.i < 3)),
  )
}
