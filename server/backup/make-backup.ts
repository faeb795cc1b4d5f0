import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ArchiveError } from '../archive/archive-error.ts'
import { flushToDisk, writeArchive, type Packed, type Part } from '../archive/archive.ts'
import { nameOf, unfinishedIn, withBackupFolder, type BackupFile } from './backup-files.ts'
import { CITY, databasesIn, filesIn, type KeyFile } from './contents.ts'
import { BACKUP_FORMAT, MANIFEST, pathOf, type Manifest } from './manifest.ts'
import { copyOf, heldIn, placeIn } from './snapshot.ts'

export interface BackupOrder {
  readonly dataDir: string
  readonly to: string
  /** null: not encrypted, and without the keys. */
  readonly key: Buffer | null
  /** Keys that go in where it is encrypted, as far as they are there. */
  readonly keyFiles: readonly KeyFile[]
  readonly now: number
  /** Of this program. */
  readonly version: string
}

export interface MadeBackup extends BackupFile {
  readonly bytes: number
}

type OnStep = (done: string) => void

/**
 * One file of one moment of everything. It appears under its name when it is whole and on the disk, and not before: whatever happens
 * on the way, older ones are as they were. `onStep` is told what was just done.
 */
export async function makeBackup(order: BackupOrder, onStep: OnStep = () => undefined): Promise<MadeBackup> {
  const { dataDir, to, now } = order
  if (!existsSync(join(dataDir, CITY)))
    throw new ArchiveError(`DATA_DIR="${dataDir}" has no ${CITY}: there is nothing to back up`)
  return withBackupFolder(to, async () => {
    const work = unfinishedIn(to)
    mkdirSync(work, { mode: 0o700 })
    onStep('begun')
    const name = nameOf(now, order.key !== null)
    const path = join(to, name)
    if (existsSync(path)) throw new ArchiveError(`"${path}" is there already: wait a second`)
    await pack(order, work, onStep)
    renameSync(join(work, WHOLE), path)
    flushToDisk(to)
    onStep('named')
    return { path, name, madeAt: now, bytes: statSync(path).size }
  })
}

const WHOLE = 'whole'

async function pack(order: BackupOrder, work: string, onStep: OnStep): Promise<void> {
  const { dataDir, key, keyFiles } = order
  const files = filesIn(dataDir)
  for (const name of files) copyFileSync(join(dataDir, name), join(work, name))
  const databases = databasesIn(dataDir)
  for (const name of databases) {
    copyOf(join(dataDir, name), join(work, name))
    onStep(`copied ${name}`)
  }
  const from = (folder: string) => (name: string) => ({ name: pathOf(name), from: join(folder, name) })
  const keys = key === null ? [] : keyFiles.filter(({ path }) => existsSync(path))
  const parts: Part[] = [
    ...databases.map(from(work)),
    ...files.map(from(work)),
    ...keys.map(({ name, path }) => ({ name: pathOf(name), from: path })),
    { name: pathOf(MANIFEST), text: packed => JSON.stringify(manifestOf(order, databases, work, packed)) },
  ]
  await writeArchive(join(work, WHOLE), parts, key)
  onStep('packed')
}

const manifestOf = (
  { now, version }: BackupOrder,
  databases: readonly string[],
  work: string,
  packed: readonly Packed[],
): Manifest => ({
  format: BACKUP_FORMAT,
  version,
  madeAt: now,
  journal: placeIn(join(work, CITY)),
  databases: databases.map(name => heldIn(join(work, name), name)),
  files: [...packed],
})
