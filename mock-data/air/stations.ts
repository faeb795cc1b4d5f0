import type { PretendCity } from '../city.ts'
import { cellCentre, type Position } from '../positions.ts'

export interface Station {
  readonly code: string
  readonly name: string
  readonly district: string
  readonly position: Position
  /** Beside the city's mean: industry and traffic about it. */
  readonly dirt: number
}

/** Invented stations in four towns of the published list. */
const SITES: readonly (readonly [town: string, dirt: number])[] = [
  ['211002017', 1.05],
  ['211004001', 1.22],
  ['211011101', 0.96],
  ['211005003', 0.86],
]

export const createStations = ({ places }: PretendCity): readonly Station[] =>
  SITES.map(([code, dirt], i) => {
    const town = places.townOf(code)
    const { lon, lat } = cellCentre(places, town.cells[0]!)
    const rounded = (value: number) => Math.round(value * 1e4) / 1e4
    return {
      code: `LY-AQ-${i + 1}`,
      name: `${places.districtOf(town.district).name}演示站`,
      district: town.district,
      position: { lon: rounded(lon), lat: rounded(lat) },
      dirt,
    }
  })
