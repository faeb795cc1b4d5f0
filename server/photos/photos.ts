import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Tables } from '../trust/database.ts'
import { bareJpeg } from './jpeg.ts'

export const PHOTO_TABLES: Tables = {
  part: 'photos',
  steps: [
    `CREATE TABLE photos (
  id TEXT PRIMARY KEY,
  bytes BLOB NOT NULL,
  at INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX photos_unused ON photos (at) WHERE used = 0;`,
  ],
}

/** What was sent and never told of is kept so long. */
const UNUSED_MS = DAY

/** Photos, each called by what it shows: the same one sent twice is one. */
export class Photos {
  readonly #db: DatabaseSync
  readonly #now: () => number

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db
    this.#now = now
  }

  /** Keeps what it shows and none of what it tells, and answers how it is called. Throws PhotoError. */
  keep(bytes: Buffer): string {
    const bare = bareJpeg(bytes)
    const id = createHash('sha256').update(bare).digest('hex')
    const now = this.#now()
    this.#db
      .prepare(
        'INSERT INTO photos (id, bytes, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
      )
      .run(id, bare, now)
    return id
  }

  /** What nobody told of within a day goes. */
  sweep(): void {
    this.#db.prepare('DELETE FROM photos WHERE used = 0 AND at < ?').run(this.#now() - UNUSED_MS)
  }

  /** From now on a report leans on it. False: there is none of this name. */
  use(id: string): boolean {
    return this.#db.prepare('UPDATE photos SET used = 1 WHERE id = ?').run(id).changes === 1
  }

  /** null: there is none. */
  find(id: string): Buffer | null {
    const row = this.#db.prepare('SELECT bytes FROM photos WHERE id = ?').get(id) as
      | { bytes: Uint8Array }
      | undefined
    return row === undefined ? null : Buffer.from(row.bytes)
  }
}
