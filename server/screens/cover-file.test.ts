import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { openTrust } from '../trust/database.ts'
import { COVER_FILE, watchCoverFile } from './cover-file.ts'
import { SCREEN_TABLES, ScreenStore } from './screen-store.ts'
import { Screens } from './screens.ts'

let dataDir = ''
beforeEach(() => {
  vi.useFakeTimers()
  dataDir = mkdtempSync(join(tmpdir(), 'liaowang-cover-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(dataDir, { recursive: true })
})

test('[SCD13] (T-WALL-03) a file covers public screens within a second, with the database and the audit gone, and never uncovers them', () => {
  const db = openTrust(':memory:', [SCREEN_TABLES])
  const said: string[] = []
  const entries: AuditEntry[] = []
  let fails = true
  const audit = {
    write(entry: AuditEntry) {
      if (fails) throw new AuditError('no room')
      entries.push(entry)
    },
  }
  const screens = new Screens({
    ...{ store: new ScreenStore(db), now: () => 7, elapsed: () => 7, end: () => undefined },
    elsewhere: { met: () => undefined, forget: () => undefined },
    log: message => said.push(message),
  })
  db.close()
  const stop = watchCoverFile({ screens, audit, dataDir })
  vi.advanceTimersByTime(5_000)
  expect(screens.cover).toBeNull()
  writeFileSync(join(dataDir, COVER_FILE), '')
  vi.advanceTimersByTime(1_000)
  expect(screens.cover).toEqual({ since: 7, by: COVER_FILE })
  expect(said).toEqual([
    expect.stringContaining('could not be kept'),
    expect.stringContaining('audit could not'),
  ])
  rmSync(join(dataDir, COVER_FILE))
  fails = false
  vi.advanceTimersByTime(5_000)
  expect([screens.cover?.by, said.length, entries]).toEqual([COVER_FILE, 2, []])
  stop()
})
