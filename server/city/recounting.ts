import type { Engine } from '../engine/engine.ts'
import type { Cursor } from '../../shared/sync/protocol.ts'
import type { Hub, Shown } from '../live/hub.ts'
import type { LiveSockets } from '../live/sockets.ts'
import { isPassing } from '../journal/room.ts'

/** Counted before anybody is shown anything: what takes no longer than this, nobody need hear of. */
const AT_ONCE_MS = 1_000
/** A step that found no room is tried again so soon. */
const AGAIN_MS = 5_000
/** The screens hear so often how far it has come. */
const TOLD_EVERY_MS = 1_000

/** Counts anew, for a second at most, while no screen is there yet. */
export function recountAtOnce(engine: Engine, clock: () => number): void {
  const end = clock() + AT_ONCE_MS
  try {
    while (clock() < end) if (engine.recountStep()) return
  } catch (error) {
    // The rest beside what comes in, once there is room.
    if (!isPassing(error)) throw error
  }
}

/** What the screens are shown: the numbers, or those of before until all of them are counted anew. */
export function shownBy(engine: Engine, scene: Shown['scene']): Shown {
  const { lastPicture, epoch, city } = engine
  const goesOnFrom = (cursor: Cursor) => engine.goesOnFrom(cursor)
  if (lastPicture === null) return { epoch, goesOnFrom, head: city.seq, cells: city.cells, scene }
  return {
    epoch: lastPicture.epoch,
    head: lastPicture.seq,
    cells: lastPicture.cells,
    scene: lastPicture.scene,
  }
}

export interface RecountingParts {
  readonly engine: Engine
  readonly hub: Hub
  readonly sockets: Pick<LiveSockets, 'send' | 'beat'>
  /** The scenes of now. */
  readonly scene: Shown['scene']
  readonly clock: () => number
  readonly onDone: (ms: number) => void
  readonly onFailure: (error: unknown) => void
}

/**
 * Counts everything anew, after a start or because a notice of holidays came into force, in short steps between which the city goes on;
 * the screens keep the last picture and hear how far it has come. At the end they are told that there is another epoch, and ask for it.
 */
export function startRecounting(parts: RecountingParts): () => void {
  const { engine, clock, onDone } = parts
  const screens = screensOf(parts)
  let start = clock()
  let isNoticed = false

  /** What the screens have is from now on the picture of before. */
  function takeUp(): void {
    if (!isNoticed) return
    const isOther = engine.takeUpNotices()
    isNoticed = false
    if (!isOther) return
    start = clock()
    screens.show()
  }

  /** Answers whether there is more to do. */
  function step(): boolean {
    takeUp()
    if (engine.recounting === null) return false
    screens.tell()
    if (!engine.recountStep()) return true
    screens.show()
    onDone(clock() - start)
    return false
  }

  const turns = createTurnsOf(step, parts.onFailure)
  // Not at once: whoever put it in force is answered first.
  engine.onNotice(() => {
    isNoticed = true
    turns.soon()
  })
  if (engine.lastPicture !== null) turns.now()
  return turns.stop
}

/** What the screens hear of it. */
function screensOf({ engine, hub, sockets, scene, clock }: RecountingParts) {
  let told = Number.NEGATIVE_INFINITY
  return {
    /** How far it has come, about once a second. */
    tell(): void {
      const progress = engine.recounting
      if (progress === null || engine.lastPicture === null || clock() - told < TOLD_EVERY_MS) return
      told = clock()
      const cells = engine.lastPicture.told(progress)
      if (cells.length > 0) sockets.send(hub.flushed(cells, engine.lastPicture.seq))
    },
    /** Another history: they ask for the whole of it. */
    show(): void {
      told = Number.NEGATIVE_INFINITY
      hub.reset(shownBy(engine, scene))
      hub.dropRemoved(engine.city.removals.floor)
      sockets.beat()
    },
  }
}

/** A turn of the loop for each step, for as long as there is more to do; one that finds no room is tried again. */
function createTurnsOf(step: () => boolean, onFailure: (error: unknown) => void) {
  let timer: ReturnType<typeof setImmediate> | null = null
  let again: ReturnType<typeof setTimeout> | null = null
  function now(): void {
    timer = null
    again = null
    try {
      if (step()) timer = setImmediate(now)
    } catch (error) {
      if (isPassing(error)) again = setTimeout(now, AGAIN_MS)
      else onFailure(error)
    }
  }
  return {
    now,
    soon(): void {
      if (timer === null && again === null) timer = setImmediate(now)
    },
    stop(): void {
      if (timer !== null) clearImmediate(timer)
      if (again !== null) clearTimeout(again)
    },
  }
}
