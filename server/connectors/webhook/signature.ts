import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Received } from '../connector.ts'

export interface Signature {
  readonly id: string
  /** Seconds since the epoch, by the sender's clock. */
  readonly seconds: number
}

export type Checked =
  | { readonly ok: true; readonly signature: Signature }
  | { readonly ok: false; readonly reason: string }

const refusal = (reason: string): Checked => ({ ok: false, reason })

/**
 * HMAC-SHA256 over `id.timestamp.body`, the raw bytes, as the Standard Webhooks specification has it (T-HOOK-01).
 * Several signatures may stand in the header and several secrets may be live, so that a secret can be rotated.
 */
export function checkSignature({ headers, body }: Received, secrets: readonly string[]): Checked {
  const id = headers['webhook-id'] ?? ''
  const stamp = headers['webhook-timestamp'] ?? ''
  const given = headers['webhook-signature'] ?? ''
  if (id === '' || stamp === '' || given === '')
    return refusal('webhook-id, -timestamp and -signature are needed')
  if (!/^\d{1,12}$/.test(stamp)) return refusal('webhook-timestamp must be whole seconds since 1970')
  if (id.length > 128) return refusal('webhook-id is longer than 128 characters')
  const offered = given.split(' ').flatMap(part => (part.startsWith('v1,') ? [part.slice(3)] : []))
  const fits = secrets.some(secret => {
    const wanted = createHmac('sha256', secret).update(`${id}.${stamp}.`).update(body).digest()
    return offered.some(text => sameBytes(Buffer.from(text, 'base64'), wanted))
  })
  return fits
    ? { ok: true, signature: { id, seconds: Number(stamp) } }
    : refusal('the signature does not fit the body')
}

const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
