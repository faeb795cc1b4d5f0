import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Somebody else writes into this folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/**
 * Keeps a folder to this process, for as long as it lives: two servers would both write the same next entry. The lock is one of the
 * operating system on a file of its own, so it is gone with the process, however that ends. Returns its release.
 */
export function lockFolder(folder: string, inUse?: string): () => void {
  const db = new DatabaseSync(join(folder, 'lock.db'))
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (!String(error).includes('locked')) throw error
    throw new FolderInUse(
      inUse ?? `DATA_DIR="${folder}" is in use by another server: stop that one, or choose another folder`,
    )
  }
  return () => db.close()
}
