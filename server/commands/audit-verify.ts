import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { AuditFault, Verdict } from '../../shared/audit/verdict.ts'
import { AuditError } from '../audit/audit.ts'
import { auditFiles } from '../audit/files.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { readConfig } from '../config.ts'
import { noteCommand } from './audited.ts'
import { CommandFault, type Command, type Ground } from './command.ts'

const NAME = 'audit verify'

export const auditVerify: Command = {
  name: NAME,
  usage: '[<folder>] [--key <file>]',
  summary: 'says whether every record of DATA_DIR, or of a copy of it, is as it was written',
  async run(args, ground) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { key: { type: 'string' } },
      allowPositionals: true,
    })
    const { dataDir, audit } = readConfig(ground.environment)
    const [folder = dataDir] = positionals
    const keyFile = values.key === undefined ? keyFor(folder, audit.keyFile) : resolve(values.key)
    if (positionals.length === 0) noteIfPossible(folder, audit.keyFile, ground)
    told(folder, await verifyAudit(resolve(folder), keyFile), ground)
  },
}

/** A copy may have its key with it. */
const keyFor = (folder: string, ours: string | null): string | null =>
  existsSync(auditFiles(folder).key) ? null : ours

/** What is damaged must be verified all the more: that it is not recorded is said. */
function noteIfPossible(folder: string, keyFile: string | null, ground: Ground): void {
  if (!existsSync(auditFiles(folder).records)) return
  try {
    noteCommand(NAME, { action: 'audit.verify', details: {} }, { folder, keyFile }, ground)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    ground.say(`that it is verified is not recorded: ${error.message}`)
  }
}

function told(folder: string, verdict: Verdict, { say }: Ground): void {
  const { isIntact, records, first, last, anchors, key, ms, faults, faultCount } = verdict
  say(`${records} records (${first} to ${last}), ${anchors} anchors, key ${key}, in ${ms} ms`)
  if (isIntact) return say('all of it is as it was written')
  for (const fault of faults) say(`  ${lineOf(fault)}`)
  if (faultCount > faults.length) say(`  and ${faultCount - faults.length} more`)
  throw new CommandFault(
    1,
    `the audit in "${folder}" is NOT as it was written: ${faultCount} faults. Keep the folder as it is, and compare it with audit-anchors.log and the copies that were carried off`,
  )
}

function lineOf({ kind, from, to, what }: AuditFault): string {
  const place = from === null ? '' : from === to ? ` ${from}` : ` ${from} to ${to}`
  return `${kind}${place}: ${what}`
}
