import type { AuditEntry } from '../audit/audit.ts'
import { openBeside } from '../audit/beside.ts'
import type { AuditConfig } from '../config.ts'
import type { Ground } from './command.ts'

type Told = Pick<AuditEntry, 'action' | 'details'>

/** Whom the machine calls whoever runs the command. It proves nothing, and is better than nothing. */
export const userOf = ({ environment }: Ground): string =>
  environment['SUDO_USER'] ?? environment['USER'] ?? ''

/** Writes down that a command does it, before it does. */
export function noteCommand(
  command: string,
  { action, details }: Told,
  { folder, keyFile }: { readonly folder: string } & Pick<AuditConfig, 'keyFile'>,
  ground: Ground,
): void {
  const audit = openBeside({ folder, keyFile, now: ground.now })
  try {
    audit.write({
      actor: { type: 'command', id: '', name: command },
      ...{ address: '', action, object: '', outcome: 'done' },
      details: { ...details, user: userOf(ground) },
    })
  } finally {
    audit.close()
  }
}
