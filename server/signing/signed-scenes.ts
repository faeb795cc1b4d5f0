import type { Published } from '../../shared/city/city.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { sceneText, signatureIn, unsigned } from '../../shared/sync/scene-proof.ts'
import type { SigningKey } from './signing-key.ts'

/**
 * The documents in force with each scene signed. One that says the same as before keeps its signature: nothing is journaled anew at a
 * start. `key` null: what is signed stays so, and walls can still tell it; anything else goes without.
 */
export const signedScenes = (
  key: SigningKey | null,
  facts: readonly DocumentFact[],
  before: ReadonlyMap<string, Published>,
): readonly DocumentFact[] =>
  facts.map(fact => {
    const { family, id, body } = fact
    if (family !== 'scene' || body === null) return fact
    const known = before.get(`scene/${id}`)?.body ?? null
    const signature = keptSignature(key, id, body, known) ?? key?.sign(sceneText(id, body))
    if (signature === undefined) return fact
    const signed = { ...body, signature }
    return { ...fact, body: signed, digest: digest(canonical(signed)) }
  })

function keptSignature(
  key: SigningKey | null,
  id: string,
  body: Fields,
  known: Fields | null,
): string | undefined {
  const signature = known === null ? null : signatureIn(known)
  if (known === null || signature === null || !isSame(unsigned(known), body)) return undefined
  return key === null || key.isSigned(sceneText(id, body), signature) ? signature : undefined
}

export const isSame = (one: Fields, other: Fields): boolean => canonical(one) === canonical(other)

export function isSignedScene(key: SigningKey, id: string, body: Fields): boolean {
  const signature = signatureIn(body)
  return signature !== null && key.isSigned(sceneText(id, body), signature)
}
