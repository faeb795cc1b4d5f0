import { canonical } from '../model/digest.ts'
import type { Fields } from '../model/value.ts'

/** The public half of the key by which a city signs what its walls show (ECDSA P-256, as a JWK). */
export interface SignedBy {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** A document as it was signed: without its signature, which travels within it. */
export function unsigned(document: Fields): Fields {
  const { signature: _, ...rest } = document
  return rest
}

/** r and s as WebCrypto has them, in base64url; null: it was never signed. */
export function signatureIn(document: Fields): string | null {
  const { signature } = document
  return typeof signature === 'string' ? signature : null
}

/** What is signed of a scene, and of what a wall tells the SHA-256. Both sides make it anew from what they have. */
export const sceneText = (id: string, document: Fields): string =>
  `liaowang scene ${canonical([id, unsigned(document)])}`
