import type { DatabaseSync } from 'node:sqlite'
import { openHollowEntries } from './hollow-entries.ts'
import { openRawReadings, type RawHeld } from './raw-readings.ts'

/** For how long and up to how many bytes raw readings are kept. */
export interface TelemetryKeep {
  readonly ms: number
  readonly bytes: number
}

export interface Retention {
  /** What is held of raw readings, as of the last step. */
  held(): RawHeld
  /**
   * One short step of pruning what is beyond its retention; answers whether there is more to do at once. `upTo`: the entry
   * up to which the checkpoint has everything.
   */
  step(now: number, upTo: number): boolean
}

export function openRetention(db: DatabaseSync, keep: TelemetryKeep): Retention {
  const raw = openRawReadings(db)
  const hollow = openHollowEntries(db)
  return {
    held: () => raw.held(),
    step(now, upTo) {
      const before = now - keep.ms
      const moreRaw = raw.prune({ before, bytes: keep.bytes, upTo })
      const moreHollow = hollow.drop(before, upTo)
      return moreRaw || moreHollow
    },
  }
}
