import type { DatabaseSync } from 'node:sqlite'
import type { Tables } from '../trust/database.ts'

export const FILING_TABLES: Tables = {
  part: 'filings',
  steps: [
    `CREATE TABLE filings (
  n INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL,
  person TEXT NOT NULL
) STRICT;
CREATE INDEX filings_of ON filings (person, n);`,
  ],
}

/** A report as somebody made it. */
export interface Filing {
  readonly number: string
  /** A number whose report was not kept after all, or was lost with a disk, is given again: only this tells them apart. */
  readonly action: string
}

/** Who made which report: the journal must not know it, and whoever made one is answered (T-PII-01). */
export class Filings {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** Of a number that is free: what was noted of it before became nothing. */
  note({ number, action }: Filing, person: string): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO filings (number, action, person) VALUES (?, ?, ?)')
      .run(number, action, person)
  }

  isOf({ number, action }: Filing, person: string): boolean {
    const row = this.#db
      .prepare('SELECT 1 FROM filings WHERE number = ? AND action = ? AND person = ?')
      .get(number, action, person)
    return row !== undefined
  }

  /** The newest that a person made. */
  of(person: string, most: number): readonly Filing[] {
    return this.#db
      .prepare('SELECT number, action FROM filings WHERE person = ? ORDER BY n DESC LIMIT ?')
      .all(person, most) as unknown as readonly Filing[]
  }
}
