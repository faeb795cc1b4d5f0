import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Asking } from '../deeds/deed-city.fixture.ts'
import { openPublicationCity, type PublicationCity } from './publications.fixture.ts'
import { feed as road, fields, RECORDS } from './roads.fixture.ts'

let city: PublicationCity
let operator: Asking
beforeEach(async () => {
  city = await openPublicationCity()
  operator = city.as(['operator'])
})
afterEach(() => city.close())

const feed = (mapping: Fields = {}): FeedDocument =>
  road(mapping, { connector: 'webhook', secrets: { hmac: 'FEED_ROADS_HMAC' } })
const titled = (from: string) => ({ ...fields, title: { from, as: 'text', mask: false, required: true } })
const draft = feed({ fields: titled('name') })
const start = (document: object = draft) => operator.post('/api/feeds/beside', { document })

test('[PUBL16] an operator starts it beside what is in force, looks at it, and stops it; nothing of it is journaled', async () => {
  expect((await start()).status).toBe(404)
  expect((await operator.get('/api/feeds/roads/beside')).status).toBe(404)
  const publication = { family: 'feed', id: 'roads', act: 'publish', document: feed(), note: '试', seen: '' }
  expect((await operator.post('/api/documents', publication)).status).toBe(200)
  expect((await operator.get('/api/feeds/roads/beside')).body).toEqual({ beside: null })
  expect(await start(feed())).toMatchObject({ status: 409, body: { code: 'nothingNew' } })
  const faulty = feed({ fields: { title: { from: 'name', as: 'nothing' } } })
  expect(await start(faulty)).toMatchObject({ status: 400, body: { code: 'faultyDocument' } })
  const before = city.engine.city.seq
  expect((await start()).body.beside).toMatchObject({ state: 'running', document: { id: 'roads' } })
  city.settings.environment.set('FEED_ROADS_HMAC', 'word'.repeat(8))
  const said = { ...RECORDS[0], name: `${'word'.repeat(8)} 13912345678` }
  city.beside.look(feed(), { records: [said] }, city.now())
  await new Promise(resolve => setImmediate(resolve))
  const told = (await operator.get('/api/feeds/roads/beside')).body.beside
  expect(told).toMatchObject({ counts: { differs: 1, same: 0 }, latest: [{ says: 'differs' }] })
  expect(told.latest[0].fields.map(({ name }: { name: string }) => name)).toContain('fields/title')
  for (const word of ['word'.repeat(8), '13912345678']) expect(JSON.stringify(told)).not.toContain(word)
  expect((await operator.post('/api/feeds/beside/stop', { id: 'roads' })).body).toEqual({ beside: null })
  expect(city.engine.city.seq).toBe(before)
})
