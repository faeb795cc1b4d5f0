import type { Areas } from '../../shared/areas/areas.ts'
import type { Veil } from '../../shared/audience/veil.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { CellsMessage, Cursor } from '../../shared/sync/protocol.ts'
import { cellsOf, parseTopic } from '../../shared/sync/topic.ts'
import { createChangeOrder, type ChangeOrder } from './change-order.ts'

interface OpenTopic {
  readonly name: string
  readonly wants: Wants
  readonly veil: Veil
  readonly order: ChangeOrder
  /** Where the last message of this topic ended. */
  to: number
  /** Made once however many screens ask for it, until the topic changes. */
  whole: CellsMessage | null
  /** The last delta: screens that lost the server together ask from the same place. */
  delta: CellsMessage | null
}

export interface HubParts {
  readonly areas: Areas
  /** What an audience sees of the cells; null: there is no such audience, and it sees nothing. Asked again after each `reset`. */
  readonly veilOf: (audience: string) => Veil | null
  /** Takes note of what screens are told, whether one listens or not. */
  readonly told?: Told
}

export interface Told {
  /** These cells are told. */
  flushed(cells: readonly LiveCell[]): void
  /** Another journal or another shape: what was told before means nothing. */
  reset(): void
}

/** One history, and what is shown of it. */
export interface Shown {
  readonly epoch: string
  /** Whether a cursor of another epoch is a place in this history all the same: a run of before, of the same shape. */
  readonly goesOnFrom?: (cursor: Cursor) => boolean
  /** The entry that the cells are as of. */
  readonly head: number
  /** All settled cells of the city. */
  readonly cells: ReadonlyMap<string, LiveCell>
  readonly scene: (id: string) => SceneDocument | null
}

/**
 * Which topics are open and what each of them says. Knows no socket: `flushed` and `answer` return messages, and the
 * caller sends them.
 */
export class Hub {
  readonly #parts: HubParts
  readonly #open = new Map<string, OpenTopic>()
  #shown: Shown
  #to: number
  /** Cursors before this may have missed removals that were dropped since. */
  #floor = 0

  constructor(parts: HubParts, shown: Shown) {
    this.#parts = parts
    this.#shown = shown
    this.#to = shown.head
  }

  get epoch(): string {
    return this.#shown.epoch
  }

  get topics(): readonly string[] {
    return [...this.#open.keys()]
  }

  /** All that it may tell. */
  get cells(): Shown['cells'] {
    return this.#shown.cells
  }

  /** What it serves under a key; null: nothing. */
  served(key: string): Value {
    return this.#shown.cells.get(key)?.value ?? null
  }

  /** One flush: the cells that changed, all as of `to`. One message per open topic that any of them concerns. */
  flushed(cells: readonly LiveCell[], to: number): CellsMessage[] {
    this.#to = to
    this.#parts.told?.flushed(cells)
    const messages: CellsMessage[] = []
    for (const topic of this.#open.values()) {
      const changed = cells.filter(cell => topic.wants.has(cell.key))
      if (changed.length === 0) continue
      for (const cell of changed) topic.order.touch(cell)
      messages.push([topic.name, this.epoch, topic.to, to, flat(changed, topic.veil)])
      topic.to = to
      topic.whole = null
      topic.delta = null
    }
    return messages
  }

  /** Everything of a topic since a cursor; the whole topic where the cursor means nothing. null: no such topic. */
  answer(name: string, cursor: Cursor | null): CellsMessage | null {
    const topic = this.#topic(name)
    if (topic === null) return null
    if (cursor === null || !this.#means(topic, cursor)) return this.#whole(topic)
    return this.#delta(topic, cursor.seq)
  }

  #means(topic: OpenTopic, cursor: Cursor): boolean {
    const { epoch, seq } = cursor
    if (seq === 0 || seq > Math.max(this.#to, topic.to) || seq < this.#floor) return false
    return epoch === this.epoch || this.#shown.goesOnFrom?.(cursor) === true
  }

  #whole(topic: OpenTopic): CellsMessage {
    const present = () => topic.order.since(-1).filter(cell => cell.json !== null)
    topic.whole ??= [topic.name, this.epoch, 0, topic.to, flat(present(), topic.veil)]
    return topic.whole
  }

  #delta(topic: OpenTopic, seq: number): CellsMessage {
    if (topic.delta?.[2] === seq) return topic.delta
    const to = Math.max(topic.to, seq)
    topic.delta = [topic.name, this.epoch, seq, to, flat(topic.order.since(seq), topic.veil)]
    return topic.delta
  }

  /** Where a topic stands, for its heartbeat. */
  position(name: string): number {
    return this.#open.get(name)?.to ?? this.#to
  }

  /** Another journal or another shape: every cursor of before means nothing. */
  reset(shown: Shown): void {
    this.#shown = shown
    this.#to = shown.head
    this.#floor = 0
    this.#open.clear()
    this.#parts.told?.reset()
  }

  /** Nobody watches it any more. */
  close(name: string): void {
    this.#open.delete(name)
  }

  /** Forgets removed cells last changed at or before `seq`; a cursor from before it is answered with the whole. */
  dropRemoved(seq: number): void {
    if (seq <= this.#floor) return
    this.#floor = seq
    for (const topic of this.#open.values()) {
      topic.order.dropRemoved(seq)
      topic.wants.forget()
      topic.delta = null
    }
  }

  #topic(name: string): OpenTopic | null {
    const known = this.#open.get(name)
    if (known !== undefined) return known
    const selection = this.#selection(name)
    if (selection === null) return null
    const { wants } = selection
    const order = createChangeOrder()
    const cells = [...this.#shown.cells.values()].filter(cell => wants.has(cell.key))
    for (const cell of cells.sort((a, b) => a.seq - b.seq)) order.touch(cell)
    // A checkpoint may have settled cells that were not flushed yet: the topic is as of those then.
    const to = Math.max(this.#to, cells.at(-1)?.seq ?? 0)
    const topic: OpenTopic = { name, ...selection, order, to, whole: null, delta: null }
    this.#open.set(name, topic)
    return topic
  }

  #selection(name: string): Pick<OpenTopic, 'wants' | 'veil'> | null {
    const { areas, veilOf } = this.#parts
    const topic = parseTopic(name)
    const veil = topic === null ? null : veilOf(topic.audience)
    if (topic === null || veil === null || areas.byId(topic.place) === null) return null
    const document = this.#shown.scene(topic.scene)
    if (document === null) return null
    const wanted = cellsOf(topic, document, areas)
    return { veil, wants: remembering(key => wanted(key) && veil.shows(key)) }
  }
}

/** Which cells a topic wants. */
interface Wants {
  has(key: string): boolean
  forget(): void
}

/** Keys come again and again; whether a topic wants one never changes while it is open. Keys of long ago never come again. */
function remembering(wants: (key: string) => boolean): Wants {
  const known = new Map<string, boolean>()
  return {
    has(key) {
      let answer = known.get(key)
      if (answer === undefined) known.set(key, (answer = wants(key)))
      return answer
    },
    forget: () => known.clear(),
  }
}

/** As the audience sees them: masked here once, before they are encoded once for all its screens. */
function flat(cells: readonly LiveCell[], veil: Veil): unknown[] {
  const list: unknown[] = []
  for (const cell of cells) list.push(cell.key, veil.value(cell.key, cell.value))
  return list
}
