import type { AreasDocument } from './document.ts'
import type { Axial } from './hexagon.ts'

/** WGS 84, longitude first. */
export type Degrees = readonly [lon: number, lat: number]

/** Where the mosaic lies in the world, as far as a schematic does. */
export interface Placing {
  /** Of a point of the mosaic, not necessarily the middle of a cell. */
  toDegrees(at: Axial): Degrees
  /** The cell that a place falls into, whether or not the mosaic has one there. */
  cellAt(place: Degrees): Axial
}

/** What tells its own position tells it in whole numbers: so many of them are a degree. */
export const MICRODEGREES = 1_000_000

const KM_PER_DEGREE = 111.2
const ROOT = Math.sqrt(3)

/** null: the areas do not say where their mosaic lies, and nobody may guess it. */
export function placingOf({ origin, cellArea }: Pick<AreasDocument, 'origin' | 'cellArea'>): Placing | null {
  if (origin === undefined) return null
  const [lon, lat] = origin
  /** Of a hexagon, km. */
  const side = Math.sqrt((2 * cellArea) / (3 * ROOT))
  const east = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  return {
    toDegrees: ([q, r]) => [lon + (ROOT * side * (q + r / 2)) / east, lat - (1.5 * side * r) / KM_PER_DEGREE],
    cellAt([toLon, toLat]) {
      const r = ((lat - toLat) * KM_PER_DEGREE) / (1.5 * side)
      return nearest([((toLon - lon) * east) / (ROOT * side) - r / 2, r])
    },
  }
}

/** Rounded as cubes are: of the three coordinates the one that is off most follows from the others. */
function nearest([q, r]: Axial): Axial {
  const s = -q - r
  const [nq, nr, ns] = [Math.round(q), Math.round(r), Math.round(s)]
  const [dq, dr, ds] = [Math.abs(nq - q), Math.abs(nr - r), Math.abs(ns - s)]
  if (dq > dr && dq > ds) return [0 - nr - ns, nr + 0]
  return dr > ds ? [nq + 0, 0 - nq - ns] : [nq + 0, nr + 0]
}
