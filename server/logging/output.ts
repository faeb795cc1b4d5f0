import type { Writable } from 'node:stream'

/** A reader of ours that stands still may keep so much waiting, and no more. */
const MOST_WAITING = 1_048_576

export interface Output {
  readonly write: (line: string) => void
  readonly dropped: () => number
}

/** The standard output as a place for logs: full, closed or standing still, it takes nothing with it (F-06). */
export function outputTo(stream: Writable): Output {
  let dropped = 0
  // Without a listener the failure of a write would end the process.
  stream.on('error', () => void dropped++)
  return {
    write(line) {
      if (!stream.writable || stream.writableLength > MOST_WAITING) dropped++
      else stream.write(`${line}\n`)
    },
    dropped: () => dropped,
  }
}
