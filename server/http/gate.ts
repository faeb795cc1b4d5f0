import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Arrivals } from './arrivals.ts'

/** Two years: what browsers ask for before they remember it by themselves. It says nothing to what came without TLS (RFC 6797, 7.2). */
export const BY_TLS_ONLY = 'max-age=63072000; includeSubDomains'

/** Before everything else: answers what may not come in at all, and says so. */
export const gateOf =
  (arrivals: Arrivals) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    if (arrivals.isTls && arrivals.isSecure(request))
      response.setHeader('strict-transport-security', BY_TLS_ONLY)
    const turned = arrivals.turnedAway(request)
    if (turned === null) return false
    const { status, code, error } = turned
    response.writeHead(status, {
      ...{ 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff' },
      ...(status === 405 ? { allow: 'GET, HEAD, POST, PUT, DELETE' } : {}),
    })
    response.end(JSON.stringify({ error, code }))
    return true
  }
