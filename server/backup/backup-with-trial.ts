import { renameSync } from 'node:fs'
import { keepNewest, type BackupFile } from './backup-files.ts'
import { makeBackup, type BackupOrder } from './make-backup.ts'
import { tryRestore, type Trial } from './trial.ts'
import { keepVerdict } from './verdicts.ts'

export interface TrialOrder extends BackupOrder {
  readonly keep: number
}

export interface BackupReply {
  readonly made: (BackupFile & { readonly bytes: number }) | null
  /** None: it was restored for a trial and is whole. */
  readonly faults: readonly string[]
}

/** A backup is one when it was restored. What is found wrong is set aside, and takes the place of no good one. */
export async function backupWithTrial(
  order: TrialOrder,
  trials: readonly Trial[],
  now: () => number,
): Promise<BackupReply> {
  const made = await makeBackup(order)
  const { faults } = await tryRestore(made.path, order.to, order.key, trials)
  if (faults.length > 0) {
    renameSync(made.path, `${made.path}.broken`)
    return { made, faults }
  }
  keepVerdict(made.path, { triedAt: now(), faults })
  keepNewest(order.to, order.keep)
  return { made, faults }
}
