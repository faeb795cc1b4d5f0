import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SecretsError, type KeyRing } from './key-ring.ts'

/** Seals texts for one name: what was sealed for another one does not open, so that no row can be put in the place of another. */
export interface Cipher {
  seal(text: string): string
  /** Throws a SecretsError where it cannot be opened. */
  open(sealed: string): string
}

const ALGORITHM = 'aes-256-gcm'
const FORM = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Envelope encryption: each text has a key of its own, and that key is sealed with the newest of the ring. So another key of the ring
 * means that only those keys are sealed anew.
 */
export const cipherFor = (ring: KeyRing, name: string): Cipher => ({
  seal(text) {
    const key = randomBytes(32)
    return [FORM, ...wrapped(ring, name, key), encrypt(key, Buffer.from(text, 'utf8'), name)].join(':')
  },
  open(sealed) {
    const { body, key } = unwrapped(ring, name, sealed)
    return decrypt(key, body, name, ring).toString('utf8')
  },
})

/** The same text under the newest key; null where it is already. */
export function resealed(ring: KeyRing, name: string, sealed: string): string | null {
  const { id, key, body } = unwrapped(ring, name, sealed)
  return id === ring.newest().id ? null : [FORM, ...wrapped(ring, name, key), body].join(':')
}

function wrapped(ring: KeyRing, name: string, key: Buffer): readonly [id: string, key: string] {
  const { id, bytes } = ring.newest()
  return [id, encrypt(bytes, key, `key of ${name}`)]
}

function unwrapped(ring: KeyRing, name: string, sealed: string) {
  const [form, id = '', key = '', body = '', ...more] = sealed.split(':')
  if (form !== FORM || body === '' || more.length > 0) throw cannotOpen(name, ring)
  return { id, body, key: decrypt(ring.byId(id).bytes, key, `key of ${name}`, ring) }
}

function encrypt(key: Buffer, bytes: Buffer, name: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name))
  const encrypted = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, encrypted, cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: Buffer, text: string, name: string, ring: KeyRing): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  try {
    const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(-TAG_BYTES)]
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch (error) {
    throw cannotOpen(name, ring, error)
  }
}

const cannotOpen = (name: string, { file }: KeyRing, cause?: unknown): SecretsError =>
  new SecretsError(
    `"${name}" cannot be opened: it was changed in the database, or belongs to another place, or ${file} is damaged; set it anew`,
    { cause },
  )
