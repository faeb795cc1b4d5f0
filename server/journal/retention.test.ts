import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Reading } from '../../shared/model/fact.ts'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { backToFirstFormat } from './first-format.fixture.ts'
import { openDatabase } from './database.ts'
import { draftOf } from './journal.contract.ts'
import { openRetention } from './retention.ts'
import { sqliteJournal } from './sqlite-journal.ts'

const DAY = 86_400_000
const NOW = 1_795_363_200_000
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function freshFile() {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-retention-'))
  folders.push(folder)
  return join(folder, 'city.db')
}

const reading = (at: number, device = 'd'): Reading => ({
  device,
  at,
  area: '211002',
  values: { t: at % 997 },
})
const readings = (...list: readonly Reading[]) => ({ type: 'readings', kind: 'k', readings: list }) as const
const batchAt = (at: number, count = 1) =>
  draftOf('iot', { at, facts: [readings(...Array.from({ length: count }, (_, i) => reading(at - i)))] })

function open(file = freshFile(), keep = { ms: 7 * DAY, bytes: 2 ** 30 }) {
  const db = openDatabase(file)
  // What survives a power cut is tested elsewhere.
  db.exec('PRAGMA synchronous = OFF')
  return { file, db, journal: sqliteJournal(db), retention: openRetention(db, keep) }
}

type Opened = ReturnType<typeof open>

/** What is there, by looking at every row. */
const counted = ({ db }: Opened) =>
  db
    .prepare(
      `SELECT count(*) AS rows, coalesce(sum(length(packed)), 0) AS bytes,
         (SELECT from_at FROM telemetry ORDER BY seq LIMIT 1) AS oldestAt FROM telemetry`,
    )
    .get()

const all = (opened: Opened, now: number, upTo = opened.journal.head()) => {
  let steps = 1
  while (opened.retention.step(now, upTo)) steps++
  return steps
}

const kept = ({ journal }: Opened) =>
  journal.read(0, 10_000).flatMap(({ seq, facts }) => (facts.length > 0 ? [seq] : []))

test('[JRN11] raw readings older than their days are pruned, the oldest first, and the limit itself is kept', () => {
  const opened = open()
  const { journal } = opened
  journal.append([0, 1, 2, 3].map(day => batchAt(NOW - 8 * DAY + day * DAY)))
  all(opened, NOW)
  expect(kept(opened)).toEqual([2, 3, 4])
  all(opened, NOW + 1)
  expect(kept(opened)).toEqual([3, 4])
})

test('[JRN11] beyond their bytes the oldest go, in slices that are small, and as much stays as may', () => {
  const opened = open(freshFile(), { ms: 7 * DAY, bytes: 20_000 })
  const { journal, retention } = opened
  for (let i = 0; i < 20; i++)
    journal.append(Array.from({ length: 50 }, (_, n) => batchAt(NOW + i * 50 + n, 20)))
  const steps = all(opened, NOW)
  expect(steps).toBeGreaterThan(4)
  const { bytes, rows } = retention.held()
  expect(bytes).toBeLessThanOrEqual(20_000)
  expect(bytes).toBeGreaterThan(19_000)
  expect(counted(opened)).toMatchObject({ bytes, rows })
  expect(kept(opened).at(-1)).toBe(1000)
  expect(kept(opened)).toHaveLength(rows)
})

test('[JRN11] what the checkpoint does not have yet is never pruned', () => {
  const opened = open(freshFile(), { ms: DAY, bytes: 1 })
  opened.journal.append([batchAt(NOW - 9 * DAY), batchAt(NOW - 8 * DAY), batchAt(NOW)])
  all(opened, NOW, 1)
  expect(kept(opened)).toEqual([2, 3])
})

test('[JRN12] an entry of which nothing is left is dropped with its days, one with other facts stands, and so does the last', () => {
  const opened = open(freshFile(), { ms: 7 * DAY, bytes: 200 })
  const old = NOW - 8 * DAY
  const tick = { type: 'tick', at: old } as const
  opened.journal.append([
    batchAt(old),
    draftOf('iot', { at: old, facts: [tick, readings(reading(old))] }),
    draftOf('iot', { at: old }),
    batchAt(NOW),
    batchAt(NOW),
    batchAt(NOW),
  ])
  all(opened, NOW)
  const left = opened.journal.read(0, 99)
  // The fourth lost its readings to the limit of bytes, and is given without them until its days are over.
  expect(left.map(({ seq, facts }) => [seq, facts.map(fact => fact.type)])).toEqual([
    [2, ['tick']],
    [3, []],
    [4, []],
    [5, ['readings']],
    [6, ['readings']],
  ])
  all(opened, NOW + 30 * DAY)
  expect(opened.journal.read(0, 99).map(({ seq }) => seq)).toEqual([2, 3, 6])
  expect(open(opened.file).journal.head()).toBe(6)
})

test('[JRN13] what is said to be held is what is there, whatever is written, pruned and restarted in between', () => {
  let pruned = 0
  const step = fc.oneof(
    fc.record({ type: fc.constant('append' as const), age: fc.integer({ min: 0, max: 9 }), size: fc.integer({ min: 1, max: 30 }) }), // oxfmt-ignore
    fc.record({ type: fc.constant('step' as const), age: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ type: fc.constant('restart' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), steps => {
      let opened = open(freshFile(), { ms: 3 * DAY, bytes: 2_000 })
      for (const one of steps) {
        if (one.type === 'append') opened.journal.append([batchAt(NOW - one.age * DAY, one.size)])
        else if (one.type === 'restart') {
          opened.db.close()
          opened = open(opened.file, { ms: 3 * DAY, bytes: 2_000 })
        } else {
          const before = kept(opened).length
          all(opened, NOW + one.age * DAY)
          pruned += before - kept(opened).length
          expect(opened.retention.held()).toEqual(counted(opened))
        }
      }
      opened.db.close()
    }),
    runsFor(process.env)(40),
  )
  expect(pruned).toBeGreaterThan(10)
})

test('[JRN14] a file of the first format goes on, and its readings are read as they were written', () => {
  const file = freshFile()
  const first = open(file)
  first.journal.append([batchAt(NOW, 3)])
  const [entry] = first.journal.read(0, 1)
  const raw = JSON.stringify([reading(NOW), reading(NOW - 1), reading(NOW - 2)])
  first.db.exec(`UPDATE telemetry SET readings = '${raw}'`)
  backToFirstFormat(first.db)
  first.db.close()
  const lifted = open(file)
  expect(lifted.journal.read(0, 1)).toEqual([entry])
  lifted.journal.append([batchAt(NOW + 1)])
  expect(kept(lifted)).toEqual([1, 2])
  lifted.db.close()
  const plain = new DatabaseSync(file)
  expect(plain.prepare('PRAGMA user_version').get()).toEqual({ user_version: 10 })
  plain.close()
})
