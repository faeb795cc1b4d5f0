import { inFocus } from './focus.ts'
import type { Point } from './geometry.ts'
import type { ColumnColours, Palette } from './palette.ts'
import { cellRings, oncePerSetting } from './placing.ts'
import type { Setting } from './picture.ts'
import type { PlanCell } from './plan.ts'
import type { CountScale } from './scale.ts'
import { shifted, type PrismFace, type PrismShape } from './shapes.ts'

const RADIUS = 0.41
/** On a small picture (a phone) columns stand closer, or they would be hairs. */
const RADIUS_SMALL = 0.5
const SMALL = 0.6
const SHADE = 1.25

/** A column as it stands on the picture, for drawing and for pointing at it. */
export interface Column {
  readonly cell: PlanCell
  readonly count: number
  /** Its foot: six corners, clockwise from the lower right. */
  readonly base: readonly Point[]
  /** Pixels; 0 where no column stands: nothing is counted there, or it is out of focus and would hide what is looked at. */
  readonly height: number
}

const isSmall = ({ camera }: Setting) => camera.city / camera.unit < SMALL
const bases = cellRings(RADIUS)
const basesSmall = cellRings(RADIUS_SMALL)
const shades = cellRings(RADIUS * SHADE)
const shadesBelow = oncePerSetting(setting =>
  shades(setting).map(points => shifted(points, setting.camera.unit)),
)
const looks = oncePerSetting(({ palette }) =>
  palette.columns.map(colours => (palette.plain ? unshaded(colours) : colours)),
)

/** One for every cell, from the back to the front, so that a count never changes the order. */
export function columnsOf(setting: Setting, cells: ReadonlyMap<string, number>, scale: CountScale): Column[] {
  const { plan, camera, focus } = setting
  const near = inFocus(plan, focus)
  const feet = (isSmall(setting) ? basesSmall : bases)(setting)
  return plan.cells.map((cell, n) => {
    const count = cells.get(cell.node.id) ?? 0
    return { cell, count, base: feet[n]!, height: near(cell) ? scale.height(count) * camera.city : 0 }
  })
}

export function prisms(setting: Setting, columns: readonly Column[], scale: CountScale): PrismShape[] {
  const { plain } = setting.palette
  return columns.map(({ count, base, height }, n) => {
    const colours = looks(setting)[scale.columnClass(count)]!
    const shade = plain ? null : { points: shadesBelow(setting)[n]!, fill: SHADE_FILL }
    return { type: 'prism', base, height, faces: facesOf(base, colours), cap: colours.cap, shade }
  })
}

const SHADE_FILL = 'rgba(3,6,10,0.42)'

/**
 * Corner 1 is the lowest: left of it the lighter face, right of it the darker one. Perspective turns the columns at the sides a
 * little, so that of their east and west faces the one towards the middle shows as a sliver.
 */
function facesOf(base: readonly Point[], { left, right }: ColumnColours): PrismFace[] {
  const [lowerRight, lowest, lowerLeft, upperLeft, , upperRight] = base as [
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
  ]
  const faces: PrismFace[] = []
  if (upperLeft[0] < lowerLeft[0]) faces.push({ a: lowerLeft, b: upperLeft, fill: left })
  if (upperRight[0] > lowerRight[0]) faces.push({ a: upperRight, b: lowerRight, fill: right })
  faces.push({ a: lowest, b: lowerLeft, fill: left }, { a: lowerRight, b: lowest, fill: right })
  return faces
}

function unshaded({ cap, left, right }: ColumnColours): ColumnColours {
  return { cap, left: [left[0], left[0]], right: [right[0], right[0]] }
}

/** How strongly a column lights the tile it stands on, 0 to 1, and in which colour. */
export function light(
  count: number,
  { step }: CountScale,
  palette: Palette,
): { fill: string; strength: number } {
  const value = count / step
  return { fill: value > 16 ? palette.hot : palette.lit, strength: Math.min(1, (value / 44) ** 0.6) * 0.62 }
}
