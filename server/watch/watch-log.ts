import { statSync } from 'node:fs'
import type { Alarms } from '../alarms/alarms.ts'

/** The write-ahead log is written back at some 16 MB; one that grows on is held by a reader that does not end (F-08). */
const MOST_BYTES = 256 * 2 ** 20
const LOOK_MS = 10_000

export interface WatchLogParts {
  readonly file: string
  readonly alarms: Alarms
  readonly most?: number
}

/** Sounds an alarm while the write-ahead log of a database cannot be written back. Returns the stop. */
export function watchLog({ file, alarms, most = MOST_BYTES }: WatchLogParts): () => void {
  const look = () => {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (bytes <= most) return alarms.clear('write-ahead-log')
    const size = `${Math.round(bytes / 2 ** 20)} MB`
    alarms.raise(
      'write-ahead-log',
      `it has ${size}: something reads "${file}" and does not end (a shell, a copy): end that`,
    )
  }
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
