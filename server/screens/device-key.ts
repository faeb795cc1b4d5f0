import { createPublicKey, verify } from 'node:crypto'
import { Type, type Static } from 'typebox'

const Coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** The public half of a screen's key (ECDSA P-256, as a JWK): its other half never leaves the browser that made it. */
export const ScreenKey = Type.Object(
  { kty: Type.Literal('EC'), crv: Type.Literal('P-256'), x: Coordinate, y: Coordinate },
  { additionalProperties: false },
)
export type ScreenKey = Static<typeof ScreenKey>

/** Whether the point lies on the curve: what does not is no key. */
export function isKey(key: ScreenKey): boolean {
  try {
    createPublicKey({ key: { ...key }, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

/** What a screen signs to show that it has its key: bound to us, to it and to a word that is used once. */
export const provenText = (screen: string, word: string): string => `liaowang screen ${screen} ${word}`

/** `signature`: as WebCrypto makes it (r and s, 32 bytes each), in base64url. */
export function isProven(key: ScreenKey, screen: string, word: string, signature: string): boolean {
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' })
  const bytes = Buffer.from(signature, 'base64url')
  return verify(
    'sha256',
    Buffer.from(provenText(screen, word)),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    bytes,
  )
}
