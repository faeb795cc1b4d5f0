// A partner of the benchmarks: the real hub and sockets, over cells that change when it is told so.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { VISITOR } from '../../shared/access/principal.ts'
import { callerAs } from '../../server/access/callers.ts'
import { Hub } from '../../server/live/hub.ts'
import { openSocketServer } from '../../server/live/socket-server.ts'
import { LiveSockets } from '../../server/live/sockets.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import type { Value } from '../../shared/model/value.ts'
import { shippedDocuments } from '../ground/city.ts'
import { takeOrders } from '../ground/partner.ts'
import { beat, meterOf } from './beat.ts'
import { changesOf, fullCells, KEYS, wall, type Beats } from './wall.ts'

const cells = new Map<string, LiveCell>()
let seq = 1
const change = ([key, value]: readonly [key: string, value: Value]): LiveCell => {
  const cell = cells.get(key) ?? { key, value, json: '', seq }
  cells.set(key, cell)
  return Object.assign(cell, { value, json: JSON.stringify(value), seq })
}

for (const key of KEYS) change([key, 0])
const scene = (id: string) => (id === wall.id ? wall : null)
const { areas } = shippedDocuments()
const hub = new Hub(
  { areas, veilOf: () => INTERNAL },
  { epoch: 'a-journal-of-the-bench.0123456789abcdef', head: seq, cells, scene },
)
const http = createServer()
const meter = meterOf(http)
const callerOf = () => callerAs(areas, VISITOR, '127.0.0.1')
const sockets = new LiveSockets(openSocketServer(http, callerOf), {
  hub,
  time: () => ({ now: Date.now(), speed: 1 }),
  callerOf,
})

function flush(changes: readonly (readonly [key: string, value: Value])[]): void {
  seq++
  sockets.send(hub.flushed(changes.map(change), seq))
}

takeOrders({
  open: () =>
    new Promise<number>(resolve => {
      http.listen(0, '127.0.0.1', 4096, () => resolve((http.address() as AddressInfo).port))
    }),
  fill: (bytes: number) => flush(fullCells(bytes)),
  beat: ({ changed, everyMs, forMs }: Beats) => beat(everyMs, forMs, () => flush(changesOf(seq, changed))),
  meter,
  screens: () => sockets.screens,
  cursor: () => ({ epoch: hub.epoch, seq }),
})
