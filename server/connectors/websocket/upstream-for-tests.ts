import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** An upstream that numbers what it says from 1 on, and says what comes after `after` again to whoever comes back. */
export interface UpstreamForTests {
  readonly url: string
  /** Says it to all, now and to whoever asks for it later. */
  readonly say: (...messages: readonly string[]) => void
  readonly asked: readonly IncomingMessage[]
  readonly heard: readonly string[]
  readonly sockets: ReadonlySet<WebSocket>
  /** How often it was pinged. */
  readonly pings: () => number
  /** Nobody can reach it, though it goes on. */
  readonly away: (on: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

export async function upstreamForTests({
  refuse = () => null,
}: { refuse?: (request: IncomingMessage) => string | null } = {}): Promise<UpstreamForTests> {
  const log: string[] = []
  const asked: IncomingMessage[] = []
  const heard: string[] = []
  const sockets = new Set<WebSocket>()
  let isAway = false
  let pings = 0
  const sends = new WebSocketServer({ noServer: true, maxPayload: 1e6 })
  const server = createServer((_request, response) => void response.writeHead(426).end())
  const serve = (socket: WebSocket, after: number) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('ping', () => pings++)
    socket.on('message', data => heard.push((data as Buffer).toString('utf8')))
    for (const message of log.slice(after)) socket.send(message)
  }
  server.on('upgrade', (request, stream, head) => {
    if (isAway) return void stream.destroy()
    asked.push(request)
    const refusal = refuse(request)
    if (refusal !== null) return void stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`)
    const after = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('after') ?? 0)
    sends.handleUpgrade(request, stream, head, socket => serve(socket, after))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = () => sockets.forEach(socket => socket.terminate())
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    ...{ asked, heard, sockets, pings: () => pings },
    say: (...messages) => {
      log.push(...messages)
      for (const socket of sockets) for (const message of messages) socket.send(message)
    },
    away: async on => {
      isAway = on
      if (on) hangUp()
    },
    close: async () => {
      hangUp()
      sends.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
