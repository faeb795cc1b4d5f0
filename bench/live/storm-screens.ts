// A partner of the storm: screens that speak the wire by hand, since two thousand real clients would cost more than the server.
import { WebSocket } from 'ws'
import { PROTOCOL_VERSION, type Cursor } from '../../shared/sync/protocol.ts'
import { takeOrders } from '../ground/partner.ts'
import type { SideName } from './side.ts'
import { TOPIC } from './wall.ts'

export interface Storm {
  readonly side: SideName
  readonly port: number
  readonly count: number
  /** Where the screens are; null: nowhere, they need everything. */
  readonly cursor: Cursor | null
  /** They come at random within so many milliseconds. */
  readonly withinMs: number
}

let open: WebSocket[] = []

/** As Engine.IO 4 and Socket.IO 5 have it: open (0), connect (40), connected (40), the question (42), its answer (42). */
function ours(port: number, cursor: Cursor | null): Promise<void> {
  const question = `42${JSON.stringify(['watch', { protocol: PROTOCOL_VERSION, topic: TOPIC, cursor }])}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)
  open.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const start = data.toString('latin1', 0, 14)
      if (start.startsWith('0{')) socket.send('40')
      else if (start.startsWith('40')) socket.send(question)
      else if (start === '2') socket.send('3')
      else if (start.startsWith('42["answer"')) resolve()
    })
  })
}

function bare(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  open.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify(['watch', { topic: TOPIC, cursor: null }])))
    socket.on('message', (data: Buffer) => {
      if (data.toString('latin1', 0, 11) === '["news",1,0') resolve()
    })
  })
}

takeOrders({
  /** Answers when the last of them had its answer, ms. */
  async storm({ side, port, count, cursor, withinMs }: Storm) {
    const started = performance.now()
    const come = async (n: number) => {
      if (withinMs > 0) await new Promise(resolve => setTimeout(resolve, (withinMs * n) / count))
      await (side === 'ours' ? ours(port, cursor) : bare(port))
    }
    await Promise.all(Array.from({ length: count }, (_, n) => come(n)))
    return performance.now() - started
  },
  async leave() {
    const gone = open.map(socket => new Promise(resolve => socket.once('close', resolve)))
    for (const socket of open) socket.terminate()
    open = []
    await Promise.all(gone)
  },
})
