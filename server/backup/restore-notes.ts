import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { flushToDisk } from '../archive/archive.ts'
import { TRUST } from './contents.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Fields } from '../../shared/model/value.ts'

/** What is to be told of a restore. */
export interface RestoreNote {
  /** The file that was restored. */
  readonly file: string
  /** Of which moment it is. */
  readonly madeAt: string
  readonly restoredAt: string
  readonly seq: number
  readonly names: readonly string[]
  readonly reopened: readonly string[]
  readonly by: 'command' | 'server'
}

const NOTE = /^restored-[\w-]+\.json$/

/** `id` is the restore's own: one that is finished twice leaves one note. */
export function writeNote(dataDir: string, id: string, note: RestoreNote): void {
  const file = join(dataDir, `restored-${id}.json`)
  writeFileSync(`${file}.draft`, JSON.stringify(note))
  flushToDisk(`${file}.draft`)
  renameSync(`${file}.draft`, file)
}

const DOERS: { readonly [by in RestoreNote['by']]: { readonly actor: Actor; readonly by: string } } = {
  // Who ran it cannot be known.
  command: { actor: { type: 'command', id: '', name: 'restore' }, by: 'whoever had the machine' },
  server: {
    actor: { type: 'system', id: '', name: '' },
    by: 'the server, which could not read what was there',
  },
}

/**
 * Writes the restores that nobody has told of yet into the audit. Throws where the audit cannot be written; what is left is told by the next call.
 */
export function tellRestores(dataDir: string, audit: Audit): void {
  if (!existsSync(dataDir)) return
  for (const name of readdirSync(dataDir)
    .filter(each => NOTE.test(each))
    .sort()) {
    const { by, ...details } = JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as RestoreNote & Fields
    audit.write({
      actor: DOERS[by].actor,
      address: '',
      action: 'backup.restored',
      object: basename(details.file),
      outcome: 'done',
      details: {
        ...{ ...details, by: DOERS[by].by },
        sessions: details.names.includes(TRUST) ? 'ended' : 'as they were',
      },
    })
    rmSync(join(dataDir, name))
  }
}
