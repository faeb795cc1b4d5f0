import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { auditFiles } from '../audit/files.ts'
import { backupSetting } from '../backup/backup-setting.ts'
import { placeKeys, restoreBackup } from '../backup/restore-backup.ts'
import { readConfig } from '../config.ts'
import { CommandFault, type Command } from './command.ts'

export const restore: Command = {
  name: 'restore',
  usage: '<file> [--with-audit]',
  summary: 'puts a backup in the place of what DATA_DIR holds, and that aside; the server must be stopped',
  async run(args, { environment, now, say }) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { 'with-audit': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file] = positionals
    if (file === undefined) throw new CommandFault(2, 'name the file that is to be restored')
    if (!existsSync(file)) throw new CommandFault(2, `there is no file "${file}"`)
    const setting = backupSetting(readConfig(environment))
    // What was recorded since the backup must not be lost with it, or a restore would be the way to be rid of it.
    const keepsAudit = existsSync(auditFiles(setting.dataDir).records) && !values['with-audit']
    const wants = (name: string) => !(keepsAudit && name.startsWith('audit'))
    const { manifest, names, reopened, aside } = await restoreBackup({
      ...setting,
      file: resolve(file),
      now: now(),
      wants,
      by: 'command',
    })
    const questions = placeKeys(setting.dataDir, setting.keyFiles)
    say(
      `restored ${names.join(', ')} of ${new Date(manifest.madeAt).toISOString()}, up to entry ${manifest.journal.seq}`,
    )
    say(`what was there before is in ${aside}`)
    if (keepsAudit) say('the audit that is there stays; --with-audit takes the one of the backup')
    for (const each of reopened) say(`open again, and closed since the backup: ${each}`)
    for (const question of questions) say(question)
    say('feeds that are asked go on from there; what was pushed since must be sent again')
  },
}
