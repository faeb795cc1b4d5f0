import { createWriteStream, openSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Compile } from 'typebox/schema'
import { ArchiveError } from '../archive/archive-error.ts'
import { flushToDisk, readArchive, type Packed, type Unpacked } from '../archive/archive.ts'
import { CITY, isContent } from './contents.ts'
import { BACKUP_FORMAT, MANIFEST, Manifest, readPath } from './manifest.ts'

const isManifest = Compile(Manifest)
const LONGEST_MANIFEST = 1_000_000

/** Unpacks a backup into an empty folder and compares every file with the manifest. Throws an ArchiveError where anything is amiss. */
export async function unpackBackup(file: string, key: Buffer | null, into: string): Promise<Manifest> {
  let manifest: Manifest | null = null
  const found = await readArchive(file, key, async entry => {
    if (manifest !== null) throw new ArchiveError(`${file} has something behind its end`)
    const name = nameIn(file, entry)
    if (name === MANIFEST) manifest = await manifestIn(file, entry)
    else await pipeline(entry.bytes, newFile(join(into, name)))
  })
  if (manifest === null) throw new ArchiveError(`${file} is broken: it has no manifest`)
  compare(file, manifest, found.slice(0, -1))
  for (const { name } of found.slice(0, -1)) flushToDisk(join(into, readPath(name)?.name ?? ''))
  flushToDisk(into)
  return manifest
}

/**
 * Made at once: a stream opens its file later, and where its source breaks off before that, the file came to be in the folder after it
 * had been emptied for the next backup.
 */
const newFile = (path: string) => createWriteStream(path, { fd: openSync(path, 'wx', 0o600) })

function nameIn(file: string, { name: path }: Unpacked): string {
  const read = readPath(path)
  if (read === null) throw new ArchiveError(`${file} is no backup of Liaowang`)
  if (read.format > BACKUP_FORMAT)
    throw new ArchiveError(
      `${file} was made by a newer version (format ${read.format}); this one knows ${BACKUP_FORMAT}: restore it with that version`,
    )
  if (read.name !== MANIFEST && !isContent(read.name))
    throw new ArchiveError(`${file} holds "${read.name}", which belongs into no backup`)
  return read.name
}

async function manifestIn(file: string, { size, bytes }: Unpacked): Promise<Manifest> {
  const broken = (cause?: unknown) =>
    new ArchiveError(`${file} is broken: its manifest cannot be read`, { cause })
  if (size > LONGEST_MANIFEST) throw broken()
  let read: unknown
  try {
    read = JSON.parse((await buffer(bytes)).toString('utf8'))
  } catch (error) {
    if (error instanceof ArchiveError) throw error
    throw broken(error)
  }
  if (!isManifest.Check(read)) throw broken()
  return read
}

function compare(file: string, { files }: Manifest, found: readonly Packed[]): void {
  const text = (packed: readonly Packed[]) =>
    packed.map(({ name, size, sha256 }) => `${name} ${size} ${sha256}`).join('\n')
  if (text(files) !== text(found))
    throw new ArchiveError(`${file} is broken or was changed: its files are not those of its manifest`)
  if (!files.some(({ name }) => readPath(name)?.name === CITY))
    throw new ArchiveError(`${file} is broken: it has no ${CITY}`)
}
