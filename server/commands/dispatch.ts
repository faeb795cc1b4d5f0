import { ArchiveError } from '../archive/archive-error.ts'
import { AuditError } from '../audit/audit.ts'
import { FilterError } from '../audit/filter.ts'
import { VerifyError } from '../audit/verify.ts'
import { ConfigError } from '../config-error.ts'
import { NotTheSame } from '../document-files/exporting.ts'
import { NoCity } from '../document-files/kept.ts'
import { FolderInUse } from '../journal/folder-lock.ts'
import { JournalError } from '../journal/journal.ts'
import { TrustError } from '../trust/database.ts'
import { CommandFault, type Command, type Ground } from './command.ts'

const CALL = 'npm run liaowang --'

/** Finds the command, runs it, and answers with the exit code: 0 done, 1 not done or found wrong, 2 asked or set up wrongly. */
export async function dispatch(
  words: readonly string[],
  commands: readonly Command[],
  ground: Ground,
  complain: (line: string) => void,
): Promise<number> {
  const [first = 'help'] = words
  if (first === 'help' || first === '--help' || first === '-h')
    return help(words.slice(1), commands, ground.say)
  const found = commands.find(({ name }) => isCalled(name, words))
  if (found === undefined) {
    complain(`there is no command "${first}"`)
    help([], commands, complain)
    return 2
  }
  const args = words.slice(found.name.split(' ').length)
  if (args.includes('--help')) return help(found.name.split(' '), commands, ground.say)
  try {
    await found.run(args, ground)
    return 0
  } catch (error) {
    return told(error, found, complain)
  }
}

const isCalled = (name: string, words: readonly string[]): boolean =>
  name.split(' ').every((word, i) => words[i] === word)

function help(about: readonly string[], commands: readonly Command[], say: (line: string) => void): number {
  const found = commands.filter(({ name }) => about.length === 0 || isCalled(name, about))
  const calls = found.map(({ name, usage }) => `${name} ${usage}`.trimEnd())
  const width = Math.max(0, ...calls.map(call => call.length))
  say(`${CALL} <command>`)
  found.forEach(({ summary }, i) => say(`  ${(calls[i] ?? '').padEnd(width)}  ${summary}`))
  return found.length === 0 ? 2 : 0
}

/** What was asked is none, or the place is set up or used wrongly. */
const ASKED_WRONGLY = [ConfigError, FilterError, FolderInUse, NoCity]

/** They say what is wrong and what to do. */
const SENTENCES = [ArchiveError, AuditError, JournalError, NotTheSame, TrustError, VerifyError]

/** A fault of ours keeps its stack: whoever reports it needs that. */
function told(error: unknown, { name, usage }: Command, complain: (line: string) => void): number {
  if (error instanceof CommandFault) {
    complain(error.message)
    return error.code
  }
  if (isMisuse(error)) {
    complain(`${error.message}\nusage: ${CALL} ${name} ${usage}`.trimEnd())
    return 2
  }
  if (ASKED_WRONGLY.some(kind => error instanceof kind)) {
    complain((error as Error).message)
    return 2
  }
  if (SENTENCES.some(kind => error instanceof kind)) complain((error as Error).message)
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}

/** `parseArgs` of Node found an option that does not exist, or one without its value. */
const isMisuse = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
