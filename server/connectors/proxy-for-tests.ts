import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface ProxyForTests {
  /** The address that was given, by way of here. */
  readonly url: string
  /** Nobody can reach it, though what stands behind goes on. */
  readonly away: (on: boolean) => Promise<void>
  /** Connections stay and say nothing more, as when a cable was pulled. */
  readonly freeze: () => void
  readonly close: () => Promise<void>
}

/** A cable to a real service, for tests that pull it. */
export async function proxyForTests(to: string): Promise<ProxyForTests> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let isAway = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // One end that breaks off takes the other along.
    socket.on('error', () => socket.destroy())
  }
  const server = createServer(near => {
    keep(near)
    if (isAway) return void near.destroy()
    const far = connect(Number(target.port), target.hostname)
    keep(far)
    near.pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.port = String((server.address() as AddressInfo).port)
  const hangUp = () => sockets.forEach(socket => socket.destroy())
  return {
    url: url.href.replace(/\/$/, ''),
    away: async on => {
      isAway = on
      if (on) hangUp()
    },
    freeze: () => sockets.forEach(socket => socket.unpipe().pause()),
    close: async () => {
      hangUp()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
