import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ArchiveError } from '../archive/archive-error.ts'
import { unfinishedIn, withBackupFolder } from './backup-files.ts'
import type { Manifest } from './manifest.ts'
import { heldIn } from './snapshot.ts'
import { unpackBackup } from './unpack-backup.ts'

/** Looks at a restored folder, and says what is wrong with it. */
export type Trial = (folder: string, manifest: Manifest) => readonly string[]

/** What came of restoring a backup to see whether it can be. */
export interface Verdict {
  readonly manifest: Manifest | null
  /** None: it can be relied on. */
  readonly faults: readonly string[]
}

/** Restores a backup into a folder of its own beside it, looks at everything that is in it, and removes that again (F-30). */
export function tryRestore(
  file: string,
  folder: string,
  key: Buffer | null,
  trials: readonly Trial[],
): Promise<Verdict> {
  return withBackupFolder(folder, async () => {
    const work = unfinishedIn(folder)
    mkdirSync(work, { mode: 0o700 })
    let manifest: Manifest | null = null
    try {
      manifest = await unpackBackup(file, key, work)
      const faults = [databasesAreWhole, ...trials].flatMap(trial => trial(work, manifest as Manifest))
      return { manifest, faults }
    } catch (error) {
      const faults = [error instanceof ArchiveError ? error.message : `${file}: ${String(error)}`]
      return { manifest, faults }
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
}

/** Every page of every database, and as many rows as were there. */
export const databasesAreWhole: Trial = (folder, { databases }) =>
  databases.flatMap(held => {
    const path = join(folder, held.file)
    const broken = integrityOf(path)
    if (broken !== null) return [`${held.file} is broken: ${broken}`]
    const now = heldIn(path, held.file)
    return JSON.stringify(now) === JSON.stringify(held) ? [] : [`${held.file} does not hold what it held`]
  })

function integrityOf(path: string): string | null {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const [first] = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[]
    return first?.integrity_check === 'ok' ? null : (first?.integrity_check ?? 'it says nothing')
  } finally {
    db.close()
  }
}
