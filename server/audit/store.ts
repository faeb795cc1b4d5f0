import { hash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { civilOf, dateOfDay, dayNumber, isoOf, startOfDay } from '../../shared/calendar/civil.ts'
import type { Fields } from '../../shared/model/value.ts'
import { inTransaction, openTrust } from '../trust/database.ts'
import { completeAnchorFile, signedAnchor, signedSeal } from './anchors.ts'
import type { AuditEntry } from './audit.ts'
import type { AuditFiles } from './files.ts'
import { keepPlace, openHead as openHeadFile, readHead, type Head } from './head.ts'
import type { AuditKey } from './keys.ts'
import { lineOf, NO_HASH } from './line.ts'
import { AUDIT_TABLES, LEAST_DAYS } from './tables.ts'

/** What the audit says of itself. Written when records turn out to be gone: it keeps their place in the chain. */
export const GAP = 'audit.gap'

/** At most so many are removed at once: it happens between everything else. */
const SLICE = 5_000

export interface StoreParts {
  readonly files: AuditFiles
  readonly key: AuditKey
  readonly now: () => number
  /** Before anything is done with the file. */
  readonly first?: (db: DatabaseSync) => void
  /** Tests give one that fails. */
  readonly openHead?: typeof openHeadFile
}

/** The records' file while it is open. Every method may fail by what the disk does, and has then written nothing. */
export interface AuditStore {
  /** The record stands when it returns; how far the records go is still to be written by `settle`. */
  append(entry: AuditEntry): void
  /** Writes how far the records go, where that is owed. That it fails takes no record back: it must not pass for a failed record. */
  settle(): void
  /** Signs the day that is over, once. */
  anchor(): void
  /** Removes the oldest of what is older than so many days; answers whether there is more. */
  prune(keepDays: number): boolean
  /** What the file that is carried off lacks of anchors and seals is added to it. */
  carry(): void
  close(): void
}

const SIGNED = 'SELECT (SELECT max(day) FROM anchors) AS day, (SELECT max(n) FROM seals) AS n'

export const ownEntry = (action: string, details: Fields = {}): AuditEntry => ({
  actor: { type: 'system', id: '', name: '' },
  address: '',
  action,
  object: '',
  outcome: 'done',
  details,
})

export function openStore({ files, key, now, first, openHead = openHeadFile }: StoreParts): AuditStore {
  const before = readHead(files.head, key)
  const db = openTrust(files.records, [AUDIT_TABLES])
  first?.(db)
  // Another process (a command) holds the file for the time of a record.
  db.exec('PRAGMA busy_timeout = 1000')
  const { last, add } = chainOf(db, key, now)
  const place = keepPlace(before, openHead(files.head, key))
  let carried = ''

  return {
    append(entry) {
      place.moved(
        inTransaction(db, () => {
          const gap = gapOf(db, place.known, last())
          if (gap !== null) add({ ...ownEntry(GAP, gap), outcome: 'failed' })
          signDay(db, key, now(), last())
          return add(entry)
        }),
      )
    },
    settle: () => place.settle(),
    anchor() {
      inTransaction(db, () => signDay(db, key, now(), last()))
    },
    prune(keepDays) {
      const to = lastToRemove(db, now(), keepDays)
      if (to === null) return false
      place.moved(inTransaction(db, () => removeTo(db, key, now(), to, add)))
      return true
    },
    carry() {
      const signed = JSON.stringify(db.prepare(SIGNED).get())
      if (signed !== carried) completeAnchorFile(files.anchors, db)
      carried = signed
    },
    close() {
      place.close()
      db.close()
    },
  }
}

/** The end of the chain, read anew each time: another process may have written there. */
function chainOf(db: DatabaseSync, key: AuditKey, now: () => number) {
  const insert = db.prepare('INSERT INTO records (n, line, hash, mac) VALUES (?, ?, ?, ?)')
  const newest = db.prepare(
    `SELECT n, hash FROM (SELECT n, hash FROM records ORDER BY n DESC LIMIT 1)
     UNION ALL SELECT n, hash FROM (SELECT n, hash FROM seals ORDER BY n DESC LIMIT 1) ORDER BY n DESC LIMIT 1`,
  )
  const last = (): Head => (newest.get() as Head | undefined) ?? { n: 0, hash: NO_HASH }
  const add = (entry: AuditEntry): Head => {
    const { n, hash: prev } = last()
    const line = lineOf(n + 1, prev, now(), entry)
    const next = { n: n + 1, hash: hash('sha256', line) }
    insert.run(next.n, line, next.hash, key.mac(line))
    return next
  }
  return { last, add }
}

/** A day is signed when it is over, once; after an outage the last one that is. */
function signDay(db: DatabaseSync, key: AuditKey, now: number, { n, hash }: Head): void {
  const day = dateOfDay(dayNumber(now) - 1)
  const signed = db.prepare('SELECT max(day) AS day FROM anchors').get() as { day: string | null }
  const begun = signed.day ?? firstDay(db)
  if (begun === null || day < begun || day === signed.day) return
  const anchor = signedAnchor(key, { day, n, hash })
  db.prepare('INSERT INTO anchors VALUES (?, ?, ?, ?, ?)').run(
    ...[anchor.day, anchor.n, anchor.hash, anchor.key, anchor.signature],
  )
}

function firstDay(db: DatabaseSync): string | null {
  const { at } = db.prepare('SELECT min(at) AS at FROM records').get() as { at: string | null }
  return at === null ? null : at.slice(0, civilOf(0).length)
}

/** The last of the oldest that may be removed, by their own times and by the days that have been signed since (LEAST_DAYS). */
function lastToRemove(db: DatabaseSync, now: number, keepDays: number): number | null {
  const signed = db.prepare('SELECT n FROM anchors ORDER BY day DESC LIMIT 1 OFFSET ?').get(LEAST_DAYS) as
    | { n: number }
    | undefined
  if (signed === undefined) return null
  const before = isoOf(startOfDay(dayNumber(now) - Math.max(keepDays, LEAST_DAYS)))
  const oldest = db
    .prepare('SELECT n, at FROM records WHERE n <= ? ORDER BY n LIMIT ?')
    .all(signed.n, SLICE) as unknown as { n: number; at: string | null }[]
  const kept = oldest.findIndex(({ at }) => at === null || at >= before)
  return oldest[(kept === -1 ? oldest.length : kept) - 1]?.n ?? null
}

function removeTo(
  db: DatabaseSync,
  key: AuditKey,
  now: number,
  to: number,
  add: (entry: AuditEntry) => Head,
): Head {
  const from = (db.prepare('SELECT min(n) AS n FROM records').get() as { n: number }).n
  const { hash } = db.prepare('SELECT hash FROM records WHERE n = ?').get(to) as { hash: string }
  const head = add(ownEntry('audit.pruned', { from, to }))
  const seal = signedSeal(key, { n: to, hash, at: isoOf(now) })
  db.prepare('INSERT INTO seals VALUES (?, ?, ?, ?, ?)').run(
    ...[seal.n, seal.hash, seal.at, seal.key, seal.signature],
  )
  db.prepare('DELETE FROM records WHERE n <= ?').run(to)
  return head
}

/** What is gone since the head was written, as far as it can be told; null: nothing. */
function gapOf(db: DatabaseSync, before: Head | 'forged' | null, last: Head): Fields | null {
  if (before === null) return last.n === 0 ? null : { reason: 'there was no head' }
  if (before === 'forged') return { reason: 'the head was not genuine' }
  if (before.n > last.n) return { reason: 'records were gone', from: last.n + 1, to: before.n }
  const row = db.prepare('SELECT hash FROM records WHERE n = ?').get(before.n) as { hash: string } | undefined
  return row === undefined || row.hash === before.hash
    ? null
    : { reason: 'other records stood there', to: before.n }
}
