import type { DatabaseSync } from 'node:sqlite'
import { digest, newToken } from './tokens.ts'

const HOUR_MS = 3_600_000
export const LINK_HOURS = 24

export interface OneTimeLinks {
  /** Another one for this person makes the one before worthless. `null`: it sets the house up. */
  make(person: number | null, now: number): string
  /** Sets the house up too, and the links of starts leave it as it is: a command on the machine has told it to somebody. */
  makeLasting(now: number): string
  /** Whose it is; undefined where it is none, used, or too old. Looking does not use it. */
  find(token: string, now: number): number | null | undefined
  use(token: string): void
  drop(person: number): void
}

export function createOneTimeLinks(db: DatabaseSync): OneTimeLinks {
  const add = db.prepare('INSERT INTO one_time_links (token, person, until, lasting) VALUES (?, ?, ?, ?)')
  const find = db.prepare('SELECT person FROM one_time_links WHERE token = ? AND until > ?')
  const use = db.prepare('DELETE FROM one_time_links WHERE token = ?')
  const drop = db.prepare('DELETE FROM one_time_links WHERE person IS ? AND lasting = 0')
  const dropSetUps = db.prepare('DELETE FROM one_time_links WHERE person IS NULL')
  const put = (person: number | null, now: number, isLasting: boolean) => {
    const token = newToken()
    add.run(digest(token), person, now + LINK_HOURS * HOUR_MS, isLasting ? 1 : 0)
    return token
  }
  return {
    make(person, now) {
      drop.run(person)
      return put(person, now, false)
    },
    makeLasting(now) {
      dropSetUps.run()
      return put(null, now, true)
    },
    find: (token, now) => (find.get(digest(token), now) as { person: number | null } | undefined)?.person,
    use: token => void use.run(digest(token)),
    drop: person => void drop.run(person),
  }
}
