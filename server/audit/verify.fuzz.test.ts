import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditFault } from '../../shared/audit/verdict.ts'
import { auditFolders, entry, faultsOf, rowsOf, tamper, verify } from './audit.fixture.ts'
import { auditFiles } from './files.ts'
import { readKey } from './keys.ts'
import { NO_HASH } from './line.ts'
import { startWalk, type FoundRow } from './walk.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const { open, fresh } = auditFolders()

const RECORDS = LONG ? 10_000 : 200

function written(records: number) {
  const { folder, log } = open()
  for (let i = 2; i < records; i++)
    log.write(entry({ object: `person/${i}`, details: { reason: `第 ${i} 条` } }))
  log.close()
  return folder
}

const found = ({ n, line, hash, mac }: ReturnType<typeof rowsOf>[number]): FoundRow => ({
  ...{ n, hash, mac, line: Buffer.from(line) },
})

test('[AUD10] (T-AUD-01, S5) every byte of every record, one at a time: found, and at that record', () => {
  const folder = written(RECORDS)
  const key = readKey(auditFiles(folder).key)
  const rows = rowsOf(folder).map(found)
  let flips = 0
  let missed = 0
  const check = (i: number, changed: FoundRow) => {
    flips++
    const before = rows[i - 1]
    const faults: AuditFault[] = []
    const start = before === undefined ? { n: 0, hash: NO_HASH } : { n: before.n, hash: String(before.hash) }
    const walk = startWalk(start, key, fault => faults.push(fault))
    walk.step(changed)
    if (rows[i + 1] !== undefined) walk.step(rows[i + 1]!)
    if (faults.length !== 1 || faults[0]!.from !== rows[i]!.n) missed++
  }
  rows.forEach((row, i) => {
    const bits = 1 << (i % 8)
    for (let at = 0; at < row.line.length; at++) {
      const line = Buffer.from(row.line)
      line[at]! ^= bits
      check(i, { ...row, line })
    }
    for (const name of ['hash', 'mac'] as const)
      for (let at = 0; at < 64; at++) {
        const bytes = Buffer.from(row[name] as string)
        bytes[at]! ^= bits
        check(i, { ...row, [name]: bytes.toString('latin1') })
      }
  })
  expect([missed, flips > RECORDS * 350]).toEqual([0, true])
})

type Change = (db: DatabaseSync, n: number) => readonly number[]

const WHOLE = 40

/** What may be done to some records, and which of them must be named. */
const CHANGES: { readonly [name: string]: Change } = {
  remove(db, n) {
    db.prepare('DELETE FROM records WHERE n = ?').run(n)
    return [n]
  },
  cut(db, n) {
    db.prepare('DELETE FROM records WHERE n >= ?').run(n)
    return Array.from({ length: WHOLE - n + 1 }, (_, i) => n + i)
  },
  change(db, n) {
    db.prepare("UPDATE records SET line = replace(line, '第', '弟') WHERE n = ?").run(n)
    return [n]
  },
  copy(db, n) {
    db.prepare(
      'UPDATE records SET (line, hash, mac) = (SELECT line, hash, mac FROM records WHERE n = 1) WHERE n = ?',
    ).run(n)
    return [n]
  },
}

test('[AUD11] (T-AUD-01) whatever mix of changes is made, each of them is located', () => {
  const original = written(WHOLE)
  const changes = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.integer({ min: 2, max: WHOLE - 1 })),
    { minLength: 1, maxLength: 4, selector: ([, n]) => n },
  )
  let located = 0
  fc.assert(
    fc.property(changes, list => {
      const folder = fresh()
      for (const file of Object.values(auditFiles(original)) as string[])
        if (!file.endsWith('.log')) copyFileSync(file, join(folder, file.slice(original.length + 1)))
      const harmed = new Set<number>()
      tamper(folder, db => {
        for (const [name, n] of list) for (const each of CHANGES[name]!(db, n)) harmed.add(each)
      })
      const { faults } = verify(folder)
      for (const n of harmed) {
        expect(
          faults.some(({ from, to }) => from !== null && from <= n && n <= to!),
          `${n}`,
        ).toBe(true)
        located++
      }
      // And nothing else is accused.
      for (const { kind, from, to } of faults)
        if (kind !== 'head')
          for (let n = from!; n <= to!; n++) expect(harmed.has(n), `${kind} ${n}`).toBe(true)
    }),
    { numRuns: LONG ? 300 : 30 },
  )
  expect(located).toBeGreaterThan(60)
})

test('[AUD10] (T-AUD-01, F-09) a byte of the file itself: where what is read has changed, it is found', () => {
  const folder = written(60)
  const { records } = auditFiles(folder)
  const [bytes, rows] = [readFileSync(records), rowsOf(folder)]
  expect(faultsOf(folder)).toEqual([])
  const seen = { changed: 0, damaged: 0, same: 0 }
  const reread = () => {
    try {
      return JSON.stringify(rowsOf(folder))
    } catch {
      return null
    }
  }
  const whole = JSON.stringify(rows)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, bits) => {
        const harmed = Buffer.from(bytes)
        harmed[at]! ^= bits
        writeFileSync(records, harmed)
        const after = reread()
        if (after === whole) return void seen.same++
        expect(verify(folder).isIntact, `byte ${at} with ${bits}`).toBe(false)
        if (after === null) seen.damaged++
        else seen.changed++
      },
    ),
    { numRuns: LONG ? 5_000 : 150 },
  )
  expect(seen.changed).toBeGreaterThan(20)
})
