import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { parseInstant } from '../../shared/calendar/instant.ts'
import type { AuditContent } from '../../shared/audit/record.ts'
import type { Verdict } from '../../shared/audit/verdict.ts'
import type { AuditEntry } from './audit.ts'
import { AuditLog, type AuditLogParts } from './audit-log.ts'
import type { RecordRow } from './tables.ts'
import { verifyFiles } from './verify.ts'

export const START = parseInstant('2026-11-29T08:00:00+08:00')!

export const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { type: 'person', id: '7', name: 'anquan' },
  address: '192.0.2.7',
  action: 'people.authorise',
  object: 'person/12',
  outcome: 'done',
  details: { before: { roles: ['viewer'] }, after: { roles: ['leader'] } },
  ...over,
})

/** Folders with audits in them, gone after each test, and a clock that stands until it is moved. */
export function auditFolders() {
  const folders: string[] = []
  const logs: AuditLog[] = []
  afterEach(() => {
    for (const log of logs.splice(0)) log.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })
  const fresh = () => {
    const folder = mkdtempSync(join(tmpdir(), 'liaowang-audit-'))
    folders.push(folder)
    return folder
  }
  const open = (folder = fresh(), over: Partial<AuditLogParts> = {}) => {
    const said: string[] = []
    const time = { now: START }
    const log = new AuditLog({
      ...{ folder, now: () => time.now, keepDays: 400, ballastBytes: 0 },
      say: (level, message) => void said.push(`${level} ${message}`),
      ...over,
      first(db) {
        // These tests pull no plug.
        db.exec('PRAGMA synchronous = OFF')
        over.first?.(db)
      },
    })
    logs.push(log)
    const days = (count: number, each: (day: number) => void = () => undefined) => {
      for (let day = 0; day < count; day++) {
        each(day)
        time.now += DAY
        log.tick()
      }
    }
    return { folder, log, said, time, days }
  }
  return { fresh, open }
}

/** With the file as somebody has it who can write files, but not read the key. */
export function within<T>(folder: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(folder, 'audit.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Takes the triggers away, changes something, and puts them back: the schema tells nothing. */
export const tamper = (folder: string, work: (db: DatabaseSync) => void): void =>
  within(folder, db => {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
      name: string
      sql: string
    }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    work(db)
    for (const { sql } of triggers) db.exec(sql)
  })

export const rowsOf = (folder: string): readonly RecordRow[] =>
  within(folder, db => db.prepare('SELECT n, line, hash, mac FROM records ORDER BY n').all()) as never

export const contentsOf = (folder: string): readonly AuditContent[] =>
  rowsOf(folder).map(({ line }) => JSON.parse(line) as AuditContent)

export const actionsOf = (folder: string): readonly string[] => contentsOf(folder).map(({ action }) => action)

export const verify = (folder: string): Verdict => verifyFiles(folder, { now: () => START, clock: () => 0 })

/** What was found, in short: `altered 3`, `missing 4–6`. */
export const faultsOf = (folder: string): readonly string[] =>
  verify(folder).faults.map(({ kind, from, to }) =>
    [kind, from === null ? '' : from === to ? ` ${from}` : ` ${from}–${to}`].join(''),
  )
