import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'

/** What makes records and anchors genuine. It stands in a file of its own, outside of what it protects. */
export interface AuditKey {
  /** Of the public key: the first 16 digits of the SHA-256 of its DER. */
  readonly id: string
  /** For records: quick, and made and checked here only. */
  mac(text: string | Uint8Array): string
  isMac(text: string, mac: string): boolean
  /** For anchors: whoever has the public key can check them anywhere. */
  sign(text: string): string
  isSigned(text: string, signature: string): boolean
}

export interface OpenedKey {
  readonly key: AuditKey
  /** It was made just now: there was none. */
  readonly isNew: boolean
  /** Others on this machine can read the file. */
  readonly isExposed: boolean
}

const OTHERS = 0o077

/** Makes the file where there is none, and the public key beside it. */
export function openKey(file: string, publicFile: string): OpenedKey {
  const isNew = !existsSync(file)
  if (isNew)
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
  const privateKey = createPrivateKey(readFileSync(file))
  if (isNew || !existsSync(publicFile))
    writeFileSync(publicFile, createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }))
  return { key: keyOf(privateKey), isNew, isExposed: (statSync(file).mode & OTHERS) !== 0 }
}

export const readKey = (file: string): AuditKey => keyOf(createPrivateKey(readFileSync(file)))

function keyOf(privateKey: KeyObject): AuditKey {
  const publicKey = createPublicKey(privateKey)
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
  const macKey = Buffer.from(hkdfSync('sha256', seed, '', 'liaowang audit record', 32))
  const mac = (text: string | Uint8Array) => createHmac('sha256', macKey).update(text).digest('hex')
  return {
    id: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 16),
    mac,
    isMac: (text, given) => same(mac(text), given),
    sign: text => sign(null, Buffer.from(text), privateKey).toString('base64'),
    isSigned: (text, signature) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64')),
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
