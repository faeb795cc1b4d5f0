import { copyFileSync, existsSync } from 'node:fs'
import { auditFiles } from '../audit/files.ts'
import { verifyFiles } from '../audit/verify.ts'
import type { KeyFile } from './contents.ts'
import type { Trial } from './trial.ts'

export const AUDIT_KEY = 'audit.key'

/** The chain of the restored audit is whole. A backup without keys is looked at with the key of this machine, where it has one. */
export const auditVerifies =
  (keyFiles: readonly KeyFile[]): Trial =>
  (folder, { madeAt }) => {
    const { records, key } = auditFiles(folder)
    const ours = keyFiles.find(({ name }) => name === AUDIT_KEY)?.path ?? ''
    if (!existsSync(key) && existsSync(ours)) copyFileSync(ours, key)
    if (!existsSync(records) || !existsSync(key)) return []
    const { isIntact, faults } = verifyFiles(folder, { now: () => madeAt, clock: () => 0 })
    return isIntact ? [] : [`the audit is not whole: ${JSON.stringify(faults[0] ?? null)}`]
  }
