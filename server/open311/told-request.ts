import { isoOf } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Known } from '../snaps/known.ts'
import { serviceOf } from './services.ts'
import type { Said } from './written.ts'

/** A report as GeoReport v2 tells of it, to the client through which it was made. */
export function requestOf({ id, main, derived: { row } }: Known) {
  const { description = null, address = null, point = null } = main.fields
  return {
    service_request_id: id,
    status: row['open'] === true ? 'open' : 'closed',
    status_notes: row['answer'] as string | null,
    service_name: row['category'] as string | null,
    service_code: serviceOf(row['category'])?.code ?? null,
    description: description as string | null,
    agency_responsible: null,
    service_notice: null,
    requested_datetime: timeOf(main.event),
    updated_datetime: timeOf(updatedAt(row)),
    expected_datetime: typeof row['dueAt'] === 'number' ? timeOf(row['dueAt']) : null,
    address: address as string | null,
    address_id: null,
    zipcode: null,
    ...placeIn(point as Point | null),
    media_url: null,
  } satisfies { readonly [name: string]: Said }
}

interface Point {
  readonly lon: number
  readonly lat: number
}

const placeIn = (point: Point | null) =>
  point === null ? { lat: null, long: null } : { lat: point.lat, long: point.lon }

export type ToldRequest = ReturnType<typeof requestOf>

/** With the city's own offset (W3C datetime). */
const timeOf = (at: number): string => `${isoOf(at).slice(0, 19)}+08:00`

const updatedAt = (row: Row): number =>
  Math.max(...['event', 'triagedAt', 'decidedAt', 'answeredAt'].map(name => Number(row[name] ?? 0)))
