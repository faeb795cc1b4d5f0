import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { AuditError } from '../audit/audit.ts'
import { isPassing } from '../journal/room.ts'
import type { Log } from '../log.ts'
import { Denied, Refused, type Caller } from './caller.ts'
import { FORMS, HEAVY, LARGE, RAW } from './route-bodies.ts'
import type { Entry } from './route-entry.ts'
import { ROUTES, type RouteName } from './route-table.ts'

/** What a route answers with; undefined: it has answered by itself, or there is nothing to say (204). */
export type Handler = (request: Request, caller: Caller, response: Response) => unknown

export interface RoutesParts {
  readonly callerOf: (request: Request) => Caller
  readonly log: Log
  /** Told of who was refused what. */
  readonly onDenied?: (caller: Caller, route: RouteName) => void
  /** Whether there is little memory left. */
  readonly isShort?: () => boolean
}

/** Bodies of our own forms are small; records come by /api/ingest, which reads for itself. */
const BODY_LIMIT = '64kb'

/**
 * The only way onto the app: a route that the table does not declare does not compile, and one that it declares is entered only by
 * whom the table lets in (T-RBAC-01).
 */
export class Routes {
  readonly #app: Express
  readonly #parts: RoutesParts
  readonly #served = new Set<RouteName>()

  constructor(app: Express, parts: RoutesParts) {
    this.#app = app
    this.#parts = parts
  }

  /** Those that something stands behind. */
  get served(): ReadonlySet<RouteName> {
    return this.#served
  }

  on(name: RouteName, handle: Handler): void {
    const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string]
    this.#served.add(name)
    const careful: Handler = HEAVY.has(name) ? this.#ifThereIsMemory(handle) : handle
    const run = (request: Request, response: Response) => this.#run(name, careful, request, response)
    const entered = (request: Request, response: Response) => void run(request, response)
    if (method === 'GET') this.#app.get(path, entered)
    else this.#app[methodOf[method]](path, ...this.#bodyOf(name), entered)
  }

  /** A large body is read of somebody who may send it, and of nobody else. */
  #bodyOf(name: RouteName): RequestHandler[] {
    if (FORMS.has(name))
      return [express.urlencoded({ limit: BODY_LIMIT, extended: false, parameterLimit: 60 })]
    const [raw, large] = [RAW[name], LARGE[name]]
    if (raw === undefined && large === undefined) return [express.json({ limit: BODY_LIMIT, strict: true })]
    const door: RequestHandler = (request, response, next) => {
      const caller = this.#parts.callerOf(request)
      try {
        enter(ROUTES[name], caller)
        next()
      } catch (error) {
        this.#refuse(error, name, caller, response)
      }
    }
    return [door, raw === undefined ? express.json({ limit: large, strict: true }) : express.raw(raw)]
  }

  #ifThereIsMemory(handle: Handler): Handler {
    const { isShort } = this.#parts
    if (isShort === undefined) return handle
    return (...asked) => {
      if (isShort())
        throw new Refused(503, 'busy', 'the server is short of memory now; ask again in a minute')
      return handle(...asked)
    }
  }

  async #run(name: RouteName, handle: Handler, request: Request, response: Response): Promise<void> {
    const caller = this.#parts.callerOf(request)
    try {
      enter(ROUTES[name], caller)
      const answer: unknown = await handle(request, caller, response)
      if (response.headersSent) return
      response.set('cache-control', 'no-store')
      if (answer === undefined) response.status(204).end()
      else response.json(answer)
    } catch (error) {
      this.#refuse(error, name, caller, response)
    }
  }

  #refuse(error: unknown, name: RouteName, caller: Caller, response: Response): void {
    if (error instanceof Denied) this.#parts.onDenied?.(caller, name)
    answerFault(error, caller, response, this.#parts.log)
  }
}

const methodOf = { POST: 'post', PUT: 'put', DELETE: 'delete' } as const

function enter(entry: Entry, caller: Caller): void {
  if (entry.type === 'granted') caller.require(entry.to)
  else if (entry.type === 'self') caller.person()
}

/** What is told to the other side says nothing of the inside (T-ERR-01); the log has it. */
export function answerFault(error: unknown, caller: Caller, response: Response, log: Log): void {
  if (response.headersSent) return void response.destroy()
  const say = (status: number, code: string, message: string) =>
    void response.set('cache-control', 'no-store').status(status).json({ error: message, code })
  if (error instanceof Denied)
    return caller.principal.type === 'nobody'
      ? say(401, 'signIn', 'sign in first')
      : say(403, 'denied', 'this is not for you')
  if (error instanceof Refused) return say(error.status, error.code, error.message)
  if (error instanceof AuditError)
    return say(503, 'auditDown', 'the audit cannot be written now, so nothing was changed')
  if (!isPassing(error))
    log('error', 'http', error instanceof Error ? (error.stack ?? error.message) : String(error))
  say(503, 'failed', 'it could not be done now; ask again')
}

/** A body that is no JSON, or too large: its sender's fault. */
export function answerBadBody(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  const status = (error as { readonly status?: unknown } | null)?.status
  if (typeof status !== 'number' || status < 400 || status > 499) return next(error)
  response.status(status).json({ error: 'the body is not what this route takes', code: 'malformed' })
}
