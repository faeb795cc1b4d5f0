import type { Value } from '../../shared/model/value.ts'
import type { BeatMessage, CellsMessage, RefusedMessage, Shown, Watch } from '../../shared/sync/protocol.ts'
import { createCityClock, type CityClock } from './clock.ts'
import type { Connection } from './connection.ts'
import { createLink, type Wire } from './link.ts'
import { createMirrors, type Incoming, type Mirrors } from './mirrors.ts'
import { createTrackedCells, type TrackedCells } from './tracked-cells.ts'

export interface LiveParts {
  readonly open: () => Wire
  readonly now: () => number
  readonly chance: () => number
  readonly later: (ms: number, run: () => void) => () => void
  /** Runs before the next picture; soon, also where no picture is made because the page is hidden. */
  readonly frame: (run: () => void) => void
  readonly onChange: (connection: Connection) => void
  readonly onRefused: (message: RefusedMessage) => void
  readonly onShut: () => void
  /** The clock was told the time. */
  readonly onTime: () => void
}

/** All that a screen knows of the city, kept up to date. */
export interface Live {
  /** These topics are on show. */
  show(topics: readonly string[]): void
  /** The cells of a topic, as of the last picture. Kept for as long as its mirror is. */
  cells(topic: string): TrackedCells
  /** Whether a topic has ever been answered: its cells are worth showing, if only as the last picture. */
  isKnown(topic: string): boolean
  /** City time up to which a topic was kept up to date; null: it still is, or never was. */
  keptUntil(topic: string): number | null
  /** Whether everything on show has been answered over this connection. */
  isCaughtUp(): boolean
  /** Calls `drawn` after each time that something was taken in; returns the stop. */
  onDrawn(drawn: () => void): () => void
  readonly clock: CityClock
  /** A wall says what it shows. */
  tell(shown: Shown): void
  stop(): void
}

export function createLive(parts: LiveParts): Live {
  const clock = createCityClock()
  const mirrors = createMirrors()
  const cells = trackedBy(mirrors)
  const listeners = new Set<() => void>()
  let queue: Incoming[] = []

  const enqueue = (incoming: Incoming) => queue.push(incoming) === 1 && parts.frame(draw)

  /** Everything that came since the last picture is taken in at once, so that totals agree with their parts. */
  function draw(): void {
    const came = queue
    queue = []
    const { changes, ask } = mirrors.take(came, clock.now(parts.now()))
    for (const { topic, keys } of changes) cells(topic).changed(keys)
    send(ask)
    if (mirrors.caughtUp) link.caughtUp()
    for (const drawn of listeners) drawn()
  }

  const send = (questions: readonly Watch[]) => questions.forEach(link.ask)

  function onBeat(message: BeatMessage): void {
    clock.heard(message[3], message[4], parts.now())
    parts.onTime()
    enqueue({ type: 'beat', message })
  }

  function show(topics: readonly string[]): void {
    const { ask, leave } = mirrors.show(topics)
    leave.forEach(link.leave)
    send(ask)
  }

  const onCells = (message: CellsMessage) => void enqueue({ type: 'cells', message })
  const link = createLink({ ...parts, onOpened: () => send(mirrors.reconnected()), onCells, onBeat })

  return {
    show,
    cells,
    isKnown: topic => mirrors.mirror(topic).epoch !== '',
    keptUntil: mirrors.keptUntil,
    isCaughtUp: () => mirrors.caughtUp,
    onDrawn: drawn => {
      listeners.add(drawn)
      return () => void listeners.delete(drawn)
    },
    ...{ clock, tell: link.tell, stop: link.stop },
  }
}

/** One set of tracked cells for each mirror, for as long as the mirror is kept. */
function trackedBy(mirrors: Mirrors): (topic: string) => TrackedCells {
  const tracked = new WeakMap<ReadonlyMap<string, Value>, TrackedCells>()
  return topic => {
    const values = mirrors.mirror(topic).cells
    let known = tracked.get(values)
    if (known === undefined) tracked.set(values, (known = createTrackedCells(values)))
    return known
  }
}
