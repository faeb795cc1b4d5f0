import { createHmac, randomUUID } from 'node:crypto'

export const SECRET = 'kill-test'

/** An order as the hotline pushes it. */
export interface Order {
  readonly orderNo: string
  readonly version: number
  readonly closed: boolean
}

export const push = (address: string, orders: readonly Order[], at: number): Promise<boolean> =>
  post(
    `${address}/api/ingest/hotline`,
    orders.map(order => eventOf(order, at)),
  )

/** Posts one signed batch of events; answers whether it was acknowledged. A server that died in between did not acknowledge. */
export async function post(url: string, events: readonly object[], now = Date.now()): Promise<boolean> {
  const body = JSON.stringify(events)
  const id = randomUUID()
  const seconds = String(Math.floor(now / 1000))
  const mac = createHmac('sha256', SECRET).update(`${id}.${seconds}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/cloudevents-batch+json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${mac}`,
  }
  try {
    const response = await fetch(url, { method: 'POST', body, headers })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    // The connection died with the server: whatever became of it, nobody was told that it is kept.
    return false
  }
}

const eventOf = (order: Order, at: number) => ({
  specversion: '1.0',
  id: `${order.orderNo}-${order.version}`,
  source: '/12345',
  type: 'order',
  data: dataOf(order, at),
})

export function dataOf({ orderNo, version, closed }: Order, at: number) {
  const received = new Date(at).toISOString()
  const changed = new Date(at + version * 1000).toISOString()
  const steps = [
    { status: 'received', at: received },
    { status: closed ? 'direct_answered' : 'dispatched', at: changed },
  ]
  const history = closed ? [...steps, { status: 'closed', at: changed }] : steps
  return {
    orderNo,
    version,
    updatedAt: changed,
    receivedAt: received,
    type: '咨询',
    townCode: '211002016',
    history,
  }
}
