import type { Point } from './geometry.ts'
import type { Setting } from './picture.ts'
import type { Border, Line } from './plan.ts'

/** Works something out once for a setting: counts come often, and nothing they do moves the ground. */
export function oncePerSetting<Value>(make: (setting: Setting) => Value): (setting: Setting) => Value {
  const made = new WeakMap<Setting, Value>()
  return setting => {
    const known = made.get(setting)
    if (known !== undefined) return known
    const value = make(setting)
    made.set(setting, value)
    return value
  }
}

/** Lines of the plane on the screen. */
export const onScreen = ({ camera }: Setting, lines: readonly Line[]): Point[][] =>
  lines.map(line => line.map(camera.toScreen))

/** Each cell on the screen, drawn in to a share of its size; in the order of the plan's cells. */
export const cellRings = (share: number) =>
  oncePerSetting(({ plan, camera }) => plan.cells.map(cell => cell.ring(share).map(camera.toScreen)))

/** Each tile on the screen, drawn in to a share of its size where there is a gap between tiles; in the order of the plan's. */
export const tileRings = (share: number) =>
  oncePerSetting(setting => setting.plan.tiles.map(tile => onScreen(setting, tile.rings(share))))

export const borderPaths = oncePerSetting(setting => {
  const path = (border: Border) => onScreen(setting, setting.plan.borders[border])
  return { town: path('town'), district: path('district'), rim: path('rim') }
})

/** The river on the screen: one line, or none. */
export const riverPaths = oncePerSetting(setting =>
  onScreen(setting, setting.plan.river === null ? [] : [setting.plan.river.line]),
)
