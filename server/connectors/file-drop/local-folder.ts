import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FeedError } from '../connector.ts'
import { FileFault, FileGone, type Folder, type FoundFile } from '../files/folder.ts'

/** A folder of this machine, or of one whose disk is mounted here. */
export const localFolder = (folder: string): Folder => ({
  async list(fits) {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      const names = entries.filter(entry => entry.isFile() && fits(entry.name)).map(({ name }) => name)
      const files: FoundFile[] = []
      for (const name of names.sort()) {
        const file = await look(folder, name)
        if (file !== null) files.push(file)
      }
      return files
    } catch (cause) {
      throw new FeedError(`the folder ${folder} cannot be read: ${codeOf(cause)}`, {
        blame: 'config',
        retry: true,
        fault: 'folder',
        cause,
      })
    }
  },
})

async function look(folder: string, name: string): Promise<FoundFile | null> {
  const path = join(folder, name)
  try {
    const { size, mtimeMs } = await stat(path)
    const read = (signal: AbortSignal) => content(name, path, signal)
    return { name, bytes: size, stamp: `${size} ${mtimeMs}`, writtenAt: mtimeMs, read }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function* content(name: string, path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { signal })) yield chunk as Buffer
  } catch (cause) {
    if (signal.aborted) throw cause
    if (codeOf(cause) === 'ENOENT') throw new FileGone(name)
    throw new FileFault(`${name} cannot be read: ${codeOf(cause)}`, {
      blame: 'config',
      retry: true,
      fault: 'folder',
      cause,
    })
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)
