import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../../server/journal/database.ts'
import { ticket } from '../../shared/city/ticket.fixture.ts'
import { createStore, type Store } from '../../server/store/store.ts'

let tables: string | null = null

/** The tables of the real file, in a database that forgets: thousands of checkpoints need no disk. */
export function memoryStore(): Store {
  tables ??= readTables()
  const db = new DatabaseSync(':memory:')
  db.exec(tables)
  return createStore(db, [ticket])
}

function readTables(): string {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-'))
  try {
    const db = openDatabase(join(folder, 'city.db'))
    const made = db.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL').all()
    db.close()
    return made.map(({ sql }) => `${sql as string};`).join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
