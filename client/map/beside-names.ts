import { nameBounds, namedPlots } from './flat-names.ts'
import type { Bounds, Point } from './geometry.ts'
import type { Setting } from './picture.ts'
import { oncePerSetting } from './placing.ts'

const namesOf = oncePerSetting(setting =>
  setting.labels ? [...namedPlots(setting)].map(plot => nameBounds(setting, plot)) : [],
)

/**
 * Of the spots where something may stand, all on the screen, the first at which it covers no name and nothing that is taken, else the one at
 * which it covers least.
 */
export function besideNames(
  setting: Setting,
  spots: readonly Point[],
  reach: number,
  taken: readonly Bounds[],
): Point {
  const others = [...namesOf(setting), ...taken]
  const placed = spots.map(spot => ({ spot, cover: coveredBy(around(spot, reach), others) }))
  return placed.reduce((best, each) => (each.cover < best.cover ? each : best)).spot
}

const coveredBy = (box: Bounds, others: readonly Bounds[]): number =>
  others.reduce((sum, other) => sum + shared(box, other), 0)

export const around = ([x, y]: Point, reach: number): Bounds => ({
  left: x - reach,
  top: y - reach,
  right: x + reach,
  bottom: y + reach,
})

/** The area that two boxes have in common. */
function shared(a: Bounds, b: Bounds): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? width * height : 0
}
