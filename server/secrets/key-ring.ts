import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** A secret cannot be sealed or opened; the sentence says what to do. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError'
}

/** A key that encrypts other keys. Its id is made of itself, so that a file of keys is nothing but keys. */
export interface Key {
  readonly id: string
  readonly bytes: Buffer
}

const BYTES = 32
const HEAD = [
  '# 瞭望 Liaowang: keys of the secrets in its database, the newest first; the others open what was sealed before.',
  '# Keep a copy apart from every backup: without this file the secrets in a backup are lost, and with it they are open.',
]

const keyOf = (bytes: Buffer): Key => ({
  id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 12),
  bytes,
})

/**
 * The keys of a file outside the database (T-SEC-01). The file is made when something is sealed for the first time, and read again when
 * something was sealed with a key that is not known yet: keys may be changed beside the running server.
 */
export class KeyRing {
  readonly #file: string
  #keys: readonly Key[] | null = null

  constructor(file: string) {
    this.#file = file
  }

  get file(): string {
    return this.#file
  }

  /** The one to seal with; the first one is made. */
  newest(): Key {
    const [known] = this.#keys ?? []
    if (known !== undefined) return known
    const read = readKeys(this.#file)
    const [newest = keyOf(randomBytes(BYTES))] = read
    // Before anything is sealed with it: a key that is in memory only closes with the process what it sealed (SEC10).
    if (read.length === 0) writeKeys(this.#file, [newest], 'wx')
    this.#keys = read.length === 0 ? [newest] : read
    return newest
  }

  byId(id: string): Key {
    const known = () => this.#keys?.find(key => key.id === id)
    const found = known()
    if (found !== undefined) return found
    this.#keys = readKeys(this.#file)
    const read = known()
    if (read !== undefined) return read
    throw new SecretsError(
      `${this.#file} does not have the key ${id} that the secrets were sealed with: put back the file of keys that belongs to this database (SECRETS_KEY_FILE), or set the secrets anew`,
    )
  }

  /** From now on another key is the newest; the others stay, for what they sealed. */
  add(): Key {
    const keys = [keyOf(randomBytes(BYTES)), ...readKeys(this.#file)]
    const beside = `${this.#file}.new`
    writeKeys(beside, keys, 'w')
    renameSync(beside, this.#file)
    syncFolder(this.#file)
    this.#keys = keys
    return this.newest()
  }
}

function readKeys(file: string): readonly Key[] {
  const text = readIfThere(file)
  if (text === null) return []
  // It would be no use to lock a door whose key everybody may copy.
  if ((statSync(file).mode & 0o007) !== 0)
    throw new SecretsError(`everybody on this machine may read ${file}: chmod 600 ${file}`)
  const lines = text.split('\n').map(line => line.trim())
  const keys = lines
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => Buffer.from(line, 'base64'))
  if (keys.length === 0 || keys.some(({ length }) => length !== BYTES))
    throw new SecretsError(
      `${file} is no file of keys: each line is one key of ${BYTES} bytes in base64, as "openssl rand -base64 ${BYTES}" writes them`,
    )
  return keys.map(keyOf)
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new SecretsError(`the file of keys cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

/** Durable when it returns: what is sealed with a key that a power cut takes away is lost. */
function writeKeys(file: string, keys: readonly Key[], flag: 'wx' | 'w'): void {
  const lines = [...HEAD, ...keys.map(({ bytes }) => bytes.toString('base64')), '']
  try {
    const handle = openSync(file, flag, 0o600)
    try {
      writeWhole(handle, lines.join('\n'))
      syncFolder(file)
    } catch (error) {
      // Half a file would be taken for one that somebody has spoilt, also once there is room.
      rmSync(file, { force: true })
      throw error
    }
  } catch (error) {
    throw new SecretsError(
      `the file of keys cannot be written: ${(error as Error).message}: name one that can be with SECRETS_KEY_FILE`,
      { cause: error },
    )
  }
}

function writeWhole(handle: number, text: string): void {
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function syncFolder(file: string): void {
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
