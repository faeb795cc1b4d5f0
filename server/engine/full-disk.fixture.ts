import type { DatabaseSync } from 'node:sqlite'
import { DatabaseSync as Database } from 'node:sqlite'

/** The file may have no page more than it has; `pages` more. */
export function fill(db: DatabaseSync, pages = 0): void {
  const { page_count: count } = db.prepare('PRAGMA page_count').get() as { page_count: number }
  db.exec(`PRAGMA max_page_count = ${count + pages}`)
}

/** Room again. */
export const free = (db: DatabaseSync): void => db.exec('PRAGMA max_page_count = 1073741823')

/** Another process holds the file: nothing at all can be written. Returns its release. `db` does not wait for it. */
export function hold(db: DatabaseSync, path: string): () => void {
  db.exec('PRAGMA busy_timeout = 0')
  const other = new Database(path)
  other.exec('BEGIN IMMEDIATE')
  return () => other.close()
}
