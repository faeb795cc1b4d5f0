import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { AuditKey } from './keys.ts'

/** How far the records go. It tells of records that were cut off at the end, which the chain alone cannot. */
export interface Head {
  readonly n: number
  readonly hash: string
}

const WIDTH = 160

const textOf = ({ n, hash }: Head): string => `liaowang-audit-head n=${n} hash=${hash}`

const FORM = /^liaowang-audit-head n=(\d{1,15}) hash=([0-9a-f]{64}) mac=([0-9a-f]{64}) *\n?$/

/** Null: there is none. 'forged': this server did not write it. */
export function readHead(file: string, key: AuditKey): Head | 'forged' | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const match = FORM.exec(text)
  if (match === null) return 'forged'
  const head = { n: Number(match[1]), hash: match[2] ?? '' }
  return key.isMac(textOf(head), match[3] ?? '') ? head : 'forged'
}

export interface HeadFile {
  write(head: Head): void
  close(): void
}

/**
 * Always of one width and written in place: that needs no room on a full disk. It is written after the record and may be older than
 * it, never newer.
 */
export function openHead(file: string, key: AuditKey): HeadFile {
  const fd = openSync(file, 'a+', 0o600)
  closeSync(fd)
  const writing = openSync(file, 'r+')
  return {
    write(head) {
      const text = `${textOf(head)} mac=${key.mac(textOf(head))}`
      writeSync(writing, `${text.padEnd(WIDTH + 64)}\n`, 0)
    },
    close() {
      fsyncSync(writing)
      closeSync(writing)
    },
  }
}

/** How far the records go, as this process knows it. */
export interface Place {
  /** Of the last record of ours, at first of what the head says: the chain is held to it as long as it goes on. */
  readonly known: Head | 'forged' | null
  moved(to: Head): void
  settle(): void
  close(): void
}

export function keepPlace(before: Head | 'forged' | null, file: HeadFile): Place {
  let known = before
  let owed: Head | null = null
  return {
    get known() {
      return known
    },
    moved(to) {
      known = owed = to
    },
    settle() {
      if (owed === null) return
      file.write(owed)
      owed = null
    },
    close: () => file.close(),
  }
}
