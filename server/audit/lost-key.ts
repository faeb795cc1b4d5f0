import { existsSync } from 'node:fs'
import type { AuditConfig } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import { auditFiles } from './files.ts'

/**
 * A new key would be made where none is, and every record of before would pass for a forged one. So whoever names another place for
 * the key brings it there first.
 */
export function refuseLostKey(folder: string, { keyFile }: Pick<AuditConfig, 'keyFile'>): void {
  const [here, named] = [auditFiles(folder), auditFiles(folder, keyFile)]
  if (keyFile === null || existsSync(named.key) || !existsSync(here.records)) return
  throw new ConfigError(
    `configuration: AUDIT_KEY_FILE="${keyFile}" is not there, but ${here.records} has records that were written with a key: bring it there first (mv "${here.key}" "${keyFile}"), or name the file that has it`,
  )
}
