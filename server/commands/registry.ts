import { auditExport } from './audit-export.ts'
import { auditVerify } from './audit-verify.ts'
import { backup } from './backup.ts'
import { bundle } from './bundle.ts'
import type { Command } from './command.ts'
import { documentsDrift } from './documents-drift.ts'
import { documentsExport } from './documents-export.ts'
import { resetAdministrators } from './reset-administrators.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

/** All commands, in the order in which they are listed. */
export const commands: readonly Command[] = [
  ...[backup, verify, restore],
  ...[documentsExport, documentsDrift],
  ...[auditVerify, auditExport, resetAdministrators, bundle],
]
