import type { Point } from './geometry.ts'
import { sidesOf, type Border } from './mosaic.ts'
import type { Setting } from './picture.ts'
import type { Side } from './sides.ts'

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

/** A side of a cell on the screen. */
export function sideLine({ mosaic, camera }: Setting, { at, i }: Side): [Point, Point] {
  return [camera.toScreen(mosaic.plane.corner(at, i - 1)), camera.toScreen(mosaic.plane.corner(at, i))]
}

/** Each cell on the screen, drawn in to a share of its size; in the order of the mosaic's cells. */
export const cellRings = (share: number) =>
  oncePerSetting(({ mosaic, camera }) =>
    mosaic.cells.map(({ at }) => mosaic.plane.ring(at, share).map(camera.toScreen)),
  )

export const borderPaths = oncePerSetting(setting => {
  const path = (border: Border) => sidesOf(setting.mosaic.cells, border).map(side => sideLine(setting, side))
  return { town: path('town'), district: path('district'), rim: path('rim') }
})

export const riverPath = oncePerSetting(({ mosaic, camera }) => mosaic.river.line.map(camera.toScreen))
