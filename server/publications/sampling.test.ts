import { afterEach, beforeEach, expect, test } from 'vitest'
import { httpUpstream, type HttpUpstream } from '../connectors/http-upstream-for-tests.ts'
import type { Asking } from '../deeds/deed-city.fixture.ts'
import { openPublicationCity, type PublicationCity } from './publications.fixture.ts'
import { feed as road } from './roads.fixture.ts'

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

test('[PUBL10] an upstream that says more than a hundred records has all of them counted, and a hundred tried and accounted for', async () => {
  const many = Array.from({ length: 250 }, (_, i) => ({
    ...{ no: i % 5 === 0 ? '' : `E-${i}`, at: '2026-11-23 08:00:00', what: '塌陷' },
  }))
  upstream.answer = (_, response) => response.end(JSON.stringify({ data: many }))
  const { body } = await sample({ kind: 'occurrence', mapping: road().mapping })
  expect(body).toMatchObject({ outcome: 'records', came: 250, accepted: 80, refused: 20, pushed: null })
  expect(body.records).toHaveLength(100)
  const refused = body.records.filter(({ mapped }: { mapped: { ok: boolean } }) => !mapped.ok)
  expect(refused).toHaveLength(20)
  for (const { mapped } of refused)
    expect(mapped).toMatchObject({ path: 'no', reason: expect.stringMatching(/./) })
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

test('[PUBL10] (T-SEC-02) nor is anything that a mapping makes of it, whole or in parts', async () => {
  const secrets = { token: 'FEED_TRIED_TOKEN' }
  const document = feed({ secrets, mapping: { id: { from: 'code' }, at: { received: true }, fields: {} } })
  const publication = { family: 'feed', id: 'tried', act: 'publish', document, note: '试', seen: '' }
  expect((await operator.post('/api/documents', publication)).status).toBe(200)
  city.settings.environment.set('FEED_TRIED_TOKEN', 'token-of-the-bureau')
  upstream.answer = (request, response) => {
    const said = String(request.headers.authorization)
    response.end(JSON.stringify({ data: [{ no: 'E-1', said, at: '2026-11-23 08:00:00' }] }))
  }
  const title = (over: object) => ({ from: 'said', as: 'text', mask: false, required: true, ...over })
  const made = async (over: object) => {
    const mapping = {
      ...{ id: { from: 'no' }, at: { from: 'at' }, event: { from: 'at' }, area: [{ const: '211000' }] },
      fields: { number: { from: 'no', as: 'identifier', required: true }, title: title(over) },
    }
    const { body } = await operator.post('/api/documents/sample', {
      document: { ...document, kind: 'occurrence', mapping },
    })
    expect(body).toMatchObject({ outcome: 'records', accepted: 1 })
    expect(JSON.stringify(body)).not.toContain('token-of-the-bureau')
    return body.records[0].mapped.fact.fields.title as string
  }
  expect(await made({})).toBe('Bearer …')
  // What was cut off would be known by its letters no more.
  expect(await made({ max: 14 })).toBe('Bearer …')
})

test('[PUBL13] (T-SEC-02) a secret that was set for a draft is sent to the address of then, before anything is published', async () => {
  const secrets = { token: 'FEED_TRIED_TOKEN' }
  const mapping = { id: { from: 'code' }, at: { received: true }, fields: {} }
  const document = feed({ secrets, mapping })
  const draft = (of: object) =>
    operator.post('/api/documents/drafts', {
      ...{ family: 'feed', id: 'tried', act: 'publish', document: of, note: '', basis: '' },
    })
  expect((await draft(document)).status).toBe(200)
  expect([...city.waiting()]).toEqual([
    ['FEED_TRIED_TOKEN', [{ feed: 'tried', place: expect.any(String), to: upstream.url }]],
  ])
  const [waiting] = city.waiting().get('FEED_TRIED_TOKEN')!
  city.settings.environment.set('FEED_TRIED_TOKEN', 'token-of-the-bureau')
  // It has a value, and nobody said for this address.
  const unbound = await operator.post('/api/documents/sample', { document })
  expect(unbound.body.error).toContain('was not set for this address; save the draft and have it set again')
  expect(upstream.requests).toHaveLength(0)
  city.settings.setFor.set('FEED_TRIED_TOKEN', waiting!)
  const { body } = await operator.post('/api/documents/sample', { document })
  expect(body).toMatchObject({ outcome: 'records' })
  expect(upstream.requests[0]?.headers.authorization).toContain('token-of-the-bureau')
  // Neither to another address, nor for another draft; and saving that draft does not change it.
  const other = await httpUpstream((_, response) => response.end('{}'))
  const moved = { ...document, settings: { ...document.settings, url: `${other.url}/records` } }
  for (const each of [moved, { ...document, id: 'tried.token' }])
    expect((await operator.post('/api/documents/sample', { document: each })).status).toBe(400)
  expect((await draft(moved)).status).toBe(200)
  const refused = await operator.post('/api/documents/sample', { document: moved })
  expect(refused.body.error).toContain(`was set for ${upstream.url}, not for this address`)
  const publication = { family: 'feed', id: 'tried', act: 'publish', note: '试', seen: '' }
  expect((await operator.post('/api/documents', { ...publication, document: moved })).status).toBe(400)
  expect(other.requests).toHaveLength(0)
  await other.close()
  // As it was sampled it is published; from then on no draft of it waits for the same name.
  expect((await operator.post('/api/documents', { ...publication, document })).status).toBe(200)
  expect((await draft(moved)).status).toBe(200)
  expect([...city.waiting()]).toEqual([])
})

test('[PUBL13] drafts wait that could be connected by, of secrets that are called after them and that nothing else names', async () => {
  const save = (id: string, over: object) =>
    operator.post('/api/documents/drafts', {
      ...{ family: 'feed', id, act: 'publish', note: '', basis: '', document: feed({ id, ...over }) },
    })
  const { settings } = feed()
  await save('one', {
    secrets: { token: 'FEED_ONE' },
    settings: { ...settings, url: 'https://u:p@Host:8443/a?b=c' },
  })
  await save('two', { secrets: { token: 'FEED_ONE' } })
  await save('three', { secrets: { token: 'FEED_THREE' }, connector: 'fax' })
  await save('four', { secrets: { token: 'FEED_FOUR' }, settings: { ...settings, url: 'http://' } })
  await save('five', { secrets: 'FEED_FIVE' })
  await save('six', {
    ...{ connector: 'webhook', settings: {}, secrets: { hmac: 'FEED_SIX' } },
  })
  const table = { dialect: 'mysql', host: '10.0.0.7', database: 'demo', user: 'reader', table: 'events' }
  await save('seven', {
    ...{ connector: 'sql-poll', secrets: { password: 'FEED_SEVEN' } },
    settings: { ...table, everySeconds: 60 },
  })
  const told = [...city.waiting()].map(([name, drafts]) => [name, drafts.map(({ feed: id, to }) => [id, to])])
  expect(told.sort()).toEqual([
    ['FEED_ONE', [['one', 'https://host:8443']]],
    ['FEED_SEVEN', [['seven', 'mysql://10.0.0.7/demo']]],
    ['FEED_SIX', [['six', '']]],
  ])
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
