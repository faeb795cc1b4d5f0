import {
  Agent as HttpAgent,
  request as requestPlain,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http'
import { Agent as HttpsAgent, request as requestSecure, type AgentOptions } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FeedAccess } from './connector.ts'

const PORTS: { readonly [protocol: string]: number } = { 'http:': 80, 'https:': 443 }

/** How one feed asks over HTTP: its connections are kept between pages, and end with it. */
export interface HttpGet {
  (url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage>
  close(): void
}

/**
 * Not `fetch`: it finds out by itself where a name leads, and would go where a redirect leads. Here the connection goes to the
 * addresses that were judged (T-SSRF-02), and a certificate must be for the name. `trust`: whose certificates; those that the process
 * trusts when left out.
 */
export function httpGet(reach: FeedAccess['reach'], trust: Pick<AgentOptions, 'ca'> = {}): HttpGet {
  const kept = { keepAlive: true }
  const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent({ ...kept, ...trust }) }
  const get = async (url: URL, headers: Record<string, string>, signal: AbortSignal) => {
    const protocol = url.protocol === 'https:' ? 'https:' : 'http:'
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = url.port === '' ? PORTS[protocol] : Number(url.port)
    const lookup = await reach(hostname, port ?? 0)
    signal.throwIfAborted()
    const path = `${url.pathname}${url.search}`
    const asked = { agent: agents[protocol], hostname, port, path, headers, lookup, signal }
    const ask = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const request = protocol === 'https:' ? requestSecure(asked) : requestPlain(asked)
        const fail = (error: Error) => {
          if (isOver(request, error)) ask().then(resolve, reject)
          else reject(error)
        }
        request.on('response', resolve).on('error', fail).end()
      })
    return ask()
  }
  return Object.assign(get, { close: () => Object.values(agents).forEach(agent => agent.destroy()) })
}

/** The other side closed the kept connection just when it was used again: another one is as good. */
const isOver = ({ reusedSocket }: ClientRequest, error: Error): boolean =>
  reusedSocket && 'code' in error && error.code === 'ECONNRESET'

export const ENCODINGS = 'gzip, deflate, br'

/** The body as it was before it was packed. */
export function unpacked(response: IncomingMessage): Readable {
  const unpack = unpackerOf(response.headers['content-encoding'] ?? '')
  if (unpack === null) return response
  // Whoever reads the unpacked body hears that the packed one broke off.
  response.on('error', error => unpack.destroy(error))
  response.on('aborted', () => unpack.destroy(new Error('the answer broke off')))
  return response.pipe(unpack)
}

function unpackerOf(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  return encoding === 'br' ? createBrotliDecompress() : null
}
