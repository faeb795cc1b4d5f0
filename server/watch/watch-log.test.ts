import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAlarms } from '../alarms/alarms.ts'
import { cityFolders } from '../engine/ticket-engine.fixture.ts'
import { watchLog } from './watch-log.ts'

const { fresh, open } = cityFolders('watch')
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

test('[WTC1] (F-08) a reader that does not end is told of while the log grows, and no longer once it is gone', () => {
  const folder = fresh()
  const path = join(folder, 'city.db')
  const db = open(folder)
  const alarms = createAlarms({ log: () => undefined, now: () => 0 })
  const stop = watchLog({ file: `${path}-wal`, alarms, most: 1_000_000 })
  const isTold = () => (vi.advanceTimersByTime(10_000), alarms.raised.has('write-ahead-log'))
  const write = () => {
    db.exec('PRAGMA wal_autocheckpoint = 50')
    for (let n = 0; n < 60; n++)
      db.prepare("INSERT INTO meta VALUES (?, zeroblob(20000) || '')").run(String(Math.random()))
  }
  db.exec('PRAGMA journal_size_limit = 0')
  write()
  expect(isTold()).toBe(false)
  const reader = new DatabaseSync(path, { readOnly: true })
  reader.exec('BEGIN; SELECT count(*) FROM meta')
  reader.prepare('SELECT count(*) FROM meta').get()
  write()
  expect(isTold()).toBe(true)
  expect(alarms.raised.get('write-ahead-log')?.message).toMatch(/city\.db-wal" and does not end/)
  reader.close()
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  expect(isTold()).toBe(false)
  write()
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
