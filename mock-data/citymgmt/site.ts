import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import { shortCommunityName } from '../../shared/areas/names.ts'
import type { NamePart } from '../random.ts'
import type { PretendCity } from '../city.ts'
import { bd09mcOf, gcj02Of, misplaced } from '../coordinates.ts'
import { spotIn, type Position } from '../positions.ts'
import type { Chance } from '../random.ts'
import type { Site } from './case.ts'
import { along, atSpot, CORRIDOR_WEIGHTS, type Corridor } from './corridors.ts'

/** Where something happened, in truth. */
export interface Place {
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  readonly position: Position
  readonly street: string | null
}

const ON_CORRIDORS = 0.8
/** Of what happens on a corridor and has happened at some spot of it before. */
const AT_SPOTS = 0.48

const inCell = (city: PretendCity, town: TownEntry, [q, r]: TownEntry['cells'][number]) =>
  city.places.communitiesOf(town.code).filter(({ cell }) => cell[0] === q && cell[1] === r)

function communityAt(city: PretendCity, town: TownEntry, cell: TownEntry['cells'][number], chance: Chance) {
  const here = inCell(city, town, cell)
  return here.length === 0 ? null : chance.pick(here)
}

function onCorridor(city: PretendCity, corridor: Corridor, category: number, chance: Chance): Place {
  const { street } = corridor
  const spots = corridor.spots.filter(spot => spot.category === category)
  if (spots.length > 0 && chance.happens(AT_SPOTS)) {
    const spot = chance.pick(spots)
    const community = inCell(city, spot.town, spot.cell)[0] ?? null
    return { town: spot.town, community, position: atSpot(spot, chance), street }
  }
  const { town, cell } = chance.pick(corridor.stretches)
  const community = communityAt(city, town, cell, chance)
  return { town, community, position: along(city, street, cell, chance), street }
}

/** Where something of that category happens. */
export function drawPlace(
  city: PretendCity,
  corridors: readonly Corridor[],
  category: number,
  chance: Chance,
): Place {
  if (chance.happens(ON_CORRIDORS))
    return onCorridor(city, chance.weighted(corridors, CORRIDOR_WEIGHTS), category, chance)
  const town = city.places.town(chance)
  const cell = chance.pick(town.cells)
  const community = communityAt(city, town, cell, chance)
  return { town, community, position: spotIn(city.places, cell, chance), street: null }
}

const PATCHES = 4
const SQUARES_PER_COMMUNITY = 12

function addressOf({ town, community, street }: Place, chance: Chance): string {
  const number = 1 + chance.int(180)
  if (street !== null) return `${town.name}${street}${number}号附近`
  const where = community === null ? town.name : `${town.name}${shortCommunityName(community.name)}`
  return `${where}演示小区${1 + chance.int(30)}号楼旁`
}

/** An area code from before the published table (A12): nobody knows it any more. */
const OBSOLETE = { code: '211002001', name: '星火街道' } as const

type Flaws = Pick<Site, 'district' | 'town' | 'community' | 'address'>

/** A12: no address, no district, an obsolete town, or a village that only people call so. */
function flawed(city: PretendCity, site: Flaws, chance: Chance): Flaws {
  switch (chance.weighted(['address', 'place', 'obsolete', 'alias'] as const, [70, 20, 5, 5])) {
    case 'address':
      return { ...site, address: null }
    case 'place':
      return { ...site, district: null, town: null, community: null }
    case 'obsolete':
      return { ...site, town: OBSOLETE, community: null }
    case 'alias': {
      const alias = chance.pick(city.places.document.aliases)
      const town = city.places.townOf(alias.code.slice(0, 9))
      const community = { code: '', name: alias.name }
      return { district: city.places.districtOf(town.district), town, community, address: alias.name }
    }
  }
}

/** The place as the terminal and the collector wrote it down. */
export function siteOf(city: PretendCity, place: Place, key: readonly NamePart[], chance: Chance): Site {
  const { town, community, position } = place
  const district = city.places.districtOf(town.district)
  const whole: Flaws = { district, town, community, address: addressOf(place, chance) }
  const wrong = city.anomalies.hits('A11', key)
  const square = String(1 + chance.int(SQUARES_PER_COMMUNITY)).padStart(3, '0')
  return {
    ...(city.anomalies.hits('A12', key) ? flawed(city, whole, chance) : whole),
    point: wrong ? misplaced(position, bd09mcOf, gcj02Of, chance) : bd09mcOf(position),
    unitGrid: community === null ? null : `${community.code}${square}`,
    patch: `${district.name.replace(/[区县市]$/, '')}${1 + chance.int(PATCHES)}片区`,
  }
}
