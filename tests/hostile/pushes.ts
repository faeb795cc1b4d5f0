import { createHmac, randomUUID } from 'node:crypto'

export const SECRET = 'hostile-test'

/** Telephone and identity number of nobody: whatever becomes of a record, neither may be kept as it is. */
export const TELEPHONE = '13800000000'
export const IDENTITY = '11010519491231002X'

export interface Answered {
  readonly status: number
  readonly body: { readonly [name: string]: unknown }
}

export interface Posting {
  readonly type?: string
  /** Instead of those of a good sender. */
  readonly headers?: { readonly [name: string]: string | undefined }
  readonly secret?: string
  readonly id?: string
  /** How far the sender's clock is ahead. */
  readonly aheadSeconds?: number
}

/** Posts to the hotline's feed as a sender would who knows the secret, or in another way. */
export async function post(
  address: string,
  body: string | Buffer,
  { type = BATCH, headers = {}, secret = SECRET, id = randomUUID(), aheadSeconds = 0 }: Posting = {},
): Promise<Answered> {
  const seconds = String(Math.floor(Date.now() / 1000) + aheadSeconds)
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.`).update(body).digest('base64')
  const signed = {
    'content-type': type,
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${mac}`,
    ...headers,
  }
  const sent = Object.entries(signed).filter((each): each is [string, string] => each[1] !== undefined)
  const response = await fetch(`${address}/api/ingest/hotline`, {
    method: 'POST',
    headers: sent,
    body: Buffer.from(body),
  })
  return { status: response.status, body: (await response.json()) as Answered['body'] }
}

export const BATCH = 'application/cloudevents-batch+json'
export const STRUCTURED = 'application/cloudevents+json'

let orders = 0

/** A new order of the hotline. */
export function order(over: object = {}): { readonly [name: string]: unknown } {
  const now = new Date().toISOString()
  return {
    orderNo: `H${++orders}`,
    version: 1,
    updatedAt: now,
    receivedAt: now,
    type: '咨询',
    townCode: '211002016',
    history: [{ status: 'received', at: now }],
    ...over,
  }
}

export const event = (data: unknown, over: object = {}): object => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/12345',
  type: 'order',
  data,
  ...over,
})

/** A batch of one event with this order. */
export const batch = (over: object = {}, eventOver: object = {}): string =>
  JSON.stringify([event(order(over), eventOver)])
