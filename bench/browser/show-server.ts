// A partner of the browser's benchmarks: the real hub, sockets and pages, over cells that change when it is told so.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { VISITOR } from '../../shared/access/principal.ts'
import { callerAs } from '../../server/access/callers.ts'
import { createApp } from '../../server/http/app.ts'
import { Hub } from '../../server/live/hub.ts'
import { openSocketServer } from '../../server/live/socket-server.ts'
import { LiveSockets } from '../../server/live/sockets.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import { startOf } from '../../shared/sync/start.ts'
import { shippedDocuments } from '../ground/city.ts'
import { ROOT } from '../ground/find.ts'
import { NOW } from '../ground/flow.ts'
import { takeOrders } from '../ground/partner.ts'
import { chartCells, chartsScene, lastBucketKey } from './charts-scene.ts'
import { createChurn, type Change, type Churn } from './churn.ts'

const { areas, scenes, title } = shippedDocuments()
const shown = [...scenes, chartsScene]
const cells = new Map<string, LiveCell>()
const startedAt = performance.now()
let ahead = 0
let seq = 1
let churn: Churn | null = null

/** City time: as fast as the world's, from the afternoon of the flows on, and further ahead where it is told so. */
const now = () => Math.floor(NOW + ahead + performance.now() - startedAt)

const hub = new Hub(
  { areas, veilOf: () => INTERNAL },
  { epoch: 'bench.bench', head: seq, cells, scene: id => shown.find(scene => scene.id === id) ?? null },
)
const callerOf = () => callerAs(areas, VISITOR, '127.0.0.1')
const app = createApp({
  clientDir: join(ROOT, 'dist/client'),
  ready: () => true,
  metrics: () => '',
  callerOf,
  log: () => undefined,
  api(routes) {
    const start = startOf({
      title,
      ...{ areas: areas.document, boundary: areas.boundary },
      audience: 'internal',
      places: [areas.city.id],
      scenes: shown,
    })
    routes.on('GET /api/start', () => start)
  },
})
const http = createServer(app)
const sockets = new LiveSockets(openSocketServer(http, callerOf), {
  hub,
  time: () => ({ now: now(), speed: 1 }),
  callerOf,
})

function put([key, value]: Change): LiveCell {
  const cell = cells.get(key) ?? { key, value, json: null, seq }
  cells.set(key, cell)
  return Object.assign(cell, { value, json: value === null ? null : JSON.stringify(value), seq })
}

function flush(changes: readonly Change[]): number {
  seq++
  sockets.send(hub.flushed(changes.map(put), seq))
  return changes.length
}

/** So many flushes, one after the other; answers how many cells changed in all. */
function flushes(count: number, everyMs: number, make: (n: number) => readonly Change[]): Promise<number> {
  let done = 0
  let changed = 0
  return new Promise(resolve => {
    const timer = setInterval(() => {
      changed += flush(make(done++))
      if (done < count) return
      clearInterval(timer)
      resolve(changed)
    }, everyMs)
  })
}

export interface Flushes {
  readonly count: number
  readonly everyMs: number
}

takeOrders({
  async open(known: readonly Change[]) {
    for (const change of [...known, ...chartCells(NOW)]) put(change)
    churn = createChurn(known)
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
    return (http.address() as AddressInfo).port
  },
  /** Each time one chart has another last point. */
  oneChart: ({ count, everyMs }: Flushes) =>
    flushes(count, everyMs, n => [[lastBucketKey(n, NOW), 40 + (n % 60)]]),
  /** Each time all twelve have. */
  allCharts: ({ count, everyMs }: Flushes) =>
    flushes(count, everyMs, n =>
      Array.from({ length: 12 }, (_, i) => [lastBucketKey(i, NOW), 40 + ((n + i) % 60)]),
    ),
  /** Each time everything that may change has; `stepMs` of city time pass. */
  everything: ({ count, everyMs, stepMs }: Flushes & { stepMs: number }) =>
    flushes(count, everyMs, () => {
      ahead += stepMs
      return churn!.next(now())
    }),
})
