import type { CommunityEntry, DistrictEntry, TownEntry } from '../../shared/areas/document.ts'
import { shortTownNames } from '../../shared/areas/names.ts'
import { HOUR, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { spotIn, type Position } from '../positions.ts'
import { apportion, draw, stream } from '../random.ts'

export const RESOURCE_SORTS = ['消防救援站', '应急救援队', '应急避难场所', '应急物资库'] as const
export type ResourceSort = (typeof RESOURCE_SORTS)[number]

/** Who or what helps, and where: an entry of the register of the emergency bureau. */
export interface Resource {
  readonly code: string
  readonly name: string
  readonly sort: ResourceSort
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  readonly position: Position
  /** On duty; null for what nobody waits in. */
  readonly people: number | null
  readonly vehicles: number | null
  /** People that a shelter takes, pieces that a store holds. */
  readonly holds: number | null
}

interface Given {
  readonly sort: ResourceSort
  readonly prefix: string
  readonly suffix: string
  readonly count: number
}

const GIVEN: readonly Given[] = [
  { sort: '消防救援站', prefix: 'XF', suffix: '消防站', count: 34 },
  { sort: '应急救援队', prefix: 'JY', suffix: '救援队', count: 10 },
  { sort: '应急避难场所', prefix: 'BN', suffix: '避难所', count: 24 },
  { sort: '应急物资库', prefix: 'WZ', suffix: '物资库', count: 12 },
]

export function createResources(city: PretendCity): readonly Resource[] {
  const { districts, townsOf, weightOf } = city.places
  /** Stations are spread by how far the way is, all else by how many people there are. */
  const cells = districts.map(({ code }) => townsOf(code).reduce((sum, town) => sum + town.cells.length, 0))
  const weights = districts.map(({ code }) =>
    townsOf(code).reduce((sum, town) => sum + weightOf(town.code), 0),
  )
  const shorts = shortTownNames(city.places.towns.map(({ name }) => name))
  const shortOf = (town: TownEntry) => shorts[city.places.towns.indexOf(town)]!
  return GIVEN.flatMap(given => {
    const shares = apportion(
      given.count - districts.length,
      given.sort === '消防救援站' ? cells : weights,
    ).map(share => share + 1)
    const towns = districts.flatMap((district, d) => townsWith(city, district, shares[d]!))
    return towns.map((town, i) => {
      const nth = towns.indexOf(town) === i ? '' : '第二'
      return resourceOf(city, given, town, `演示${shortOf(town)}${nth}${given.suffix}`, i)
    })
  })
}

/** The larger towns first, and each once before any has two. */
function townsWith({ places }: PretendCity, { code }: DistrictEntry, count: number): TownEntry[] {
  const towns = [...places.townsOf(code)].sort((a, b) => places.weightOf(b.code) - places.weightOf(a.code))
  return Array.from({ length: count }, (_, i) => towns[i % towns.length]!)
}

function resourceOf(city: PretendCity, given: Given, town: TownEntry, name: string, index: number): Resource {
  const { sort, prefix } = given
  const code = `${prefix}-${String(index + 1).padStart(2, '0')}`
  const chance = stream(city.seed, 'rescue resource', code)
  const community = city.places.community(town.code, chance)
  const waits = sort === '消防救援站' || sort === '应急救援队'
  const people = waits ? 12 + chance.int(30) : null
  return {
    ...{ code, name, sort, town, community },
    position: spotIn(city.places, community?.cell ?? town.cells[0]!, chance),
    people,
    vehicles: people === null ? null : 2 + Math.floor(people / 8),
    holds: waits ? null : (sort === '应急避难场所' ? 100 : 50) * (5 + chance.int(60)),
  }
}

export type ResourceState = '待命' | '出动' | '停用'
export interface ResourceTold {
  readonly resource: Resource
  readonly state: ResourceState
  readonly changedAt: number
}

/** What never changed since says so: the day on which the register was looked through. */
const LOOKED_THROUGH = Date.parse('2026-03-01T09:00:00+08:00')
/** Of all but fire stations, a day. */
const CLOSED = 0.02
const CLOSED_FROM = 8 * HOUR
const CLOSED_FOR = 10 * HOUR

/** A time in which something is not as it usually is. */
export interface Away {
  readonly from: number
  readonly to: number
}

/** Fire stations never close; all others are looked after for a day now and then. */
const closings = ({ seed }: PretendCity, { code, sort }: Resource, at: number): readonly Away[] =>
  sort === '消防救援站'
    ? []
    : Array.from({ length: DAYS_OF_PAST }, (_, i) => dayNumber(at) - i)
        .filter(day => draw(seed, 'rescue closed', code, day) < CLOSED)
        .map(day => startOfDay(day) + CLOSED_FROM)
        .map(from => ({ from, to: from + CLOSED_FOR }))

/** How each stands at an instant; `turnedOut` is when a station was out. */
export const resourcesAt = (
  city: PretendCity,
  resources: readonly Resource[],
  turnedOut: (resource: Resource, at: number) => readonly Away[],
  at: number,
): ResourceTold[] =>
  resources.map(resource => {
    const out = turnedOut(resource, at).filter(({ from }) => from <= at)
    const closed = closings(city, resource, at).filter(({ from }) => from <= at)
    const changes = [...out, ...closed].flatMap(({ from, to }) => (to <= at ? [from, to] : [from]))
    const isIn = (spans: readonly Away[]) => spans.some(({ to }) => to > at)
    return {
      resource,
      state: isIn(out) ? '出动' : isIn(closed) ? '停用' : '待命',
      changedAt: Math.max(LOOKED_THROUGH, ...changes),
    }
  })
