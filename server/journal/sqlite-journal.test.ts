import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { draftOf, journalContract, runsContract } from './journal.contract.ts'
import { JournalError, type Journal } from './journal.ts'
import { MOST_RUNS } from './runs.ts'
import { sqliteJournal } from './sqlite-journal.ts'

const folders: string[] = []
const freshFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-journal-'))
  folders.push(folder)
  return join(folder, 'city.db')
}
const open = (file = freshFile()): Journal => sqliteJournal(openDatabase(file))

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('sqlite', () => {
  journalContract(() => open())
  runsContract(() => {
    const file = freshFile()
    return { open: () => open(file), copy: () => copied(file) }
  })
})

/** As a backup is made while the server runs. */
function copied(file: string) {
  const copy = freshFile()
  const db = new DatabaseSync(file)
  db.exec(`VACUUM INTO '${copy}'`)
  db.close()
  return { open: () => open(copy), copy: () => copied(copy) }
}

test('[JRN16] of the runs the newest are kept, and a cursor of an older one means nothing', () => {
  const file = freshFile()
  const first = open(file)
  first.append([draftOf('a')])
  first.close()
  const db = openDatabase(file)
  for (let n = 0; n < MOST_RUNS; n++) sqliteJournal(db).append([draftOf('a')])
  expect(db.prepare('SELECT count(*) AS n FROM runs').get()).toEqual({ n: MOST_RUNS })
  expect(sqliteJournal(db).holds(first.run, 1)).toBe(false)
})

test('[JRN21] [JRN15] what was discarded stays with the entry that says why, the newest of a feed', () => {
  const db = openDatabase(freshFile())
  const journal = sqliteJournal(db)
  const refused = { reason: 'x', blame: 'upstream' as const, path: '', record: { a: 1 } }
  const page = Array.from({ length: 600 }, () => refused)
  for (let n = 0; n < 20; n++) {
    journal.append([draftOf('a', { quarantined: page })])
    const discards = journal.quarantined('a', 600).map(({ id }) => id)
    journal.append([draftOf('a', { outcome: 'discarded', reason: '演示', discards })])
  }
  const kept = db
    .prepare(
      `SELECT count(*) AS n, min(id) AS oldest, max(record) AS record, max(settled_by) AS newest
       FROM quarantine WHERE settled = 'discarded'`,
    )
    .get()
  expect(kept).toEqual({ n: 10_000, oldest: 2_001, record: '{"a":1}', newest: 40 })
  expect(journal.quarantined('a', 9)).toEqual([])
})

test('[JRN15] of what was replayed the newest of a feed stay, and all that names a place in the journal', () => {
  const db = openDatabase(freshFile())
  const journal = sqliteJournal(db)
  const refused = { reason: 'x', blame: 'upstream' as const, path: '', record: { a: 1 } }
  const withdrawn = { ...refused, blame: 'ours' as const, place: '1/0' }
  const page = Array.from({ length: 600 }, () => refused)
  for (let n = 0; n < 20; n++) {
    journal.append([draftOf('a', { quarantined: n === 0 ? [withdrawn, ...page] : page })])
    const settles = journal.quarantined('a', 700).map(({ id }) => id)
    journal.append([draftOf('a', { outcome: 'replayed', settles })])
  }
  const kept = db
    .prepare(
      `SELECT count(*) AS n, count(place) AS places, min(CASE WHEN place IS NULL THEN id END) AS oldest
       FROM quarantine WHERE settled = 'replayed'`,
    )
    .get()
  expect(kept).toEqual({ n: 10_001, places: 1, oldest: 2_002 })
  expect(journal.isWithdrawn('1/0')).toBe(true)
})

test('[JRN2] a draft that cannot be written takes its whole append with it', () => {
  const journal = open()
  journal.append([draftOf('a')])
  const broken = draftOf('b', { at: 0.5 })
  expect(() => journal.append([draftOf('a', { position: 'p' }), broken])).toThrow()
  expect([journal.head(), journal.read(0, 9).length, journal.positionOf('a')]).toEqual([1, 1, null])
  expect(journal.append([draftOf('c')])[0]?.seq).toBe(2)
})

test('[JRN6] a file of a newer format is refused and left as it was', () => {
  for (const mode of ['delete', 'wal']) {
    const file = freshFile()
    const db = new DatabaseSync(file)
    db.exec(`PRAGMA journal_mode = ${mode}; PRAGMA user_version = 99; CREATE TABLE theirs (x)`)
    db.close()
    const before = readFileSync(file)
    expect(() => openDatabase(file)).toThrow(JournalError)
    expect(() => openDatabase(file)).toThrow(/newer version \(format 99\)/)
    expect(readFileSync(file)).toEqual(before)
    expect(existsSync(`${file}-wal`)).toBe(false)
  }
})

test('[JRN7] writes are durable', () => {
  const db = openDatabase(freshFile())
  expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(() => openDatabase(':memory:')).toThrow(/does not allow durable writes/)
})

test('[JRN8] a reopened journal goes on at its head', () => {
  const file = freshFile()
  const first = open(file)
  first.append([draftOf('a', { position: 'p' }), draftOf('a')])
  first.close()
  const second = open(file)
  expect([second.head(), second.positionOf('a')]).toEqual([2, 'p'])
  expect(second.append([draftOf('a')])[0]?.seq).toBe(3)
})

test('[JRN9] pruned readings are missing from their entry, the rest stands', () => {
  const file = freshFile()
  const db = openDatabase(file)
  const journal = sqliteJournal(db)
  const reading = { device: 'd', at: 5, area: '', values: { t: 1 } }
  journal.append([
    draftOf('a', {
      facts: [
        { type: 'readings', kind: 'k', readings: [reading] },
        { type: 'tick', at: 3 },
      ],
    }),
  ])
  expect(db.prepare('SELECT from_at, to_at FROM telemetry').get()).toEqual({ from_at: 5, to_at: 5 })
  expect(journal.factAt('1/0/0')).toMatchObject({ readings: [reading] })
  db.exec('DELETE FROM telemetry')
  expect(journal.read(0, 1)[0]?.facts).toEqual([{ type: 'tick', at: 3 }])
  expect(journal.factAt('1/0/0')).toBeNull()
})
