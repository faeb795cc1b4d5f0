import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ArchiveError } from '../archive/archive-error.ts'
import { FORMAT } from '../journal/database.ts'
import type { BackupSetting } from './backup-setting.ts'
import { CITY } from './contents.ts'
import { FolderFault } from './heal.ts'
import { makeBackup, type MadeBackup } from './make-backup.ts'

/**
 * A file of an older format is backed up before this version lifts it: the way back to the version before (F-29). Null: nothing is to be
 * lifted. Where it cannot be backed up it is not lifted either.
 */
export async function backUpBeforeLift(
  setting: BackupSetting,
  now: number,
  version: string,
): Promise<MadeBackup | null> {
  const format = formatOf(join(setting.dataDir, CITY))
  if (format === null || format >= FORMAT) return null
  try {
    return await makeBackup({ ...setting, to: setting.folder, now, version })
  } catch (error) {
    if (!(error instanceof ArchiveError || isOfTheDisk(error))) throw error
    throw new FolderFault(
      `the data are of an older version and must be backed up before they are lifted to this one, which cannot be done: ${error.message}. Make room, or set BACKUP_DIR to where there is some; nothing was changed`,
    )
  }
}

/** Null: there is no file yet, or one in which nothing was made. */
function formatOf(path: string): number | null {
  if (!existsSync(path)) return null
  const db = new DatabaseSync(path)
  try {
    const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number }
    return format === 0 ? null : format
  } finally {
    db.close()
  }
}

/** The folder, the disk or SQLite said no; what is a fault of ours has no code. */
const isOfTheDisk = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
