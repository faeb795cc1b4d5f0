import { AuditError, type Audit, type AuditEntry } from './audit.ts'
import { auditFiles } from './files.ts'
import { openKey } from './keys.ts'
import { refuseLostKey } from './lost-key.ts'
import { openStore, type AuditStore } from './store.ts'

export interface BesideParts {
  readonly folder: string
  readonly keyFile: string | null
  readonly now: () => number
}

/**
 * The audit for a command, beside a running server or without one: it writes into the same chain, and neither starts nor stops it.
 * Throws an AuditError where it cannot be opened, a ConfigError where its key is not where it is said to be.
 */
export function openBeside({ folder, keyFile, now }: BesideParts): Audit & { close(): void } {
  refuseLostKey(folder, { keyFile })
  const files = auditFiles(folder, keyFile)
  const store = orAuditError(() => openStore({ files, key: openKey(files.key, files.publicKey).key, now }))
  return {
    write: entry => orAuditError(() => append(store, entry)),
    close: () => store.close(),
  }
}

/** The head may be older than the records: that it could not be written is no reason to call the record failed. */
function append(store: AuditStore, entry: AuditEntry): void {
  store.append(entry)
  try {
    store.settle()
  } catch {
    return
  }
}

function orAuditError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AuditError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new AuditError(`the audit cannot be written: ${why}`, { cause: error })
  }
}
