import { createHmac } from 'node:crypto'
import { CloudEvent, HTTP } from 'cloudevents'
import { expect, test } from 'vitest'
import { openReach } from '../feed-for-tests.ts'
import { FeedError, type FeedAccess, type Page, type Received } from '../connector.ts'
import { webhook } from './webhook.ts'

const NOW = 1_795_363_200_000
const SECRET = 'first second'

function setUp(over: Partial<FeedAccess> = {}) {
  const pages: Page[] = []
  const logs: string[] = []
  const access: FeedAccess = {
    feed: 'hotline',
    settings: {},
    secret: () => SECRET,
    hasSecret: () => true,
    fileOf: path => path,
    reach: openReach,
    position: () => null,
    aside: work => work(),
    take: async page => {
      pages.push(page)
      return {
        accepted: page.records.length,
        duplicate: 0,
        quarantined: page.unreadable?.length ?? 0,
        refused: 0,
      }
    },
    reached: async () => undefined,
    fail: async () => undefined,
    now: () => NOW,
    speed: 1,
    log: (level, message) => logs.push(`${level} ${message}`),
    ...over,
  }
  const { receive } = webhook.start(access)
  if (receive === undefined) throw new Error('a webhook must receive')
  return { pages, logs, receive }
}

const missing = () => {
  throw new FeedError('the secret for "hmac" is missing', { blame: 'config', retry: false })
}

interface Sending {
  readonly id?: string
  readonly seconds?: number
  readonly secret?: string
  readonly headers?: Record<string, string>
}

function signed(
  body: string | Buffer,
  { id = 'm1', seconds = NOW / 1000, secret = 'first', headers = {} }: Sending = {},
): Received {
  const bytes = Buffer.from(body)
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.`).update(bytes).digest('base64')
  const signature = {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,AAAA v1,${mac}`,
  }
  return {
    headers: { 'content-type': 'application/cloudevents+json', ...headers, ...signature },
    body: bytes,
  }
}

const event = (data: unknown) => new CloudEvent({ id: 'e1', source: '/hotline', type: 'order', data })
const batchType = { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' }

test('[HOOK1] structured, binary and batch events of the official SDK are taken', async () => {
  const { receive, pages } = setUp()
  const structured = HTTP.structured(event({ orderNo: 1 }))
  const binary = HTTP.binary(event({ orderNo: 2 }))
  const all = [
    signed(String(structured.body), { id: 'a', headers: structured.headers as Record<string, string> }),
    signed(String(binary.body), { id: 'b', headers: binary.headers as Record<string, string> }),
    signed(JSON.stringify([event({ orderNo: 3 }), event({ orderNo: 4 })]), { id: 'c', headers: batchType }),
  ]
  for (const request of all) expect((await receive(request)).status).toBe(200)
  expect(pages.flatMap(page => page.records)).toEqual([1, 2, 3, 4].map(orderNo => ({ orderNo })))
})

test('[HOOK2] (A22) a signature that does not fit is a 401, logged and not stored', async () => {
  const { receive, pages, logs } = setUp()
  const good = signed('[]', { headers: batchType })
  const cases: Received[] = [
    { ...good, body: Buffer.from('[ ]') },
    signed('[]', { secret: 'wrong', headers: batchType }),
    { ...good, headers: { ...good.headers, 'webhook-id': 'm2' } },
    { ...good, headers: { ...good.headers, 'webhook-timestamp': String(NOW / 1000 + 1) } },
    { ...good, headers: { ...good.headers, 'webhook-signature': 'v1,' } },
    { ...good, headers: { 'content-type': 'application/json' } },
    { ...good, headers: { ...good.headers, 'webhook-timestamp': '1e9' } },
  ]
  for (const request of cases) expect((await receive(request)).status).toBe(401)
  expect([pages.length, logs.length]).toEqual([0, 1])
})

test('[HOOK3] [HOOK4] an old, early or reused message is refused, a repeated one passes', async () => {
  const { receive, pages } = setUp()
  const statusOf = async (request: Received) => (await receive(request)).status
  expect(await statusOf(signed('[]', { seconds: NOW / 1000 - 301, headers: batchType }))).toBe(401)
  expect(await statusOf(signed('[]', { seconds: NOW / 1000 + 301, headers: batchType }))).toBe(401)
  expect(await statusOf(signed('[]', { id: 'x', headers: batchType }))).toBe(200)
  expect(await statusOf(signed('[]', { id: 'x', headers: batchType }))).toBe(200)
  expect(await statusOf(signed('[ ]', { id: 'x', headers: batchType }))).toBe(401)
  expect(pages).toHaveLength(2)
})

test('[HOOK5] both live secrets are good', async () => {
  const { receive } = setUp()
  for (const secret of ['first', 'second']) {
    expect((await receive(signed('[]', { id: secret, secret, headers: batchType }))).status).toBe(200)
  }
})

test('[HOOK10] (T-HOOK-01) blanks around a secret make no empty one that anybody could sign with', async () => {
  for (const secret of [' first', 'first ', 'first  second', '\tfirst\n']) {
    const { receive, pages } = setUp({ secret: () => secret })
    expect((await receive(signed('[]', { secret: '', headers: batchType }))).status).toBe(401)
    expect(pages).toEqual([])
    expect((await receive(signed('[]', { id: 'm2', headers: batchType }))).status).toBe(200)
  }
  expect(() => setUp({ secret: missing })).toThrow('is missing')
})

test('[HOOK6] what cannot be read is a 2xx with its reason in quarantine, and its neighbours go in', async () => {
  const { receive, pages } = setUp()
  const batch = [
    event({ orderNo: 1 }),
    { specversion: '0.3' },
    7,
    { specversion: '1.0', id: 'x', source: '' },
  ]
  const answer = await receive(signed(JSON.stringify(batch), { id: 'a', headers: batchType }))
  expect(answer).toEqual({ status: 200, body: { accepted: 1, duplicate: 0, quarantined: 3, refused: 0 } })
  expect(pages[0]?.unreadable?.map(item => [item.path, item.reason])).toEqual([
    ['[1]', 'specversion must be "1.0"'],
    ['[2]', 'an event must be a JSON object'],
    ['[3]', 'the attribute "source" is missing'],
  ])
  for (const [id, body] of Object.entries({ b: '{"specversion"', c: '"text"', d: '' })) {
    expect((await receive(signed(body, { id }))).body['quarantined']).toBe(1)
  }
  const plain = await receive(signed('{}', { id: 'e', headers: { 'content-type': 'application/json' } }))
  expect(plain.body['quarantined']).toBe(1)
})

test('[HOOK7] an empty batch is a page without records', async () => {
  const { receive, pages } = setUp()
  await receive(signed('[]', { headers: batchType }))
  expect(pages).toEqual([{ records: [], unreadable: [] }])
})

test('[HOOK8] the window is five real minutes, however fast the city', async () => {
  const { receive } = setUp({ speed: 60 })
  const hour = signed('[]', { seconds: NOW / 1000 - 3_600, headers: batchType })
  expect((await receive(hour)).status).toBe(200)
})

test('[HOOK9] forged pushes do not fill the log: the first is told, the others are counted', async () => {
  let now = NOW
  const { logs, receive } = setUp({ now: () => now })
  const forged: Received = { headers: {}, body: Buffer.from('{}') }
  for (let i = 0; i < 500; i++) expect((await receive(forged)).status).toBe(401)
  expect(logs).toEqual([expect.stringMatching(/^warn refused a push: /)])
  now += 60_000
  await receive(forged)
  expect(logs).toHaveLength(2)
  expect(logs[1]).toContain('(and 499 more since the last of these)')
})
