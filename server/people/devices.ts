import type { DatabaseSync } from 'node:sqlite'
import { digest, newToken } from './tokens.ts'

const DAY_MS = 86_400_000
/** A device that did not sign in for so long is a stranger again. */
const KEPT_DAYS = 180
export const DEVICE_SECONDS = (KEPT_DAYS * DAY_MS) / 1000
const NAMED_BY = 8

/**
 * Devices from which a person signed in before. It opens nothing: failures elsewhere are only not counted against it, so that nobody
 * can lock somebody out of their own desk (T-AUTH-02).
 */
export interface Devices {
  /** A short name of the device where it is one of this person's, for counting; else null. */
  nameOf(token: string | null, person: number | null, now: number): string | null
  remember(person: number, now: number): string
  forgetAllOf(person: number): void
  forgetOld(now: number): void
}

export function createDevices(db: DatabaseSync): Devices {
  const find = db.prepare('SELECT 1 FROM devices WHERE token = ? AND person = ? AND used_at > ?')
  const touch = db.prepare('UPDATE devices SET used_at = ? WHERE token = ?')
  const add = db.prepare('INSERT INTO devices VALUES (?, ?, ?)')
  const drop = db.prepare('DELETE FROM devices WHERE person = ?')
  const old = db.prepare('DELETE FROM devices WHERE used_at < ?')
  return {
    nameOf(token, person, now) {
      if (token === null || person === null) return null
      const hash = digest(token)
      if (find.get(hash, person, now - KEPT_DAYS * DAY_MS) === undefined) return null
      touch.run(now, hash)
      return `device ${hash.toString('hex').slice(0, NAMED_BY)}`
    },
    remember(person, now) {
      const token = newToken()
      add.run(digest(token), person, now)
      return token
    },
    forgetAllOf: person => void drop.run(person),
    forgetOld: now => void old.run(now - KEPT_DAYS * DAY_MS),
  }
}
