import { expect, test } from 'vitest'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { connectors } from '../connectors/registry.ts'
import { ALL_BYTES, createRecent, MOST_BYTES, MOST_RECENT } from './recent.ts'

const feed = (over: Partial<FeedDocument> = {}): FeedDocument => ({
  ...{ id: 'meters', source: 'meters', connector: 'webhook', kind: 'point', settings: {}, mapping: {} },
  ...{ title: { zh: '测点', en: '' }, department: { zh: '演示局', en: '' }, simulated: true },
  ...{ rhythm: { type: 'none' }, secrets: { hmac: 'FEED_METERS' } },
  ...over,
})
const many = (n: number, from = 0, fill = '') => Array.from({ length: n }, (_, i) => ({ n: from + i, fill }))

test('[INT47] of a feed that is pushed to the last hundred records are at hand, with when they came', () => {
  const recent = createRecent(connectors)
  expect(recent.of(feed())).toBeNull()
  recent.note(feed(), { records: [] }, 1)
  expect(recent.of(feed())).toBeNull()
  recent.note(feed(), { records: many(70) }, 10_000)
  const broken = { reason: 'not JSON', path: '[3]', sample: '{' }
  recent.note(feed(), { records: many(50, 70), unreadable: [broken] }, 20_000)
  const told = recent.of(feed())!
  expect([told.since, told.until, told.records.length + told.unreadable.length]).toEqual([
    10_000,
    20_000,
    MOST_RECENT,
  ])
  expect(told.records.at(-1)).toEqual({ n: 119, fill: '' })
  expect(told.unreadable).toEqual([broken])
  recent.note(feed(), { records: many(500) }, 30_000)
  expect(recent.of(feed())).toMatchObject({ since: 30_000, until: 30_000, unreadable: [] })
  expect(recent.of(feed())?.records[0]).toEqual({ n: 400, fill: '' })
})

test('[INT47] of what comes within a second no more than a hundred are noted, whatever the size of its pages', () => {
  const recent = createRecent(connectors)
  const last = () => recent.of(feed())?.records.at(-1)
  for (let n = 0; n < 40; n++) recent.note(feed(), { records: many(10, 10 * n) }, 10_000 + 20 * n)
  expect([recent.of(feed())?.records.length, last()]).toEqual([MOST_RECENT, { n: 99, fill: '' }])
  let writtenOut = 0
  const record = { toJSON: () => ({ n: (writtenOut += 1) }) }
  for (let n = 0; n < 40; n++) recent.note(feed(), { records: Array(50).fill(record) }, 20_000 + 20 * n)
  expect(writtenOut).toBe(MOST_RECENT)
  recent.note(feed(), { records: many(1, 7) }, 21_000)
  expect(last()).toEqual({ n: 7, fill: '' })
})

test('[INT47] under another mapping they stay; over another connection, once it is retired, and of one that is asked there are none', () => {
  const recent = createRecent(connectors)
  recent.note(feed(), { records: many(3) }, 1)
  expect(recent.of(feed({ mapping: { id: { from: 'n' } } }))?.records).toHaveLength(3)
  expect(recent.of(feed({ secrets: { hmac: 'FEED_METERS_NEW' } }))).toBeNull()
  const broker = feed({ connector: 'mqtt', settings: { url: 'mqtt://127.0.0.1', topics: ['a'] } })
  expect(recent.of(broker)).toBeNull()
  recent.note(broker, { records: many(1) }, 2)
  expect(recent.of(broker)?.records).toHaveLength(1)
  expect(recent.of(feed())).toBeNull()
  recent.keepOnly([feed({ id: 'other' })])
  expect(recent.of(broker)).toBeNull()
  const asked = feed({ connector: 'http-poll', settings: { url: 'http://127.0.0.1' } })
  recent.note(asked, { records: many(3) }, 1)
  expect(recent.of(asked)).toBeNull()
})

test('[INT47] they are bounded in bytes: of a record, of a feed, and of all feeds, the one that is silent longest going first', () => {
  const recent = createRecent(connectors)
  const long = (bytes: number) => 'x'.repeat(bytes / 2)
  recent.note(feed(), { records: [...many(1, 0, long(64 * 1024)), ...many(1, 1)] }, 1)
  expect(recent.of(feed())?.records).toEqual(many(1, 1))
  recent.note(feed(), { records: many(100, 0, long(60_000)) }, 2_000)
  expect(recent.of(feed())!.records.length).toBeLessThanOrEqual(MOST_BYTES / 60_000)
  expect(recent.of(feed())!.records.length).toBeGreaterThan(MOST_BYTES / 60_000 - 2)
  const others = Array.from({ length: Math.ceil(ALL_BYTES / MOST_BYTES) + 6 }, (_, i) =>
    feed({ id: `f${i}` }),
  )
  recent.note(others[0]!, { records: many(1) }, 3)
  for (const each of others.slice(1)) recent.note(each, { records: many(20, 0, long(60_000)) }, 4)
  expect(recent.of(feed())).toBeNull()
  expect(recent.of(others.at(-1)!)).not.toBeNull()
})
