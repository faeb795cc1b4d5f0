import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import { MapFault, type Feature } from './features.ts'

const NAMED = 10

/**
 * The features that become ground: of each district its towns if all of them are there, else the district itself. A town that is
 * left out would be a hole in a reviewed map, so that is refused.
 */
export function coverOf(areas: Areas, features: readonly Feature[]): Feature[] {
  const byCode = new Map(features.map(feature => [feature.code, feature]))
  const known = new Set([...areas.districts, ...areas.towns].map(({ id }) => id))
  const unknown = features.filter(({ code }) => !known.has(code)).map(({ code }) => code)
  if (unknown.length > 0) throw new MapFault(`no district or town has the code ${named(unknown)}`)
  const missing: AreaNode[] = []
  const ground = areas.districts.flatMap(district => {
    const towns = areas.towns.filter(({ parent }) => parent === district)
    const absent = towns.filter(({ id }) => !byCode.has(id))
    const own = byCode.get(district.id)
    if (absent.length === 0 && towns.length > 0) return towns.map(({ id }) => byCode.get(id)!)
    if (own !== undefined && absent.length === towns.length) return [own]
    missing.push(...(absent.length === towns.length ? [district] : absent))
    return []
  })
  if (missing.length > 0)
    throw new MapFault(
      `${named(missing.map(({ id, name }) => `${name} (${id})`))} missing: of each district the map must have all of its towns, or the district and none of them`,
    )
  return ground
}

const named = (all: readonly string[]): string =>
  all.slice(0, NAMED).join(', ') + (all.length > NAMED ? ` and ${all.length - NAMED} more` : '')
