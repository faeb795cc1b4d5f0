import { ArchiveError } from './archive-error.ts'
import type { ByteReader } from './byte-reader.ts'

/** One file of an archive, as `tar` lists it. */
export interface TarEntry {
  readonly name: string
  readonly size: number
  /** Permissions; 0o600 where nothing else is said. */
  readonly mode?: number
}

export const BLOCK = 512
const NAME = { from: 0, length: 100 }
const PREFIX = { from: 345, length: 155 }
const SIZE = { from: 124, length: 12 }
const TYPE = 156
const PLAIN_FILE = '0'.charCodeAt(0)
const SUM = { from: 148, length: 8 }
/** Eight gigabytes and more do not fit eleven octal digits: then the size stands in binary, as GNU tar has it. */
const MOST_OCTAL = 8 ** 11 - 1

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`

/** Neither owner nor time: the same files make the same bytes. */
export function tarHeader({ name, size, mode = 0o600 }: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK)
  const { prefix, rest } = parted(name)
  block.write(rest, NAME.from)
  block.write(octal(mode, 7), 100)
  block.write(octal(0, 7), 108)
  block.write(octal(0, 7), 116)
  writeSize(block, size)
  block.write(octal(0, 11), 136)
  block[TYPE] = PLAIN_FILE
  block.write('ustar\0', 257)
  block.write('00', 263)
  block.write(prefix, PREFIX.from)
  block.fill(' ', SUM.from, SUM.from + SUM.length)
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, SUM.from)
  return block
}

function parted(name: string): { readonly prefix: string; readonly rest: string } {
  if (Buffer.byteLength(name) <= NAME.length) return { prefix: '', rest: name }
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)]
    if (Buffer.byteLength(rest) > NAME.length) break
    if (Buffer.byteLength(prefix) <= PREFIX.length) return { prefix, rest }
  }
  throw new ArchiveError(`the name of "${name}" is too long for an archive`)
}

function writeSize(block: Buffer, size: number): void {
  if (size <= MOST_OCTAL) return void block.write(octal(size, 11), SIZE.from)
  block[SIZE.from] = 0x80
  block.writeBigUInt64BE(BigInt(size), SIZE.from + 4)
}

/** Zeroes up to the next whole block. */
export const paddingOf = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK)

/** The next entry; null at the end. Its bytes follow in `bytes`, and their padding. */
export async function nextEntry(bytes: ByteReader): Promise<TarEntry | null> {
  const block = await bytes.take(BLOCK)
  if (block.every(byte => byte === 0)) return null
  const kept = Number.parseInt(textAt(block, SUM), 8)
  block.fill(' ', SUM.from, SUM.from + SUM.length)
  if (kept !== sumOf(block)) throw new ArchiveError('an entry of the archive is broken')
  if (block[TYPE] !== PLAIN_FILE) throw new ArchiveError('the archive holds something that is no file')
  const prefix = textAt(block, PREFIX)
  const name = textAt(block, NAME)
  const mode = Number.parseInt(textAt(block, { from: 100, length: 8 }), 8)
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: sizeOf(block), mode }
}

const textAt = (
  block: Buffer,
  { from, length }: { readonly from: number; readonly length: number },
): string =>
  (
    block
      .subarray(from, from + length)
      .toString('utf8')
      .split('\0')[0] ?? ''
  ).trim()

function sizeOf(block: Buffer): number {
  const size =
    block[SIZE.from] === 0x80
      ? Number(block.readBigUInt64BE(SIZE.from + 4))
      : Number.parseInt(textAt(block, SIZE), 8)
  if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveError('an entry of the archive is broken')
  return size
}

function sumOf(block: Buffer): number {
  let sum = 0
  for (const byte of block) sum += byte
  return sum
}
