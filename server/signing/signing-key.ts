import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { SignedBy } from '../../shared/sync/scene-proof.ts'
import { cipherFor } from '../secrets/cipher.ts'
import type { KeyRing } from '../secrets/key-ring.ts'
import type { Tables } from '../trust/database.ts'

export const SIGNING_TABLES: Tables = {
  part: 'signing',
  steps: [
    `CREATE TABLE signing_key (
       id INTEGER PRIMARY KEY CHECK (id = 1), sealed TEXT NOT NULL, made_at INTEGER NOT NULL
     ) STRICT;`,
  ],
}

/** For which name the key is sealed. */
export const SIGNING_SEALED = 'signing key'

/** By which what the city shows is known as its own. Walls verify with the public half; the other one is here only. */
export interface SigningKey {
  readonly publicKey: SignedBy
  /** It was made at this start, or at one that did not come so far: what stood there before has no signature yet. */
  readonly isNew: boolean
  sign(text: string): string
  isSigned(text: string, signature: string): boolean
  /** All that stood there before is signed and written: from now on what has no signature is not ours. */
  settle(): void
}

/**
 * The key of this city. It stands sealed in the database, and what opens it in the file of keys outside: whoever writes rows can put
 * another text in its place, and none that opens. Throws a SecretsError where it cannot be opened; none is made in its place.
 */
export function openSigningKey(db: DatabaseSync, ring: KeyRing, now: number): SigningKey {
  const cipher = cipherFor(ring, SIGNING_SEALED)
  // Whether it is new is sealed with it: who could say so of an old one would have anything signed with the next start.
  const keep = (privateKey: KeyObject, age: Age) => {
    const sealed = cipher.seal(`${age}\n${String(privateKey.export({ type: 'pkcs8', format: 'pem' }))}`)
    db.prepare('INSERT OR REPLACE INTO signing_key (id, sealed, made_at) VALUES (1, ?, ?)').run(sealed, now)
  }
  const row = db.prepare('SELECT sealed FROM signing_key').get()
  if (row !== undefined) {
    const [age, ...pem] = cipher.open(String(row['sealed'])).split('\n')
    const privateKey = createPrivateKey(pem.join('\n'))
    return keyOf(privateKey, age === 'new', () => keep(privateKey, 'settled'))
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  keep(privateKey, 'new')
  return keyOf(privateKey, true, () => keep(privateKey, 'settled'))
}

type Age = 'new' | 'settled'

/** As WebCrypto has it. */
const FORM = { dsaEncoding: 'ieee-p1363' } as const

function keyOf(privateKey: KeyObject, wasNew: boolean, settled: () => void): SigningKey {
  const publicKey = createPublicKey(privateKey)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  let isNew = wasNew
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    get isNew() {
      return isNew
    },
    sign: text => sign('sha256', Buffer.from(text), { key: privateKey, ...FORM }).toString('base64url'),
    isSigned: (text, signature) =>
      verify('sha256', Buffer.from(text), { key: publicKey, ...FORM }, Buffer.from(signature, 'base64url')),
    settle() {
      if (isNew) settled()
      isNew = false
    },
  }
}

/** Of what was signed: the same as a wall makes. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
