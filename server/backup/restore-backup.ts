import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ArchiveError } from '../archive/archive-error.ts'
import { flushToDisk } from '../archive/archive.ts'
import { FORMAT } from '../journal/database.ts'
import { lockFolder } from '../journal/folder-lock.ts'
import { CITY, TRUST, type KeyFile } from './contents.ts'
import { endSessions } from './ended-sessions.ts'
import type { Manifest } from './manifest.ts'
import { readPath } from './manifest.ts'
import { reopenedBy } from './reopened.ts'
import type { RestoreNote } from './restore-notes.ts'
import { beginPlan, finishPlan, INCOMING } from './restore-plan.ts'
import { databasesAreWhole } from './trial.ts'
import { unpackBackup } from './unpack-backup.ts'

export interface RestoreOrder {
  readonly file: string
  readonly dataDir: string
  readonly key: Buffer | null
  readonly now: number
  /** Of what is in the backup, what is wanted; left out: everything. */
  readonly wants?: (name: string) => boolean
  /** Who does it: somebody with a command, or the server, which found that it cannot go on otherwise. */
  readonly by: RestoreNote['by']
}

export interface Restored {
  readonly manifest: Manifest
  readonly names: readonly string[]
  /** What had been closed since the backup, and is open again. */
  readonly reopened: readonly string[]
  /** Where what was there before is now. */
  readonly aside: string
}

type OnStep = (done: string) => void
const nothing: OnStep = () => undefined

/** Puts a backup in the place of what a folder holds, and that aside. Refused while a server runs on it, and where the file is not sound. */
export async function restoreBackup(order: RestoreOrder, onStep: OnStep = nothing): Promise<Restored> {
  mkdirSync(order.dataDir, { recursive: true, mode: 0o700 })
  const release = lockFolder(order.dataDir)
  try {
    return await restoreInto(order, onStep)
  } finally {
    release()
  }
}

/** The same for whoever has the folder to himself already. */
export async function restoreInto(order: RestoreOrder, onStep: OnStep = nothing): Promise<Restored> {
  const { file, dataDir, key, now, by, wants = () => true } = order
  finishPlan(dataDir)
  const incoming = join(dataDir, INCOMING)
  mkdirSync(incoming, { mode: 0o700 })
  onStep('begun')
  const manifest = await unpackSound(file, key, incoming)
  endSessions(join(incoming, TRUST))
  onStep('unpacked')
  const names = manifest.files.map(({ name }) => readPath(name)?.name ?? '').filter(wants)
  const aside = freeName(dataDir, `before-restore-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`)
  const reopened = names.includes(TRUST) ? reopenedBy(join(incoming, TRUST), join(dataDir, TRUST)) : []
  const note = {
    ...{ file, by, seq: manifest.journal.seq, names, reopened },
    madeAt: new Date(manifest.madeAt).toISOString(),
    restoredAt: new Date(now).toISOString(),
  }
  beginPlan(dataDir, { aside, names, note })
  onStep('planned')
  finishPlan(dataDir, onStep)
  return { manifest, names, reopened, aside: join(dataDir, aside) }
}

async function unpackSound(file: string, key: Buffer | null, incoming: string): Promise<Manifest> {
  try {
    const manifest = await unpackBackup(file, key, incoming)
    refuseUnsound(file, incoming, manifest)
    return manifest
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true })
    throw error
  }
}

function refuseUnsound(file: string, incoming: string, manifest: Manifest): void {
  const [fault] = databasesAreWhole(incoming, manifest)
  if (fault !== undefined) throw new ArchiveError(`${file} cannot be restored: ${fault}`)
  const format = manifest.databases.find(each => each.file === CITY)?.format ?? 0
  if (format > FORMAT)
    throw new ArchiveError(
      `${file} was made by a newer version (${manifest.version}; its ${CITY} has format ${format}, this one knows ${FORMAT}): restore it with that version`,
    )
}

function freeName(folder: string, wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`
    if (!existsSync(join(folder, name))) return name
  }
}

/** Keys that came with the backup go where they belong; answers what is left to a person to decide. */
export function placeKeys(dataDir: string, keyFiles: readonly KeyFile[]): string[] {
  return keyFiles.flatMap(({ name, path }) => {
    const restored = join(dataDir, name)
    if (resolve(restored) === resolve(path) || !existsSync(restored)) return []
    if (!existsSync(path)) {
      copyFileSync(restored, path)
      flushToDisk(path)
    } else if (!readFileSync(path).equals(readFileSync(restored)))
      return [
        `"${path}" holds another key; the one of the backup stands in "${restored}": take it if the secrets do not open`,
      ]
    rmSync(restored)
    return []
  })
}
