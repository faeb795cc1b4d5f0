import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { Point } from './geometry.ts'

export type Line = readonly Point[]

/** What a border separates: `town` two towns of a district, `district` two districts, `rim` the city from the floor. */
export type Border = 'town' | 'district' | 'rim'

/** What a column stands for, and where it stands. */
export interface PlanCell {
  readonly node: AreaNode
  readonly town: AreaNode
  readonly district: AreaNode
  readonly middle: Point
  /** The corners of its hexagon, drawn in towards the middle to a share of its size; clockwise from the lower right. */
  ring(share?: number): Point[]
}

export interface PlanTown {
  readonly node: AreaNode
  readonly district: AreaNode
  /** The seat first. */
  readonly cells: readonly PlanCell[]
  /** Where it is named. */
  readonly place: Point
}

export interface PlanDistrict {
  readonly node: AreaNode
  readonly cells: readonly PlanCell[]
  /** What shows between its tiles, as closed loops; none where tiles leave no gap. */
  readonly bed: readonly Line[]
  /** Where its label is pinned while no column stands in it. */
  readonly label: PlanCell
  /** Where its label is written: the same for every count. */
  readonly callout: Point
  /** 0 for the densest district (the fewest cells to a town), 1 for the widest. */
  readonly spread: number
}

/** The finest area that has ground of its own: a town, or a district of whose towns no ground is known. */
export interface Plot {
  readonly node: AreaNode
  /** Its count is the sum of theirs. */
  readonly towns: readonly AreaNode[]
  readonly cells: readonly PlanCell[]
  readonly place: Point
}

/** A piece of ground that is coloured as one; its count on the raised map is the mean of its cells'. */
export interface Tile {
  readonly plot: Plot
  readonly cells: readonly PlanCell[]
  /** Closed rings; one within another is a hole and runs the other way. Tiles with a gap between them are drawn in to `share`. */
  rings(share: number): readonly Line[]
}

/** A piece of the slab's side that faces the viewer: its upper edge. */
export interface Wall {
  readonly cell: PlanCell
  readonly line: Line
  /** South-west, south-east, east or west. */
  readonly facing: 0 | 1 | 2
}

/** What a point of the ground means: on the raised map the node, on the flat one the plot. */
export interface Ground {
  readonly node: AreaNode
  readonly plot: Plot
}

/**
 * Everything about the map that no count changes: shapes on a plane seen from above, where x grows eastwards, y northwards, and
 * the city's middle is the origin. What draws, frames and points knows nothing else of a city's ground.
 */
export interface Plan {
  readonly areas: Areas
  /** The side of an average cell: columns, slab and lines go by it. */
  readonly side: number
  /** From north to south, so that what is drawn later stands in front. */
  readonly cells: readonly PlanCell[]
  readonly cellOf: ReadonlyMap<string, PlanCell>
  readonly districts: readonly PlanDistrict[]
  readonly towns: readonly PlanTown[]
  readonly plots: readonly Plot[]
  readonly tiles: readonly Tile[]
  readonly borders: Readonly<Record<Border, readonly Line[]>>
  /** Far ones first. */
  readonly walls: readonly Wall[]
  readonly river: { readonly name: string; readonly line: Line } | null
  readonly neighbours: readonly { readonly name: string; readonly point: Point }[]
  /** The lattice that runs on as a floor: rings of lines from the rim outwards. */
  readonly floor: readonly (readonly Line[])[]
  /** Every plot is wide enough for its name; else a name that would lie on another's is left out. */
  readonly everyNameHasRoom: boolean
  /** Lines round the ground of cells. */
  outline(cells: readonly PlanCell[]): readonly Line[]
  groundAt(point: Point): Ground | null
}

/** Of each district, 0 for the fewest cells to a town, 1 for the most. */
export function spreadOf({ document, districts, cells }: Areas): ReadonlyMap<AreaNode, number> {
  const cellsPerTown = (district: AreaNode) =>
    cells.filter(cell => cell.parent?.parent === district).length /
    document.towns.filter(town => town.district === district.id).length
  const byDensity = [...districts].sort((a, b) => cellsPerTown(a) - cellsPerTown(b))
  return new Map(districts.map(node => [node, byDensity.indexOf(node) / Math.max(1, byDensity.length - 1)]))
}
