import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, openSync, closeSync, fsyncSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ArchiveError } from './archive-error.ts'
import { ByteReader } from './byte-reader.ts'
import { isSealed, seal, SEAL_START, unseal } from './sealing.ts'
import { nextEntry, paddingOf, tarEnd, tarHeader } from './tar.ts'

/** What goes into an archive: a file on the disk, or a text that is made when all files before it are packed. */
export type Part =
  | { readonly name: string; readonly from: string; readonly mode?: number }
  | { readonly name: string; readonly text: (packed: readonly Packed[]) => string; readonly mode?: number }

export interface Packed {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** Files change little between two levels of gzip, the time it takes does. */
const LEVEL = 1

/** One tar, compressed, and sealed where there is a key. Durable when it resolves. */
export async function writeArchive(
  file: string,
  parts: Iterable<Part>,
  key: Buffer | null,
): Promise<Packed[]> {
  const packed: Packed[] = []
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  const gzip = createGzip({ level: LEVEL })
  if (key === null) await pipeline(tarOf(parts, packed), gzip, out)
  else await pipeline(tarOf(parts, packed), gzip, source => seal(source, key), out)
  flushToDisk(file)
  return packed
}

async function* tarOf(parts: Iterable<Part>, packed: Packed[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    const hash = createHash('sha256')
    let size: number
    if ('text' in part) {
      const text = Buffer.from(part.text(packed))
      size = text.length
      hash.update(text)
      yield Buffer.concat([tarHeader({ ...part, size }), text])
    } else {
      size = (await stat(part.from)).size
      yield tarHeader({ ...part, size })
      if (size > 0) yield* counted(noted(createReadStream(part.from, { end: size - 1 }), hash), size)
    }
    yield paddingOf(size)
    packed.push({ name: part.name, size, sha256: hash.digest('hex') })
  }
  yield tarEnd()
}

async function* counted(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let left = size
  for await (const piece of source) {
    left -= piece.length
    yield piece
  }
  if (left > 0) throw new ArchiveError('a file became shorter while it was packed')
}

/** One file of an archive, while it is read. Its bytes must be read before the next one is asked for. */
export interface Unpacked {
  readonly name: string
  readonly size: number
  readonly mode: number
  readonly bytes: AsyncIterable<Buffer>
}

/** Gives each file of the archive to `take`, in order, and resolves with what they were. Throws an ArchiveError where it is broken. */
export async function readArchive(
  file: string,
  key: Buffer | null,
  take: (entry: Unpacked) => Promise<void>,
): Promise<Packed[]> {
  const found: Packed[] = []
  const consume = (source: AsyncIterable<Uint8Array>) => eachEntry(new ByteReader(source), found, take)
  try {
    if (startsSealed(file))
      await pipeline(createReadStream(file), source => unseal(source, key), createGunzip(), consume)
    else await pipeline(createReadStream(file), createGunzip(), consume)
  } catch (error) {
    throw isOfZlib(error) ? new ArchiveError(`${file} is broken: ${error.message}`, { cause: error }) : error
  }
  return found
}

async function eachEntry(bytes: ByteReader, found: Packed[], take: (entry: Unpacked) => Promise<void>) {
  for (;;) {
    const entry = await nextEntry(bytes)
    if (entry === null) break
    const hash = createHash('sha256')
    const { name, size, mode = 0o600 } = entry
    await take({ name, size, mode, bytes: noted(bytes.pieces(size), hash) })
    await bytes.take(paddingOf(size).length)
    found.push({ name, size, sha256: hash.digest('hex') })
  }
  // Whatever stands behind the end is read to its end: only then is the checksum of the whole looked at.
  while (!(await bytes.isAtEnd())) await bytes.some(65_536)
}

async function* noted(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    hash.update(piece)
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  }
}

function startsSealed(file: string): boolean {
  const start = Buffer.alloc(SEAL_START)
  const fd = openSync(file, 'r')
  try {
    return isSealed(start.subarray(0, readSync(fd, start)))
  } finally {
    closeSync(fd)
  }
}

const isOfZlib = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_ZLIB/.test(String(error.code))

/** A file, or a folder with the names in it, is on the disk and not only on its way there. */
export function flushToDisk(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
