import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SqlTarget } from './target.ts'

export interface SqliteFile extends SqlTarget {
  readonly database: DatabaseSync
  /** May be called twice. */
  readonly close: () => void
}

/** Readers of other processes are never in the way of the one writer (WAL), and wait at most so long for each other. */
const PATIENCE_MS = 5000

const SHARED = `PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=${PATIENCE_MS}`
/** For a file that nobody sees before it is complete: it may be lost, so it need not be safe. */
const UNSEEN = 'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE'

export function openSqlite(file: string, mode: 'shared' | 'unseen' = 'shared'): SqliteFile {
  mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec(mode === 'shared' ? SHARED : UNSEEN)
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    // Only the two or three shapes of bulk writes are worth keeping; schema changes make new ones.
    if (prepared.size > 50) prepared.clear()
    prepared.set(sql, known)
    return known
  }
  return {
    dialect: 'sqlite',
    database,
    run: async (sql, values) => {
      if (values === undefined) database.exec(sql)
      else statement(sql).run(...values)
    },
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}

export function removeSqlite(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) rmSync(part)
}
