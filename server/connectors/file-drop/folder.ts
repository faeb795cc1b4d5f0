import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface FoundFile {
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** Changes when the file does. */
  readonly stamp: string
}

/** Half-written files, and what Excel lays beside an open workbook. */
const PASSING = /^\.|^~\$|\.(part|tmp)$/i

/** Files whose name fits, in order of name. Links are passed over: they may lead anywhere. */
export async function filesIn(folder: string, pattern: string): Promise<FoundFile[]> {
  const fits = matcherOf(pattern)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter(entry => entry.isFile() && fits(entry.name)).map(({ name }) => name)
  const files: FoundFile[] = []
  for (const name of names.sort()) {
    const file = await look(folder, name)
    if (file !== null) files.push(file)
  }
  return files
}

function matcherOf(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  return name => {
    if (PASSING.test(name)) return false
    if (last === undefined) return name === first
    if (!name.startsWith(first) || !name.endsWith(last)) return false
    const end = name.length - last.length
    let at = first.length
    for (const part of others) {
      const found = name.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return at <= end
  }
}

async function look(folder: string, name: string): Promise<FoundFile | null> {
  const path = join(folder, name)
  try {
    const { size, mtimeMs } = await stat(path)
    return { name, path, bytes: size, stamp: `${size} ${mtimeMs}` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** SHA-256 of the content, which is never in memory as a whole. */
export async function digestOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('base64url')
}

/** Short: it only has to tell apart the files of one folder. */
export const digestOfName = (name: string): string =>
  createHash('sha256').update(name).digest('base64url').slice(0, 16)
