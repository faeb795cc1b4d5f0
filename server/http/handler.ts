import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Arrivals } from './arrivals.ts'
import type { Crowd } from './crowd.ts'
import { gateOf } from './gate.ts'

export interface HandlerParts {
  readonly crowd: Pick<Crowd, 'takesRequest'>
  readonly arrivals: Arrivals
  /** Whether the request was a push, which is answered before anything is read of it. */
  readonly ingest: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly app: RequestListener
}

/** In this order: is there room for who asks, may it come in at all, is it a push; then the rest. */
export function handlerOf({ crowd, arrivals, ingest, app }: HandlerParts): RequestListener {
  const turnAway = gateOf(arrivals)
  return (request, response) => {
    if (!crowd.takesRequest(request, response) || turnAway(request, response)) return
    if (!ingest(request, response)) app(request, response)
  }
}
