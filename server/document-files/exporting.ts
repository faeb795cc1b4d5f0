import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Kind } from '../../shared/kinds/kind.ts'
import { loadDocuments, type DocumentFault, type Documents } from '../documents/load.ts'
import { digestOf } from '../publications/known.ts'
import { compared, type Difference } from './differences.ts'
import type { Files } from './folder.ts'
import { filesOf, type InForce } from './in-force.ts'

export const isEmptyOrNew = (folder: string): boolean =>
  !existsSync(folder) || readdirSync(folder).length === 0

/** What was written would not make the same city: nothing is left of it. */
export class NotTheSame extends Error {
  override readonly name = 'NotTheSame'
}

/**
 * Writes what is in force as a folder by which a server can be started, and answers what that changed there. Before anything is in its
 * place it is written elsewhere, read as a start would, and held against what is in force. What is no document stays where it is.
 */
export function exportTo(target: string, inForce: InForce, kinds: readonly Kind[]): readonly Difference[] {
  const files = filesOf(inForce)
  refuseAnother(files, inForce, kinds)
  const changes = compared(inForce, target).filter(({ standing }) => standing !== 'same')
  for (const { path } of changes) {
    const bytes = files.get(path)
    if (bytes === undefined) rmSync(join(target, path))
    else write(join(target, path), bytes)
  }
  return changes
}

/** Whoever reads it meanwhile has the one or the other. */
function write(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, bytes, { flush: true })
  renameSync(`${file}.part`, file)
}

/** Read as a start would read it. */
function readBack(files: Files, kinds: readonly Kind[], onFault: (fault: DocumentFault) => void): Documents {
  const elsewhere = mkdtempSync(join(tmpdir(), 'liaowang-documents-'))
  try {
    for (const [path, bytes] of files) write(join(elsewhere, path), bytes)
    return loadDocuments(elsewhere, kinds, onFault)
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

function refuseAnother(files: Files, { documents }: InForce, kinds: readonly Kind[]): void {
  const faults: string[] = []
  const read = readBack(files, kinds, ({ file, faults: all }) => faults.push(`${file}: ${all.join('; ')}`))
  const [said, wanted] = [saidBy(read), saidBy(documents)]
  const names = new Set([...said.keys(), ...wanted.keys()])
  const others = [...names].filter(name => said.get(name) !== wanted.get(name))
  const wrong = [...faults, ...others.map(name => `${name} would be another`)]
  if (wrong.length > 0)
    throw new NotTheSame(`what is in force cannot be written as files: ${wrong.slice(0, TOLD).join('; ')}`)
}

const TOLD = 5

/** Each document by what it says, and what all of them are together. */
function saidBy(documents: Documents): ReadonlyMap<string, string> {
  const { feeds, alerts, channels, facts, digest, drawn } = documents
  const whole = Object.entries({ feed: feeds, alert: alerts, channel: channels }).flatMap(([family, all]) =>
    all.map(each => [`${family} ${each.id}`, digestOf(each)] as const),
  )
  // The journal is told of the calendars as they came with the folder.
  const told = facts.flatMap(({ family, id, digest: of }) =>
    family === 'calendar' ? [] : [[`${family}/${id}`, of] as const],
  )
  return new Map([...whole, ...told, ['areas and calendars', digest], ['scenes', drawn]])
}
