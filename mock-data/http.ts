import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Running } from './upstream.ts'

/** Pretend systems listen on this machine only. */
const HOST = '127.0.0.1'

/** Takes a connection that is to become another one. */
type Upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => void

/**
 * Listens on a port (0: any free one) until stopped; open connections are cut, not waited for. Those that `upgrade` took it ends itself.
 */
export async function listen(port: number, handle: RequestListener, upgrade?: Upgrade): Promise<Running> {
  const server = createServer(handle)
  if (upgrade !== undefined) server.on('upgrade', upgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    address: `http://${HOST}:${taken}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...headers,
  })
  response.end(bytes)
}

export const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', `http://${HOST}`)

/** A whole number from a query, within bounds; the default when it is absent, null when it is nonsense. */
export function wholeNumber(url: URL, name: string, otherwise: number, max: number): number | null {
  const text = url.searchParams.get(name)
  if (text === null) return otherwise
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
  return value < 1 || value > max ? null : value
}

/** The body as text, refused beyond a limit. */
export async function bodyOf(request: IncomingMessage, limit = 64 * 1024): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new RangeError(`a request body is limited to ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
