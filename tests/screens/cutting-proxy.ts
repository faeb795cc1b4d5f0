import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What it does with a WebSocket: leaves it alone, cuts it after a while, or does not know what that is. */
export type Manner = 'passing' | 'cutting' | 'refusing' | 'away'

/** A proxy between pages and their server, as some networks have them. */
export interface CuttingProxy {
  readonly url: string
  manner: Manner
  /** WebSockets that it has cut, or refused. */
  readonly met: { cut: number; refused: number; polled: number }
  stop(): Promise<void>
}

const CUT_AFTER_MS = 1_000

export async function openCuttingProxy(to: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(to)
  const open = new Set<Duplex>()
  const met = { cut: 0, refused: 0, polled: 0 }
  const proxy = { manner: 'passing' as Manner }
  const keep = (socket: Duplex) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy())
  }

  function passOn(asked: IncomingMessage, answer: ServerResponse): void {
    if (proxy.manner === 'away') return void asked.socket.destroy()
    if (asked.url?.includes('transport=polling') === true) met.polled++
    const { method, url: path, headers } = asked
    const onward = request({ hostname, port, method, path, headers }, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => onward.destroy())
    asked.pipe(onward)
  }

  /** The bytes go both ways as they are, from the question on. */
  function join(asked: IncomingMessage, near: Socket, head: Buffer): void {
    const far = connect(Number(port), hostname, () => {
      const lines = asked.rawHeaders.flatMap((name, i, all) =>
        i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : [],
      )
      far.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      far.write(head)
      near.pipe(far).pipe(near)
    })
    keep(far)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    if (proxy.manner === 'cutting')
      setTimeout(() => {
        if (!near.destroyed) met.cut++
        near.destroy()
      }, CUT_AFTER_MS)
  }

  const server: Server = createServer(passOn)
  server.on('upgrade', (asked: IncomingMessage, near: Socket, head: Buffer) => {
    keep(near)
    if (proxy.manner === 'away') return void near.destroy()
    if (proxy.manner !== 'refusing') return join(asked, near, head)
    met.refused++
    near.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met,
    get manner() {
      return proxy.manner
    },
    /** From now on; who was let through before is cut off. */
    set manner(manner) {
      proxy.manner = manner
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
    },
    async stop() {
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
