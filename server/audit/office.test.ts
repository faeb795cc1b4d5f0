import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { askingRoutes } from '../access/asking.fixture.ts'
import { createAlarms } from '../alarms/alarms.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import { ConfigError } from '../config-error.ts'
import { AuditError } from './audit.ts'
import { actionsOf, auditFolders, entry, START, verify } from './audit.fixture.ts'
import { auditFiles } from './files.ts'
import { refuseLostKey } from './lost-key.ts'
import { openOffice, type Office, type OfficeParts } from './office.ts'
import { receiver } from './syslog/receiver.fixture.ts'
import type { SyslogSetting } from './syslog/setting.ts'
import { verifyAudit } from './verify-audit.ts'
import { verifyFiles } from './verify.ts'

const { fresh } = auditFolders()
const offices: Office[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const office of offices.splice(0)) await office.stop()
})

function opened(
  folder = fresh(),
  keyFile: string | null = null,
  owed: OfficeParts['owed'] = () => undefined,
  syslog: SyslogSetting | null = null,
) {
  const time = { now: START }
  const setting = { keepDays: 400, keyFile, syslog }
  const alarms = createAlarms({ log: () => undefined, now: () => time.now })
  const office = openOffice({ folder, setting, log: () => undefined, alarms, now: () => time.now, owed })
  offices.push(office)
  return { folder, office, time, raised: alarms.raised }
}

test('[AUD21] (T-AUD-02) what the audit does by itself it does within ten seconds', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { folder, office, time } = opened()
  office.audit.write(entry())
  time.now += DAY
  vi.advanceTimersByTime(10_000)
  expect(readFileSync(auditFiles(folder).anchors, 'utf8')).toContain('day=2026-11-29 n=2 ')
})

test('[AUD22] when it has stopped nothing of it runs any more, and the stop is its last record', async () => {
  const threads: ('runs' | 'ended')[] = []
  const onThread = (worker: Worker) => {
    const at = threads.push('runs') - 1
    worker.once('exit', () => (threads[at] = 'ended'))
  }
  process.on('worker', onThread)
  const { folder, office } = opened()
  const { ask, stop } = await askingRoutes(routes => office.serve(routes))
  expect((await ask('auditor', 'GET', '/api/audit')).status).toBe(200)
  expect((await ask('auditor', 'POST', '/api/audit/verification')).status).toBe(200)
  await stop()
  expect(threads).toEqual(['runs', 'runs'])
  await office.stop()
  offices.splice(0)
  process.off('worker', onThread)
  expect([threads, actionsOf(folder).at(-1)]).toEqual([['ended', 'ended'], 'audit.stopped'])
})

test('[AUD23] [AUD25] (F-55) where a receiver is set it gets what is written, and the auditor hears how that stands', async () => {
  const there = await receiver()
  const { office } = opened(fresh(), null, () => undefined, {
    host: '127.0.0.1',
    port: there.port,
    tls: null,
  })
  office.audit.write(entry())
  await there.until(() => there.messages.length === 2)
  expect(there.messages[1]).toContain('"action":"people.authorise"')
  const { ask, stop } = await askingRoutes(routes => office.serve(routes))
  const copy = { to: `tcp://127.0.0.1:${there.port}`, down: null, waiting: 0, sent: 2 }
  await expect
    .poll(async () => (await ask('auditor', 'GET', '/api/audit/standing')).body)
    .toMatchObject({ copy })
  await stop()
  await office.stop()
  offices.splice(0)
  await there.die()
})

test('[AUD4] the key may lie elsewhere: it is made there, the records are verified with it, and a folder has none', async () => {
  const keyFile = join(fresh(), 'audit.key')
  const { folder, office } = opened(fresh(), keyFile)
  office.audit.write(entry())
  expect([existsSync(keyFile), existsSync(auditFiles(folder).key)]).toEqual([true, false])
  expect(verifyFiles(folder, { now: () => START, clock: () => 0, keyFile }).isIntact).toBe(true)
  expect((await verifyAudit(folder, keyFile)).isIntact).toBe(true)
  expect(() => verify(folder)).toThrow(/audit\.key is not there/)
})

test('[AUD4] a place for the key that does not have it is refused where there are records, with what to do', async () => {
  const { folder, office } = opened()
  const keyFile = join(fresh(), 'elsewhere.key')
  const setting = { keepDays: 400, keyFile, syslog: null }
  refuseLostKey(fresh(), setting)
  refuseLostKey(folder, { ...setting, keyFile: null })
  expect(() => refuseLostKey(folder, setting)).toThrow(ConfigError)
  expect(() => refuseLostKey(folder, setting)).toThrow(/AUDIT_KEY_FILE=".*elsewhere\.key" is not there.*mv /)
  await office.stop()
  offices.splice(0)
  renameSync(auditFiles(folder).key, keyFile)
  refuseLostKey(folder, setting)
  opened(folder, keyFile)
  expect(verifyFiles(folder, { now: () => START, clock: () => 0, keyFile })).toMatchObject({ isIntact: true })
})

test('[AUD8] (T-AUD-02) that nothing can be written is an alarm, for as long as it is so', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const folder = fresh()
  // A folder lies where its file should be.
  mkdirSync(auditFiles(folder).records, { recursive: true })
  const { office, raised } = opened(folder)
  expect(() => office.audit.write(entry())).toThrow(AuditError)
  expect(raised.get('audit-down')?.message).toContain('no privileged change is possible')
  rmdirSync(auditFiles(folder).records)
  vi.advanceTimersByTime(5_000)
  expect([...raised.keys()]).toEqual([])
  expect(actionsOf(folder)).toContain('audit.resumed')
})

test('[AUD8] what happened while nobody could write is written with the next tick that can', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  let isDown = true
  const { folder } = opened(fresh(), null, audit => {
    if (isDown) throw new AuditError('not yet')
    if (!actionsOf(folder).includes('backup.restored')) audit.write(entry({ action: 'backup.restored' }))
  })
  vi.advanceTimersByTime(5_000)
  expect(actionsOf(folder)).toEqual(['audit.started'])
  isDown = false
  vi.advanceTimersByTime(5_000)
  expect(actionsOf(folder)).toEqual(['audit.started', 'backup.restored'])
})
