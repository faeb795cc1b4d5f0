import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Log } from '../log.ts'
import { neighbourhood, plainAddress } from '../net/ip.ts'
import type { Arrivals } from './arrivals.ts'
import { createShares, type Shares } from './shares.ts'

/** How often one address is named in the log. */
const SAY_EVERY_MS = 10 * 60_000
/** So many are remembered for that. */
const MOST_SAID = 1_000

/**
 * What one address may hold at once, so that it cannot keep others out (T-HTTP-01, T-SOCK-01): connections, and behind a proxy of ours,
 * whose connections are those of everybody, sockets and requests by whom it names.
 */
export interface Crowd {
  /** False: it is one too many, and to be cut off. */
  takesConnection(connection: Socket): boolean
  /** False: it is one too many, and was answered so. */
  takesRequest(request: IncomingMessage, response: ServerResponse): boolean
  readonly sockets: Shares
  /** Lines of /metrics. */
  figures(): readonly string[]
}

export interface CrowdParts {
  /** Of each, for each address. */
  readonly most: number
  readonly arrivals: Pick<Arrivals, 'addressOf' | 'isProxy'>
  readonly log: Log
  readonly elapsed: () => number
}

export function createCrowd({ most, arrivals, log, elapsed }: CrowdParts): Crowd {
  const said = new Map<string, number>()
  const say = (what: string) => (address: string) => {
    const at = elapsed()
    const key = `${what} ${address}`
    if (at - (said.get(key) ?? Number.NEGATIVE_INFINITY) < SAY_EVERY_MS) return
    if (said.size >= MOST_SAID) said.clear()
    said.set(key, at)
    log('warn', 'server', `${address} holds ${most} ${what} and gets no more (CONNECTIONS_PER_ADDRESS)`)
  }
  const shares = (what: string) => createShares({ most, group: neighbourhood, onRefused: say(what) })
  const [connections, requests, sockets] = [shares('connections'), shares('requests'), shares('sockets')]
  return {
    sockets,
    takesConnection(connection) {
      const address = plainAddress(connection.remoteAddress ?? '') ?? ''
      if (arrivals.isProxy(address)) return true
      if (!connections.take(address)) return false
      connection.once('close', () => connections.giveBack(address))
      return true
    },
    takesRequest(request, response) {
      if (!arrivals.isProxy(plainAddress(request.socket.remoteAddress ?? '') ?? '')) return true
      const address = arrivals.addressOf(request)
      if (!requests.take(address)) {
        response.writeHead(429, { 'content-type': 'application/json', connection: 'close' })
        response.end(JSON.stringify({ error: 'too many requests from there at once', code: 'tooMany' }))
        return false
      }
      response.once('close', () => requests.giveBack(address))
      return true
    },
    figures: () => [
      '# HELP liaowang_crowded_total what was refused because its address held all that it may',
      '# TYPE liaowang_crowded_total counter',
      `liaowang_crowded_total{of="connections"} ${connections.refused}`,
      `liaowang_crowded_total{of="requests"} ${requests.refused}`,
      `liaowang_crowded_total{of="sockets"} ${sockets.refused}`,
    ],
  }
}
