import { hash } from 'node:crypto'
import type { AuditContent } from '../../shared/audit/record.ts'
import type { AuditFault } from '../../shared/audit/verdict.ts'
import type { Head } from './head.ts'
import type { AuditKey } from './keys.ts'
import { beginningOf } from './line.ts'
import { GAP } from './store.ts'

/** A row as it may be found: somebody may have put anything into it. */
export interface FoundRow {
  readonly n: number
  /** The bytes of the line, whatever they are. */
  readonly line: Uint8Array
  readonly hash: unknown
  readonly mac: unknown
}

export interface Walk {
  /** Rows in order of `n`. */
  step(row: FoundRow): void
  /** The last that was found. */
  readonly last: Head
  readonly first: number
  readonly records: number
}

export type Note = (fault: AuditFault) => void

/**
 * Checks each record by itself (its hash, and the mac that only this server can make) and against the one before it. After a record
 * that is not as it was, the next is not held to it: each is found wrong by its own fault only.
 */
export function startWalk(start: Head, key: Pick<AuditKey, 'mac'>, note: Note): Walk {
  let last = start
  let first = 0
  let records = 0
  /** Whether the one before can be trusted to say what the next must follow. */
  let isSound = true
  /** The line of the last that is as it was written. */
  let sound: Uint8Array | null = null

  function check(n: number, row: FoundRow): void {
    if (n > last.n + 1) {
      note({ kind: 'missing', from: last.n + 1, to: n - 1, what: 'records were removed' })
      isSound = false
    }
    const fault = faultOf(n, row, key) ?? (isSound && !follows(row, n, last.hash) ? 'broken' : null)
    if (fault !== null) note({ kind: fault, from: n, to: n, what: `${WORDS[fault]}${timeOf(row, sound)}` })
    else noteGap(row.line, note)
    if (fault === null) sound = row.line
    isSound = fault === null || fault === 'broken'
    last = { n, hash: String(row.hash) }
  }

  return {
    step(row) {
      const { n } = row
      if (records++ === 0) first = n
      if (n <= last.n) note({ kind: 'foreign', from: n, to: n, what: WORDS.foreign })
      else check(n, row)
    },
    get last() {
      return last
    },
    get first() {
      return first
    },
    get records() {
      return records
    },
  }
}

const WORDS = {
  altered: 'the record is not what was written',
  foreign: 'the record was not written by this server with this key',
  broken: 'the record was written, but does not follow the one before it',
} as const

/** When it was, which is how people look for it: of one that cannot be read any more, when the last before it was that can. */
function timeOf(row: FoundRow, before: Uint8Array | null): string {
  const own = atOf(row.line)
  if (own !== null) return ` (of ${own}, as it says)`
  const of = before === null ? null : atOf(before)
  return of === null ? ' (it says no time)' : ` (it says no time; the last before it is of ${of})`
}

const AT = /^\{"n":\d{1,15},"prev":"[0-9a-f]{64}","at":"([0-9T:.+-]{29})"/

const atOf = (line: Uint8Array): string | null => AT.exec(text(line).toString('latin1', 0, 160))?.[1] ?? null

const text = (line: Uint8Array): Buffer => Buffer.from(line.buffer, line.byteOffset, line.byteLength)

function begins(line: Uint8Array, beginning: string): boolean {
  return text(line).toString('latin1', 0, beginning.length) === beginning
}

const follows = ({ line }: FoundRow, n: number, prev: string): boolean => begins(line, beginningOf(n, prev))

function faultOf(n: number, { line, hash: given, mac }: FoundRow, key: Pick<AuditKey, 'mac'>) {
  if (hash('sha256', line) !== given) return 'altered'
  if (key.mac(line) !== mac) return 'foreign'
  // A genuine record in the place of another.
  return begins(line, `{"n":${n},`) ? null : 'altered'
}

/** The server found that records were gone, when it last started, and wrote on behind them. */
function noteGap(line: Uint8Array, note: Note): void {
  if (!text(line).includes(`,"action":"${GAP}",`)) return
  const { n, action, details } = JSON.parse(text(line).toString()) as AuditContent
  if (action !== GAP) return
  const end = (value: unknown) => (typeof value === 'number' ? value : n)
  note({
    kind: 'missing',
    from: end(details['from']),
    to: end(details['to']),
    what: `the server found: ${JSON.stringify(details['reason'])}`,
  })
}
