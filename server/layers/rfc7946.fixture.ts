import { twiceArea, type Ring } from './rings.ts'

interface Collection {
  readonly type: unknown
  readonly features: readonly {
    readonly type: unknown
    readonly id?: unknown
    readonly geometry: { readonly type: string; readonly coordinates: unknown } | null
    readonly properties: { readonly [name: string]: unknown }
  }[]
}

/** What is wrong with a text as GeoJSON, by RFC 7946: its structure, the order of its coordinates, the turn of its rings. */
export function faultsOfGeoJson(text: string): string[] {
  const raw = JSON.parse(text) as Collection
  const faults: string[] = []
  if (raw.type !== 'FeatureCollection') faults.push('it is no FeatureCollection')
  if (/"crs"/.test(text)) faults.push('crs is no member any more')
  if (!Array.isArray(raw.features)) return [...faults, 'it has no features']
  for (const { type, id, geometry, properties } of raw.features) {
    if (type !== 'Feature' || typeof properties !== 'object') faults.push(`${String(id)} is no Feature`)
    if (id !== undefined && typeof id !== 'string') faults.push('an id is a string or a number')
    if (geometry !== null) faults.push(...geometryFaults(geometry, String(id)))
  }
  return faults
}

function geometryFaults({ type, coordinates }: { type: string; coordinates: unknown }, of: string): string[] {
  if (type === 'Point') return positionFaults(coordinates, of)
  if (type !== 'MultiPolygon') return [`${of}: ${type}`]
  return (coordinates as Ring[][]).flatMap(polygon =>
    polygon.flatMap((ring, n) => ringFaults(ring, n > 0, of)),
  )
}

function ringFaults(ring: Ring, isHole: boolean, of: string): string[] {
  const [first, last] = [ring[0], ring[ring.length - 1]]
  const faults = ring.flatMap(position => positionFaults(position, of))
  if (ring.length < 4) faults.push(`${of}: a ring of less than four positions`)
  if (JSON.stringify(first) !== JSON.stringify(last)) faults.push(`${of}: a ring is open`)
  if (twiceArea(ring) < 0 !== isHole) faults.push(`${of}: a ring turns the wrong way`)
  if (new Set(ring.slice(1).map(String)).size !== ring.length - 1) faults.push(`${of}: a ring touches itself`)
  return faults
}

function positionFaults(position: unknown, of: string): string[] {
  const [lon, lat] = position as [number, number]
  const isOne = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return isOne && (position as unknown[]).length === 2 ? [] : [`${of}: ${JSON.stringify(position)}`]
}
