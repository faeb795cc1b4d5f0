import type { DatabaseSync } from 'node:sqlite'
import type { Fields } from '../../shared/model/value.ts'
import type { ConsoleFamily, PublicationAct } from '../../shared/sync/publications.ts'
import type { Tables } from '../trust/database.ts'

export const DRAFT_TABLES: Tables = {
  part: 'drafts',
  steps: [
    `CREATE TABLE drafts (
  family TEXT NOT NULL,
  id TEXT NOT NULL,
  act TEXT NOT NULL,
  document TEXT,
  note TEXT NOT NULL,
  basis TEXT NOT NULL,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (family, id)
) STRICT, WITHOUT ROWID;`,
  ],
}

/** What somebody would put in force. The city knows nothing of it, so it is no fact; and who wrote it must not be in the journal. */
export interface Draft {
  readonly family: ConsoleFamily
  readonly id: string
  readonly act: PublicationAct
  readonly document: Fields | null
  readonly note: string
  readonly basis: string
  /** World time. */
  readonly at: number
  readonly person: string
}

type Row = Omit<Draft, 'document'> & { readonly document: string | null }

/** One for each document: whoever saves it last has written it. */
export class Drafts {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  all(): readonly Draft[] {
    return (this.#db.prepare('SELECT * FROM drafts').all() as unknown as readonly Row[]).map(draftOf)
  }

  of(family: ConsoleFamily, id: string): Draft | null {
    const row = this.#db.prepare('SELECT * FROM drafts WHERE family = ? AND id = ?').get(family, id)
    return row === undefined ? null : draftOf(row as unknown as Row)
  }

  save({ family, id, act, document, note, basis, at, person }: Draft): void {
    const body = document === null ? null : JSON.stringify(document)
    this.#db
      .prepare('INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(family, id, act, body, note, basis, at, person)
  }

  discard(family: ConsoleFamily, id: string): void {
    this.#db.prepare('DELETE FROM drafts WHERE family = ? AND id = ?').run(family, id)
  }
}

const draftOf = (row: Row): Draft => ({
  ...row,
  document: row.document === null ? null : (JSON.parse(row.document) as Fields),
})
