import { audienceOf } from '../../shared/access/principal.ts'
import type { SignedBy } from '../../shared/sync/scene-proof.ts'
import { startOf } from '../../shared/sync/start.ts'
import { Denied, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Documents } from '../documents/load.ts'
import { sendPacked } from './packed-answer.ts'

/** `GET /api/start`: what a screen must know before its first question. */
export function serveStart(
  routes: Routes,
  inForce: () => Pick<Documents, 'title' | 'areas' | 'scenes'>,
  signedBy: SignedBy | null,
): void {
  routes.on('GET /api/start', (request, caller, response) => {
    const { title, areas, scenes } = inForce()
    const audience = audienceOf(caller.principal)
    if (audience === null) throw new Denied('it sees nothing')
    const start = startOf({
      title,
      areas: areas.document,
      boundary: areas.boundary,
      audience,
      places: placesOf(caller, areas.city.id),
      scenes,
      signedBy,
    })
    return sendPacked(request, response, start)
  })
}

/** Where it begins, and what else it sees. */
export function placesOf({ principal }: Caller, city: string): readonly string[] {
  if (principal.type === 'screen') return [principal.place]
  if (principal.type !== 'person' || principal.scope.areas === 'all') return [city]
  return principal.scope.areas
}
