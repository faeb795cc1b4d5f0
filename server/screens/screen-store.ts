import type { DatabaseSync } from 'node:sqlite'
import type { Audience } from '../../shared/access/principal.ts'
import type { Tables } from '../trust/database.ts'
import type { ScreenKey } from './device-key.ts'

export const SCREEN_TABLES: Tables = {
  part: 'screens',
  steps: [
    `CREATE TABLE screens (
       id TEXT PRIMARY KEY,
       name TEXT NOT NULL,
       audience TEXT NOT NULL CHECK (audience IN ('public', 'internal')),
       place TEXT NOT NULL,
       networks TEXT NOT NULL,
       public_key TEXT NOT NULL,
       paired_at INTEGER NOT NULL,
       paired_by TEXT NOT NULL,
       revoked_at INTEGER
     ) STRICT;`,
    `CREATE TABLE cover (id INTEGER PRIMARY KEY CHECK (id = 1), since INTEGER NOT NULL, set_by TEXT NOT NULL) STRICT;`,
  ],
}

/** A browser that shows the city without a person, for as long as it is not revoked. */
export interface Screen {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  /** The area that it shows, with what lies in it. */
  readonly place: string
  /** CIDR blocks from which alone it is heard; none: from anywhere. */
  readonly networks: readonly string[]
  readonly key: ScreenKey
  readonly pairedAt: number
  /** The account of who paired it. */
  readonly pairedBy: string
  readonly revokedAt: number | null
}

/** Public screens show nothing of the city. */
export interface Cover {
  readonly since: number
  /** The account of who wanted it. */
  readonly by: string
}

interface Row {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  readonly place: string
  readonly networks: string
  readonly public_key: string
  readonly paired_at: number
  readonly paired_by: string
  readonly revoked_at: number | null
}

export class ScreenStore {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  all(): Screen[] {
    const rows = this.#db.prepare('SELECT * FROM screens ORDER BY paired_at DESC, id').all()
    return (rows as unknown as Row[]).map(screenOf)
  }

  of(id: string): Screen | null {
    const row = this.#db.prepare('SELECT * FROM screens WHERE id = ?').get(id) as Row | undefined
    return row === undefined ? null : screenOf(row)
  }

  add(screen: Screen): void {
    this.#db
      .prepare('INSERT INTO screens VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
      .run(
        ...[screen.id, screen.name, screen.audience, screen.place, JSON.stringify(screen.networks)],
        ...[JSON.stringify(screen.key), screen.pairedAt, screen.pairedBy],
      )
  }

  cover(): Cover | null {
    const row = this.#db.prepare('SELECT since, set_by AS "by" FROM cover').get()
    return row === undefined ? null : (row as unknown as Cover)
  }

  setCover(cover: Cover | null): void {
    this.#db.prepare('DELETE FROM cover').run()
    if (cover !== null) this.#db.prepare('INSERT INTO cover VALUES (1, ?, ?)').run(cover.since, cover.by)
  }

  revoke(id: string, at: number): void {
    this.#db.prepare('UPDATE screens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(at, id)
  }
}

const screenOf = (row: Row): Screen => ({
  id: row.id,
  name: row.name,
  audience: row.audience,
  place: row.place,
  networks: JSON.parse(row.networks) as string[],
  key: JSON.parse(row.public_key) as ScreenKey,
  pairedAt: row.paired_at,
  pairedBy: row.paired_by,
  revokedAt: row.revoked_at,
})
