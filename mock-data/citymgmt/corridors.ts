import type { TownEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { cellCentre, near, type Position } from '../positions.ts'
import { stream, type Chance } from '../random.ts'
import { categories } from './categories.ts'

type Cell = TownEntry['cells'][number]

/** A busy street and the quarters beside it: four of five cases happen on one of these eight. */
export interface Corridor {
  readonly street: string
  readonly stretches: readonly Stretch[]
  readonly spots: readonly Spot[]
}

export interface Stretch {
  readonly town: TownEntry
  readonly cell: Cell
}

/** Where the same thing happens again and again. */
export interface Spot extends Stretch {
  readonly position: Position
  /** Index into `categories`. */
  readonly category: number
}

/** Invented streets over towns of the published list. */
export const STREETS: readonly (readonly [street: string, towns: readonly string[]])[] = [
  ['新襄大街', ['211002016', '211002017']],
  ['望河路', ['211002018', '211002019']],
  ['文昌街', ['211002019', '211011003']],
  ['东京陵路', ['211003008', '211003004']],
  ['石化大街', ['211004001', '211004004']],
  ['首山大街', ['211021100', '211011204']],
  ['烟台大街', ['211081001', '211081002']],
  ['安平路', ['211005003', '211005001']],
]
export const CORRIDOR_WEIGHTS = [20, 17, 15, 12, 11, 10, 9, 6] as const
const SPOTS_PER_CORRIDOR = 60
/** Cells that a street passes in each of its towns. */
const CELLS_PER_TOWN = 2
/** Half the length and half the breadth of a stretch, metres. */
const HALF_LENGTH = 1500
const HALF_BREADTH = 350

/** Somewhere along the street: each runs its own way through its cells. */
export function along(city: PretendCity, street: string, cell: Cell, chance: Chance): Position {
  const turn = stream(city.seed, 'citymgmt street', street).between(0, Math.PI)
  const far = HALF_LENGTH * chance.between(-1, 1)
  const aside = HALF_BREADTH * chance.between(-1, 1)
  const { lon, lat } = cellCentre(city.places, cell)
  const east = far * Math.cos(turn) - aside * Math.sin(turn)
  const north = far * Math.sin(turn) + aside * Math.cos(turn)
  const metresPerDegree = 111_200
  return {
    lon: lon + east / (metresPerDegree * Math.cos((lat * Math.PI) / 180)),
    lat: lat + north / metresPerDegree,
  }
}

export function createCorridors(city: PretendCity): readonly Corridor[] {
  const weights = categories.map(category => category.weight)
  return STREETS.map(([street, codes]) => {
    const chance = stream(city.seed, 'citymgmt corridor', street)
    const stretches = codes
      .map(code => city.places.townOf(code))
      .flatMap(town => town.cells.slice(0, CELLS_PER_TOWN).map(cell => ({ town, cell })))
    const spots = Array.from({ length: SPOTS_PER_CORRIDOR }, (): Spot => {
      const stretch = chance.pick(stretches)
      const position = along(city, street, stretch.cell, chance)
      return { ...stretch, position, category: categories.indexOf(chance.weighted(categories, weights)) }
    })
    return { street, stretches, spots }
  })
}

/** The spot itself, as precisely as a terminal knows where it is. */
export const atSpot = ({ position }: Spot, chance: Chance): Position => near(position, 18, chance)
