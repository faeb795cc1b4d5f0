import type { Point } from './geometry.ts'

/** From the plane (y northwards) to the picture (y downwards) and back; the unit of length stays the plane's. */
export interface Projection {
  project(point: Point): Point
  unproject(point: Point): Point
}

const TILT = 0.59
const PERSPECTIVE = 0.42
/** How far north of the mosaic's middle the plane is neither enlarged nor shrunk: the south comes nearer, the north recedes. */
const EYE = 0.054

/** The raised map: tilted away from the viewer, the north smaller than the south. */
export const tilted: Projection = {
  project: ([x, y]) => {
    const away = (y + EYE) * TILT
    const shrink = 1 / (1 + PERSPECTIVE * away)
    return [x * shrink, -away * shrink]
  },
  unproject: ([x, y]) => {
    const away = -y / (1 + PERSPECTIVE * y)
    return [x * (1 + PERSPECTIVE * away), away / TILT - EYE]
  },
}

/** The flat map: straight from above. */
export const fromAbove: Projection = {
  project: ([x, y]) => [x, -y],
  unproject: ([x, y]) => [x, -y],
}
