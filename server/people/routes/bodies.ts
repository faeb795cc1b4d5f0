import type { Request, Response } from 'express'
import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/schema'
import { Refused, type Caller } from '../../access/caller.ts'
import { actorOf, type By, type From, type Inside } from '../inside.ts'
import type { Own } from '../own-account.ts'
import { tokenIn } from '../../access/cookies.ts'
import type { SignedIn } from '../signing-in.ts'
import type { Signed } from '../../../shared/people/wire.ts'

/** The body, if it is what the route takes. */
export function bodyOf<Schema extends TSchema>(schema: Schema, request: Request): Static<Schema> {
  const body: unknown = request.body
  if (!Check(schema, body)) throw new Refused(400, 'malformed', 'the body is not what this route takes')
  return body
}

export const fromOf = (request: Request, caller: Caller): From => ({
  address: caller.address,
  cookie: request.headers.cookie,
})

/** The person with its session, whatever is still to be done on it. */
export function ownOf(inside: Inside, request: Request, caller: Caller): Own {
  const from = fromOf(request, caller)
  const token = tokenIn(from.cookie, inside.cookies.session)
  const session = token === null ? null : inside.sessions.find(token, inside.steady.now())
  const person = session === null ? null : inside.accounts.byId(session.person)
  if (session === null || person === null || caller.person().session !== session.id)
    throw new Refused(401, 'signIn', 'sign in first')
  return { person, session, from }
}

export function byOf(caller: Caller): By {
  const { id, account } = caller.person()
  return { actor: actorOf({ id: Number(id), account }), address: caller.address }
}

/** Sends the cookies, and leaves the stage for the body. */
export function signed({ stage, cookies }: SignedIn, response: Response): Signed {
  for (const cookie of cookies) response.append('set-cookie', cookie)
  return { stage }
}
