import type { SignedBy } from '../../shared/sync/scene-proof.ts'
import { keep, knownKey } from './device-key.ts'
import { createProvenScenes, type IsSigned, type ProvenScenes } from './proven-scenes.ts'

const SHORT = { name: 'ECDSA', namedCurve: 'P-256' } as const

/**
 * By what this wall tells its city's scenes. A paired wall keeps the key that it was told when it first was let in, until it is paired
 * anew: another one is not believed. Whoever is no paired wall believes what this start says. null: the city signs nothing, and never did.
 */
export async function signedBy(told: SignedBy | null): Promise<IsSigned | null> {
  const key = await pinned(told)
  // Nobody is let in without one; keys are used only in pages that came by TLS, or from this machine.
  if (key === null || !isSecureContext) return null
  const publicKey = await crypto.subtle.importKey('jwk', { ...key }, SHORT, false, ['verify'])
  return async (text, signature) => {
    const how = { name: 'ECDSA', hash: 'SHA-256' }
    const bytes = bytesIn(signature)
    return bytes !== null && crypto.subtle.verify(how, publicKey, bytes, new TextEncoder().encode(text))
  }
}

/** null: any scene may be drawn. */
export async function provenScenes(told: SignedBy | null): Promise<ProvenScenes | null> {
  const isSigned = await signedBy(told)
  return isSigned === null ? null : createProvenScenes(isSigned)
}

async function pinned(told: SignedBy | null): Promise<SignedBy | null> {
  const own = await knownKey().catch((error: unknown) => {
    console.warn('this browser keeps nothing: any key that the city tells is believed', error)
    return undefined
  })
  if (own === undefined || own.screen === null) return told
  if (own.signedBy === undefined && told !== null) await keep({ ...own, signedBy: told })
  return own.signedBy ?? told
}

/** null: that is no base64url. */
function bytesIn(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{86}$/.test(text)) return null
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
}
