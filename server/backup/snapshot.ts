import { DatabaseSync } from 'node:sqlite'
import type { Held, Place } from './manifest.ts'

/** Whoever writes holds the file for moments only. */
const PATIENCE_MS = 10_000

/** A copy of one moment of a database, also while another process writes into it. */
export function copyOf(from: string, to: string): void {
  const db = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE_MS })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}

/** What is in a database, table by table. */
export function heldIn(path: string, file: string): Held {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number }
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all() as { name: string }[]
    return { file, format, rows: Object.fromEntries(tables.map(({ name }) => [name, rowsOf(db, name)])) }
  } finally {
    db.close()
  }
}

const rowsOf = (db: DatabaseSync, table: string): number =>
  // eslint-disable-next-line no-restricted-syntax -- the name is one of the schema, and quoted
  (db.prepare(`SELECT count(*) AS n FROM "${table.replaceAll('"', '""')}"`).get() as { n: number }).n

/** Where the journal in a city's file stands. */
export function placeIn(path: string): Place {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const last = db.prepare('SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1').get() as
      | { seq: number; at: number }
      | undefined
    const run = db.prepare('SELECT run FROM runs ORDER BY n DESC LIMIT 1').get() as
      | { run: string }
      | undefined
    return { seq: last?.seq ?? 0, at: last?.at ?? null, run: run?.run ?? null }
  } finally {
    db.close()
  }
}
