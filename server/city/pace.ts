import type { Engine } from '../engine/engine.ts'
import type { Hub } from '../live/hub.ts'
import type { LiveSockets } from '../live/sockets.ts'
import { isPassing } from '../journal/room.ts'
import { startFlushes } from './flushes.ts'

const CHECKPOINT_MS = 1_000
/** Beats that a checkpoint sits out after one that found no room; a file that somebody holds keeps the loop for seconds each time. */
const BEATS_AFTER_LACK = 4
/** A tick that found no room is tried again so soon: lights turn late, and all together. */
const TICK_AGAIN_MS = 5_000
/** Under a flood checkpoints are more and smaller: one of so many things holds the loop for some forty milliseconds. */
const MOST_UNSAVED = 3_000
const TICK_CITY_MS = 60_000
/** In a fast demonstration several city minutes share a tick. */
const TICK_LEAST_MS = 1_000

export interface Paced {
  readonly engine: Engine
  readonly hub: Hub
  readonly sockets: LiveSockets
  readonly now: () => number
  readonly speed: number
  /** A step that failed by more than want of room: the process cannot go on as if nothing had happened. */
  readonly onFailure: (what: string, error: unknown) => void
}

/** The three beats of a running city: pictures, checkpoints, and the passing of time. */
export function startPace(paced: Paced): () => void {
  const guarded = (what: string, step: () => void) => () => {
    try {
      step()
    } catch (error) {
      paced.onFailure(what, error)
    }
  }
  const flush = guarded('flush', () => flushOnce(paced))
  const flushes = startFlushes({ flush, clock: () => performance.now() })
  const checkpoints = startCheckpoints(paced)
  paced.engine.onFolded(() => {
    flushes.changed()
    checkpoints.changed()
  })
  flushes.changed()
  const stopTicks = startTicks(paced)
  return () => {
    flushes.stop()
    checkpoints.stop()
    stopTicks()
  }
}

/** Once a second, and as soon as much has changed. What finds no room stays for one of the next. */
function startCheckpoints({ engine, onFailure }: Paced) {
  const { city } = engine
  let soon: ReturnType<typeof setImmediate> | null = null
  let sitOut = 0
  const checkpoint = () => {
    try {
      engine.checkpoint()
    } catch (error) {
      if (isPassing(error)) sitOut = BEATS_AFTER_LACK
      else onFailure('checkpoint', error)
    }
  }
  const beat = () => {
    if (sitOut > 0) sitOut--
    else checkpoint()
  }
  const timer = setInterval(beat, CHECKPOINT_MS)
  return {
    changed() {
      if (soon !== null || sitOut > 0 || city.changed.size < MOST_UNSAVED) return
      // After the answers to what was committed just now.
      soon = setImmediate(() => {
        soon = null
        checkpoint()
      })
    },
    stop() {
      clearInterval(timer)
      if (soon !== null) clearImmediate(soon)
    },
  }
}

export function flushOnce({ engine, hub, sockets }: Pick<Paced, 'engine' | 'hub' | 'sockets'>): void {
  const cells = engine.flush()
  if (cells.length > 0) sockets.send(hub.flushed(cells, engine.city.seq))
  hub.dropRemoved(engine.city.removals.floor)
}

/** A tick just after each full minute of the city, so that a light turns in the minute in which it is due. */
function startTicks({ engine, now, speed, onFailure }: Paced): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let stopped = false
  const tick = () =>
    void engine.tick().then(schedule, (error: unknown) => {
      if (stopped) return
      if (isPassing(error)) timer = setTimeout(tick, TICK_AGAIN_MS)
      else onFailure('tick', error)
    })
  const schedule = () => {
    if (stopped) return
    const toMinute = (TICK_CITY_MS - (now() % TICK_CITY_MS)) / speed
    timer = setTimeout(tick, Math.max(toMinute + 5, TICK_LEAST_MS))
  }
  tick()
  return () => {
    stopped = true
    if (timer !== null) clearTimeout(timer)
  }
}
