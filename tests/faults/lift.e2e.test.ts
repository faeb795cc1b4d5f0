import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fillCity } from '../../server/backup/backup.fixture.ts'
import { cityFolders } from '../../server/engine/ticket-engine.fixture.ts'
import { FORMAT, openDatabase } from '../../server/journal/database.ts'
import { backToFirstFormat } from '../../server/journal/first-format.fixture.ts'
import { sqliteJournal } from '../../server/journal/sqlite-journal.ts'

const { fresh } = cityFolders('lift')
const PROCESS = fileURLToPath(new URL('./lift-process.ts', import.meta.url))
const TICKETS = 20

/** A file of the first version, with a log that was not written back. */
async function oldFile(): Promise<string> {
  const folder = fresh()
  await fillCity(folder, TICKETS)
  const file = join(folder, 'city.db')
  const db = new DatabaseSync(file)
  backToFirstFormat(db)
  db.close()
  return file
}

const formatOf = (file: string): number => {
  const db = new DatabaseSync(file)
  const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  db.close()
  return format
}

test('[JRN19] (F-03) killed at any statement of a lift, the old format is left or the new one made, and the next start finishes it', async () => {
  const old = await oldFile()
  const formats = new Set<number>()
  let statements = 0
  for (let isKilled = true; isKilled;) {
    statements++
    const file = join(fresh(), 'city.db')
    for (const end of ['', '-wal', '-shm']) if (existsSync(old + end)) copyFileSync(old + end, file + end)
    const child = spawn(process.execPath, [PROCESS, file, String(statements)], { stdio: 'inherit' })
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    isKilled = signal === 'SIGKILL'
    expect(isKilled || code === 0).toBe(true)
    const format = formatOf(file)
    formats.add(format)
    const db = openDatabase(file)
    expect(
      sqliteJournal(db)
        .read(0, 100)
        .filter(({ feed }) => feed === 'tickets'),
    ).toHaveLength(TICKETS)
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    db.close()
    expect(formatOf(file)).toBe(FORMAT)
  }
  expect([...formats].sort()).toEqual([1, FORMAT])
  expect(statements).toBeGreaterThan(20)
})
