import type { LiveCell } from '../../shared/city/city.ts'
import type { Told } from '../live/hub.ts'
import type { Log } from '../log.ts'
import { frameText, packFrame } from './frame.ts'
import type { Keep, Minute, Minutes } from './minutes.ts'

/** Minutes that stand on one keyframe: the picture of any is made of no more. */
const MOST_ON_A_KEYFRAME = 60
const MINUTE_MS = 60_000

export interface RecorderParts {
  readonly minutes: Minutes
  /** All that screens could be told now. */
  readonly cells: () => ReadonlyMap<string, LiveCell>
  /** City time. */
  readonly now: () => number
  readonly keep: Keep
  readonly log: Log
}

/**
 * Writes, once a minute of the city and at most once a second, what was told since. Never in the way of whoever tells: it takes note of
 * what changed, and everything else happens in a turn of its own.
 */
export class Recorder implements Told {
  readonly #parts: RecorderParts
  readonly #changed = new Map<string, LiveCell>()
  #run = 0
  #last = 0
  #keyframe = 0
  #standing = 0
  /** The next minute must be a keyframe: what stands before it is not what it would stand on. */
  #anew = true
  #isWriting = false
  #hasFailed = false
  #isStopped = false

  constructor(parts: RecorderParts) {
    this.#parts = parts
  }

  flushed(cells: readonly LiveCell[]): void {
    for (const cell of cells) this.#changed.set(cell.key, cell)
  }

  reset(): void {
    this.#anew = true
  }

  /** Called once a second: records the minute that began, if one did. */
  async look(): Promise<void> {
    const { now, minutes, keep } = this.#parts
    const at = Math.floor(now() / MINUTE_MS)
    if (this.#isWriting || this.#isStopped) return
    this.#isWriting = true
    try {
      if (at !== this.#last) await this.#record(at)
      if (!this.#isStopped) minutes.prune(now(), keep)
    } catch (error) {
      this.#failed(error)
    }
    this.#isWriting = false
  }

  stop(): void {
    this.#isStopped = true
  }

  async #record(at: number): Promise<void> {
    const { minutes, cells } = this.#parts
    // A new run, also where the clock was set back.
    if (this.#run === 0 || at < this.#last) {
      this.#run = minutes.begin(at)
      this.#anew = true
    }
    const isKeyframe = this.#anew || this.#standing >= MOST_ON_A_KEYFRAME - 1
    const changed = this.#changed.size
    const text = isKeyframe ? frameText(present(cells())) : frameText(this.#changed.values())
    // What is told from now on belongs to the next minute.
    this.#changed.clear()
    this.#anew = false
    this.#last = at
    const keyframe = isKeyframe ? at : this.#keyframe
    const minute: Minute = { at, keyframe, run: this.#run, changed, data: await packFrame(text) }
    if (this.#isStopped) return
    minutes.write(minute)
    this.#hasFailed = false
    this.#keyframe = keyframe
    this.#standing = isKeyframe ? 0 : this.#standing + 1
  }

  /** A minute that is not there makes a hole: what comes after it begins with all of it. Said once, until it works again. */
  #failed(error: unknown): void {
    this.#run = 0
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#parts.log('warn', 'recording', `a minute could not be recorded: ${String(error)}`)
  }
}

function* present(cells: ReadonlyMap<string, LiveCell>): Iterable<LiveCell> {
  for (const cell of cells.values()) if (cell.json !== null) yield cell
}
