import { createServer, type Server as HttpServer } from 'node:http'
import { join } from 'node:path'
import { INTERNAL } from '../../shared/audience/veil.ts'
import document from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { ROOT } from '../../scripts/command.ts'
import { VISITOR } from '../../shared/access/principal.ts'
import { callerAs } from '../../server/access/callers.ts'
import type { Routes } from '../../server/access/routes.ts'
import { createApp } from '../../server/http/app.ts'
import { Hub, type Shown } from '../../server/live/hub.ts'
import { openSocketServer } from '../../server/live/socket-server.ts'
import { LiveSockets } from '../../server/live/sockets.ts'
import { Minutes } from '../../server/recording/minutes.ts'
import { Recorder } from '../../server/recording/recorder.ts'
import { serveReplay } from '../../server/recording/routes.ts'
import { compileAreas } from '../../shared/areas/areas.ts'
import { parseAreas } from '../../shared/areas/document.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import { RECOUNT_KEY } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Cursor } from '../../shared/sync/protocol.ts'
import type { SignedBy } from '../../shared/sync/scene-proof.ts'
import { startOf } from '../../shared/sync/start.ts'
import { serveExplanations } from './explanations.ts'
import { MORNING, screenCity } from './screen-city.ts'

const parsed = parseAreas(document)
if (!parsed.ok) throw new Error('documents/areas/liaoyang.json does not pass its own check')
const areas = compileAreas(parsed.document)

const callerOf = () => callerAs(areas, VISITOR, '127.0.0.1')

/** A server of the built client over cells that a test sets: the real hub, sockets and pages; no journal and no fold. */
export class ScreenServer {
  readonly #cells = new Map<string, LiveCell>()
  #startedAt = performance.now()
  #epoch = 0
  /** Those of its history so far: each start is another. */
  readonly #epochs = new Set<string>()
  #seq = 1
  #port = 0
  #http: HttpServer | null = null
  #sockets: LiveSockets | null = null
  #hub: Hub | null = null
  /** What walls are told to tell scenes by; null: nothing is signed. */
  signedBy: SignedBy | null = null

  readonly #minutes = new Minutes(':memory:')
  readonly #recorder = new Recorder({
    ...{ minutes: this.#minutes, cells: () => this.#cells, now: () => this.now, log: () => undefined },
    keep: { ms: 86_400_000, bytes: 2 ** 30 },
  })

  constructor() {
    this.#put(screenCity.cells)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** City time: as fast as the world's, from a Monday morning on. */
  get now(): number {
    return Math.floor(MORNING + performance.now() - this.#startedAt)
  }

  /** The city's clock is set forward, and the screens hear of it. */
  pass(ms: number): void {
    this.#startedAt -= ms
    this.#sockets?.beat()
  }

  /** As once a minute: what is shown now can be seen again. */
  async record(): Promise<void> {
    await this.#recorder.look()
  }

  /** Starts, or starts again on the same port. */
  async start(): Promise<void> {
    this.#epochs.add(`e${++this.#epoch}`)
    const hub = new Hub({ areas, veilOf: () => INTERNAL, told: this.#recorder }, this.#shown())
    const app = createApp({
      clientDir: join(ROOT, 'dist/client'),
      ready: () => true,
      metrics: () => '',
      api: routes => this.#api(routes),
      callerOf,
      log: () => undefined,
    })
    const http = createServer(app)
    this.#hub = hub
    this.#http = http
    const time = () => ({ now: this.now, speed: 1 })
    this.#sockets = new LiveSockets(openSocketServer(http, callerOf), { hub, time, callerOf })
    await new Promise<void>(resolve => http.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (http.address() as { port: number }).port
  }

  /** Gone without a word, as after a power cut. */
  async stop(): Promise<void> {
    await this.#sockets?.stop()
    this.#http?.closeAllConnections()
    await new Promise<void>(resolve => (this.#http === null ? resolve() : this.#http.close(() => resolve())))
    this.#http = null
    this.#sockets = null
    this.#hub = null
  }

  /** What a restored backup does: the same cells under another history. */
  forgetHistory(): void {
    this.#epochs.clear()
    this.#seq = 1
    for (const cell of this.#cells.values()) cell.seq = 1
  }

  /** These cells are other ones from now on, and all screens hear of it. */
  set(cells: { readonly [key: string]: Value }): void {
    const changed = this.#put(cells)
    if (this.#hub !== null) this.#sockets?.send(this.#hub.flushed(changed, this.#seq))
  }

  /** Everything is counted anew: another epoch, in which the screens ask for all of it. */
  recounted(cells: { readonly [key: string]: Value }): void {
    this.#cells.delete(RECOUNT_KEY)
    this.#put(cells)
    this.#epochs.clear()
    this.#epochs.add(`e${++this.#epoch}`)
    this.#hub?.reset(this.#shown())
    this.#sockets?.beat()
  }

  #shown(): Shown {
    const scene = (id: string) => screenCity.scenes.find(each => each.id === id) ?? null
    const goesOnFrom = ({ epoch }: Cursor) => this.#epochs.has(epoch)
    return { epoch: `e${this.#epoch}`, goesOnFrom, head: this.#seq, cells: this.#cells, scene }
  }

  #put(cells: { readonly [key: string]: Value }): LiveCell[] {
    this.#seq++
    return Object.entries(cells).map(([key, value]) => {
      const cell: LiveCell = { key, value, json: JSON.stringify(value), seq: this.#seq }
      this.#cells.set(key, cell)
      return cell
    })
  }

  #api(routes: Routes): void {
    const title = { zh: '辽阳市智慧城市运营指挥中心', en: 'Liaoyang City Operations Centre' }
    const start = startOf({
      title,
      areas: areas.document,
      boundary: areas.boundary,
      audience: 'internal',
      places: [areas.city.id],
      scenes: screenCity.scenes,
    })
    routes.on('GET /api/start', () => ({ ...start, signedBy: this.signedBy }))
    const parts = { areas, veilOf: () => INTERNAL, now: () => this.now, minutes: this.#minutes }
    serveReplay(routes, parts)
    routes.on('GET /api/who', () => ({ type: 'visitor', setUp: false, person: null }))
    serveExplanations(
      routes,
      key => this.#cells.get(key)?.value ?? null,
      () => this.#seq,
    )
  }
}
