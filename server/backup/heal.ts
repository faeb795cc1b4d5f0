import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ArchiveError } from '../archive/archive-error.ts'
import { backupsIn, type BackupFile } from './backup-files.ts'
import type { BackupSetting } from './backup-setting.ts'
import { CITY } from './contents.ts'
import { restoreInto } from './restore-backup.ts'
import { clearSuspicion, faultOf, isSuspect } from './soundness.ts'

/** What cannot be started on, and nobody but a person can decide what to do; it says what there is to do. */
export class FolderFault extends Error {
  override readonly name = 'FolderFault'
}

/** A city that was put in the place of one that could not be read. */
export interface Healed {
  readonly fault: string
  readonly backup: BackupFile
  /** Of the last entry in it; null: it has none. */
  readonly upTo: number | null
  /** Where the file that could not be read is now. */
  readonly aside: string
}

const PEOPLE = 'trust.db'

/**
 * Looks at what a server is about to start on. A city that cannot be read is put aside, and the newest backup that can be restored takes its
 * place: a wall is on for months with nobody beside it, and what was missed is asked of the upstreams again. Rights are never set back by
 * themselves: where the people cannot be read, somebody must decide.
 */
export async function healFolder(setting: BackupSetting, now: number): Promise<Healed | null> {
  const { dataDir } = setting
  const everyPage = isSuspect(dataDir)
  const people = join(dataDir, PEOPLE)
  const hasPeople = existsSync(people)
  const peopleFault = hasPeople ? faultOf(people, everyPage) : null
  if (peopleFault !== null) throw new FolderFault(`"${people}" cannot be used: ${peopleFault}. ${BY_HAND}`)
  const city = join(dataDir, CITY)
  const fault = faultOf(city, everyPage)
  // Neither of them: nothing was here, or a first start was killed before there was anything.
  const healed =
    fault === null || !(hasPeople || isFilled(fault)) ? null : await healCity(setting, fault, now)
  clearSuspicion(dataDir)
  return healed
}

const BY_HAND =
  'Restore a backup (npm run liaowang -- restore <file>), or begin anew in another DATA_DIR; nothing was changed'

const isFilled = (fault: string): boolean => fault !== 'it is missing' && fault !== 'it is empty'

async function healCity(setting: BackupSetting, fault: string, now: number): Promise<Healed> {
  const { dataDir, key, folder } = setting
  const refused: string[] = []
  for (const backup of backupsIn(folder)) {
    try {
      const wants = (name: string) => name === CITY
      const { manifest, aside } = await restoreInto({
        file: backup.path,
        dataDir,
        key,
        now,
        wants,
        by: 'server',
      })
      return { fault, backup, upTo: manifest.journal.at, aside }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error
      refused.push(error.message)
    }
  }
  const found = refused.length === 0 ? `there is no backup in "${folder}"` : refused.join('; ')
  throw new FolderFault(`"${join(dataDir, CITY)}" cannot be used: ${fault}; and ${found}. ${BY_HAND}`)
}
