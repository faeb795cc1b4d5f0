import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RecordFact } from '../../shared/model/fact.ts'

/** One record as a plain row of a plain table, its JSON made before the clock starts. */
export interface RawRow {
  readonly fact: RecordFact
  readonly text: string
}

/**
 * What the store can do by itself: one insert per record, so many per transaction, with the same durability (WAL,
 * synchronous=FULL). Nobody judges, counts or answers. Answers rows per second.
 */
export function insertRaw(folder: string, rows: readonly RawRow[], batch: number): number {
  const db = new DatabaseSync(join(folder, 'raw.db'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;')
  db.exec(`CREATE TABLE IF NOT EXISTS records (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
    at INTEGER NOT NULL, event INTEGER NOT NULL, area TEXT NOT NULL, fact TEXT NOT NULL) STRICT`)
  const insert = db.prepare('INSERT INTO records VALUES (NULL, ?, ?, ?, ?, ?, ?)')
  const start = performance.now()
  for (let from = 0; from < rows.length; from += batch) {
    db.exec('BEGIN IMMEDIATE')
    for (let i = from; i < Math.min(from + batch, rows.length); i++) {
      const { fact, text } = rows[i]!
      insert.run(fact.id, fact.kind, fact.at, fact.event, fact.area, text)
    }
    db.exec('COMMIT')
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  return rows.length / seconds
}
