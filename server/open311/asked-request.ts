import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { Areas } from '../../shared/areas/areas.ts'
import { HOUR } from '../../shared/calendar/civil.ts'
import type { FileSnap } from '../../shared/sync/snap.ts'
import { LONGEST_WORDS } from '../../shared/kinds/grid-report/longest-words.ts'
import { Refused } from '../access/caller.ts'
import { SERVICES } from './services.ts'

const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/**
 * What a client sends of a report (GeoReport v2, POST Service Request). Who the person is (email, phone, names, device) may be sent and is
 * never read: he is answered by the number of his request.
 */
const Asked = Compile(
  Type.Object({
    service_code: Type.String({ maxLength: 40 }),
    description: Text(LONGEST_WORDS),
    lat: Text(20),
    long: Text(20),
    address_string: Text(200),
    'attribute[area]': Text(9),
  }),
)

/** A report as our own form has it; throws Refused with what is missing, by the names that the client knows. */
export function snapOf(body: unknown, areas: Areas, now: number): AskedSnap {
  if (!Asked.Check(body)) throw faultOf(body)
  const service = SERVICES.find(({ code }) => code === body.service_code)
  if (service === undefined) throw new Refused(404, 'noService', 'service_code: there is no such service')
  const text = body.description?.trim() ?? ''
  if (text === '') throw new Refused(400, 'malformed', 'description: say what is wrong')
  const area = body['attribute[area]'] ?? areas.city.id
  if (areas.byId(area) === null) throw new Refused(400, 'noArea', 'attribute[area]: there is no such area')
  const snap = { area, category: service.category, text, ...placeOf(body) }
  const hour = Math.floor(now / HOUR)
  return { snap: { ...snap, action: actionOf(snap, hour) }, also: actionOf(snap, hour - 1) }
}

export interface AskedSnap {
  readonly snap: FileSnap
  /** The same said in the hour before is the same: a client that was not answered sends again. */
  readonly also: string
}

/** The standard knows no id of an action. Strangers' words are compared: nobody must be able to make two that look alike. */
const actionOf = (snap: object, hour: number): string =>
  `georeport-${createHash('sha256')
    .update(JSON.stringify([snap, hour]))
    .digest('hex')
    .slice(0, 40)}`

function faultOf(body: unknown): Refused {
  const [first] = Asked.Errors(body)[1]
  const field = first?.instancePath.slice(1) || 'the body'
  return new Refused(400, 'malformed', `${field}: ${first?.message ?? 'is not what this takes'}`)
}

/** One of both is asked for. */
function placeOf({ lat, long, address_string }: { lat?: string; long?: string; address_string?: string }) {
  const address = address_string?.trim() ?? ''
  const point = lat === undefined && long === undefined ? null : pointIn(lat, long)
  if (point === null && address === '')
    throw new Refused(400, 'noPlace', 'lat and long, or address_string: say where it is')
  return { ...(address === '' ? {} : { address }), ...point }
}

function pointIn(lat: string | undefined, long: string | undefined): { lat: number; lon: number } {
  const [north, east] = [numberIn(lat), numberIn(long)]
  if (Math.abs(north) > 90 || Math.abs(east) > 180)
    throw new Refused(400, 'malformed', 'lat and long: degrees of WGS 84')
  return { lat: north, lon: east }
}

const numberIn = (text = ''): number => (/^-?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : Infinity)
