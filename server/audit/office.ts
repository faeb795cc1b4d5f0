import { hostname } from 'node:os'
import type { Routes } from '../access/routes.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { AuditConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { AuditLog } from './audit-log.ts'
import { AuditReader } from './audit-reader.ts'
import { AuditError, type Audit } from './audit.ts'
import { auditFiles, syslogFile } from './files.ts'
import { serveAudit } from './routes.ts'
import { SyslogCopy, type CopyParts } from './syslog/copy.ts'
import type { SyslogSetting } from './syslog/setting.ts'
import { createVerifications, type Verifications } from './verifications.ts'

/** Days are signed, room is taken back and what failed is tried again this often. */
const TICK_MS = 5_000
const DOWN = 'audit-down'

export interface OfficeParts {
  readonly folder: string
  readonly setting: AuditConfig
  readonly log: Log
  readonly alarms: Pick<Alarms, 'raise' | 'clear'>
  /** The machine's clock, not the city's. */
  readonly now: () => number
  /** Writes what happened while nobody could; tried at the start and with each tick. May throw an AuditError. */
  readonly owed: (audit: Audit) => void
}

/** All of the audit in a running server: who writes it, who reads and verifies it, and what it does by itself. */
export interface Office {
  readonly audit: Audit
  serve(routes: Routes): void
  /** Resolves when nothing of it runs any more and the stop is written. */
  stop(): Promise<void>
}

export function openOffice({ folder, setting, log, alarms, now, owed }: OfficeParts): Office {
  const { keepDays, keyFile } = setting
  const say: CopyParts['say'] & ConstructorParameters<typeof AuditLog>[0]['say'] = (level, message) =>
    log(level, 'audit', message)
  let copy: SyslogCopy | null = null
  const audit = new AuditLog({
    ...{ folder, keyFile, keepDays, now, say },
    onWritten: () => copy?.poke(),
    onDown: why =>
      why === null
        ? alarms.clear(DOWN)
        : alarms.raise(DOWN, `it cannot be written, so no privileged change is possible: ${why}`),
  })
  payOff(owed, audit)
  const reader = new AuditReader(auditFiles(folder).records)
  copy = setting.syslog === null ? null : copyOf({ folder, reader, now, say }, setting.syslog)
  const verifications = verificationsOf({ folder, keyFile, log, now })
  const ticks = setInterval(() => {
    audit.tick()
    copy?.tick()
    payOff(owed, audit)
    verifications.tick()
  }, TICK_MS)
  return {
    audit,
    serve: routes => serveAudit(routes, { audit, reader, verifications, keepDays, copy, now }),
    async stop() {
      clearInterval(ticks)
      await copy?.stop()
      await Promise.all([verifications.stop(), reader.stop()])
      audit.close()
    },
  }
}

const copyOf = (
  { folder, ...parts }: Pick<CopyParts, 'reader' | 'now' | 'say'> & Pick<OfficeParts, 'folder'>,
  setting: SyslogSetting,
): SyslogCopy =>
  new SyslogCopy({
    ...{ ...parts, setting, file: syslogFile(folder), host: hostname() },
    clock: () => performance.now(),
  })

/** That the audit cannot be written it says itself. */
function payOff(owed: OfficeParts['owed'], audit: Audit): void {
  try {
    owed(audit)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
  }
}

/** Each night, and whenever the auditor wants it: what was changed is said aloud. */
const verificationsOf = ({
  folder,
  keyFile,
  log,
  now,
}: Pick<OfficeParts, 'folder' | 'log' | 'now'> & Pick<AuditConfig, 'keyFile'>): Verifications =>
  createVerifications({
    ...{ folder, keyFile, now },
    onVerdict({ isIntact, records, faultCount }) {
      if (isIntact) log('info', 'audit', `verified: ${records} records are as they were written`)
      else log('error', 'audit', `the audit is NOT as it was written: ${faultCount} faults`)
    },
    onFailure: why => log('error', 'audit', `it could not be verified: ${why}`),
  })
