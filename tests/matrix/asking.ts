import { Agent, request } from 'node:http'
import type { Asker } from './askers.ts'

export interface Reply {
  readonly status: number
  readonly text: string
  readonly cacheControl: string
}

/** So many at a time: one more than the server takes at once would only wait. */
const AT_ONCE = 8

/** Asks over connections that stay open; thousands of questions take seconds. */
export function openAsking(address: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const { hostname, port } = new URL(address)
  const ask = (asker: Asker, method: string, path: string, body?: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const text = body === undefined || method === 'GET' ? '' : JSON.stringify(body)
      const headers = {
        ...asker.headers,
        'content-length': Buffer.byteLength(text),
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
      }
      const asked = asker.wall ? `${path}${path.includes('?') ? '&' : '?'}as=wall` : path
      request({ agent, hostname, port, method, path: asked, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            ...{ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() },
            cacheControl: response.headers['cache-control'] ?? '',
          }),
        )
        response.on('error', reject)
      })
        .on('error', reject)
        .end(text)
    })
  return { ask, close: () => agent.destroy() }
}
export type Asking = ReturnType<typeof openAsking>
