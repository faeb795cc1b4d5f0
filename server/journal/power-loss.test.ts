import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { openDatabase } from './database.ts'
import { draftOf } from './journal.contract.ts'
import { sqliteJournal } from './sqlite-journal.ts'

const folders: string[] = []
const freshFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-power-'))
  folders.push(folder)
  return join(folder, 'city.db')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const SECTOR = 512
const PAGE = 4_096
/** Of a log: another salt says that it was begun anew. */
const HEADER = 32

/** The files as they were when an entry was acknowledged: all of this had been flushed. */
interface Disk {
  readonly main: Buffer
  readonly log: Buffer
}

/** So many entries of different sizes, with the log written back every few of them; the disk at each. */
function written(sizes: readonly number[]): readonly Disk[] {
  const file = freshFile()
  const db = openDatabase(file)
  db.exec('PRAGMA wal_autocheckpoint = 12')
  const journal = sqliteJournal(db)
  const look = (): Disk => ({ main: readFileSync(file), log: readFileSync(`${file}-wal`) })
  const disks = [look()]
  for (const [i, size] of sizes.entries()) {
    journal.append([draftOf('a', { reason: `${i}:${'演'.repeat(size)}` })])
    disks.push(look())
  }
  db.close()
  return disks
}

/** Of what changed since, each piece is there or is not, or half of it. */
function torn(before: Buffer, after: Buffer, piece: number, luck: () => number): Buffer {
  const file = Buffer.from(
    luck() < 1 / 3 ? after : after.subarray(0, Math.max(before.length, Math.floor(after.length * luck()))),
  )
  for (let at = 0; at < file.length; at += piece) {
    const end = Math.min(at + piece, file.length)
    if (before.subarray(at, end).equals(file.subarray(at, end))) continue
    const chance = luck()
    if (chance < 0.4 && at < before.length) before.copy(file, at, at, Math.min(end, before.length))
    else if (chance < 0.6) file.fill(Math.floor(luck() * 256), at + Math.floor((end - at) * luck()), end)
  }
  return file
}

/**
 * In which states two moments can leave the disk, by the order in which SQLite flushes: the log before it acknowledges and before the main file
 * is written, the main file before the log begins anew.
 */
const LOSSES: readonly ((before: Disk, after: Disk, luck: () => number) => Disk)[] = [
  // The next entry was being written, at the end of the log or over its beginning.
  ({ main, log }, after, luck) => {
    const left = torn(log, after.log, SECTOR, luck)
    // A log that begins anew has its header flushed before anything else.
    if (beginsAnew(log, after.log)) after.log.copy(left, 0, 0, HEADER)
    return { main, log: left }
  },
  // It was in the log, and the log was being written back.
  ({ main }, after, luck) => ({ main: torn(main, after.main, PAGE, luck), log: after.log }),
]

const beginsAnew = (before: Buffer, after: Buffer): boolean =>
  !before.subarray(0, HEADER).equals(after.subarray(0, HEADER))

test('[JRN20] (F-02) the power may go at any moment: what was acknowledged is read back', () => {
  const kinds = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6_000 }), { minLength: 8, maxLength: 24 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (sizes, stream) => {
        const luck = () => stream.next().value as number
        const disks = written(sizes)
        for (const [acknowledged, before] of disks.slice(0, -1).entries()) {
          const after = disks[acknowledged + 1] as Disk
          for (const [kind, loss] of LOSSES.entries()) {
            const left = loss(before, after, luck)
            const isTorn = !left.log.equals(after.log) || !left.main.equals(after.main)
            if (isTorn) kinds.add(`${kind} ${beginsAnew(before.log, after.log) ? 'anew' : 'on'}`)
            expect(readBack(left)).toEqual(saidUpTo(sizes, acknowledged))
          }
        }
      },
    ),
    runsFor(process.env)(4),
  )
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['0 anew', '0 on', '1 on']))
})

const saidUpTo = (sizes: readonly number[], count: number) =>
  expect.objectContaining(
    Object.fromEntries(sizes.slice(0, count).map((size, i) => [i, `${i}:${'演'.repeat(size)}`])),
  )

function readBack({ main, log }: Disk): { readonly [i: number]: string } {
  const file = freshFile()
  writeFileSync(file, main)
  writeFileSync(`${file}-wal`, log)
  const db = openDatabase(file)
  const reasons = sqliteJournal(db)
    .read(0, 100)
    .map(({ reason }) => reason)
  db.close()
  return { ...reasons }
}
