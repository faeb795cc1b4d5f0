import { isIP, type LookupFunction } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import {
  AuthorizationError,
  connect,
  PermissionViolationError,
  TimeoutError,
  type NatsConnection,
} from '@nats-io/transport-node'
import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError, type FeedAccess } from '../connector.ts'
import type { NatsSettings } from './settings.ts'

const CONNECT_TIMEOUT_MS = 10_000
const BEAT_SECONDS = 20
const PORT = 4222

export interface Credentials {
  readonly password: string | null
  readonly token: string | null
}

/** Connects to what was judged, and to nothing else: not to the other servers of which a cluster tells. */
export async function dial(
  access: FeedAccess,
  { url, user, beatSeconds = BEAT_SECONDS }: NatsSettings,
  { password, token }: Credentials,
): Promise<NatsConnection> {
  const { protocol, hostname, port: written } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const port = written === '' ? PORT : Number(written)
  const address = await addressOf(await access.reach(host, port), host)
  try {
    return await connect({
      servers: `${isIP(address) === 6 ? `[${address}]` : address}:${port}`,
      name: `liaowang ${access.feed}`,
      tls: protocol === 'tls:' ? securedFor(host) : null,
      ...{ resolve: false, ignoreClusterUpdates: true, reconnect: false },
      timeout: Math.min(CONNECT_TIMEOUT_MS, 2000 * beatSeconds),
      ...{ pingInterval: 1000 * beatSeconds, maxPingOut: 2 },
      ...(user === undefined ? {} : { user }),
      ...(password === null ? {} : { pass: password }),
      ...(token === null ? {} : { token }),
    })
  } catch (error) {
    throw brokenOff(error)
  }
}

/** The client connects to an address and not by a lookup; of those that were judged it gets the first. */
const addressOf = (lookup: LookupFunction, host: string): Promise<string> =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true }, (error, addresses) => {
      const first = Array.isArray(addresses) ? addresses[0]?.address : addresses
      if (error !== null || first === undefined) reject(error ?? new Error(`${host} has no address`))
      else resolve(first)
    }),
  )

/** The certificate must be for the server's own name. A server name in the greeting may be no address. */
const securedFor = (host: string): object => ({
  ...(isIP(host) === 0 ? { servername: host } : {}),
  checkServerIdentity: (_asked: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
    checkServerIdentity(host, certificate),
})

/** Why a connection did not come about, or ended. */
export function brokenOff(error: unknown): FeedError {
  if (error instanceof FeedError) return error
  const fault = faultOf(error)
  return new FeedError(`no connection to the server: ${wordsOf(error)}`, {
    blame: fault === 'denied' ? 'config' : 'upstream',
    retry: true,
    fault,
    cause: error,
  })
}

function faultOf(error: unknown): FeedFault {
  if (error instanceof AuthorizationError || error instanceof PermissionViolationError) return 'denied'
  return error instanceof TimeoutError ? 'slow' : 'unreachable'
}

export function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message || error.name}${cause}`
}
