import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { apply } from '../../shared/city/apply.ts'
import { createCity, type City } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, START, ticket, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fact } from '../../shared/model/fact.ts'
import { openDatabase } from '../journal/database.ts'
import { Engine, ownDraft } from './engine.ts'

const lives = new Set<Life>()
/** What a test left open. */
export const endLives = (): void => lives.forEach(life => life.end())

const heat = (doc: Partial<MetricDocument> & Pick<MetricDocument, 'id'>) =>
  smallMetric({ kind: 'heat-station', areas: ['city', 'district', 'town'], ...doc })
const mean = { type: 'share', field: 'supplyTSum', over: 'supplyTCount' } as const
/** What is counted before; some of it is counted afterwards too, under the same names. */
const BEFORE: readonly MetricDocument[] = [
  ...ticketMetrics.slice(0, 4),
  heat({ id: 'mean.hour', over: 'hours', aggregate: mean, window: { type: 'series', field: 'event', bucket: 'hour', keep: 48 } }), // oxfmt-ignore
]
export const AFTER: readonly MetricDocument[] = [
  ...ticketMetrics,
  ...BEFORE.slice(4),
  heat({ id: 'quarter', over: 'minutes', aggregate: mean, window: { type: 'series', field: 'event', bucket: 'quarter', keep: 96 } }), // oxfmt-ignore
  heat({ id: 'stations' }),
  heat({ id: 'hottest', over: 'hours', areas: ['city'], aggregate: { type: 'list', sort: [['supplyTMax', 'desc']], limit: 3, columns: ['device', 'supplyTMax'] }, window: { type: 'day', field: 'event' } }), // oxfmt-ignore
]
/** Some of it left, and some of it means something else under the same name. */
export const CHANGED: readonly MetricDocument[] = AFTER.slice(1).map(doc => {
  if (doc.id === 'hottest') return { ...doc, aggregate: { type: 'list', sort: [['supplyTMin', 'asc']], limit: 2, columns: ['device'] } } // oxfmt-ignore
  return doc.id === 'open.topic' ? { ...doc, where: [...doc.where, ['amount', '>', 40]] } : doc
})
const documentsOf = (metrics: readonly MetricDocument[]) => ({
  ...{ areas, calendarOf: () => ({}) as Calendar, kinds: [ticket, heatStation], metrics, digest: 'd' },
})

/** One city over several lives of its process. */
export class Life {
  readonly folder = mkdtempSync(join(tmpdir(), 'liaowang-recount-'))
  readonly uncounted: string[] = []
  now = START
  engine: Engine
  metrics = BEFORE
  /** A process that was killed closed nothing. */
  readonly #databases: DatabaseSync[] = []

  constructor() {
    lives.add(this)
    this.engine = this.open()
  }

  /** Of the process of now. */
  get db(): DatabaseSync {
    return this.#databases.at(-1) as DatabaseSync
  }

  end(): void {
    for (const db of this.#databases) if (db.isOpen) db.close()
    rmSync(this.folder, { recursive: true })
    lives.delete(this)
  }

  open(): Engine {
    const db = openDatabase(join(this.folder, 'city.db'))
    this.#databases.push(db)
    db.exec('PRAGMA synchronous = OFF')
    const engine = new Engine({
      db,
      documents: documentsOf(this.metrics),
      now: () => this.now,
      clock: () => performance.now(),
      recountAtOnce: 1,
      onUncounted: ({ id }) => this.uncounted.push(id),
      onFault: () => undefined,
    })
    engine.city.rollups.leastStep = 1
    return engine
  }

  reshape(): void {
    this.metrics = AFTER
    this.engine = this.open()
  }

  /** In the running city, as a start would find it from here on. */
  publish(metrics: readonly MetricDocument[]): ReturnType<Engine['takeUp']> {
    this.metrics = metrics
    return this.engine.takeUp(documentsOf(metrics))
  }

  async tick(minutes: number): Promise<void> {
    this.now += minutes * 60_000
    await this.engine.tick()
  }

  send(facts: readonly Fact[]): Promise<unknown> {
    const counts = {
      received: facts.length,
      accepted: facts.length,
      duplicate: 0,
      quarantined: 0,
      refused: 0,
    }
    return this.engine.submit({ ...ownDraft(this.now, facts), feed: 'all', counts })
  }
}

export const cellsOf = (city: City) =>
  Object.fromEntries(
    [...city.cells].flatMap(([key, { json }]) => (json === null ? [] : [[key, json]])).sort(),
  )

export function shown({ engine }: Life) {
  engine.flush()
  return cellsOf(engine.city)
}

/** Everything that was ever journaled, counted from nothing under the rules of now. */
export function fromNothing({ engine, metrics }: Life) {
  const city = createCity({ ...documentsOf(metrics), now: START })
  const things = new Map<string, Thing>()
  for (const batch of engine.journal.read(0, 100_000)) {
    apply(city, batch, id => things.get(id) ?? null)
    for (const [id, { thing }] of city.changed) things.set(id, thing)
  }
  settle(city)
  return cellsOf(city)
}
