import type { PretendCity } from '../city.ts'
import { cellCentre, near, type Position } from '../positions.ts'
import { apportion, stream } from '../random.ts'
import { remembered } from '../remembered.ts'

export const VEHICLES = 300
export const IN_REPAIR = 32

const KINDS = ['清扫车', '洒水车', '垃圾压缩车', '勾臂车', '巡检车'] as const
const KIND_WEIGHTS = [90, 60, 80, 40, 30]

export interface Vehicle {
  /** The fleet's own number; no licence plate. */
  readonly id: string
  readonly kind: (typeof KINDS)[number]
  readonly district: string
  readonly depot: Position
}

export interface Fleet {
  readonly vehicles: readonly Vehicle[]
  /** Those that stand in repair on a day and say nothing. */
  readonly inRepair: (day: number) => ReadonlySet<string>
}

/** Districts by the people whose streets are swept. */
export const districtWeights = ({ places }: PretendCity): number[] =>
  places.districts.map(({ code }) =>
    places.townsOf(code).reduce((sum, town) => sum + places.weightOf(town.code), 0),
  )

function depotOf(city: PretendCity, district: string): Position {
  const [seat] = city.places.townsOf(district)
  return near(cellCentre(city.places, seat!.cells[0]!), 900, stream(city.seed, 'gps depot', district))
}

function createVehicles(city: PretendCity): Vehicle[] {
  const chance = stream(city.seed, 'gps fleet')
  const shares = apportion(VEHICLES, districtWeights(city))
  const kinds = chance.shuffled(
    KINDS.flatMap((kind, i) => Array.from({ length: KIND_WEIGHTS[i]! }, () => kind)),
  )
  const districts = city.places.districts.flatMap(({ code }, i) =>
    Array.from({ length: shares[i]! }, () => code),
  )
  return districts.map((district, i) => ({
    id: `HW-${String(i + 1).padStart(3, '0')}`,
    kind: kinds[i]!,
    district,
    depot: depotOf(city, district),
  }))
}

export function createFleet(city: PretendCity): Fleet {
  const vehicles = createVehicles(city)
  const shares = apportion(IN_REPAIR, districtWeights(city))
  const inRepair = remembered((day: number): ReadonlySet<string> => {
    const chance = stream(city.seed, 'gps repair', day)
    return new Set(
      city.places.districts.flatMap(({ code }, i) =>
        chance
          .shuffled(vehicles.filter(({ district }) => district === code))
          .slice(0, shares[i])
          .map(({ id }) => id),
      ),
    )
  }, 3)
  return { vehicles, inRepair }
}
