import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  statfsSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

const SLICE = 512 * 1024
/** What is taken in one go, so that nothing waits for it. */
const AT_ONCE = 4 * SLICE

/** Room that is taken so that it can be given up. */
export interface Ballast {
  /** Gives up a slice of it; false: nothing is left. */
  release(): boolean
  /** Takes some of the room again, as long as there is twice as much as it wants; false: it is not whole yet. */
  refill(): boolean
}

/**
 * When the disk is full not even a record of that fits. So there is a file whose end is cut off then, slice by slice: given up at
 * once, whoever fills the disk would have it all. Its bytes are random, since some file systems keep no zeros.
 */
export function openBallast(file: string, bytes: number): Ballast {
  let size = existsSync(file) ? statSync(file).size : 0
  return {
    release() {
      if (size === 0) return false
      size = Math.max(0, size - SLICE)
      truncateSync(file, size)
      return true
    },
    refill() {
      if (size >= bytes) return true
      if (roomBeside(file) < 2 * (bytes - size)) return false
      size = grow(file, size, Math.min(bytes, size + AT_ONCE))
      return size >= bytes
    },
  }
}

/** Bytes that may still be written into the folder of a file. */
export function roomBeside(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize
}

/** A slice at a time. What finds no room after all is cut off again: half a ballast is kept. */
function grow(file: string, from: number, to: number): number {
  const fd = openSync(file, 'a', 0o600)
  let size = from
  try {
    for (; size < to; size = Math.min(to, size + SLICE)) writeAll(fd, randomBytes(Math.min(SLICE, to - size)))
    return size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    ftruncateSync(fd, size)
    return size
  } finally {
    closeSync(fd)
  }
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done)
}
