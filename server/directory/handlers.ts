import type { Request, Response } from 'express'
import { Refused, type Caller } from '../access/caller.ts'
import type { Handler } from '../access/routes.ts'
import type { Oidc } from './oidc.ts'
import type { Pendings } from './pendings.ts'
import type { Vouched } from './vouched.ts'

interface Parts {
  readonly oidc: Oidc
  readonly pendings: Pendings
  /** The address of the browser begins with https. */
  readonly isSecure: boolean
  /** Signs in whom the provider vouches for, with the lockouts and the audit of every sign-in; throws Refused. */
  readonly signIn: (vouched: Vouched, request: Request, caller: Caller, response: Response) => void
  /** Where the browser goes then. */
  readonly done: string
}

const DOWN = new Refused(
  503,
  'providerDown',
  'the sign-in of the house cannot be asked now; use a local account',
)
const LOST = new Refused(400, 'signInLost', 'this sign-in was not begun here, or too long ago; begin again')

/** GET /api/oidc/start and GET /api/oidc/back. */
export function oidcHandlers({ oidc, pendings, isSecure, signIn, done }: Parts): {
  readonly start: Handler
  readonly back: Handler
} {
  const cookie = isSecure ? '__Host-oidc' : 'oidc'
  // Lax: the browser comes back from another site.
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' } as const
  return {
    async start(_request, _caller, response) {
      const begun = await oidc.begin()
      if (begun === null) throw DOWN
      response.cookie(cookie, pendings.keep(begun.pending), options)
      response.set('cache-control', 'no-store').redirect(303, begun.url)
    },
    async back(request, caller, response) {
      const pending = pendings.take(cookieOf(request, cookie))
      response.clearCookie(cookie, options)
      if (pending === null) throw LOST
      const answer = await oidc.finish(queryOf(request), pending)
      if (answer.type === 'down') throw DOWN
      if (answer.type === 'no') throw new Refused(403, 'notVouched', 'the provider does not vouch for you')
      signIn(answer.vouched, request, caller, response)
      response.set('cache-control', 'no-store').redirect(303, done)
    },
  }
}

const queryOf = ({ originalUrl }: Request) =>
  originalUrl.includes('?') ? originalUrl.slice(originalUrl.indexOf('?') + 1) : ''

function cookieOf(request: Request, name: string): string {
  for (const each of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = each.trim().split('=')
    if (key === name) return value ?? ''
  }
  return ''
}
