import type { Request } from 'express'
import { Type } from 'typebox'
import type { Areas } from '../../../shared/areas/areas.ts'
import { PROVIDERS } from '../../../shared/people/providers.ts'
import type { PeopleOptions } from '../../../shared/people/wire.ts'
import { Refused } from '../../access/caller.ts'
import type { Routes } from '../../access/routes.ts'
import {
  authorise,
  endSessions,
  inviteAnew,
  open,
  personWith,
  resetSecondFactor,
  rowsOf,
  setDisabled,
  setLinks,
  setPolicy,
  unlock,
} from '../administration.ts'
import type { Inside } from '../inside.ts'
import { sessionsOf } from '../own-account.ts'
import { bodyOf, byOf } from './bodies.ts'
import { AnyRole, ShortText } from './schemas.ts'

const MOST_ROLES = 4
const MOST_AREAS = 100
const MOST_DEPARTMENTS = 50
const MOST_LINKS = 5

const OpenBody = Type.Object({ account: ShortText, title: ShortText })
const DisabledBody = Type.Object({ disabled: Type.Boolean() })
const ScopeOf = (most: number) =>
  Type.Union([Type.Literal('all'), Type.Array(ShortText, { maxItems: most, uniqueItems: true })])
const AuthoriseBody = Type.Object({
  roles: Type.Array(AnyRole, { maxItems: MOST_ROLES, uniqueItems: true }),
  scope: Type.Object({ areas: ScopeOf(MOST_AREAS), departments: ScopeOf(MOST_DEPARTMENTS) }),
})
const EndBody = Type.Object({ session: Type.Union([ShortText, Type.Null()]) })
const AnyProvider = Type.Union(PROVIDERS.map(each => Type.Literal(each)))
const LinksBody = Type.Object({
  links: Type.Array(Type.Object({ provider: AnyProvider, account: ShortText }), { maxItems: MOST_LINKS }),
})

interface Choices {
  readonly areas: Areas
  readonly departments: readonly string[]
}

/** Other people's accounts. Each is for one of the administrators, and none of them can do all of it. */
export function serveAdministration(routes: Routes, inside: Inside, choices: Choices): void {
  const options = optionsOf(choices)
  const personOf = (request: Request) => personWith(inside, String(request.params['id']))

  routes.on('GET /api/people', () => ({ people: rowsOf(inside) }))
  routes.on('GET /api/people/options', () => options)
  routes.on('POST /api/people', (request, caller) => {
    const { account, title } = bodyOf(OpenBody, request)
    return open(inside, byOf(caller), account, title)
  })
  routes.on('POST /api/people/:id/invite', (request, caller) =>
    inviteAnew(inside, byOf(caller), personOf(request)),
  )
  routes.on('POST /api/people/:id/disable', (request, caller) =>
    setDisabled(inside, byOf(caller), personOf(request), bodyOf(DisabledBody, request).disabled),
  )
  routes.on('PUT /api/people/:id/links', (request, caller) =>
    setLinks(inside, byOf(caller), personOf(request), bodyOf(LinksBody, request).links),
  )
  routes.on('PUT /api/people/:id/authorisation', (request, caller) => {
    const { roles, scope } = bodyOf(AuthoriseBody, request)
    checkAreas(options, scope.areas)
    authorise(inside, byOf(caller), personOf(request), roles, scope)
  })
  routes.on('POST /api/people/:id/unlock', (request, caller) =>
    unlock(inside, byOf(caller), personOf(request)),
  )
  routes.on('POST /api/people/:id/second-factor/reset', (request, caller) =>
    resetSecondFactor(inside, byOf(caller), personOf(request)),
  )
  routes.on('GET /api/people/:id/sessions', request => ({
    sessions: sessionsOf(inside, personOf(request).id, ''),
  }))
  routes.on('POST /api/people/:id/sessions/end', (request, caller) =>
    endSessions(inside, byOf(caller), personOf(request), bodyOf(EndBody, request).session),
  )
  routes.on('GET /api/policy', () => inside.policy.now)
  routes.on('PUT /api/policy', (request, caller) => setPolicy(inside, byOf(caller), request.body))
}

const optionsOf = ({ areas, departments }: Choices): PeopleOptions => ({
  areas: [areas.city, ...areas.districts, ...areas.towns].map(({ id, name, parent }) => ({
    ...{ id, name },
    parent: parent?.id ?? null,
  })),
  departments,
})

function checkAreas({ areas }: PeopleOptions, asked: 'all' | readonly string[]): void {
  const unknown = asked === 'all' ? undefined : asked.find(id => !areas.some(area => area.id === id))
  if (unknown !== undefined) throw new Refused(400, 'noArea', 'there is no such area')
}
