import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface LogFileParts {
  readonly path: string
  /** Files that are kept, the one that is written included; two at least. */
  readonly files: number
  readonly bytes: number
  /** Monotonic milliseconds. */
  readonly clock: () => number
  /** In a test: a disk that is full. */
  readonly put?: (fd: number, text: string) => void
}

export interface LogFile {
  readonly write: (line: string) => void
  /** Lines that found no room, or no file. */
  readonly dropped: () => number
  close(): void
}

/** A disk that is full is not asked at every line. */
const AGAIN_MS = 1_000

/**
 * A log file that never grows beyond its bytes: when it is full it becomes `.1`, and what was `.1` becomes `.2`. A line that cannot be
 * written is dropped and counted; whoever logs never notices (F-06).
 */
export function openLogFile({ path, files, bytes, clock, put = writeSync }: LogFileParts): LogFile {
  let file: { readonly fd: number; size: number } | null = null
  let dropped = 0
  let closedUntil = Number.NEGATIVE_INFINITY

  function opened(): { readonly fd: number; size: number } {
    if (file !== null) return file
    mkdirSync(dirname(path), { recursive: true })
    const fd = openSync(path, 'a', 0o600)
    return (file = { fd, size: fstatSync(fd).size })
  }

  function close(): void {
    if (file !== null) closeSync(file.fd)
    file = null
  }

  function turn(): void {
    close()
    for (let n = files - 1; n > 0; n--) moved(n === 1 ? path : `${path}.${n - 1}`, `${path}.${n}`)
  }

  function write(line: string): void {
    const text = `${line}\n`
    const size = Buffer.byteLength(text)
    if (opened().size + size > bytes && opened().size > 0) turn()
    put(opened().fd, text)
    opened().size += size
  }

  return {
    write(line) {
      if (clock() < closedUntil) return void dropped++
      try {
        write(line)
      } catch {
        // Nobody can be told: the place where it would be told is the one that failed. The counter is in /metrics.
        dropped++
        closedUntil = clock() + AGAIN_MS
        close()
      }
    },
    dropped: () => dropped,
    close,
  }
}

function moved(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
