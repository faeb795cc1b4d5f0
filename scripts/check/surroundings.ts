import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../command.ts'

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm'
/** So much must be free there: a container has 64 MB of it, and a suite lays down some hundred. */
const ROOM = 4 * 2 ** 30

const isRoomy = (folder: string, room: number): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= room
  } catch {
    // No such folder on this system.
    return false
  }
}

export interface Surroundings {
  readonly env: { readonly [name: string]: string }
  readonly remove: () => void
}

/**
 * In what the suites run that lay down thousands of journals: they wait a third of their time for a disk that is to keep none
 * of it, and as long for memory to be tidied up and for sources to be compiled once more by every thread and process.
 */
export function surroundings(memory = MEMORY, room = ROOM): Surroundings {
  const folder = mkdtempSync(join(isRoomy(memory, room) ? memory : tmpdir(), 'liaowang-check-'))
  return {
    env: {
      TMPDIR: folder,
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'),
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`.trim(),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
