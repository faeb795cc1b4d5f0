import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Aedes, type Client } from 'aedes'
import type { Running } from '../upstream.ts'

/** Like Mosquitto's `max_queued_messages`: what a session may have waiting for it, there or not. */
const QUEUED_PER_SESSION = 10_000
const HOST = '127.0.0.1'

/** The part of the broker's store that grows with sessions that do not fetch. */
interface Store {
  outgoingEnqueueCombi: (subscribers: readonly { clientId: string }[], packet: object) => Promise<void>
  outgoingClearMessageId: (client: { id: string }, packet: object) => Promise<object | undefined>
}

/** The broker itself would keep everything for a session that never comes back. */
function boundQueues(broker: Aedes): void {
  const store = (broker as unknown as { readonly persistence: Store }).persistence
  const waiting = new Map<string, number>()
  const enqueue = store.outgoingEnqueueCombi.bind(store)
  const clear = store.outgoingClearMessageId.bind(store)
  const countOf = (id: string) => waiting.get(id) ?? 0
  store.outgoingEnqueueCombi = (subscribers, packet) => {
    const able = subscribers.filter(({ clientId }) => countOf(clientId) < QUEUED_PER_SESSION)
    for (const { clientId } of able) waiting.set(clientId, countOf(clientId) + 1)
    return enqueue(able, packet)
  }
  store.outgoingClearMessageId = async (client, packet) => {
    const cleared = await clear(client, packet)
    if (cleared !== undefined) waiting.set(client.id, countOf(client.id) - 1)
    return cleared
  }
  broker.on('clientDisconnect', (client: Client) => {
    if (client.clean) waiting.delete(client.id)
  })
}

export interface Broker extends Running {
  /** Hangs up on everybody and takes no call, or takes them again. */
  readonly refuse: (on: boolean) => void
}

/** An MQTT broker inside this process, for a city where nothing is installed; port 0 takes any free one. */
export async function startBroker(port: number): Promise<Broker> {
  const broker = await Aedes.createBroker()
  boundQueues(broker)
  const sockets = new Set<Socket>()
  let refusing = false
  const hangUp = () => sockets.forEach(socket => socket.destroy())
  const server = createServer(socket => {
    if (refusing) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    address: `mqtt://${HOST}:${taken}`,
    refuse: on => {
      refusing = on
      if (on) hangUp()
    },
    stop: async () => {
      hangUp()
      await new Promise<void>(resolve => server.close(() => resolve()))
      await new Promise<void>(resolve => broker.close(resolve))
    },
  }
}
