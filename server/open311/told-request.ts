import type { Areas } from '../../shared/areas/areas.ts'
import { lineage } from '../../shared/areas/areas.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Known } from '../snaps/known.ts'
import { serviceOf } from './services.ts'
import type { Said } from './written.ts'

/**
 * A report as GeoReport v2 tells of it. What was made through a client goes back to clients with its words and place; of what others made
 * they learn what public screens learn: about what it is, in which town, and how it stands (T-PII-01).
 */
export function requestOf({ id, main, derived: { row } }: Known, isTheirs: boolean, areas: Areas) {
  const { description, address, point } = main.fields
  const place = point as { readonly lon: number; readonly lat: number } | null | undefined
  const own = <T extends Said>(value: T | undefined): T | null => (isTheirs ? (value ?? null) : null)
  return {
    service_request_id: id,
    status: row['open'] === true ? 'open' : 'closed',
    status_notes: own(row['answer'] as string | null),
    service_name: (row['category'] ?? null) as string | null,
    service_code: serviceOf(row['category'])?.code ?? null,
    description: own(description as string | null | undefined),
    agency_responsible: null,
    service_notice: null,
    requested_datetime: timeOf(Number(row['event'])),
    updated_datetime: timeOf(updatedAt(row)),
    expected_datetime: typeof row['dueAt'] === 'number' ? timeOf(row['dueAt']) : null,
    address: own(address as string | null | undefined) ?? townOf(main.area, areas),
    address_id: null,
    zipcode: null,
    lat: own(place?.lat),
    long: own(place?.lon),
    media_url: null,
  } satisfies { readonly [name: string]: Said }
}

export type ToldRequest = ReturnType<typeof requestOf>

/** With the city's own offset (W3C datetime). */
const timeOf = (at: number): string => `${isoOf(at).slice(0, 19)}+08:00`

const updatedAt = (row: Row): number =>
  Math.max(...['event', 'triagedAt', 'decidedAt', 'answeredAt'].map(name => Number(row[name] ?? 0)))

/** No finer than a town. */
function townOf(area: string, areas: Areas): string | null {
  const node = areas.byId(area) ?? areas.leafOf(area)
  if (node === null) return null
  return lineage(node).find(({ level }) => level === 'town' || level === 'district')?.name ?? areas.city.name
}
