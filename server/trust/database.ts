import { DatabaseSync } from 'node:sqlite'

/** Tables of one part of the server. A step that was shipped is never changed: a later step mends it. */
export interface Tables {
  readonly part: string
  /** What makes each format of the one before; a new file goes through all of them. */
  readonly steps: readonly string[]
}

/** The file was written by a newer version, or cannot be opened: it says what to do. */
export class TrustError extends Error {
  override readonly name = 'TrustError'
}

/** Once it is open: while it waits, walls hear of nothing (F-08). */
const PATIENCE_MS = 100

/**
 * The one file of who may do what: people, sessions, screens, zones, secrets. It stands beside the city's file and not in it, since
 * what the city knows is journaled for ever and this is not.
 */
export function openTrust(path: string, tables: readonly Tables[]): DatabaseSync {
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;')
    db.exec('PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;')
    db.exec('CREATE TABLE IF NOT EXISTS parts (part TEXT PRIMARY KEY, format INTEGER NOT NULL) STRICT;')
    for (const each of tables) prepare(db, each, path)
    db.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function prepare(db: DatabaseSync, { part, steps }: Tables, path: string): void {
  const row = db.prepare('SELECT format FROM parts WHERE part = ?').get(part) as
    | { format: number }
    | undefined
  const format = row?.format ?? 0
  if (format > steps.length)
    throw new TrustError(
      `${path}: its part "${part}" has format ${format}, this version knows ${steps.length}: start the newer version, or restore the backup from before the upgrade`,
    )
  if (format === steps.length) return
  inTransaction(db, () => {
    // eslint-disable-next-line no-restricted-syntax -- the steps are constants of the parts
    for (const step of steps.slice(format)) db.exec(step)
    db.prepare('INSERT INTO parts VALUES (?, ?) ON CONFLICT DO UPDATE SET format = excluded.format').run(
      part,
      steps.length,
    )
  })
}

/** All of it or nothing. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
