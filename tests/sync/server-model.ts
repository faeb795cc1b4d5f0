import { INTERNAL } from '../../shared/audience/veil.ts'
import { apply } from '../../shared/city/apply.ts'
import { noneWanted, saveBeside, takeChanges } from '../../shared/city/checkpoint.ts'
import type { City, LiveCell } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, batchOf, START, ticket, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import type { Fact } from '../../shared/model/fact.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { cellsOf, parseTopic } from '../../shared/sync/topic.ts'
import { createLines } from '../../shared/sync/lines.ts'
import type { CellsMessage, Cursor } from '../../shared/sync/protocol.ts'
import { lastPicture, type LastPicture } from '../../server/engine/last-picture.ts'
import { recallCity } from '../../server/engine/recall.ts'
import { openRecount } from '../../server/engine/recount.ts'
import type { Sweeps } from '../../server/engine/sweeps.ts'
import { epochOf, isPlaceIn } from '../../server/journal/epoch.ts'
import { memoryJournal, type Kept } from '../../server/journal/memory-journal.ts'
import { Hub, type Shown } from '../../server/live/hub.ts'
import type { Store } from '../../server/store/store.ts'
import { memoryStore } from './memory-store.ts'

const scene: SceneDocument = {
  id: 'overview',
  title: { zh: '总览', en: '' },
  order: 1,
  dwell: 60,
  panels: [
    {
      id: 'a',
      widget: 'w',
      title: { zh: '', en: '' },
      metrics: { all: 'all', map: 'all@cells' },
      options: {},
    },
    {
      id: 'b',
      widget: 'w',
      title: { zh: '', en: '' },
      metrics: { worst: 'worst', topics: 'open.topic' },
      options: {},
    },
    {
      id: 'c',
      widget: 'w',
      title: { zh: '', en: '' },
      metrics: { hours: 'hourly@city', mean: 'mean' },
      options: {},
    },
  ],
  layouts: {},
}

/**
 * What is counted under one shape and the next: a number that means another thing, and one that is no more. A screen that kept what
 * it had been told under the shape before shows what is not so.
 */
const METRICS_BY_TURNS = [
  ticketMetrics,
  ticketMetrics
    .filter(({ id }) => id !== 'mean')
    .map(each => (each.id === 'all' ? { ...each, where: [['topic', '=', 'a']] as const } : each)),
] as const

/**
 * A server without sockets and time: the real journal, fold, checkpoint and hub, driven step by step. A crash keeps journal
 * and checkpoint and loses everything else.
 */
export class ServerModel {
  /** A process that starts again counts its lines anew. */
  lines = createLines()
  #journal = memoryJournal('run1')
  #runs = 1
  #store: Store = memoryStore()
  #shape = 0
  #shapeName = ''
  #city!: City
  #hub!: Hub
  #settled: LiveCell[] = []
  #recount: Sweeps | null = null
  #last: LastPicture | null = null
  #reports = 0

  constructor() {
    this.#recall()
  }

  /** One entry is committed and folded in; no screen hears of it yet. */
  push(facts: readonly Fact[]): void {
    // Every report has its own instant: the cell of its feed changes with each.
    const { seq: _, ...draft } = batchOf(0, facts, { at: START + ++this.#reports })
    for (const batch of this.#journal.append([draft])) apply(this.#city, batch, id => this.#store.thing(id))
  }

  flush(): CellsMessage[] {
    if (this.#recount !== null) return this.#tellProgress(this.#recount)
    const cells = [...this.#settled, ...settle(this.#city)]
    this.#settled = []
    const messages = cells.length === 0 ? [] : this.#hub.flushed(cells, this.#city.seq)
    this.#hub.dropRemoved(this.#city.removals.floor)
    return messages
  }

  checkpoint(): void {
    if (this.#recount !== null) {
      saveBeside(this.#city, noneWanted, changes => this.#store.saveBeside(changes))
      return
    }
    this.#settled.push(...settle(this.#city))
    this.#store.save(takeChanges(this.#city), this.#shapeName)
  }

  crash(): void {
    this.#reopen(this.#journal)
  }

  #reopen(kept: Kept): void {
    this.#journal = memoryJournal(`run${++this.#runs}`, kept)
    this.lines = createLines()
    this.#recall()
  }

  get isRecounting(): boolean {
    return this.#recount !== null
  }

  /** Counts some more anew, where the numbers are of another shape; the last step shows them. */
  recount(): void {
    if (this.#recount?.step() !== true) return
    this.#recount = null
    this.#last = null
    this.#hub.reset(this.#shown())
    this.#hub.dropRemoved(this.#city.removals.floor)
  }

  /** Comes back with code or documents under which the numbers are counted anew. */
  reshape(): void {
    this.checkpoint()
    this.#shape++
    this.crash()
  }

  /** Comes back from a copy that lacks the newest entries. */
  restoreBackup(lost: number): void {
    const { entries, runs } = this.#journal
    this.#store = memoryStore()
    this.#reopen({ entries: entries.slice(0, Math.max(0, entries.length - lost)), runs })
  }

  forgetRemoved(): void {
    this.#hub.dropRemoved(this.#city.seq)
  }

  answer(topic: string, cursor: Cursor | null): CellsMessage | null {
    return this.#hub.answer(topic, cursor)
  }

  position(topic: string): { readonly epoch: string; readonly to: number } {
    return { epoch: this.#hub.epoch, to: this.#hub.position(topic) }
  }

  get head(): number {
    return this.#city.seq
  }

  /** What a screen of the topic must hold, straight from the city's cells. */
  truth(topic: string): ReadonlyMap<string, Value> {
    const parsed = parseTopic(topic)
    if (parsed === null) throw new Error(`${topic} is no topic`)
    const wants = cellsOf(parsed, scene, areas)
    const shown = [...this.#shown().cells.values()].filter(cell => cell.json !== null && wants(cell.key))
    return new Map(shown.map(cell => [cell.key, JSON.parse(cell.json as string) as Value]))
  }

  #tellProgress(recount: Sweeps): CellsMessage[] {
    const last = this.#last as LastPicture
    return this.#hub.flushed(last.told(recount.progress()), last.seq)
  }

  #shown(): Shown {
    if (this.#last !== null) return { ...this.#last, head: this.#last.seq, scene: () => scene }
    const { cells, seq: head } = this.#city
    const epoch = epochOf(this.#journal.run, this.#shapeName)
    const goesOnFrom = (cursor: Cursor) => isPlaceIn(this.#journal, this.#shapeName, cursor)
    return { epoch, goesOnFrom, head, cells, scene: () => scene }
  }

  #lastPicture(): LastPicture {
    const cells = this.#store.cells()
    return lastPicture({ cells, seq: this.#store.standing()?.applied ?? 0, since: START })
  }

  #openRecount(): Sweeps {
    const onUncounted = (_: unknown, error: unknown) => {
      throw error
    }
    const save = () => this.checkpoint()
    const shape = this.#shapeName
    return openRecount({ city: this.#city, store: this.#store, shape, save, onUncounted, atOnce: 1 })
  }

  #recall(): void {
    const documents = {
      areas,
      calendarOf: () => ({}) as Calendar,
      kinds: [ticket],
      metrics: METRICS_BY_TURNS[this.#shape % 2] as typeof ticketMetrics,
      digest: String(this.#shape),
    }
    const recalled = recallCity(documents, this.#journal, this.#store, 0, faults => {
      throw faults[0]?.error
    })
    this.#settled = []
    this.#city = recalled.city
    this.#shapeName = recalled.shape
    this.#last = recalled.isStale ? this.#lastPicture() : null
    this.#recount = recalled.isStale ? this.#openRecount() : null
    if (!recalled.isStale) settle(this.#city)
    this.#hub = new Hub({ areas, veilOf: () => INTERNAL }, this.#shown())
    this.#hub.dropRemoved(this.#city.removals.floor)
  }
}
