import { lineage, type AreaNode, type Areas } from '../../shared/areas/areas.ts'
import type { Level } from '../../shared/kinds/dispute/codes.ts'

/** How high up somebody must be to work on what a level has. */
const REACH: { readonly [level in Level]: AreaNode['level'] | null } = {
  village: null,
  town: 'town',
  county: 'district',
  city: 'city',
}

const nodeIn = (areas: Areas, area: string, level: AreaNode['level']): AreaNode | null => {
  const node = areas.byId(area)
  return node === null ? null : (lineage(node).find(each => each.level === level) ?? null)
}

/** The area that one must answer for at a level: a village's own, its town, its district, the city. */
export function areaAt(areas: Areas, area: string, level: Level): string {
  const reach = REACH[level]
  return reach === null ? area : (nodeIn(areas, area, reach)?.id ?? area)
}

/** Whose it is at a level: a 司法所 guides villages and towns, a 司法局 districts and the city. */
export function officeAt(areas: Areas, area: string, level: Level): string {
  if (level === 'city') return '市司法局'
  const [town, district] = [nodeIn(areas, area, 'town'), nodeIn(areas, area, 'district')]
  const near = level === 'county' ? null : town
  return near === null ? `${district?.name ?? '市'}司法局` : `${near.name}司法所`
}
