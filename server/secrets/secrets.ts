import type { DatabaseSync } from 'node:sqlite'
import type { Tables } from '../trust/database.ts'
import { cipherFor } from './cipher.ts'
import type { KeyRing } from './key-ring.ts'

export const SECRET_TABLES: Tables = {
  part: 'secrets',
  steps: [
    `CREATE TABLE secrets (
       name TEXT PRIMARY KEY, sealed TEXT NOT NULL, set_at INTEGER NOT NULL, set_by TEXT NOT NULL
     ) STRICT, WITHOUT ROWID;`,
    'ALTER TABLE secrets ADD COLUMN set_for TEXT;',
  ],
}

/** The draft of a feed, and of which server it asked when a secret was set for it: nothing in force says yet where that may go (T-SEC-02). */
export interface SetFor {
  readonly feed: string
  /** As it is compared. */
  readonly place: string
  /** As people read it; '': nobody is asked, it is pushed to. */
  readonly to: string
}

/** What may be told of a secret. */
export interface KnownSecret {
  readonly name: string
  readonly setAt: number
  /** The account that set it. */
  readonly setBy: string
  /** null: it was set for whatever is in force, or before anything was. */
  readonly setFor: SetFor | null
}

/** Names as documents and environments have them: HOTLINE_HMAC. */
export const SECRET_NAME = /^[A-Z][A-Z0-9_]{1,63}$/
const PREFIX = 'secret/'
export const sealedName = (name: string): string => `${PREFIX}${name}`

/** Secrets of feeds, by the names that documents give them. Values go in and are used; nothing tells them. */
export class Secrets {
  readonly #db: DatabaseSync
  readonly #ring: KeyRing

  constructor(db: DatabaseSync, ring: KeyRing) {
    this.#db = db
    this.#ring = ring
  }

  list(): readonly KnownSecret[] {
    const rows = this.#db.prepare('SELECT name, set_at, set_by, set_for FROM secrets ORDER BY name').all()
    return rows.map(row => ({
      name: String(row['name']),
      setAt: Number(row['set_at']),
      setBy: String(row['set_by']),
      setFor: row['set_for'] === null ? null : (JSON.parse(String(row['set_for'])) as SetFor),
    }))
  }

  has(name: string): boolean {
    return this.#sealed(name) !== null
  }

  /** undefined: it is not set here. Throws a SecretsError where it is and cannot be opened. */
  valueOf(name: string): string | undefined {
    const sealed = this.#sealed(name)
    return sealed === null ? undefined : cipherFor(this.#ring, sealedName(name)).open(sealed)
  }

  set({ name, setAt, setBy, setFor }: KnownSecret, value: string): void {
    const sealed = cipherFor(this.#ring, sealedName(name)).seal(value)
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO secrets (name, sealed, set_at, set_by, set_for) VALUES (?, ?, ?, ?, ?)',
      )
      .run(name, sealed, setAt, setBy, setFor === null ? null : JSON.stringify(setFor))
  }

  remove(name: string): void {
    this.#db.prepare('DELETE FROM secrets WHERE name = ?').run(name)
  }

  #sealed(name: string): string | null {
    const row = this.#db.prepare('SELECT sealed FROM secrets WHERE name = ?').get(name)
    return row === undefined ? null : String(row['sealed'])
  }
}
