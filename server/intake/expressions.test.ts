import { Type } from 'typebox'
import { afterAll, expect, test } from 'vitest'
import { areas, ticket } from '../../shared/city/ticket.fixture.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { Draft } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Connector, FeedAccess } from '../connectors/connector.ts'
import { createEvaluator } from '../expressions/evaluator.ts'
import { Feeds } from './feeds.ts'
import { mappingOf } from './mapping.ts'

const evaluator = createEvaluator()
afterAll(() => evaluator.stop())

const AT = '2026-11-22 10:00:00'
const NOW = Date.parse('2026-11-22T10:05:00+08:00')
const feedOf = (id: string, from: unknown): FeedDocument => ({
  ...{ id, title: { zh: id, en: id }, department: { zh: '市数据局', en: '' }, source: id, connector: 'held' },
  ...{ settings: {}, kind: 'ticket', rhythm: { type: 'none' }, simulated: true },
  mapping: {
    ...{ id: { from: 'no' }, at: { from: 'at' } },
    fields: { topic: { from: 'topic', as: 'text' }, amount: { from, as: 'integer', required: true } },
  } as FeedDocument['mapping'],
})

function running(...documents: readonly FeedDocument[]) {
  const drafts: Draft[] = []
  const access = new Map<string, FeedAccess>()
  const connector: Connector = {
    ...{ id: 'held', settings: Type.Object({}), secrets: [] },
    start(given) {
      access.set(given.feed, given)
      return { stop: async () => undefined }
    },
  }
  const feeds = new Feeds({
    connectors: new Map([['held', connector]]),
    mapping: mappingOf({ areas, box: [122, 40, 124, 42], codes: {} }, [ticket]),
    evaluate: evaluator.evaluate,
    mask,
    secret: () => undefined,
    submit: async draft => {
      drafts.push(draft)
      return { seq: drafts.length, ...draft }
    },
    fileOf: path => path,
    reach: () => Promise.reject(new Error('nowhere')),
    ...{ position: () => null, reason: () => '', quarantined: () => [], retaken: () => null },
    ...{ now: () => NOW, speed: 1, log: () => undefined },
  })
  for (const document of documents) feeds.start(document)
  const take = (feed: string, ...records: readonly object[]) =>
    access
      .get(feed)!
      .take({ records: records.map((each, i) => ({ no: `${i}`, at: AT, topic: 'x', ...each })) })
  return { feeds, drafts, take }
}

const MANY = Array.from({ length: 2_000 }, (_, i) => i)
const ENDLESS = 'record.l.all(a, record.l.all(b, record.l.all(c, a + b + c >= 0.0))) ? 1 : 0'

test('[EXPR10] what fails sets its own record aside, with the expression and the field; what cannot end as well', async () => {
  const { drafts, take } = running(feedOf('a', { cel: ENDLESS }))
  expect(await take('a', { l: [1] }, { l: MANY }, { l: [2] }, {})).toMatchObject({
    accepted: 2,
    quarantined: 2,
  })
  const [draft] = drafts
  expect(draft?.facts.map(fact => fact.type === 'record' && [fact.id, fact.fields['amount']])).toEqual([
    ['a/0', 1],
    ['a/2', 1],
  ])
  expect(draft?.quarantined.map(({ reason, path, blame }) => [reason, path, blame])).toEqual([
    [
      expect.stringMatching(/^the expression failed: it was ended after 1500 ms in “record\.l\.all/),
      'fields/amount',
      'mapping',
    ],
    [
      expect.stringMatching(/^the expression failed: No such key: l \(at sign 8\) in “/),
      'fields/amount',
      'mapping',
    ],
  ])
  // What the journal holds is the facts: nothing of an expression is in it, so nothing is evaluated when they are folded again.
  expect(JSON.stringify(draft?.facts)).not.toContain('cel')
})

test('[EXPR6] feeds without expressions, and those with others, go on while one is held up', async () => {
  const { drafts, take } = running(
    feedOf('held', { cel: ENDLESS }),
    feedOf('plain', 'amount'),
    feedOf('other', { cel: 'record.amount * 2.0' }),
  )
  const held = take('held', { l: MANY, other: 'record' })
  const next = take('held', { l: [1] })
  await Promise.all([take('plain', { amount: 5 }), take('other', { amount: 5 })])
  expect(drafts.map(({ feed }) => feed)).toEqual(['plain', 'other'])
  await Promise.all([held, next])
  expect(drafts.map(({ feed, counts }) => [feed, counts.accepted])).toEqual([
    ['plain', 1],
    ['other', 1],
    ['held', 0],
    ['held', 1],
  ])
})

test('[EXPR2] a feed whose expression is none does not start, and says which', () => {
  expect(() =>
    mappingOf({ areas, box: [122, 40, 124, 42], codes: {} }, [ticket])(feedOf('a', { cel: 'rekord.x' })),
  ).toThrow(
    /\/fields\/amount\/from\/cel: there is no “rekord”: an expression sees record alone \(at sign 1\)/,
  )
})
