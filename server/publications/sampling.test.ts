import { afterEach, beforeEach, expect, test } from 'vitest'
import { httpUpstream, type HttpUpstream } from '../connectors/http-upstream-for-tests.ts'
import type { Asking } from '../deeds/deed-city.fixture.ts'
import { openPublicationCity, type PublicationCity } from './publications.fixture.ts'

let city: PublicationCity
let operator: Asking
let upstream: HttpUpstream
const RECORDS = [
  { code: 'P1', level: 2, note: '联系电话 13912345678', when: '2026-11-23 08:00:00' },
  { code: 'P2', level: 'high', note: '', when: '2026-11-23 08:10:00' },
]
beforeEach(async () => {
  city = await openPublicationCity()
  operator = city.as(['operator'])
  upstream = await httpUpstream((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: RECORDS }))
  })
})
afterEach(async () => {
  await upstream.close()
  await city.close()
})

const feed = (over: object = {}) => ({
  ...{ id: 'tried', title: { zh: '试接', en: 'Tried' }, department: { zh: '演示部门', en: 'Demo' } },
  ...{ source: 'tried', connector: 'http-poll', kind: 'project', rhythm: { type: 'every', seconds: 60 } },
  settings: { url: `${upstream.url}/records`, everySeconds: 60, records: 'data' },
  ...{ mapping: {}, simulated: true },
  ...over,
})
const sample = (over: object = {}) => operator.post('/api/documents/sample', { document: feed(over) })

test('[PUBL10] what an upstream says is shown masked, and the journal hears of nothing', async () => {
  const before = city.engine.city.seq
  const { status, body } = await sample()
  expect(status).toBe(200)
  expect(body).toMatchObject({ outcome: 'records', reason: '' })
  expect(body.records).toHaveLength(2)
  expect(body.records[0].raw).toContain('"code": "P1"')
  expect(JSON.stringify(body)).not.toContain('13912345678')
  expect(city.engine.city.seq).toBe(before)
  expect(city.engine.city.feeds.has('tried')).toBe(false)
  // One question: the page was not said to be kept, and it is not asked for again and again.
  expect(upstream.requests).toHaveLength(1)
})

test('[PUBL10] an upstream that is away, silent or wrong says so as its feed would', async () => {
  upstream.answer = (_, response) => {
    response.statusCode = 503
    response.end('down')
  }
  expect((await sample()).body).toMatchObject({ outcome: 'failed', records: [] })
  upstream.answer = (_, response) => response.end(JSON.stringify({ data: [] }))
  expect((await sample()).body).toMatchObject({ outcome: 'silent', records: [], accepted: 0, refused: 0 })
  expect((await sample({ secrets: { token: 'FEED_TRIED_TOKEN' } })).body).toMatchObject({
    ...{ outcome: 'failed', reason: 'the secret for "token" is missing: FEED_TRIED_TOKEN is not set' },
  })
  const faulty = await sample({ connector: 'fax' })
  expect(faulty).toMatchObject({ status: 400, body: { code: 'faultyDocument' } })
})

test('[PUBL10] what is not mapped yet is looked at all the same', async () => {
  const { settings, connector } = feed()
  const { body } = await operator.post('/api/documents/sample', { document: { connector, settings } })
  expect(body).toMatchObject({ outcome: 'records', accepted: 0, refused: 2 })
  expect(body.records[0]).toMatchObject({ mapped: { ok: false, reason: '' } })
  const none = await operator.post('/api/documents/sample', { document: { connector } })
  expect(none).toMatchObject({ status: 400, body: { code: 'faultyDocument' } })
})

test('[PUBL10] one that is pushed to has nothing to ask, once its secret is set', async () => {
  const mapping = { id: { from: 'code' }, at: { received: true }, fields: {} }
  const pushed = feed({ connector: 'webhook', settings: {}, secrets: { hmac: 'FEED_TRIED_HMAC' }, mapping })
  const publication = { family: 'feed', id: 'tried', act: 'publish', document: pushed, note: '试', seen: '' }
  expect((await operator.post('/api/documents', publication)).body).toMatchObject({ version: 1 })
  city.settings.environment.set('FEED_TRIED_HMAC', 'word'.repeat(8))
  expect((await operator.post('/api/documents/sample', { document: pushed })).body.outcome).toBe('pushed')
})

test('[PUBL10] (T-SEC-02, T-PII-01) what an upstream repeats of a secret, and what stands under a personal name, is not shown', async () => {
  const secrets = { token: 'FEED_TRIED_TOKEN' }
  const mapping = { id: { from: 'code' }, at: { received: true }, fields: {} }
  const document = feed({ secrets, mapping })
  const publication = { family: 'feed', id: 'tried', act: 'publish', document, note: '试', seen: '' }
  expect((await operator.post('/api/documents', publication)).status).toBe(200)
  city.settings.environment.set('FEED_TRIED_TOKEN', 'token-of-the-bureau')
  upstream.answer = (request, response) => {
    const said = String(request.headers.authorization)
    response.end(JSON.stringify({ data: [{ said, 联系人: '演示某', phone: 5551234 }] }))
  }
  const { body } = await operator.post('/api/documents/sample', { document })
  expect(body.records).toHaveLength(1)
  for (const word of ['token-of-the-bureau', '演示某', '5551234'])
    expect(JSON.stringify(body)).not.toContain(word)
  // To another host it does not go.
  const elsewhere = { ...document, settings: { ...document.settings, url: 'http://127.0.0.1:9/records' } }
  const refused = await operator.post('/api/documents/sample', { document: elsewhere })
  expect(refused).toMatchObject({ status: 400, body: { code: 'faultyDocument' } })
  expect(refused.body.error).toContain('was not set for this address')
})

test('[PUBL10] whoever holds on is let go, and what it says meanwhile is said once', async () => {
  let asked = 0
  upstream.answer = (_, response) => {
    asked++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: RECORDS }))
  }
  const { body } = await sample({ settings: { url: `${upstream.url}/r`, everySeconds: 1, records: 'data' } })
  expect(body.records).toHaveLength(2)
  const before = asked
  await new Promise(resolve => setTimeout(resolve, 2_500))
  expect(asked).toBe(before)
})
