import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backupSetting, homeOf, trials } from '../backup/backup-setting.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { tryRestore } from '../backup/trial.ts'
import { readConfig } from '../config.ts'
import { VERSION } from '../version.ts'
import { CommandFault, type Command } from './command.ts'

export const backup: Command = {
  name: 'backup',
  usage: '[--to <folder>]',
  summary: 'writes one file of everything, restores it beside to see that it can be, and removes that again',
  async run(args, { environment, now, say }) {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } })
    const config = readConfig(environment)
    const setting = backupSetting(config)
    const to = values.to === undefined ? setting.folder : resolve(values.to)
    const made = await makeBackup({ ...setting, to, now: now(), version: VERSION })
    say(`${made.path}  ${(made.bytes / 1e6).toFixed(1)} MB${setting.key === null ? '' : ', encrypted'}`)
    const { faults, manifest } = await tryRestore(
      made.path,
      to,
      setting.key,
      trials(setting.keyFiles, homeOf(config)),
    )
    if (faults.length > 0) throw new CommandFault(1, `it cannot be restored: ${faults.join('; ')}`)
    say(`restored for a trial: ${manifest?.journal.seq} entries, every database whole`)
  },
}
