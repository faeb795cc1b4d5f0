import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compared, lineOf, type Difference } from '../document-files/differences.ts'
import { notYetInForce } from '../document-files/in-force.ts'
import { ownerOf } from '../publications/known.ts'
import { cityDocuments } from './city-documents.ts'
import { CommandFault, type Command, type Ground } from './command.ts'

export const documentsDrift: Command = {
  name: 'documents drift',
  usage: '[<folder>] [--check]',
  summary:
    'says what a folder of documents (that of the city) and what is in force have otherwise, and who decides each; --check ends with 1 where something differs',
  run(args, ground) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { check: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const inForce = cityDocuments(ground)
    const [given] = positionals
    const folder = given === undefined ? inForce.home : resolve(given)
    if (!existsSync(folder)) throw new CommandFault(2, `there is no folder "${folder}"`)
    const all = compared(inForce, folder)
    for (const each of all.filter(isTold)) ground.say(lineOf(each))
    for (const name of notYetInForce(inForce))
      ground.say(
        `${name}; the file of the city has changed since the server started: it is in force after the next start`,
      )
    told(all, folder, values.check, ground)
  },
}

/** What differs, and what the console decides even where it says the same. */
const isTold = ({ standing, known }: Difference): boolean =>
  standing !== 'same' || (known !== null && ownerOf(known) === 'console')

function told(all: readonly Difference[], folder: string, isChecked: boolean, { say }: Ground): void {
  const differing = all.filter(({ standing }) => standing !== 'same').length
  const consoles = all.filter(({ known }) => known !== null && ownerOf(known) === 'console').length
  say(`${all.length} documents, of which the console decides ${consoles}; ${differing} differ from ${folder}`)
  if (isChecked && differing > 0)
    throw new CommandFault(
      1,
      `${folder} is not what is in force: "documents export ${folder} --into-existing" writes it there, and what the file should decide is put back on its page in the console`,
    )
}
