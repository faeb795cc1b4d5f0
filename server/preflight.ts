import { backUpBeforeLift } from './backup/before-lift.ts'
import type { BackupSetting } from './backup/backup-setting.ts'
import { healFolder, type Healed } from './backup/heal.ts'
import { finishPlan } from './backup/restore-plan.ts'
import type { Log } from './log.ts'
import { VERSION } from './version.ts'

/**
 * What is done with the data folder before anything is opened in it, in this order: a restore that was broken off is finished; what cannot be
 * read is healed; what is of an older version is backed up before it is lifted. Throws a FolderFault where only a person can decide.
 */
export async function preflight(setting: BackupSetting, log: Log): Promise<Healed | null> {
  if (finishPlan(setting.dataDir)) log('info', 'backup', 'a restore that was broken off is finished')
  const healed = await healFolder(setting, Date.now())
  const made = await backUpBeforeLift(setting, Date.now(), VERSION)
  if (made !== null) log('info', 'backup', `before the data are lifted to this version: ${made.path}`)
  return healed
}

/** Of what the city knew, what is missing, and where it can still be found. */
export function toldOf({ fault, backup, upTo, aside }: Healed): string {
  const until = upTo === null ? 'with nothing in it' : `up to ${new Date(upTo).toISOString()}`
  return `the city could not be read (${fault}) and was put aside in ${aside}; ${backup.name} took its place, ${until}. What came since is asked of the feeds that can be asked again, and must be sent again by those that push`
}
