import { DAY } from '../../shared/calendar/civil.ts'
import { Refused } from '../access/caller.ts'
import type { ToldRequest } from './told-request.ts'

/** Which requests a client asks for. */
export interface Wanted {
  readonly fits: (request: ToldRequest) => boolean
}

/** Longer spans are cut to this (GeoReport v2, GET Service Requests). */
const LONGEST = 90 * DAY
const MOST_IDS = 100

/** Throws Refused where what was asked for cannot be read. */
export function wantedOf(text: (name: string) => string, now: number): Wanted {
  const listed = (name: string) =>
    text(name)
      .split(',')
      .map(each => each.trim())
      .filter(Boolean)
  const ids = listed('service_request_id')
  if (ids.length > MOST_IDS) throw new Refused(400, 'tooMany', `service_request_id: ${MOST_IDS} at most`)
  if (ids.length > 0) return { fits: ({ service_request_id: id }) => ids.includes(id) }
  const [codes, states] = [listed('service_code'), listed('status')]
  const until = instantOf(text, 'end_date') ?? now
  const from = Math.max(instantOf(text, 'start_date') ?? 0, until - LONGEST)
  return {
    fits({ service_code: code, status, requested_datetime: time }) {
      const at = Date.parse(time)
      return (
        at >= from &&
        at <= until &&
        (codes.length === 0 || codes.includes(code ?? '')) &&
        (states.length === 0 || states.includes(status))
      )
    },
  }
}

function instantOf(text: (name: string) => string, name: string): number | null {
  if (text(name) === '') return null
  const at = Date.parse(text(name))
  if (!/^\d{4}-\d\d-\d\dT/.test(text(name)) || Number.isNaN(at))
    throw new Refused(400, 'malformed', `${name}: a W3C datetime, 2026-11-24T10:00:00+08:00`)
  return at
}
