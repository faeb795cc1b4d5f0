import { createHash } from 'node:crypto'
import { HOUR } from '../../shared/calendar/civil.ts'
import type { Delivery } from './delivery.ts'
import { signed } from './signing.ts'

/** What became of an attempt: taken; refused for what it was; or nobody there, and all others would fare the same. */
export type Answer = 'taken' | 'refused' | 'away'

export interface Receiver {
  readonly url: string
  readonly secret: string
  /** The time that a signature bears. */
  readonly now: () => number
}

const SINGLE = 'application/cloudevents+json; charset=utf-8'
const BATCH = 'application/cloudevents-batch+json; charset=utf-8'
const PATIENCE_MS = 15_000

/** A status that says nothing about this delivery: throttling, not authorised, out of order. */
const isAway = (status: number) => status >= 500 || [401, 403, 404, 408, 425, 429].includes(status)

async function post(to: Receiver, headers: Record<string, string>, body: Buffer): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(to.url, { method: 'POST', headers, body: new Uint8Array(body), signal })
    await response.arrayBuffer()
    if (response.ok) return 'taken'
    return isAway(response.status) ? 'away' : 'refused'
  } catch {
    // Refused connection, reset, no answer in time: for a sender these are one thing, and it will try again.
    return 'away'
  }
}

/** One event by itself, or, to catch up, several as one batch under one id. */
export function send(to: Receiver, deliveries: readonly Delivery[]): Promise<Answer> {
  const [first] = deliveries
  const single = deliveries.length === 1 && first !== undefined
  const body = Buffer.from(JSON.stringify(single ? first.event : deliveries.map(d => d.event)))
  // An id stands for its bytes: the same hundred are the same batch, one more makes another.
  const id = single ? first.id : `batch-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  return post(to, { 'content-type': single ? SINGLE : BATCH, ...signed(id, to.now(), body, to.secret) }, body)
}

/** An empty batch: nothing happened, and the line is open. */
export function sendHeartbeat(to: Receiver): Promise<Answer> {
  const body = Buffer.from('[]')
  return post(
    to,
    { 'content-type': BATCH, ...signed(`heartbeat-${to.now()}`, to.now(), body, to.secret) },
    body,
  )
}

/** A22: what an attacker or a broken proxy would send. */
export function sendSpoilt(to: Receiver, { id, event, spoilt }: Delivery): Promise<Answer> {
  const body = Buffer.from(JSON.stringify(event))
  const headers =
    spoilt === 'timestamp'
      ? signed(id, to.now() - HOUR, body, to.secret)
      : signed(id, to.now(), body, `${to.secret}, but another`)
  return post(to, { 'content-type': SINGLE, ...headers }, body)
}
