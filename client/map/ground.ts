import { fade, mix } from '../theme/colour.ts'
import type { Camera } from './camera.ts'
import { dimmed, inFocus } from './focus.ts'
import type { Point } from './geometry.ts'
import { onScreen, tileRings } from './placing.ts'
import type { Setting, State } from './picture.ts'
import type { Wall } from './plan.ts'
import { lines, shifted, type Fill, type Layer, type Shape, type Sheet, type TextShape } from './shapes.ts'
import { textBounds } from './type.ts'

/** The thickness of the slab and the lip of a tile, at the reference size. */
const SLAB = 30
const LIP = 2.2
const TILE = 0.94
/** Shares of the slab's height where strata show, and its foot. */
const STRATA = [0.36, 0.68]

/** The states of districts, for those that are not ok. */
export type States = ReadonlyMap<string, State>

/** All of the raised map that no count changes: floor, slab and bare tiles, from the back to the front. */
export function groundSheet(setting: Setting, states: States): Sheet {
  return [
    { name: 'floor', canvas: 0, shapes: setting.palette.plain ? [] : floor(setting) },
    { name: 'walls', canvas: 0, shapes: walls(setting, states) },
    { name: 'neighbours', canvas: 0, shapes: setting.labels ? neighbours(setting) : [] },
    tiles(setting, states),
  ]
}

/** The same lattice runs on as floor at the foot of the slab and fades ring by ring. */
function floor(setting: Setting): Shape[] {
  const { plan, camera, palette } = setting
  const drop = SLAB * camera.city
  return plan.floor.map((ring, n) => {
    const paths = onScreen(setting, ring).map(line => shifted(line, drop))
    return lines(paths, palette.floor, camera.line, 0.17 * (1 - n / plan.floor.length) ** 1.5)
  })
}

function walls(setting: Setting, states: States): Shape[] {
  const { plan, camera, palette, focus } = setting
  const near = inFocus(plan, focus)
  const drop = SLAB * camera.city
  const faces: Shape[] = []
  const strata: Point[][] = []
  const foot: Point[][] = []
  for (const { cell, line, facing } of plan.walls) {
    const edge = line.map(camera.toScreen)
    const fill = wallFill(facing, states.get(cell.district.id) === 'bad', near(cell), palette)
    faces.push({ type: 'polygon', points: [...edge, ...shifted([...edge].reverse(), drop)], fill })
    for (const share of STRATA) strata.push(shifted(edge, drop * share))
    foot.push(shifted(edge, drop))
  }
  return [
    ...faces,
    lines(strata, palette.bg, 1.4 * camera.line, 0.55),
    lines(foot, palette.wall.line, camera.line, 0.2),
  ]
}

function wallFill(
  facing: Wall['facing'],
  bad: boolean,
  near: boolean,
  { wall, ground, plain }: Setting['palette'],
): Fill {
  const top = bad && !plain ? mix(wall.tops[facing], wall.bad, 0.5) : wall.tops[facing]
  return [near ? top : dimmed(top, ground), wall.feet[facing]]
}

/** Each tile a low plate: a dark lip, then its top a little smaller than its ground. */
function tiles(setting: Setting, states: States): Layer {
  const { plan, camera, palette, focus } = setting
  const near = inFocus(plan, focus)
  const spread = new Map(plan.districts.map(d => [d.node.id, d.spread]))
  const shapes = plan.tiles.flatMap(({ cells }, n): Shape[] => {
    const district = cells[0]!.district.id
    const bad = states.get(district) === 'bad'
    const own = bad ? palette.badTile : mix(palette.dense, palette.sparse, spread.get(district)!)
    const top = cells.some(near) ? own : dimmed(own, palette.ground)
    const rings = tileTops(setting)[n]!
    const lip: Shape = {
      type: 'area',
      rings: rings.map(ring => shifted(ring, LIP * camera.city)),
      fill: mix(top, palette.under, 0.74),
    }
    const edge = { stroke: fade(palette.cellEdge, 0.14), width: 0.8 * camera.line }
    return [lip, { type: 'area', rings, fill: top, ...edge }]
  })
  return { name: 'tiles', canvas: 0, shapes }
}

/** The tops of the tiles, in the order of the plan's. */
export const tileTops = tileRings(TILE)

/** Cities round about, for orientation only. */
export function neighbours({ plan, camera, palette }: Setting, drop = SLAB * camera.city): Shape[] {
  return plan.neighbours.flatMap(({ name, point }): Shape[] => {
    const [x, y] = camera.toScreen(point)
    const ring: Shape = {
      type: 'ellipse',
      centre: [x, y + drop],
      rx: 4 * camera.unit,
      ry: 4 * camera.unit,
      fill: palette.bg,
      stroke: palette.d6,
      width: 1.5 * camera.unit,
    }
    const text: TextShape = {
      type: 'text',
      at: [x, y + drop + 9 * camera.unit],
      text: name,
      size: 16 * camera.unit,
      weight: 400,
      face: 'sans',
      fill: palette.t3,
      align: 'center',
      edge: 'top',
      halo: palette.bg,
      haloWidth: 4 * camera.unit,
    }
    return isOnStage(text, camera) ? [ring, text] : []
  })
}

function isOnStage(text: TextShape, { stage: { width, height } }: Camera): boolean {
  const { left, top, right, bottom } = textBounds(text)
  return left >= 0 && top >= 0 && right <= width && bottom <= height
}
