import { createHmac } from 'node:crypto'
import { connectorContract } from '../connector.contract.ts'
import type { Received, Running } from '../connector.ts'
import { NOW } from '../feed-for-tests.ts'
import { webhook } from './webhook.ts'

let sent = 0

function signed(body: string): Received {
  const id = `m${++sent}`
  const stamp = String(NOW / 1000)
  const mac = createHmac('sha256', 'secret').update(`${id}.${stamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/cloudevents-batch+json',
    'webhook-id': id,
    'webhook-timestamp': stamp,
    'webhook-signature': `v1,${mac}`,
  }
  return { headers, body: Buffer.from(body) }
}

/** As a sender does: what was not answered is sent again. */
async function post({ receive }: Running, request: Received, attempts = 10): Promise<void> {
  if (receive === undefined) throw new Error('a webhook must receive')
  try {
    await receive(request)
  } catch (error) {
    if (attempts === 1) throw error
    await post({ receive, stop: async () => undefined }, request, attempts - 1)
  }
}

const eventOf = (number: number) => ({
  specversion: '1.0',
  id: String(number),
  source: '/s',
  type: 't',
  data: { number },
})

connectorContract({
  connector: webhook,
  faults: [[{ url: 'http://127.0.0.1' }, 'additional']],
  open: async () => ({
    settings: {},
    say: (numbers, running) => post(running, signed(JSON.stringify(numbers.map(eventOf)))),
    numberOf: record => (record as { number: number }).number,
    garbage: running => post(running, signed('<html>')),
    away: null,
    close: async () => undefined,
  }),
})
