import { createHash } from 'node:crypto'
import { FileFault, type FoundFile } from './folder.ts'

/** SHA-256 of the content, which is never in memory as a whole. */
export async function digestOf(file: FoundFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.read(signal)) hash.update(chunk)
  return hash.digest('base64url')
}

/** The content once more. Before its end is told it throws where it is not what the digest was of. */
export async function* contentOf(
  file: FoundFile,
  digest: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of file.read(signal)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('base64url') === digest) return
  throw changed(file)
}

/** Whoever wrote it was not done, though two looks found it the same. */
export const changed = ({ name }: FoundFile): FileFault =>
  new FileFault(`${name} changed while it was read`, { blame: 'upstream', retry: true, fault: 'unreadable' })

/** Short: it only has to tell apart the names of one folder, or the stamps of one name. */
export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16)
