import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backupsIn } from '../backup/backup-files.ts'
import { backupSetting, homeOf, trials } from '../backup/backup-setting.ts'
import { tryRestore } from '../backup/trial.ts'
import { readConfig } from '../config.ts'
import { CommandFault, type Command } from './command.ts'

export const verify: Command = {
  name: 'verify',
  usage: '[<file>] [--in <folder>]',
  summary:
    'restores a backup (the newest) for a trial, in a folder with room for it, and says whether it can be relied on',
  async run(args, { environment, say }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { in: { type: 'string' } },
      allowPositionals: true,
    })
    const config = readConfig(environment)
    const setting = backupSetting(config)
    const file = positionals[0] ?? backupsIn(setting.folder)[0]?.path
    if (file === undefined)
      throw new CommandFault(1, `there is no backup in "${setting.folder}": make one with "backup"`)
    const { faults, manifest } = await tryRestore(
      resolve(file),
      values.in ?? dirname(resolve(file)),
      setting.key,
      trials(setting.keyFiles, homeOf(config)),
    )
    if (faults.length > 0 || manifest === null)
      throw new CommandFault(1, `${file} cannot be restored: ${faults.join('; ')}`)
    say(
      `${file} can be restored: made ${new Date(manifest.madeAt).toISOString()} by version ${manifest.version}`,
    )
    for (const { name, size } of manifest.files) say(`  ${name.split('/')[1] ?? name}  ${size} bytes`)
    say(`  ${manifest.journal.seq} entries`)
  },
}
