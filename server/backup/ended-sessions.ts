import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../trust/database.ts'

/** What opens a door by itself: whoever was signed out, or used a link, since the backup would have it again. */
const OPENERS = ['sessions', 'one_time_links'] as const

/** Ends every session, and every link, in a file of people that is about to be put in place. */
export function endSessions(file: string): void {
  if (!existsSync(file)) return
  const db = new DatabaseSync(file)
  try {
    // What a browser still holds must not be found in what is left of the pages.
    db.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = FULL')
    const find = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
    inTransaction(db, () => {
      // eslint-disable-next-line no-restricted-syntax -- the tables are the constant's
      for (const table of OPENERS) if (find.get(table) !== undefined) db.exec(`DELETE FROM ${table}`)
    })
  } finally {
    db.close()
  }
}
