import { createHmac } from 'node:crypto'

/** The three headers of a signed push: HMAC-SHA256 over `id.seconds.body`, as the Standard Webhooks specification has it. */
export function signed(id: string, at: number, body: Buffer, secret: string): Record<string, string> {
  const seconds = String(Math.floor(at / 1000))
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.`).update(body).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` }
}
