import { createHmac, randomUUID } from 'node:crypto'
import { NOW } from './flow.ts'

export const SECRET = 'bench'

/** A signed push, as an upstream's CloudEvents sender makes it. */
export interface Push {
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer
}

/** Records as one CloudEvents batch, signed at the instant of the bench. */
export const pushOf = (records: readonly object[]): Push =>
  signed('application/cloudevents-batch+json', records.map(eventOf))

/** One record as one CloudEvent in structured form. */
export const pushOfOne = (record: object): Push => signed('application/cloudevents+json', eventOf(record))

function signed(type: string, content: object): Push {
  const body = Buffer.from(JSON.stringify(content))
  const id = randomUUID()
  const seconds = String(Math.floor(NOW / 1000))
  const mac = createHmac('sha256', SECRET).update(`${id}.${seconds}.`).update(body).digest('base64')
  return {
    headers: {
      'content-type': type,
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${mac}`,
    },
    body,
  }
}

let sent = 0

const eventOf = (data: object) => ({
  specversion: '1.0',
  id: String(++sent),
  source: '/bench',
  type: 'record',
  data,
})
