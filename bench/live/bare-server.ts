// A partner of the benchmarks, what the live path is built on: one WebSocket server whose clients all get the same text.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Value } from '../../shared/model/value.ts'
import { takeOrders } from '../ground/partner.ts'
import { beat, meterOf } from './beat.ts'
import { changesOf, fullCells, KEYS, type Beats } from './wall.ts'

const http = createServer()
const meter = meterOf(http)
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
let seq = 1
/** The same fields as ours, without the name of the protocol around them. */
const textOf = (from: number, cells: readonly (readonly [key: string, value: Value])[]): string =>
  JSON.stringify(['news', 1, from, seq, cells.flat()])
let whole = textOf(
  0,
  KEYS.map(key => [key, 0]),
)

server.on('connection', socket => socket.on('message', () => socket.send(whole)))

function flush(changed: number): void {
  seq++
  const text = textOf(seq - 1, changesOf(seq, changed))
  for (const socket of server.clients) socket.send(text)
}

takeOrders({
  open: () =>
    new Promise<number>(resolve => {
      http.listen(0, '127.0.0.1', 4096, () => resolve((http.address() as AddressInfo).port))
    }),
  fill: (bytes: number) => void (whole = textOf(0, fullCells(bytes))),
  beat: ({ changed, everyMs, forMs }: Beats) => beat(everyMs, forMs, () => flush(changed)),
  meter,
  screens: () => server.clients.size,
})
