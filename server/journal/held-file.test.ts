import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { draftOf } from './journal.contract.ts'
import { isPassing } from './room.ts'
import { sqliteJournal } from './sqlite-journal.ts'

test('[JRN18] (F-08) a file that somebody holds is not waited for, and written to when it is free', ({
  onTestFinished,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-held-'))
  const file = join(folder, 'city.db')
  const db = openDatabase(file)
  const other = new DatabaseSync(file)
  onTestFinished(() => {
    other.close()
    db.close()
    rmSync(folder, { recursive: true })
  })
  const journal = sqliteJournal(db)
  other.exec('BEGIN IMMEDIATE')
  let refusal: unknown = null
  try {
    journal.append([draftOf('a')])
  } catch (error) {
    refusal = error
  }
  expect(isPassing(refusal)).toBe(true)
  expect(db.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 100 })
  other.exec('ROLLBACK')
  journal.append([draftOf('b')])
  expect(journal.read(0, 9).map(({ feed }) => feed)).toEqual(['b'])
})
