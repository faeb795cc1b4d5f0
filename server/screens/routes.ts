import { Type, type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import { AUDIENCES } from '../../shared/access/principal.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Recognise } from '../access/callers.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { cookieName, setCookie, tokenIn } from '../access/cookies.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import { parseRange } from '../net/ranges.ts'
import { serveCover } from './cover-route.ts'
import { ScreenKey } from './device-key.ts'
import type { Screen } from './screen-store.ts'
import type { Pairing, Screens } from './screens.ts'
import type { Tampered } from '../signing/tampering.ts'
import type { ToldShown } from './shown.ts'

export interface ScreenRoutesParts {
  readonly screens: Screens
  readonly audit: Audit
  readonly areas: Areas
  /** Browsers come by TLS, and by nothing else. */
  readonly isSecure: boolean
  /** What a screen has on show now, and since when it has a socket; null: it is away. */
  readonly presence: (screen: string) => { readonly topics: readonly string[]; readonly since: number } | null
  /** What it last said that it shows, beside what it is given; null: it says nothing, as a screen of an older version. */
  readonly shown: (screen: string) => ToldShown | null
  /** Documents that were changed in the database behind the server. */
  readonly tampered: () => readonly Tampered[]
}

const COOKIE = 'liaowang-screen'
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{20,64}$' })
const asksFor = <T extends TSchema>(schema: T, wanted: string) => {
  const checked = Compile(schema)
  return (body: unknown): Static<T> => {
    if (checked.Check(body)) return body
    throw new Refused(400, 'malformed', wanted)
  }
}

const requestBody = asksFor(
  Type.Object({ key: ScreenKey }, { additionalProperties: false }),
  'key is the public half of an ECDSA P-256 key',
)
const wordBody = asksFor(
  Type.Object({ screen: Id }, { additionalProperties: false }),
  'screen is the id of a screen',
)
const proofBody = asksFor(
  Type.Object(
    { screen: Id, word: Id, signature: Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' }) },
    { additionalProperties: false },
  ),
  'screen, word and signature are what a screen shows its key by',
)
const pairingBody = asksFor(
  Type.Object(
    {
      code: Type.String({ minLength: 8, maxLength: 20 }),
      name: Type.String({
        minLength: 1,
        maxLength: 40,
        pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$',
      }),
      audience: Type.Union(AUDIENCES.map(audience => Type.Literal(audience))),
      place: Type.String({ maxLength: 20 }),
      networks: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 }),
    },
    { additionalProperties: false },
  ),
  'code, name (up to 40 characters), audience (public, internal), place and networks are wanted',
)

/** Walls ask, operators pair and revoke (T-WALL-01). */
export function serveScreens(routes: Routes, parts: ScreenRoutesParts): void {
  serveWalls(routes, parts)
  serveCover(routes, parts.screens, parts.audit)
  routes.on('GET /api/screens', () => ({
    screens: parts.screens.all().map(screen => listed(parts, screen)),
    cover: parts.screens.cover,
    tampered: parts.tampered(),
  }))
  routes.on('GET /api/screens/codes/:code', ({ params }) => {
    const { code, address, until } = requestOf(parts.screens, params['code'])
    return { code, address, until }
  })
  routes.on('POST /api/screens', ({ body }, caller) => {
    const { code, ...pairing } = pairingBody(body)
    checkPairing(parts.areas, pairing)
    const request = requestOf(parts.screens, code)
    const screen = parts.screens.planned(request, pairing, caller.person().account)
    write(parts, caller, 'screens.pair', screen, { ...told(screen), address: request.address })
    parts.screens.pair(request, screen)
    return listed(parts, screen)
  })
  routes.on('DELETE /api/screens/:id', ({ params }, caller) => {
    const screen = parts.screens.all().find(({ id }) => id === params['id'])
    if (screen === undefined || screen.revokedAt !== null)
      throw new Refused(404, 'noScreen', 'there is no such screen, or it is revoked already')
    write(parts, caller, 'screens.revoke', screen, told(screen))
    parts.screens.revoke(screen.id)
  })
}

/** What walls ask before they are anybody. */
function serveWalls(routes: Routes, { screens, isSecure }: ScreenRoutesParts): void {
  routes.on('POST /api/screens/codes', ({ body }, { address }) => {
    const { id, code, until } = screens.request(requestBody(body).key, address)
    return { request: id, code, until }
  })
  routes.on('GET /api/screens/requests/:request', ({ params }) => {
    const request = screens.codes.of(String(params['request']))
    if (request === null) throw new Refused(404, 'noRequest', 'that request is over: show another code')
    return { screen: request.screen }
  })
  routes.on('POST /api/screens/word', ({ body }) => ({ word: screens.word(wordBody(body).screen) }))
  routes.on('POST /api/screens/enter', ({ body }, { address }, response) => {
    const entered = screens.enter(proofBody(body), address)
    if (entered.type === 'refused')
      throw new Refused(403, 'notPaired', 'this screen is not paired, or was revoked')
    if (entered.type === 'old word') throw new Refused(409, 'oldWord', 'that word is over: ask for another')
    if (entered.type === 'covered') throw new Refused(423, 'covered', 'public screens show nothing for now')
    response.set('set-cookie', setCookie(cookieName(COOKIE, isSecure), entered.token, isSecure, 86_400))
  })
}

/** A wall is a screen only where the page says that it is a wall: the same browser may have a person at its desk. */
export const recogniseScreen =
  (screens: Screens, isSecure: boolean): Recognise =>
  (request, { address, seat }) => {
    if (seat !== 'wall') return null
    const token = tokenIn(request.headers.cookie, cookieName(COOKIE, isSecure))
    return token === null ? null : screens.byToken(token, address)
  }

function requestOf(screens: Screens, code: unknown) {
  const request = screens.codes.byCode(String(code))
  if (request === null) throw new Refused(404, 'noCode', 'no screen shows this code now')
  return request
}

function checkPairing(areas: Areas, { place, networks }: Pairing): void {
  if (areas.byId(place) === null) throw new Refused(400, 'noPlace', 'place is no area of this city')
  const wrong = networks.find(text => parseRange(text) === null)
  if (wrong !== undefined)
    throw new Refused(400, 'network', `"${wrong}" is no address and no range such as 10.1.0.0/16`)
}

const told = ({ name, audience, place, networks }: Screen): Fields => ({ name, audience, place, networks })

function listed({ presence, shown }: ScreenRoutesParts, screen: Screen) {
  const { id, pairedAt, pairedBy, revokedAt } = screen
  const here = revokedAt === null ? presence(id) : null
  const now = here === null ? null : { ...here, told: shown(id) }
  return { id, ...told(screen), pairedAt, pairedBy, revokedAt, now }
}

const write = (
  { audit }: ScreenRoutesParts,
  caller: Caller,
  action: string,
  { id }: Screen,
  details: Fields,
) =>
  audit.write({
    ...{ actor: actorOf(caller.principal), address: caller.address, action, object: `screen/${id}` },
    ...{ outcome: 'done', details },
  })
