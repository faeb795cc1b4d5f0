import { constants, type Stats } from 'node:fs'
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { FeedError } from '../connector.ts'
import { changed } from '../files/content.ts'
import { FileFault, FileGone, type Folder, type FoundFile } from '../files/folder.ts'
import { createGate, type Gate } from './gate.ts'

/** Of all folders together. */
const GATE = createGate()
const PIECE = 256 * 1024
/** A link is not followed, and whoever laid a pipe does not hold us. */
const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** A folder of this machine, or of one whose disk is mounted here. */
export const localFolder = (folder: string, gate: Gate = GATE): Folder => ({
  async list(fits, signal) {
    const ask: Ask = work => gate.ask(folder, work, signal)
    try {
      const entries = await ask(() => readdir(folder, { withFileTypes: true }))
      const names = entries.filter(entry => entry.isFile() && fits(entry.name)).map(({ name }) => name)
      const files: FoundFile[] = []
      for (const name of names.sort()) {
        const file = await look({ folder, gate, name }, ask)
        if (file !== null) files.push(file)
      }
      return files
    } catch (cause) {
      if (signal.aborted || cause instanceof FeedError) throw cause
      throw new FeedError(`the folder ${folder} cannot be read: ${codeOf(cause)}`, {
        blame: 'config',
        retry: true,
        fault: 'folder',
        cause,
      })
    }
  },
})

type Ask = <T>(work: () => Promise<T>) => Promise<T>

interface Place {
  readonly folder: string
  readonly gate: Gate
  readonly name: string
}

async function look(place: Place, ask: Ask): Promise<FoundFile | null> {
  const { folder, name } = place
  try {
    const now = await ask(() => lstat(join(folder, name)))
    if (!now.isFile()) return null
    const file: FoundFile = {
      ...{ name, bytes: now.size, stamp: stampOf(now), writtenAt: now.mtimeMs },
      read: signal => content(file, place, signal),
    }
    return file
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

const stampOf = ({ size, mtimeMs }: Stats): string => `${size} ${mtimeMs}`

async function* content(file: FoundFile, place: Place, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { folder, gate } = place
  const ask: Ask = work => gate.ask(folder, work, signal)
  try {
    const handle = await opened(place, ask)
    try {
      yield* pieces(file, handle, ask)
    } finally {
      gate.finish(folder, () => handle.close())
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof FeedError) throw cause
    throw faultOf(file, cause)
  }
}

/** One that comes when nobody waits for it any more is closed again. */
async function opened({ folder, name }: Place, ask: Ask): Promise<FileHandle> {
  let isLeft = false
  try {
    return await ask(async () => {
      const handle = await open(join(folder, name), READING)
      if (isLeft) await handle.close()
      return handle
    })
  } finally {
    isLeft = true
  }
}

/** As many bytes as it had when it was found, of what was found and of nothing that came in its place. */
async function* pieces(file: FoundFile, handle: FileHandle, ask: Ask): AsyncGenerator<Uint8Array> {
  const now = await ask(() => handle.stat())
  if (!now.isFile() || stampOf(now) !== file.stamp) throw changed(file)
  for (let left = file.bytes; left > 0;) {
    const length = Math.min(PIECE, left)
    const { bytesRead, buffer } = await ask(() => handle.read(Buffer.allocUnsafe(length), 0, length))
    if (bytesRead === 0) throw changed(file)
    left -= bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

function faultOf(file: FoundFile, cause: unknown): Error {
  const code = codeOf(cause)
  if (code === 'ENOENT') return new FileGone(file.name)
  // A link came in its place.
  if (code === 'ELOOP') return changed(file)
  return new FileFault(`${file.name} cannot be read: ${code}`, {
    blame: 'config',
    retry: true,
    fault: 'folder',
    cause,
  })
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)
