import type { DatabaseSync } from 'node:sqlite'
import type { Tables } from '../trust/database.ts'

export const FILING_TABLES: Tables = {
  part: 'filings',
  steps: [
    `CREATE TABLE filings (
  number TEXT PRIMARY KEY,
  person TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX filings_of ON filings (person, number);`,
  ],
}

/** Of more than these nobody asks how they went. */
const MOST = 100

/** Who made which report: the journal must not know it, and whoever made one is answered (T-PII-01). */
export class Filings {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  note(number: string, person: string): void {
    this.#db.prepare('INSERT INTO filings VALUES (?, ?) ON CONFLICT DO NOTHING').run(number, person)
  }

  isOf(number: string, person: string): boolean {
    return (
      this.#db.prepare('SELECT 1 FROM filings WHERE number = ? AND person = ?').get(number, person) !==
      undefined
    )
  }

  /** Numbers of the newest that a person made. */
  of(person: string): readonly string[] {
    const rows = this.#db
      .prepare('SELECT number FROM filings WHERE person = ? ORDER BY number DESC LIMIT ?')
      .all(person, MOST) as { number: string }[]
    return rows.map(({ number }) => number)
  }
}
