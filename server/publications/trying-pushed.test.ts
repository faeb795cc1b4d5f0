import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { SampleRecord } from '../../shared/sync/trial.ts'
import type { Asking } from '../deeds/deed-city.fixture.ts'
import { openPublicationCity, type PublicationCity } from './publications.fixture.ts'
import { feed as road } from './roads.fixture.ts'

let city: PublicationCity
let operator: Asking
beforeEach(async () => {
  city = await openPublicationCity()
  operator = city.as(['operator'])
  city.settings.environment.set('FEED_ROADS_HMAC', 'word'.repeat(8))
})
afterEach(() => city.close())

const feed = (mapping: Fields = {}, over: Partial<FeedDocument> = {}): FeedDocument =>
  road(mapping, { ...{ connector: 'webhook', secrets: { hmac: 'FEED_ROADS_HMAC' } }, ...over })
const sample = async (document: FeedDocument, more: object = {}) =>
  (await operator.post('/api/documents/sample', { document, ...more })).body
/** In force: a feed of the console whose secret is not set for it yet, as for anybody's first one. */
async function publish(document: FeedDocument): Promise<void> {
  const { status, body } = await operator.post('/api/documents', {
    ...{ family: 'feed', id: document.id, act: 'publish', document, note: '试', seen: '' },
  })
  expect([status, body.error]).toEqual([200, undefined])
}
const publishPushed = async () => {
  city.settings.environment.delete('FEED_ROADS_HMAC')
  await publish(feed())
  city.settings.environment.set('FEED_ROADS_HMAC', 'word'.repeat(8))
}
const records = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    ...{ no: `E-${i}`, at: '2026-11-23 08:00:00' },
    ...(i % 4 === 0 ? {} : { what: '塌陷' }),
  }))

test('[PUBL14] what was pushed lately is tried at once, masked, with when it came; and nothing of it is journaled', async () => {
  await publishPushed()
  expect(await sample(feed())).toMatchObject({ outcome: 'pushed', came: 0, pushed: null })
  const said = { ...records(2)[1], 联系人: '演示某', note: `13912345678 ${'word'.repeat(8)}` }
  city.recent.note(feed(), { records: [said] }, 1_000)
  city.recent.note(feed(), { records: records(2) }, 2_000)
  const before = city.engine.city.seq
  const told = await sample(feed())
  expect(told).toMatchObject({ outcome: 'records', came: 3, accepted: 2, refused: 1 })
  expect(told.pushed).toEqual({ since: 1_000, until: 2_000 })
  for (const word of ['演示某', '13912345678', 'word'.repeat(8)])
    expect(JSON.stringify(told)).not.toContain(word)
  expect(city.engine.city.seq).toBe(before)
})

test('[PUBL14] over another connection, as another feed, or where a new connection is wanted, nothing that is held is tried', async () => {
  await publishPushed()
  city.recent.note(feed(), { records: records(3) }, 1_000)
  expect((await sample(feed({ fields: {} }))).came).toBe(3)
  expect(await sample(feed(), { anew: true })).toMatchObject({ outcome: 'pushed', came: 0 })
  const { secrets: _, ...bare } = feed()
  expect((await sample(bare)).came).toBe(0)
  expect((await sample({ ...bare, id: 'other' })).came).toBe(0)
})

test('[PUBL10] a hundred records are tried, each taken or refused with its reason', async () => {
  await publishPushed()
  city.recent.note(feed(), { records: records(250) }, 1_000)
  const held = await sample(feed())
  expect([held.came, held.records.length]).toEqual([100, 100])
  expect([held.accepted, held.refused]).toEqual([75, 25])
  const refused = (held.records as SampleRecord[]).flatMap(({ mapped }) => (mapped.ok ? [] : [mapped]))
  expect(refused).toHaveLength(25)
  for (const each of refused) expect(each).toMatchObject({ path: 'what', reason: expect.stringMatching(/./) })
})

test('[PUBL10] what could not even be read is among what was tried, with its reason', async () => {
  await publishPushed()
  const broken = { reason: 'not JSON: 13912345678', path: '[1]', sample: '{"tel": "13912345678"' }
  city.recent.note(feed(), { records: records(2), unreadable: [broken] }, 1_000)
  const told = await sample(feed())
  expect(told).toMatchObject({ came: 3, accepted: 1, refused: 2 })
  expect(told.records[2].mapped).toMatchObject({ ok: false, path: '[1]' })
  expect(JSON.stringify(told)).not.toContain('13912345678')
})
