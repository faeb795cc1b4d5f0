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
 * Counts everything anew in short steps between which the city goes on; the screens keep the last picture and hear how far it has
 * come. At the end they are told that there is another epoch, and ask for it.
 */
export function startRecounting({
  engine,
  hub,
  sockets,
  scene,
  clock,
  onDone,
  onFailure,
}: RecountingParts): () => void {
  const start = clock()
  let told = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setImmediate> | null = null
  let again: ReturnType<typeof setTimeout> | null = null

  function tell(): void {
    const progress = engine.recounting
    if (progress === null || engine.lastPicture === null || clock() - told < TOLD_EVERY_MS) return
    told = clock()
    const cells = engine.lastPicture.told(progress)
    if (cells.length > 0) sockets.send(hub.flushed(cells, engine.lastPicture.seq))
  }

  function step(): void {
    timer = null
    tell()
    if (!engine.recountStep()) {
      timer = setImmediate(guarded)
      return
    }
    hub.reset(shownBy(engine, scene))
    hub.dropRemoved(engine.city.removals.floor)
    sockets.beat()
    onDone(clock() - start)
  }

  function guarded(): void {
    try {
      step()
    } catch (error) {
      if (isPassing(error)) again = setTimeout(guarded, AGAIN_MS)
      else onFailure(error)
    }
  }

  if (engine.lastPicture !== null) guarded()
  return () => {
    if (timer !== null) clearImmediate(timer)
    if (again !== null) clearTimeout(again)
  }
}
