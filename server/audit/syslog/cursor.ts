import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { flushToDisk } from '../../archive/archive.ts'

/** Up to which record a receiver is taken to have them. */
export interface Sent {
  readonly n: number
  /** Of that record: another chain has another. */
  readonly hash: string
}

export const NOTHING_SENT: Sent = { n: 0, hash: '' }

const FORM = /^liaowang-audit-syslog to=(\S+) n=(\d{1,15}) hash=([0-9a-f]{64})\n$/

/** What stands in the file for this receiver; another one has had nothing yet. */
export function readSent(file: string, to: string): Sent {
  const [, whom, n, hash = ''] = FORM.exec(textOf(file)) ?? []
  return whom === to ? { n: Number(n), hash } : NOTHING_SENT
}

/** Whole or not at all: half of it would mean that everything is sent again. */
export function writeSent(file: string, to: string, { n, hash }: Sent): void {
  writeFileSync(`${file}.new`, `liaowang-audit-syslog to=${to} n=${n} hash=${hash}\n`)
  flushToDisk(`${file}.new`)
  renameSync(`${file}.new`, file)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
