import type { DatabaseSync } from 'node:sqlite'
import type { Policy } from '../../shared/people/policy.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Failures on one account in an hour, wherever from, at which somebody should look. Nobody is locked by it. */
const ALERT_AT = 20

/** What came of asking to try once more. */
export type Attempt =
  | { readonly type: 'may' }
  /** `first`: this attempt was the one that began it. */
  | { readonly type: 'locked'; readonly until: number; readonly first: boolean }

interface Row {
  readonly account: string
  readonly place: string
  readonly failures: number
  readonly until: number
}

export interface Lockouts {
  /**
   * Counts an attempt before it is judged, so that many at once are no more than one after the other. `place` is an address or a
   * known device: who fails from one locks nobody out at another (T-AUTH-02).
   */
  attempt(account: string, place: string, now: number): Attempt
  /** The attempt was never judged: the server had no room for it. */
  takeBack(account: string, place: string): void
  succeeded(account: string, place: string): void
  /** One more failure on the account from anywhere; true when somebody should be told. */
  alerts(account: string, elapsed: number): boolean
  unlock(account: string): void
  /** Where the account waits now. */
  of(account: string, now: number): { readonly address: string; readonly until: number }[]
  forgetOld(now: number, elapsed: number): void
}

export function createLockouts(db: DatabaseSync, policy: () => Policy): Lockouts {
  const find = db.prepare('SELECT * FROM lockouts WHERE account = ? AND place = ?')
  const count = db.prepare(
    `INSERT INTO lockouts VALUES (?, ?, 1, ?, 0) ON CONFLICT DO UPDATE SET
       failures = CASE WHEN last_at < ? THEN 1 ELSE failures + 1 END, last_at = excluded.last_at, until = 0`,
  )
  const lock = db.prepare('UPDATE lockouts SET until = ? WHERE account = ? AND place = ?')
  const less = db.prepare('UPDATE lockouts SET failures = failures - 1 WHERE account = ? AND place = ?')
  const forget = db.prepare('DELETE FROM lockouts WHERE account = ? AND place = ?')
  const unlock = db.prepare('DELETE FROM lockouts WHERE account = ?')
  const waiting = db.prepare(
    'SELECT place AS address, until FROM lockouts WHERE account = ? AND until > ? ORDER BY until DESC',
  )
  const old = db.prepare('DELETE FROM lockouts WHERE last_at < ? AND until < ?')
  const recent = new Map<string, number[]>()

  return {
    attempt(account, place, now) {
      const row = find.get(account, place) as unknown as Row | undefined
      if (row !== undefined && row.until > now) return { type: 'locked', until: row.until, first: false }
      const { lockAfter, lockMinutes } = policy()
      const span = lockMinutes * MINUTE_MS
      const served = row !== undefined && row.until > 0
      if (served) forget.run(account, place)
      count.run(account, place, now, now - span)
      const { failures } = find.get(account, place) as unknown as Row
      if (failures <= lockAfter) return { type: 'may' }
      lock.run(now + span, account, place)
      return { type: 'locked', until: now + span, first: true }
    },
    takeBack: (account, place) => void less.run(account, place),
    succeeded: (account, place) => void forget.run(account, place),
    alerts(account, elapsed) {
      const last = (recent.get(account) ?? []).filter(at => at > elapsed - HOUR_MS)
      last.push(elapsed)
      recent.set(account, last.slice(-ALERT_AT))
      return last.length === ALERT_AT
    },
    unlock: account => void unlock.run(account),
    of: (account, now) => waiting.all(account, now) as unknown as { address: string; until: number }[],
    forgetOld(now, elapsed) {
      old.run(now - 24 * HOUR_MS, now)
      for (const [account, last] of recent)
        if (last.every(at => at <= elapsed - HOUR_MS)) recent.delete(account)
    },
  }
}
