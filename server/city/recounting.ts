import type { Engine } from '../engine/engine.ts'
import type { InForce } from '../engine/recall.ts'
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

/**
 * What the screens are shown: the numbers, or those of before until all of them are counted anew. All that was folded in is settled first: a
 * screen that is answered as of the last entry ignores what a later flush says as of that same entry (RCT6).
 */
export function shownBy(engine: Engine, scene: Shown['scene']): Shown {
  const { lastPicture, epoch, city } = engine
  if (lastPicture !== null) {
    const { cells, seq: head } = lastPicture
    return { epoch: lastPicture.epoch, head, cells, scene: lastPicture.scene }
  }
  engine.flush()
  const goesOnFrom = (cursor: Cursor) => engine.goesOnFrom(cursor)
  return { epoch, goesOnFrom, head: city.seq, cells: city.cells, scene }
}

export interface RecountingParts<Wanted extends InForce = InForce> {
  readonly engine: Engine
  readonly hub: Hub
  readonly sockets: Pick<LiveSockets, 'send' | 'beat'>
  /** The scenes of now. */
  readonly scene: Shown['scene']
  /** What is to be in force, and is once its numbers are there. */
  readonly inForce: { wanted(): Wanted; replace(documents: Wanted): void }
  /** Journals the documents that are in force otherwise. */
  readonly publish: (documents: Wanted) => Promise<void>
  readonly clock: () => number
  readonly onDone: (ms: number) => void
  readonly onFailure: (error: unknown) => void
}

/**
 * Counts what is to be counted, in short steps between which the city goes on: everything anew, after a start or because a notice of
 * holidays came into force, while the screens keep the last picture and hear how far it has come; or metrics that were published, beside
 * those in force. At the end they are told that there is another epoch, and ask for it.
 */
export function startRecounting<Wanted extends InForce>(parts: RecountingParts<Wanted>): () => void {
  const { engine } = parts
  const { published, step } = stepsOf(parts)
  const turns = createTurnsOf(step, parts.onFailure)
  // Not at once: whoever put it in force is answered first.
  engine.onPublished(() => {
    published()
    turns.soon()
  })
  if (engine.lastPicture !== null) turns.soon()
  return turns.stop
}

function stepsOf<Wanted extends InForce>(parts: RecountingParts<Wanted>) {
  const { engine, clock, inForce, onDone } = parts
  const screens = screensOf(parts)
  let start = clock()
  let isPublished = false
  let taken: Wanted | null = null
  /** These are to be journaled before all is counted: they are shown in the turn in which it is, and no turn waits for a commit. */
  let unwritten: Wanted | null = null

  /** What the screens have is from now on the picture of before, or what it was until what joins is counted. */
  function takeUp(): void {
    if (!isPublished) return
    isPublished = false
    taken = inForce.wanted()
    start = clock()
    if (engine.takeUp(taken) === 'anew') screens.show()
    unwritten = engine.recounting === null ? null : taken
  }

  /** In the same turn in which the screens are told of the documents, their numbers are there and no others. */
  function replace(): void {
    if (taken !== null) {
      engine.takeIn()
      inForce.replace(taken)
    }
    taken = null
    screens.show()
  }

  /** Answers whether there is more to do. */
  async function step(): Promise<boolean> {
    takeUp()
    if (unwritten !== null) {
      await parts.publish(unwritten)
      unwritten = null
    }
    if (engine.recounting !== null) {
      screens.tell()
      if (!engine.recountStep()) return true
      replace()
      onDone(clock() - start)
    }
    if (!engine.joinStep()) return true
    if (taken !== null) await parts.publish(taken)
    // Where something else was published meanwhile, they come with that.
    if (taken !== null && !isPublished) replace()
    return isPublished
  }
  return { step, published: () => void (isPublished = true) }
}

/** What the screens hear of it. */
function screensOf({
  engine,
  hub,
  sockets,
  scene,
  clock,
}: Pick<RecountingParts, 'engine' | 'hub' | 'sockets' | 'scene' | 'clock'>) {
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
function createTurnsOf(step: () => Promise<boolean>, onFailure: (error: unknown) => void) {
  let timer: ReturnType<typeof setImmediate> | null = null
  let again: ReturnType<typeof setTimeout> | null = null
  let isStepping = false
  let isStopped = false
  async function turn(): Promise<void> {
    timer = null
    again = null
    isStepping = true
    try {
      const isMore = await step()
      isStepping = false
      if (isMore && !isStopped) soon()
    } catch (error) {
      isStepping = false
      if (isStopped) return
      if (isPassing(error)) again = setTimeout(() => void turn(), AGAIN_MS)
      else onFailure(error)
    }
  }
  /** While it steps, the step itself answers whether there is more. */
  function soon(): void {
    if (timer === null && again === null && !isStepping) timer = setImmediate(() => void turn())
  }
  return {
    soon,
    stop(): void {
      isStopped = true
      if (timer !== null) clearImmediate(timer)
      if (again !== null) clearTimeout(again)
    },
  }
}
