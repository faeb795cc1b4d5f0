import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { ArchiveError } from './archive-error.ts'
import { ByteReader } from './byte-reader.ts'

/**
 * AES-256-GCM in pieces, so that a gigabyte needs no gigabyte of memory. The number of a piece, and whether it is the last, are part of
 * its nonce: pieces cannot be left out, moved or cut off unnoticed. Each file has a key of its own, made from the key and a salt.
 */
const MAGIC = Buffer.from('LIAOWANG-SEALED-1\n')
const SALT = 32
const KEY_ID = 8
const PIECE = 65_536
const TAG = 16
const LAST = 0x8000_0000

export const KEY_BYTES = 32

/** Tells keys apart without telling anything of them. */
export const keyIdOf = (key: Buffer): Buffer =>
  createHash('sha256').update('liaowang backup key id').update(key).digest().subarray(0, KEY_ID)

const fileKey = (key: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'liaowang backup', KEY_BYTES))

function nonceOf(n: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(n, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function lengthOf(length: number, isLast: boolean): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(isLast ? length + LAST : length)
  return head
}

export const isSealed = (start: Buffer): boolean => start.subarray(0, MAGIC.length).equals(MAGIC)
export const SEAL_START = MAGIC.length

export async function* seal(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  salt = randomBytes(SALT),
): AsyncGenerator<Buffer> {
  const head = Buffer.concat([MAGIC, salt, keyIdOf(key)])
  const own = fileKey(key, salt)
  const bytes = new ByteReader(source)
  yield head
  for (let n = 0, isLast = false; !isLast; n++) {
    const piece = await upTo(bytes, PIECE)
    isLast = await bytes.isAtEnd()
    const length = lengthOf(piece.length, isLast)
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(n, isLast)).setAAD(
      Buffer.concat([head, length]),
    )
    yield Buffer.concat([length, cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
}

async function upTo(bytes: ByteReader, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  while (size < most && !(await bytes.isAtEnd())) {
    const piece = await bytes.some(most - size)
    parts.push(piece)
    size += piece.length
  }
  return Buffer.concat(parts)
}

/** What was sealed; throws an ArchiveError at the first byte that is not as it was. */
export async function* unseal(source: AsyncIterable<Uint8Array>, key: Buffer | null): AsyncGenerator<Buffer> {
  const bytes = new ByteReader(source)
  const head = await bytes.take(MAGIC.length + SALT + KEY_ID)
  const own = fileKey(rightKey(head, key), head.subarray(MAGIC.length, MAGIC.length + SALT))
  for (let n = 0, isLast = false; !isLast; n++) {
    const length = await bytes.take(4)
    isLast = length.readUInt32BE() >= LAST
    const size = length.readUInt32BE() % LAST
    if (size > PIECE) throw broken()
    const piece = await bytes.take(size)
    const open = createDecipheriv('aes-256-gcm', own, nonceOf(n, isLast), { authTagLength: TAG })
    open.setAAD(Buffer.concat([head, length])).setAuthTag(await bytes.take(TAG))
    yield opened(open, piece)
  }
  if (!(await bytes.isAtEnd())) throw broken()
}

type Opening = ReturnType<typeof createDecipheriv>

function opened(open: Opening, piece: Buffer): Buffer {
  try {
    return Buffer.concat([open.update(piece), open.final()])
  } catch (error) {
    throw broken(error)
  }
}

const broken = (cause?: unknown) =>
  new ArchiveError('the file is broken or was changed after it was made: take another', { cause })

function rightKey(head: Buffer, key: Buffer | null): Buffer {
  const made = head.subarray(MAGIC.length + SALT)
  if (key === null)
    throw new ArchiveError(
      `the file is encrypted (key ${made.toString('hex')}): set BACKUP_KEY_FILE to its key`,
    )
  if (!keyIdOf(key).equals(made))
    throw new ArchiveError(
      `the file was encrypted with another key (${made.toString('hex')}); this one is ${keyIdOf(key).toString('hex')}`,
    )
  return key
}
