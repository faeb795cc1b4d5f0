import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { apply } from '../../shared/city/apply.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, batchOf, START, ticketCity, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Cursor } from '../../shared/sync/protocol.ts'
import type { CallerOf } from '../access/callers.ts'
import { everybodyIs } from '../access/routes.fixture.ts'
import { Hub } from './hub.ts'
import { openSocketServer } from './socket-server.ts'
import { LiveSockets, type LiveSocketsParts } from './sockets.ts'

const panel = {
  id: 'a',
  widget: 'w',
  title: { zh: 'a', en: '' },
  metrics: { value: 'all', worst: 'worst' },
  options: {},
}
const scene: SceneDocument = {
  id: 'overview',
  title: { zh: '总览', en: '' },
  order: 1,
  dwell: 60,
  panels: [panel],
  layouts: {},
}
export const TOPIC = 'overview/211000@internal'
/** Long enough that the kernel cannot swallow everything a stalled screen is sent. */
const LONG = 'x'.repeat(3_000)

/** Sockets over a city of tickets; `endings` closes them. */
export async function liveTickets(
  endings: (() => Promise<void>)[],
  callerOf: CallerOf = everybodyIs(),
  onShown: LiveSocketsParts['onShown'] = () => undefined,
) {
  const city = ticketCity()
  const parts = { areas, veilOf: () => INTERNAL }
  // The run before this one was `i`.
  const goesOnFrom = ({ epoch }: Cursor) => epoch === 'i.s'
  const hub = new Hub(parts, { epoch: 'j.s', goesOnFrom, head: 0, cells: city.cells, scene: () => scene })
  const http = createServer()
  const time = () => ({ now: 5, speed: 1 })
  const sockets = new LiveSockets(openSocketServer(http, callerOf), { hub, time, callerOf, onShown })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  endings.push(() => sockets.stop())
  let seq = 0
  const flush = (id: string) => {
    apply(
      city,
      batchOf(++seq, [ticketFact({ id, fields: { topic: LONG + id, dueAt: START - seq } })]),
      () => null,
    )
    sockets.send(hub.flushed(settle(city), seq))
  }
  return { hub, sockets, flush, port: (http.address() as AddressInfo).port }
}
