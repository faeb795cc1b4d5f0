import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Aedes } from 'aedes'

export interface BrokerForTests {
  readonly url: string
  readonly broker: Aedes
  /** Nobody can reach it, though it goes on and keeps what is sent to sessions; or one can again. */
  readonly away: (on: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

/** An MQTT broker within the test. */
export async function brokerForTests(): Promise<BrokerForTests> {
  const broker = await Aedes.createBroker()
  const sockets = new Set<Socket>()
  let refusing = false
  const server = createServer(socket => {
    if (refusing) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = () => sockets.forEach(socket => socket.destroy())
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    broker,
    away: async on => {
      refusing = on
      if (on) hangUp()
    },
    close: async () => {
      hangUp()
      await new Promise<void>(resolve => server.close(() => resolve()))
      await new Promise<void>(resolve => broker.close(resolve))
    },
  }
}
