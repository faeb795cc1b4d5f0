import { Type } from 'typebox'
import { PERMISSION_NAMES } from '../../../shared/access/permissions.ts'
import type { Who, WhoPerson } from '../../../shared/people/wire.ts'
import type { Caller } from '../../access/caller.ts'
import { Refused } from '../../access/caller.ts'
import type { Routes } from '../../access/routes.ts'
import { dropCookie } from '../cookies.ts'
import type { Inside } from '../inside.ts'
import { endOwn } from '../own-account.ts'
import { accept, invitation, needsSetUp, setUp } from '../set-up.ts'
import { giveCode, signIn } from '../signing-in.ts'
import { bodyOf, fromOf, ownOf, signed } from './bodies.ts'
import { AdministratorRole, Password, ShortText, Token } from './schemas.ts'

const SignInBody = Type.Object({ account: ShortText, password: Password })
const CodeBody = Type.Object({ code: ShortText })
const TokenBody = Type.Object({ token: Token })
const AcceptBody = Type.Object({ token: Token, password: Password })
const SetUpBody = Type.Object({
  token: Token,
  administrators: Type.Array(Type.Object({ role: AdministratorRole, account: ShortText, title: ShortText }), {
    maxItems: 3,
  }),
})

/** A page that was left must not be shown again from what the browser kept; settings of the screen may stay. */
const CLEAR = '"cache"'

/** Who somebody is, and every way in. */
export function serveSigningIn(routes: Routes, inside: Inside): void {
  routes.on('GET /api/who', (_request, caller) => whoOf(inside, caller))
  routes.on('POST /api/sign-in', async (request, caller, response) =>
    signed(await signIn(inside, bodyOf(SignInBody, request), fromOf(request, caller)), response),
  )
  routes.on('POST /api/sign-in/code', (request, caller, response) => {
    const { person, session, from } = ownOf(inside, request, caller)
    const { code } = bodyOf(CodeBody, request)
    if (session.stage !== 'totp') throw new Refused(409, 'notNow', 'no code is asked for')
    return signed(giveCode(inside, person, session, code.trim(), from), response)
  })
  routes.on('POST /api/sign-out', (request, caller, response) => {
    const own = ownOf(inside, request, caller)
    endOwn(inside, own, own.session.id)
    response.set('clear-site-data', CLEAR)
    response.append('set-cookie', dropCookie(inside.cookies.session, inside.cookies.secure))
  })
  routes.on('POST /api/activity', (request, caller) => {
    const { session } = ownOf(inside, request, caller)
    const now = inside.steady.now()
    inside.sessions.seen(session, now)
    return inside.sessions.left({ ...session, seenAt: now }, now)
  })
  routes.on('POST /api/set-up', (request, caller) => {
    const { token, administrators } = bodyOf(SetUpBody, request)
    return { links: setUp(inside, fromOf(request, caller), token, administrators) }
  })
  routes.on('POST /api/invitation', (request, caller) =>
    invitation(inside, fromOf(request, caller), bodyOf(TokenBody, request).token),
  )
  routes.on('POST /api/invitation/accept', async (request, caller, response) => {
    const { token, password } = bodyOf(AcceptBody, request)
    return signed(await accept(inside, fromOf(request, caller), token, password), response)
  })
}

function whoOf(inside: Inside, caller: Caller): Who {
  const { principal } = caller
  const person = principal.type === 'person' ? whoPerson(inside, caller) : null
  return { type: principal.type, setUp: needsSetUp(inside), person }
}

function whoPerson({ accounts, sessions, steady }: Inside, caller: Caller): WhoPerson | null {
  const { id, account, roles, scope, stage, session } = caller.person()
  const own = sessions.of(Number(id), steady.now()).find(each => each.id === session)
  if (own === undefined) return null
  return {
    ...{ id, account, roles, scope, stage },
    title: accounts.byId(Number(id))?.title ?? '',
    permissions: PERMISSION_NAMES.filter(name => caller.may(name)),
    left: sessions.left(own, steady.now()),
  }
}
