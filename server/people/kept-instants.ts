import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../trust/database.ts'

/** The clock by which sessions and lock-outs are kept was set by so much: they are moved with it (F-47). */
export function shiftKept(db: DatabaseSync, ms: number): void {
  inTransaction(db, () => {
    db.prepare('UPDATE sessions SET started_at = started_at + ?, seen_at = seen_at + ?').run(ms, ms)
    db.prepare(
      'UPDATE lockouts SET last_at = last_at + ?, until = CASE until WHEN 0 THEN 0 ELSE until + ? END',
    ).run(ms, ms)
  })
}

/**
 * At a start: what lies ahead of it was written by a clock that was wrong. A session lasts no longer than one that began now, and nobody waits
 * longer than who is locked out now.
 */
export function boundKept(db: DatabaseSync, now: number, lockMs: number): void {
  inTransaction(db, () => {
    db.prepare('UPDATE sessions SET started_at = min(started_at, ?), seen_at = min(seen_at, ?)').run(now, now)
    db.prepare('UPDATE lockouts SET last_at = min(last_at, ?), until = min(until, ?)').run(now, now + lockMs)
  })
}
