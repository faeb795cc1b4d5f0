import type { Axial } from '../shared/areas/hexagon.ts'
import type { Places } from './places.ts'
import type { Chance } from './random.ts'

/** WGS84 degrees. */
export interface Position {
  readonly lon: number
  readonly lat: number
}

/** Where the mosaic's origin is pinned down, so that pretend coordinates fall where the mosaic shows their town. */
const ORIGIN: Position = { lon: 123.172, lat: 41.269 }
const KM_PER_DEGREE_LAT = 111.2
const KM_PER_DEGREE_LON = KM_PER_DEGREE_LAT * Math.cos((ORIGIN.lat * Math.PI) / 180)

/** Length of a hexagon's side, km. */
const sideOf = (places: Places): number => Math.sqrt((2 * places.document.cellArea) / (3 * Math.sqrt(3)))

const shifted = ({ lon, lat }: Position, east: number, north: number): Position => ({
  lon: lon + east / KM_PER_DEGREE_LON,
  lat: lat + north / KM_PER_DEGREE_LAT,
})

export function cellCentre(places: Places, [q, r]: Axial): Position {
  const side = sideOf(places)
  return shifted(ORIGIN, Math.sqrt(3) * side * (q + r / 2), -1.5 * side * r)
}

/** Somewhere in the cell, inside its inner circle. */
export function spotIn(places: Places, cell: Axial, chance: Chance): Position {
  const radius = (Math.sqrt(3) / 2) * sideOf(places) * Math.sqrt(chance.next()) * 0.98
  const turn = 2 * Math.PI * chance.next()
  return shifted(cellCentre(places, cell), radius * Math.cos(turn), radius * Math.sin(turn))
}

/** Within so many metres of a position: the same matter, seen by another pair of eyes. */
export function near(position: Position, metres: number, chance: Chance): Position {
  const turn = 2 * Math.PI * chance.next()
  const km = (metres / 1000) * Math.sqrt(chance.next())
  return shifted(position, km * Math.cos(turn), km * Math.sin(turn))
}
