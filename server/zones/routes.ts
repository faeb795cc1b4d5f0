import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import type { Fields } from '../../shared/model/value.ts'
import { portsOf, targetOf, type Zone } from './zone.ts'
import type { SetZone, Zones } from './zones.ts'

export interface ZoneRoutesParts {
  readonly zones: Zones
  readonly audit: Audit
  /** Connections of feeds may have been allowed, or not be any more. */
  readonly onChange: () => void
  readonly now: () => number
}

const MOST = 500
const LONGEST_TITLE = 100

/** What the security administrator sets, and whoever looks after feeds may read. */
export function serveZones(routes: Routes, parts: ZoneRoutesParts): void {
  const { zones, now, onChange } = parts
  routes.on('GET /api/zones', () => ({ zones: zones.list() }))
  routes.on('POST /api/zones', (request, caller) => {
    const read = { ...readZone(request.body), setAt: now(), setBy: caller.person().account }
    if (zones.list().length >= MOST) throw new Refused(409, 'zonesFull', `there may be ${MOST} zones`)
    write(parts, caller, 'zones.add', '', { to: told(read) })
    const id = zones.add(read)
    onChange()
    return { id }
  })
  routes.on('PUT /api/zones/:id', (request, caller) => {
    const was = zoneAt(zones, request.params['id'])
    const read = { ...readZone(request.body), id: was.id, setAt: now(), setBy: caller.person().account }
    write(parts, caller, 'zones.change', `zone/${was.id}`, { from: told(was), to: told(read) })
    zones.change(read)
    onChange()
  })
  routes.on('DELETE /api/zones/:id', (request, caller) => {
    const was = zoneAt(zones, request.params['id'])
    write(parts, caller, 'zones.remove', `zone/${was.id}`, { from: told(was) })
    zones.remove(was.id)
    onChange()
  })
}

const told = ({ title, target, ports }: Omit<Zone, 'id'>): Fields => ({ title, target, ports })

const write = (
  { audit }: ZoneRoutesParts,
  caller: Caller,
  action: string,
  object: string,
  details: Fields,
): void =>
  audit.write({
    ...{ actor: actorOf(caller.principal), address: caller.address },
    ...{ action, object, outcome: 'done', details },
  })

function zoneAt(zones: Zones, id: unknown): SetZone {
  const zone = zones.byId(Number(id))
  if (zone === null) throw new Refused(404, 'noZone', 'there is no such zone')
  return zone
}

function readZone(body: unknown): Omit<Zone, 'id'> {
  const { title, target, ports } = (body ?? {}) as { readonly [name: string]: unknown }
  return {
    title: readText(title, text => (text.length <= LONGEST_TITLE && !/\p{Cc}/u.test(text) ? text : null), {
      code: 'zoneTitle',
      wanted: `title says in up to ${LONGEST_TITLE} characters which system stands there`,
    }),
    target: readText(target, targetOf, {
      code: 'zoneTarget',
      wanted: 'target is an address (10.20.3.4), a range (10.20.0.0/16, fd00:20::/32) or the name of a host',
    }),
    ports: readText(ports, text => (portsOf(text) === null ? null : text.replace(/\s/g, '')), {
      code: 'zonePorts',
      wanted: 'ports are numbers and spans of them from 1 to 65535, e.g. 443,8000-8099',
    }),
  }
}

function readText(
  value: unknown,
  read: (text: string) => string | null,
  { code, wanted }: { readonly code: string; readonly wanted: string },
): string {
  const text = typeof value === 'string' && value.trim() !== '' ? read(value.trim()) : null
  if (text === null) throw new Refused(400, code, wanted)
  return text
}
