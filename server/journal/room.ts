/** Somebody else holds the file. */
const BUSY = 5
/** No page is left on the disk, or none that this file may have. */
const FULL = 13
/** The index beside the WAL could not grow: how a full disk shows where SQLite maps memory. */
const NO_ROOM_FOR_INDEX = 4_874
/** Of an extended code the lowest byte says what it is. */
const PRIMARY = 0xff

/** One line a minute is enough to be seen. */
const SAY_EVERY_MS = 60_000

/** Whether a write failed for want of room. */
export function isFull(error: unknown): boolean {
  const code = codeOf(error)
  return (code & PRIMARY) === FULL || code === NO_ROOM_FOR_INDEX
}

/**
 * Whether a write failed by what passes without a restart: the disk is full, or somebody holds the file. Nothing of it was written,
 * and it can be tried again. An error of the disk itself is none: what was flushed then cannot be known.
 */
export const isPassing = (error: unknown): boolean => isFull(error) || (codeOf(error) & PRIMARY) === BUSY

/** The disk itself failed: an error of reading or writing (10), a broken file (11), or one that is none of ours (26). */
const BROKEN: ReadonlySet<number> = new Set([10, 11, 26])

/**
 * Whether the disk failed, or what is on it is not what was written. Nobody may go on then: after a flush that failed, a second one that
 * succeeds says nothing of what the first one was about (F-07).
 */
export const isBroken = (error: unknown): boolean => !isFull(error) && BROKEN.has(codeOf(error) & PRIMARY)

/** What may as well be written later. */
export function ifThereIsRoom(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isPassing(error)) throw error
  }
}

function codeOf(error: unknown): number {
  if (!(error instanceof Error)) return 0
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode
  return error.cause === undefined ? 0 : codeOf(error.cause)
}

/** What is to be written finds room, or it does not and is tried again by whoever wrote it. */
export interface Room {
  /** Does `work`; that it could not be done for now is noted and said. What it throws is thrown on. */
  write<T>(what: string, work: () => T): T
  /** Does what only reads: that the file is broken is told as well. */
  read<T>(what: string, work: () => T): T
  /** What could not be written when it was last tried. */
  readonly lacking: ReadonlySet<string>
}

export interface RoomParts {
  /** Monotonic milliseconds. */
  readonly clock: () => number
  readonly say: (level: 'error' | 'info', message: string) => void
  /** The disk failed; nothing may be written after it. Called before anybody else hears of it. */
  readonly broken?: (what: string, error: unknown) => void
}

export function createRoom({ clock, say, broken = () => undefined }: RoomParts): Room {
  const lacking = new Set<string>()
  let saidAt = Number.NEGATIVE_INFINITY
  let isSaid = false

  function lacks(what: string, error: unknown): void {
    lacking.add(what)
    if (clock() - saidAt < SAY_EVERY_MS) return
    saidAt = clock()
    isSaid = true
    say('error', `${what} could not be written and will be tried again: ${String(error)}`)
  }

  function fits(what: string): void {
    if (lacking.size === 0 || !lacking.delete(what) || lacking.size > 0 || !isSaid) return
    isSaid = false
    say('info', 'there is room again')
  }

  return {
    write(what, work) {
      try {
        const result = work()
        fits(what)
        return result
      } catch (error) {
        if (isPassing(error)) lacks(what, error)
        else if (isBroken(error)) broken(what, error)
        throw error
      }
    },
    read(what, work) {
      try {
        return work()
      } catch (error) {
        if (isBroken(error)) broken(what, error)
        throw error
      }
    },
    lacking,
  }
}
