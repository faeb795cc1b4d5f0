import {
  PROTOCOL_VERSION,
  type BeatMessage,
  type CellsMessage,
  type Watch,
} from '../../shared/sync/protocol.ts'
import { cursorOf, emptyMirror, isBehind, receive, type Mirror } from '../../shared/sync/mirror.ts'

/** What came for one topic and is not yet on the screen. */
export interface Changes {
  readonly topic: string
  readonly keys: ReadonlySet<string>
}

export type Incoming =
  | { readonly type: 'cells'; readonly message: CellsMessage }
  | { readonly type: 'beat'; readonly message: BeatMessage }

/**
 * The mirrors of the topics a screen shows, and of some it showed before: a scene that comes round again asks only for what
 * changed meanwhile. Says what to ask; sends nothing itself.
 */
export interface Mirrors {
  mirror(topic: string): Mirror
  /** These topics are on show from now on. */
  show(topics: readonly string[]): { readonly ask: readonly Watch[]; readonly leave: readonly string[] }
  /** A new connection: nothing asked over the last one will be answered. */
  reconnected(): readonly Watch[]
  /** Takes in what came, in its order; answers what is missing and has to be asked. */
  take(
    messages: readonly Incoming[],
    now: number | null,
  ): {
    readonly changes: readonly Changes[]
    readonly ask: readonly Watch[]
  }
  /** City time up to which a topic was kept up to date; null: it still is, or never was. */
  keptUntil(topic: string): number | null
  /** Everything on show was answered over this connection. */
  readonly caughtUp: boolean
}

interface Slot {
  readonly mirror: Mirror
  /** Beats for which the answer to a question is waited for; 0: none is on its way. Asking twice is answered twice. */
  asked: number
  /** Answered over this connection. */
  answered: boolean
  /** City time at which the server last said of it what fits; null: never. Not of the screen's clock: the city's may be set meanwhile. */
  heardAt: number | null
}

/** More scenes than a wall rotates through. */
const KEPT = 16
/** A connection loses nothing by itself; should an answer be lost all the same, the screen must not wait for ever. */
const PATIENCE_BEATS = 3

export function createMirrors(kept = KEPT): Mirrors {
  /** In the order of last use. */
  const slots = new Map<string, Slot>()
  let onShow: readonly string[] = []

  function slot(topic: string): Slot {
    const known = slots.get(topic) ?? { mirror: emptyMirror(topic), asked: 0, answered: false, heardAt: null }
    slots.delete(topic)
    slots.set(topic, known)
    return known
  }

  function forgetOldest(): void {
    for (const topic of slots.keys()) {
      if (slots.size <= kept) return
      if (!onShow.includes(topic)) slots.delete(topic)
    }
  }

  const shownSlot = (topic: string) => (onShow.includes(topic) ? slots.get(topic) : undefined)

  return {
    mirror: topic => slot(topic).mirror,
    show(topics) {
      const leave = onShow.filter(topic => !topics.includes(topic))
      const added = topics.filter(topic => !onShow.includes(topic))
      onShow = topics
      for (const topic of leave) unask(slot(topic))
      const ask = added.map(topic => question(slot(topic)))
      forgetOldest()
      return { ask, leave }
    },
    reconnected() {
      for (const known of slots.values()) unask(known)
      return onShow.map(topic => question(slot(topic)))
    },
    take: (messages, now) => takeAll(messages, shownSlot, now),
    keptUntil(topic) {
      const { answered, heardAt } = slot(topic)
      return answered ? null : heardAt
    },
    get caughtUp() {
      return onShow.every(topic => slots.get(topic)?.answered === true)
    },
  }
}

function unask(slot: Slot): void {
  slot.asked = 0
  slot.answered = false
}

function question(slot: Slot): Watch {
  slot.asked = PATIENCE_BEATS
  return { protocol: PROTOCOL_VERSION, topic: slot.mirror.topic, cursor: cursorOf(slot.mirror) }
}

function takeAll(
  messages: readonly Incoming[],
  slotOf: (topic: string) => Slot | undefined,
  now: number | null,
) {
  const changed = new Map<string, Set<string>>()
  const behind = new Set<Slot>()
  for (const incoming of messages) {
    const slot = slotOf(incoming.message[0])
    if (slot === undefined) continue
    const keys = takeOne(slot, incoming)
    if (slot.answered && keys !== 'behind') slot.heardAt = now
    if (keys === 'behind') behind.add(slot)
    else if (keys.length > 0) changed.set(slot.mirror.topic, joined(changed.get(slot.mirror.topic), keys))
  }
  const ask = [...behind].filter(slot => slot.asked === 0).map(question)
  return { changes: [...changed].map(([topic, keys]) => ({ topic, keys })), ask }
}

const NOTHING: readonly string[] = []

/** The keys that changed, or that the mirror is behind. Whatever fits answers the question that may be on its way. */
function takeOne(slot: Slot, incoming: Incoming): readonly string[] | 'behind' {
  const { mirror } = slot
  if (incoming.type === 'beat') {
    const [, epoch, to] = incoming.message
    if (!isBehind(mirror, epoch, to)) return NOTHING
    slot.asked = Math.max(0, slot.asked - 1)
    return 'behind'
  }
  const received = receive(mirror, incoming.message)
  if (received.type === 'gap') return 'behind'
  slot.asked = 0
  slot.answered = true
  return received.type === 'applied' ? received.keys : NOTHING
}

function joined(keys: Set<string> | undefined, more: readonly string[]): Set<string> {
  const all = keys ?? new Set<string>()
  for (const key of more) all.add(key)
  return all
}
