import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBeside } from '../audit/beside.ts'
import { readConfig, type Config } from '../config.ts'
import { lockFolder } from '../journal/folder-lock.ts'
import { foundAt } from '../net/reached.ts'
import { LINK_HOURS } from '../people/one-time-links.ts'
import { resetAdministrators as reset, type Reset } from '../people/set-up.ts'
import { PEOPLE_TABLES } from '../people/tables.ts'
import { openTrust } from '../trust/database.ts'
import { userOf } from './audited.ts'
import { CommandFault, type Command, type Ground } from './command.ts'

export const resetAdministrators: Command = {
  name: 'people reset-administrators',
  usage: '',
  summary:
    'when all administrators are lost: disables them and prints a set-up link; the server must be stopped',
  run(args, ground) {
    parseArgs({ args: [...args], options: {} })
    const config = readConfig(ground.environment)
    if (!existsSync(trustFile(config)))
      throw new CommandFault(
        1,
        `"${config.dataDir}" has no trust.db: start the server there, its first start prints a set-up link`,
      )
    const release = lockFolder(config.dataDir, `a server runs on DATA_DIR="${config.dataDir}": stop it first`)
    try {
      told(doReset(config, ground), config, ground)
    } finally {
      release()
    }
  },
}

const trustFile = ({ dataDir }: Config): string => join(dataDir, 'trust.db')

/** Who is an administrator is not read from the running server's memory: so it must not run. */
function doReset(config: Config, ground: Ground): Reset {
  const { now } = ground
  const db = openTrust(trustFile(config), [PEOPLE_TABLES])
  try {
    const audit = openBeside({ folder: config.dataDir, keyFile: config.audit.keyFile, now })
    try {
      return reset(db, audit, userOf(ground), now())
    } finally {
      audit.close()
    }
  } finally {
    db.close()
  }
}

function told({ lost, token }: Reset, { reached, port }: Config, { say }: Ground): void {
  say(lost.length === 0 ? 'there was no administrator who could sign in' : `disabled: ${lost.join(', ')}`)
  say(`start the server, and within ${LINK_HOURS} hours let three people be appointed at`)
  say(`  ${foundAt(reached, port)}/set-up#${token}`)
  say('it works once, and whoever has it is the administrator: hand it on to nobody else')
}
