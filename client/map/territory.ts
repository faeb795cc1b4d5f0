import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { Boundary, BoundaryPlot } from '../../shared/areas/boundary.ts'
import { axialKey, type Axial } from '../../shared/areas/hexagon.ts'
import { cellId } from '../../shared/areas/areas.ts'
import { calloutPlaces } from './callout-places.ts'
import { boundsOf, contains, hexagon, latticeOf, type Point } from './geometry.ts'
import { arcOf, enclosed, groundLines, type GroundLines } from './ground-lines.ts'
import {
  spreadOf,
  type Ground,
  type Line,
  type Plan,
  type PlanCell,
  type PlanDistrict,
  type Plot,
  type Wall,
} from './plan.ts'
import { distinctSides, ringsAround } from './sides.ts'

const FLOOR_RINGS = 7
/** Where a town is narrow its columns stand closer, but not closer than this share of what they would in a city of equal cells. */
const CLOSEST = 0.35

interface Territory extends Plot {
  readonly rings: readonly Line[]
  readonly arcs: readonly number[]
}

/**
 * The plan of a city that has a reviewed map of its own. Tiles, walls and borders are the map's; the columns of a town stand as
 * in the mosaic, gathered round the point of it that is farthest from its borders.
 */
export function territoryOf(areas: Areas, boundary: Boundary): Plan {
  const ground = groundLines(boundary)
  const rings = boundary.plots.map(plot => plot.rings.map(ring => ground.ring(ring)))
  const whole = rings.reduce((sum, own) => sum + enclosed(own), 0)
  /** Of a hexagon, were the city made of equal ones. */
  const equal = Math.sqrt(whole / areas.cells.length / (1.5 * Math.sqrt(3)))
  const plots = boundary.plots.map((plot, n) => territory(areas, plot, rings[n]!, ground, equal))
  const cells = plots
    .flatMap(plot => plot.cells)
    .sort((a, b) => b.middle[1] - a.middle[1] || a.middle[0] - b.middle[0])
  const outline = (some: readonly PlanCell[]) => outlineOf(some, plots, ground)
  const groundAt = (point: Point) => groundIn(point, plots)
  const border = (kind: 'town' | 'district' | 'rim') =>
    ground.arcs.filter(arc => arc.border === kind).map(({ line }) => line)
  return {
    areas,
    side:
      cells.reduce(
        (sum, { middle, ring }) => sum + Math.hypot(ring()[0]![0] - middle[0], ring()[0]![1] - middle[1]),
        0,
      ) / cells.length,
    cells,
    cellOf: new Map(cells.map(cell => [cell.node.id, cell])),
    districts: districtsOf(areas, cells, border('rim')),
    towns: areas.towns.map(node => townOf(node, plots)),
    plots,
    tiles: plots.map(plot => ({ plot, cells: plot.cells, rings: () => plot.rings })),
    borders: { town: border('town'), district: border('district'), rim: border('rim') },
    walls: wallsOf(plots, ground),
    river: null,
    neighbours: [],
    floor: floorOf(equal, ground, groundAt),
    everyNameHasRoom: false,
    outline,
    groundAt,
  }
}

function territory(
  areas: Areas,
  { code, rings: refs, anchor, reach }: BoundaryPlot,
  rings: readonly Line[],
  ground: GroundLines,
  equal: number,
): Territory {
  const node = areas.byId(code)!
  const towns = node.level === 'town' ? [node] : areas.towns.filter(({ parent }) => parent === node)
  const place = ground.toPlane(anchor)
  const cells = gathered(areas, towns, place, reach * ground.scale, equal)
  return { node, towns, cells, place, rings, arcs: refs.flat() }
}

/** The cells of towns as they stand in the mosaic, round a point and within its reach. */
function gathered(
  areas: Areas,
  towns: readonly AreaNode[],
  [x, y]: Point,
  reach: number,
  equal: number,
): PlanCell[] {
  const { centre } = latticeOf(1)
  const own = areas.document.towns.filter(({ code }) => towns.some(({ id }) => id === code))
  const all = own.flatMap(town =>
    town.cells.map(at => ({ node: areas.byId(cellId(town.code, at))!, at: centre(at) })),
  )
  const { left, top, right, bottom } = boundsOf(all.map(({ at }) => at))
  const [midX, midY] = [(left + right) / 2, (top + bottom) / 2]
  const wide = Math.max(...all.map(({ at }) => Math.hypot(at[0] - midX, at[1] - midY))) + 1
  const side = Math.min(equal, Math.max(reach / wide, CLOSEST * equal))
  return all.map(({ node, at }) => {
    const middle: Point = [x + (at[0] - midX) * side, y + (at[1] - midY) * side]
    const town = node.parent!
    return { node, town, district: town.parent!, middle, ring: (share = 1) => hexagon(middle, side * share) }
  })
}

function townOf(node: AreaNode, plots: readonly Territory[]) {
  const plot = plots.find(({ towns }) => towns.includes(node))!
  const cells = plot.cells.filter(({ town }) => town === node)
  return { node, district: node.parent!, cells, place: plot.node === node ? plot.place : cells[0]!.middle }
}

function districtsOf(areas: Areas, cells: readonly PlanCell[], rim: readonly Line[]): PlanDistrict[] {
  const spread = spreadOf(areas)
  const labels = areas.document.districts.map(({ label }) => {
    const town = areas.document.towns.find(each => each.cells.some(at => axialKey(at) === axialKey(label)))!
    return cells.find(({ node }) => node.id === cellId(town.code, label))!
  })
  const places = calloutPlaces(
    labels.map(({ middle }) => middle),
    rim,
  )
  return areas.districts.map((node, n) => ({
    node,
    cells: cells.filter(({ district }) => district === node),
    bed: [],
    label: labels[n]!,
    callout: places[n]!,
    spread: spread.get(node)!,
  }))
}

/** Of ground that is meant as a whole its border, of a part of it the cells. */
function outlineOf(cells: readonly PlanCell[], plots: readonly Territory[], { arcs }: GroundLines): Line[] {
  const meant = new Set(cells)
  const times = new Map<number, number>()
  const loose: Line[] = []
  for (const plot of plots) {
    const own = plot.cells.filter(cell => meant.has(cell))
    if (own.length === plot.cells.length)
      for (const n of plot.arcs) times.set(arcOf(n), (times.get(arcOf(n)) ?? 0) + 1)
    else loose.push(...own.map(cell => closed(cell.ring())))
  }
  return [...[...times].flatMap(([n, of]) => (of === 1 ? [arcs[n]!.line] : [])), ...loose]
}

const closed = (ring: readonly Point[]): Line => [...ring, ring[0]!]

/** In a town the nearest of its cells, in a district without towns the district. */
function groundIn(point: Point, plots: readonly Territory[]): Ground | null {
  const plot = plots.find(({ rings }) => rings.filter(ring => contains(ring, point)).length % 2 === 1)
  if (plot === undefined) return null
  const away = ({ middle: [x, y] }: PlanCell) => Math.hypot(x - point[0], y - point[1])
  const nearest = plot.cells.reduce((a, b) => (away(b) < away(a) ? b : a))
  return { node: plot.node.level === 'town' ? nearest.node : plot.node, plot }
}

/** The rim runs anticlockwise, so what goes eastwards looks south, to the viewer. Pieces that look the same way are one wall. */
function wallsOf(plots: readonly Territory[], { arcs }: GroundLines): Wall[] {
  const walls: Wall[] = []
  for (const { arcs: own, cells } of plots) {
    for (const n of own.filter(each => arcs[arcOf(each)]!.border === 'rim')) {
      const { line } = arcs[arcOf(n)]!
      for (const { run, facing } of facingRuns(n < 0 ? [...line].reverse() : line))
        walls.push({ cell: cells[0]!, line: run, facing })
    }
  }
  return walls.sort((a, b) => b.line[0]![1] - a.line[0]![1])
}

function facingRuns(line: Line): { run: Point[]; facing: Wall['facing'] }[] {
  const runs: { run: Point[]; facing: Wall['facing'] }[] = []
  let last: Wall['facing'] | null = null
  line.slice(1).forEach((to, i) => {
    const from = line[i]!
    const facing = facingOf(to[0] - from[0], to[1] - from[1])
    if (facing !== null && facing === last) runs[runs.length - 1]!.run.push(to)
    else if (facing !== null) runs.push({ run: [from, to], facing })
    last = facing
  })
  return runs
}

/** Steeper than this a wall looks east or west. */
const STEEP = 2.5

function facingOf(dx: number, dy: number): Wall['facing'] | null {
  if (dx <= 0) return null
  if (Math.abs(dy) > STEEP * dx) return 2
  return dy < 0 ? 0 : 1
}

/** The lattice that runs on round the city: of cells whose middle lies beside it. */
function floorOf(side: number, { arcs }: GroundLines, groundAt: (point: Point) => Ground | null): Line[][] {
  const lattice = latticeOf(side)
  const { left, top, right, bottom } = boundsOf(
    arcs
      .map(({ line }) => boundsOf(line))
      .flatMap(
        box =>
          [
            [box.left, box.top],
            [box.right, box.bottom],
          ] as Point[],
      ),
  )
  const [, low] = lattice.cellAt([0, bottom])
  const [, high] = lattice.cellAt([0, top])
  const covered: Axial[] = []
  for (let r = low; r <= high; r++) {
    const row = -1.5 * r * side
    for (let q = lattice.cellAt([left, row])[0]; q <= lattice.cellAt([right, row])[0]; q++)
      if (groundAt(lattice.centre([q, r])) !== null) covered.push([q, r])
  }
  return ringsAround(covered, FLOOR_RINGS).map(ring =>
    distinctSides(ring).map(({ at, i }) => [lattice.corner(at, i - 1), lattice.corner(at, i)]),
  )
}
