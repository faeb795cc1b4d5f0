import type { Request, Response } from 'express'
import { Refused, type Caller } from '../access/caller.ts'
import type { Handler, Routes } from '../access/routes.ts'
import { oidcHandlers } from './handlers.ts'
import { createOidc } from './oidc.ts'
import { createPendings } from './pendings.ts'
import type { OidcSettings } from './settings.ts'
import type { Vouched } from './vouched.ts'

interface From {
  readonly address: string
  readonly cookie: string | undefined
}

export interface OidcRoutesParts {
  /** null: there is no provider. */
  readonly settings: OidcSettings | null
  readonly isSecure: boolean
  readonly elapsed: () => number
  readonly note: (message: string) => void
  /** Throws Refused where too much was tried from there. */
  readonly pay: (from: From) => void
  /** Begins the session of whom the provider vouches for; throws Refused where that is nobody here. */
  readonly signIn: (vouched: Vouched, from: From) => { readonly cookies: readonly string[] }
  /** The audit has it, too. */
  readonly notVouched: (from: From) => void
}

const ENTRANCE = '/enter'
/** The entrance goes on from there: to a second factor, or inside. */
const COME = `${ENTRANCE}#come`
const NO_PROVIDER = new Refused(404, 'noProvider', 'no provider is set up')

/** `GET /api/oidc` says what the button of the provider is called; null: there is none. */
export function serveOidc(routes: Routes, parts: OidcRoutesParts): void {
  const { settings } = parts
  routes.on('GET /api/oidc', () => ({ name: settings?.name ?? null }))
  const handlers = settings === null ? null : handlersOf(parts, settings)
  const none: Handler = () => {
    throw NO_PROVIDER
  }
  routes.on('GET /api/oidc/start', handlers?.start ?? none)
  routes.on('GET /api/oidc/back', handlers?.back ?? none)
}

function handlersOf(parts: OidcRoutesParts, settings: OidcSettings) {
  const { isSecure, elapsed, note, pay, notVouched } = parts
  const { start, back } = oidcHandlers({
    oidc: createOidc(settings, note),
    pendings: createPendings(elapsed),
    isSecure,
    done: COME,
    signIn(vouched, request, caller, response) {
      const { cookies } = parts.signIn(vouched, fromOf(request, caller))
      for (const cookie of cookies) response.append('set-cookie', cookie)
    },
  })
  /** Both are opened by a browser and not by a page: a person reads what comes of it, so it is shown where one signs in. */
  const shown = (handle: Handler) => async (request: Request, caller: Caller, response: Response) => {
    const from = fromOf(request, caller)
    try {
      pay(from)
      await handle(request, caller, response)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code === 'notVouched') notVouched(from)
      response.set('cache-control', 'no-store').redirect(303, `${ENTRANCE}#${error.code}`)
    }
  }
  return { start: shown(start), back: shown(back) }
}

const fromOf = ({ headers }: Request, { address }: Caller): From => ({ address, cookie: headers.cookie })
