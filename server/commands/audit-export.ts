import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { EXPORT_FORMATS, type AuditFilter, type ExportFormat } from '../../shared/audit/record.ts'
import { FORMATS } from '../audit/exporting.ts'
import { auditFiles } from '../audit/files.ts'
import { readFilter } from '../audit/filter.ts'
import { linesOf } from '../audit/reading.ts'
import { VerifyError } from '../audit/verify.ts'
import { readConfig } from '../config.ts'
import { noteCommand } from './audited.ts'
import { CommandFault, type Command, type Ground } from './command.ts'

const NAME = 'audit export'

const text = { type: 'string' } as const

export const auditExport: Command = {
  name: NAME,
  usage: '[<folder>] [--format jsonl|csv] [--from <instant>] [--to <instant>] [--out <file>]',
  summary:
    'writes the records of DATA_DIR, or of a copy of it; --actor, --action, --object, --outcome and --address choose among them',
  run(args, ground) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: {
        ...{ format: text, from: text, to: text, out: text },
        ...{ actor: text, action: text, object: text, outcome: text, address: text },
      },
      allowPositionals: true,
    })
    const { dataDir, audit } = readConfig(ground.environment)
    const format = formatOf(values.format ?? 'jsonl')
    const filter = readFilter(name => (values as { readonly [name: string]: string | undefined })[name] ?? '')
    const [folder = dataDir] = positionals
    const { records } = auditFiles(folder)
    if (!existsSync(records)) throw new VerifyError(`${records} is not there: nothing can be exported`)
    const out = openOut(values.out, ground)
    try {
      if (positionals.length === 0)
        noteCommand(
          NAME,
          { action: 'audit.export', details: { format, ...filter } },
          { folder, keyFile: audit.keyFile },
          ground,
        )
      const count = writeAll(records, filter, format, out.write)
      if (values.out !== undefined) ground.say(`${count} records in ${values.out}`)
    } finally {
      out.close()
    }
  },
}

function formatOf(given: string): ExportFormat {
  const format = EXPORT_FORMATS.find(each => each === given)
  if (format !== undefined) return format
  throw new CommandFault(2, `--format is one of ${EXPORT_FORMATS.join(', ')}`)
}

interface Out {
  /** Whole lines, with their ends. */
  readonly write: (lines: string) => void
  readonly close: () => void
}

/** What is there already is not written over: it may be an export of before. */
function openOut(file: string | undefined, { say }: Ground): Out {
  if (file === undefined)
    return { write: lines => void (lines !== '' && say(lines.replace(/\n$/, ''))), close: () => undefined }
  try {
    const fd = openSync(file, 'wx', 0o600)
    return {
      write: lines => writeWhole(fd, Buffer.from(lines)),
      close() {
        fsyncSync(fd)
        closeSync(fd)
      },
    }
  } catch (error) {
    throw new CommandFault(2, `--out "${file}" cannot be made: ${(error as Error).message}`, { cause: error })
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done)
}

function writeAll(
  file: string,
  filter: AuditFilter,
  format: ExportFormat,
  write: (lines: string) => void,
): number {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const { head, line } = FORMATS[format]
  try {
    write(head)
    let count = 0
    for (let after = 0; ;) {
      const lines = linesOf(db, filter, after)
      const last = lines[lines.length - 1]
      if (last === undefined) return count
      write(lines.map(line).join(''))
      count += lines.length
      after = last.n
    }
  } finally {
    db.close()
  }
}
