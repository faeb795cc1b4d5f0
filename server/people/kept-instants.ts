import type { DatabaseSync } from 'node:sqlite'
import { ifThereIsRoom } from '../journal/room.ts'
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
 * longer than who is locked out now. Where nothing lies ahead nothing is written: a full disk is no reason not to start (F-05).
 */
export function boundKept(db: DatabaseSync, now: number, lockMs: number): void {
  inTransaction(db, () => {
    db.prepare(
      'UPDATE sessions SET started_at = min(started_at, ?1), seen_at = min(seen_at, ?1) WHERE started_at > ?1 OR seen_at > ?1',
    ).run(now)
    db.prepare(
      'UPDATE lockouts SET last_at = min(last_at, ?1), until = min(until, ?2) WHERE last_at > ?1 OR until > ?2',
    ).run(now, now + lockMs)
  })
}

/** Bounds it once; for as long as there is no room it is tried again with each call. */
export function boundOnce(db: DatabaseSync, now: () => number, lockMs: () => number): () => void {
  let isBounded = false
  return () => {
    if (isBounded) return
    ifThereIsRoom(() => {
      boundKept(db, now(), lockMs())
      isBounded = true
    })
  }
}
