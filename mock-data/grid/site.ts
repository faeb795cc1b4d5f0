import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import { shortCommunityName } from '../../shared/areas/names.ts'
import type { PretendCity } from '../city.ts'
import { bd09mcOf, gcj02Of, misplaced } from '../coordinates.ts'
import { near, spotIn, type Position } from '../positions.ts'
import type { Chance, NamePart } from '../random.ts'
import type { Matter } from '../matters.ts'
import type { Site } from './report.ts'

/** Where something was, in truth. */
export interface Place {
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  readonly position: Position
}

/** The spot that another pair of eyes reports: within 40 m. */
const SAME_SPOT_METRES = 40
const GRIDS_PER_COMMUNITY = 4

export function drawPlace({ places }: PretendCity, towns: readonly TownEntry[], chance: Chance): Place {
  const town = chance.weighted(
    towns,
    towns.map(({ code }) => places.weightOf(code)),
  )
  const community = places.community(town.code, chance)
  return { town, community, position: spotIn(places, community?.cell ?? town.cells[0]!, chance) }
}

export const placeOfMatter = ({ town, community, position }: Matter, chance: Chance): Place => ({
  town,
  community,
  position: near(position, SAME_SPOT_METRES, chance),
})

/** A12: no community, no address, or a village that only people call so. */
function flawed({ places }: PretendCity, site: Site, chance: Chance): Site {
  switch (chance.weighted(['community', 'address', 'alias'] as const, [60, 30, 10])) {
    case 'community':
      return { ...site, community: null, gridCode: null }
    case 'address':
      return { ...site, address: null }
    case 'alias': {
      const alias = chance.pick(places.document.aliases)
      const town = places.townOf(alias.code.slice(0, 9))
      const district = places.districtOf(town.district)
      return { ...site, district, town, community: { code: '', name: alias.name }, gridCode: null }
    }
  }
}

export function siteOf(city: PretendCity, place: Place, key: readonly NamePart[], chance: Chance): Site {
  const { town, community, position } = place
  const wrong = city.anomalies.hits('A11', key)
  const grid = String(1 + chance.int(GRIDS_PER_COMMUNITY)).padStart(2, '0')
  const where = community === null ? town.name : `${town.name}${shortCommunityName(community.name)}`
  const site: Site = {
    district: city.places.districtOf(town.district),
    town,
    community,
    gridCode: community === null ? null : `${community.code}${grid}`,
    address: `${where}演示小区${1 + chance.int(30)}号楼`,
    point: wrong ? misplaced(position, gcj02Of, bd09mcOf, chance) : gcj02Of(position),
  }
  return city.anomalies.hits('A12', key) ? flawed(city, site, chance) : site
}
