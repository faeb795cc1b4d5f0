import { join } from 'node:path'
import type { Alarms } from '../alarms/alarms.ts'
import { openBallast, roomBeside } from './ballast.ts'

const LOOK_MS = 5_000
/** Below this somebody should make room; a city writes some hundred megabytes a day. */
const LOW_BYTES = 2 * 2 ** 30
/** Below this the next commit may find none. */
const NONE_BYTES = 24 * 2 ** 20
const BALLAST_BYTES = 64 * 2 ** 20
/** The ballast is given up slice by slice, so many of them in one look: as much as a log that is written back needs. */
const SLICES = 48

export interface DiskWatchParts {
  readonly dataDir: string
  readonly alarms: Alarms
  /** Bytes; for tests. */
  readonly room?: (file: string) => number
  readonly ballastBytes?: number
}

/**
 * Says that the disk of the data becomes full while there is still time, and gives up what it kept back for that moment: a full disk takes
 * not even what would make room on it (F-05). Returns the stop.
 */
export function watchDisk({
  dataDir,
  alarms,
  room = roomBeside,
  ballastBytes = BALLAST_BYTES,
}: DiskWatchParts): () => void {
  const file = join(dataDir, 'ballast')
  const ballast = openBallast(file, ballastBytes)
  const look = () => {
    const free = room(file)
    if (free >= LOW_BYTES) {
      alarms.clear('disk-low')
      ballast.refill()
      return
    }
    const left = `${Math.round(free / 2 ** 20)} MB are left on the disk of "${dataDir}"`
    alarms.raise('disk-low', `${left}: make room; when nothing is left, nothing is taken in any more`)
    if (free < NONE_BYTES) for (let n = 0; n < SLICES && ballast.release(); n++);
  }
  look()
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
