import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HttpUpstream {
  readonly url: string
  readonly requests: IncomingMessage[]
  answer: RequestListener
  /** Not there any more, or again at the same port. */
  readonly away: (on: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

/** An HTTP server whose answer can be changed at any time. */
export async function httpUpstream(answer: RequestListener): Promise<HttpUpstream> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    upstream.answer(request, response)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const upstream: HttpUpstream = {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer,
    away: on => (on ? close() : listen(port)),
    close,
  }
  return upstream
}

export const json =
  (body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
