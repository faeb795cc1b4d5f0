import { readFileSync } from 'node:fs'
import {
  parseAreas,
  type AreasDocument,
  type CommunityEntry,
  type DistrictEntry,
  type TownEntry,
} from '../shared/areas/document.ts'
import type { Chance } from './random.ts'

/** The places of the city: the published codes and names, and where things tend to happen. */
export interface Places {
  readonly document: AreasDocument
  readonly districts: readonly DistrictEntry[]
  readonly towns: readonly TownEntry[]
  readonly communities: readonly CommunityEntry[]
  districtOf(code: string): DistrictEntry
  townOf(code: string): TownEntry
  communitiesOf(town: string): readonly CommunityEntry[]
  townsOf(district: string): readonly TownEntry[]
  /** How many people a town has beside the others, roughly: communities, urban ones heavier. */
  weightOf(town: string): number
  town(chance: Chance): TownEntry
  /** Null for a town without communities of its own. */
  community(town: string, chance: Chance): CommunityEntry | null
}

const FILE = new URL('../documents/areas/liaoyang.json', import.meta.url)

export function readAreas(file: URL | string = FILE): AreasDocument {
  const parsed = parseAreas(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(`areas document ${String(file)}: ${parsed.faults.join('; ')}`)
  return parsed.document
}

const URBAN = 3

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

function found<T>(from: ReadonlyMap<string, T>, code: string): T {
  const place = from.get(code)
  if (place === undefined) throw new RangeError(`no place has the code ${code}`)
  return place
}

export function createPlaces(document: AreasDocument): Places {
  const { districts, towns, communities } = document
  const byTown = grouped(communities, community => community.code.slice(0, 9))
  const byDistrict = grouped(towns, town => town.district)
  const districtByCode = new Map(districts.map(district => [district.code, district]))
  const townByCode = new Map(towns.map(town => [town.code, town]))
  const communitiesOf = (town: string) => byTown.get(town) ?? []
  const weightOf = (town: string) =>
    1 + communitiesOf(town).reduce((sum, c) => sum + (c.villageType === '居委会' ? URBAN : 1), 0)
  const weights = towns.map(town => weightOf(town.code))
  return {
    document,
    districts,
    towns,
    communities,
    districtOf: code => found(districtByCode, code),
    townOf: code => found(townByCode, code),
    communitiesOf,
    townsOf: district => byDistrict.get(district) ?? [],
    weightOf,
    town: chance => chance.weighted(towns, weights),
    community: (town, chance) => (communitiesOf(town).length === 0 ? null : chance.pick(communitiesOf(town))),
  }
}
