import type { IncomingMessage } from 'node:http'
import { isByTlsOnly, type Reached } from '../net/reached.ts'
import { rangesOf } from '../net/ranges.ts'
import { addressOf, hostOf, isSecure, peerOf } from './address.ts'
import { isLoopback, isLoopbackHost, isProxied } from './loopback.ts'

/** Why a request is turned away before anybody looks at it. */
export interface TurnedAway {
  readonly status: number
  readonly code: string
  readonly error: string
}

/** How a request came: from where, by what name and protocol, and from whose page. */
export interface Arrivals {
  /** Cookies are for TLS only. */
  readonly isTls: boolean
  addressOf(request: IncomingMessage): string
  /** One of ours, which speaks for others. */
  isProxy(address: string): boolean
  /** Whether the browser came by TLS, to us or to a proxy of ours. */
  isSecure(request: IncomingMessage): boolean
  /** null: it may go on. */
  turnedAway(request: IncomingMessage): TurnedAway | null
  mayOpenSocket(request: IncomingMessage): boolean
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])
const SAFE = new Set(['GET', 'HEAD'])
/** They tell nothing, and whoever asks them (a proxy, a watchdog) knows us by an address only. */
const HEALTH = new Set(['/livez', '/readyz'])

const METHOD: TurnedAway = {
  ...{ status: 405, code: 'method', error: 'it is asked by GET, HEAD, POST, PUT or DELETE' },
}
const NAME: TurnedAway = {
  status: 421,
  code: 'name',
  error: 'the server does not go by this name; PUBLIC_ORIGINS has those it goes by',
}
const PLAIN: TurnedAway = {
  status: 403,
  code: 'plain',
  error:
    'the server is asked by https only; a proxy before it has to be one of TRUSTED_PROXIES and send X-Forwarded-Proto',
}
const FOREIGN: TurnedAway = {
  status: 403,
  code: 'foreign',
  error: 'this was asked by a page of another site',
}

export function createArrivals(reached: Reached): Arrivals {
  const proxies = rangesOf(reached.proxies)
  const isTls = isByTlsOnly(reached)
  const hosts = new Set(reached.origins.map(origin => new URL(origin).host))
  /** It was asked on this machine, by its own name, and for nobody else. */
  const isLocal = (request: IncomingMessage) =>
    isLoopback(peerOf(request)) &&
    !proxies.has(peerOf(request)) &&
    !isProxied(request.headers) &&
    isLoopbackHost(request.headers.host)
  const cameRight = (request: IncomingMessage): TurnedAway | null => {
    if (isLocal(request)) return null
    if (!hosts.has(hostOf(request, proxies))) return NAME
    return isTls && !isSecure(request, proxies) ? PLAIN : null
  }
  const isOwnPage = ({ headers }: IncomingMessage, host: string): boolean => {
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    const { origin } = headers
    // What is no browser says none.
    return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
  }
  return {
    isTls,
    addressOf: request => addressOf(request, proxies),
    isProxy: proxies.has,
    isSecure: request => isSecure(request, proxies),
    turnedAway(request) {
      const { method = '', url = '' } = request
      if (!METHODS.has(method)) return METHOD
      if (SAFE.has(method) && HEALTH.has(url)) return null
      const wrong = cameRight(request)
      if (wrong !== null || SAFE.has(method)) return wrong
      return isOwnPage(request, hostOf(request, proxies)) ? null : FOREIGN
    },
    mayOpenSocket: request => cameRight(request) === null && isOwnPage(request, hostOf(request, proxies)),
  }
}

/** Of a server that nobody else reaches. */
export const ON_LOOPBACK: Arrivals = createArrivals({
  ...{ addresses: ['127.0.0.1'], certificate: null, proxies: [], origins: [] },
})
