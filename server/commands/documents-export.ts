import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { kinds } from '../../shared/kinds/registry.ts'
import { lineOf } from '../document-files/differences.ts'
import { exportTo, isEmptyOrNew } from '../document-files/exporting.ts'
import { cityDocuments } from './city-documents.ts'
import { CommandFault, type Command } from './command.ts'

export const documentsExport: Command = {
  name: 'documents export',
  usage: '<folder> [--into-existing]',
  summary:
    'writes the documents that are in force as a folder by which a server can be started; no secret is in them',
  run(args, ground) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { 'into-existing': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [folder] = positionals
    if (folder === undefined)
      throw new CommandFault(2, 'name the folder that the documents are to be written into')
    const target = resolve(folder)
    if (existsSync(target) && !statSync(target).isDirectory())
      throw new CommandFault(2, `"${target}" is no folder`)
    const isFresh = isEmptyOrNew(target)
    if (!isFresh && !values['into-existing'])
      throw new CommandFault(
        2,
        `"${target}" is not empty: "documents drift ${folder}" says what would change there, --into-existing does it`,
      )
    const inForce = cityDocuments(ground)
    const changes = exportTo(target, inForce, kinds)
    // Of a new folder every file is news.
    if (!isFresh) for (const change of changes) ground.say(`${lineOf(change)}: ${DONE[change.standing]}`)
    ground.say(
      `${changes.length} files changed in ${target}: a start with CITY_DIR there makes the same city`,
    )
  },
}

const DONE = { same: '', other: 'written', missing: 'written', surplus: 'removed' } as const
