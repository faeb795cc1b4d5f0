import { expect, test } from 'vitest'
import { areas, START, ticket } from '../../shared/city/ticket.fixture.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openBesideStore } from '../journal/beside-store.ts'
import { feedChanges } from './feed-changes.ts'
import { draftOf, type MetWord } from './intake.ts'
import { mappingOf } from './mapping.ts'
import { createUnknownWords } from './unknown-words.ts'

const folders = cityFolders('unknown-words')
const feedOf = (id: string, mapping: Value): FeedDocument => ({
  ...{ id, title: { zh: id, en: id }, department: { zh: '市数据局', en: '' }, source: id },
  ...{ connector: 'http-poll', settings: {}, kind: 'ticket', mapping, rhythm: { type: 'none' } },
  simulated: true,
})
const FEED = feedOf('a', {
  id: { from: 'no' },
  at: { from: 'at' },
  area: [{ town: 't' }],
  fields: {
    topic: { from: 'topic', as: 'code', table: { '1': 'x' } },
    amount: { from: 'n', as: 'integer', required: true },
    dueAt: { from: 'due', as: 'integer' },
    items: { from: 'items', as: 'objects', fields: { n: { from: 'n', as: 'integer' } } },
  },
})
const record = (no: string, over = {}): Value => ({
  ...{ no, at: '2026-11-22 10:00:00', topic: '9', n: 5, due: 7, items: [], t: '安平街道' },
  ...over,
})

function taking() {
  const db = folders.open(folders.fresh())
  const engine = ticketEngine(db)
  const words = createUnknownWords(openBesideStore(db, 'unknown'))
  const map = mappingOf({ areas, box: [122, 40, 124, 42], codes: {} }, [ticket])(FEED)
  const take = async (at: number, ...records: readonly Value[]) => {
    const met: MetWord[] = []
    const draft = draftOf('a', { records }, map, at, mask, { onUnknown: word => met.push(word) })
    words.met('a', met, await engine.submit(draft))
  }
  const told = () => words.of('a').map(({ as, word, records, refused }) => [as, word, records, refused])
  return { db, words, take, told }
}

test('[INT35] words that no table knows are counted, repeats left out, refused records too', async () => {
  const { take, told, words } = taking()
  await take(START, record('1'), record('2', { who: '电话 13800000000' }), record('3', { topic: '1' }))
  await take(START + 1, record('1'), record('4', { n: '甲' }))
  await take(START + 2, record('1'), record('4', { n: '甲' }))
  expect(told()).toEqual([['code', '9', 3, 1]])
  expect(words.of('a')[0]).toMatchObject({ firstAt: START, lastAt: START + 1, example: { no: '1' } })
  await take(START + 3, record('5', { topic: '1', t: '无此街道 13800000000' }))
  expect(told()[1]).toEqual(['place', '无此街道 138****0000', 1, 0])
  expect(JSON.stringify(words.of('a'))).not.toContain('13800000000')
})

test('[INT35] they outlive a process; of many those said last are kept', async () => {
  const { take, told, db } = taking()
  for (let n = 0; n < 70; n++) await take(START + n, record(`${n}`, { topic: `w${n}` }))
  expect([told().length, told()[0]]).toEqual([60, ['code', 'w10', 1, 0]])
  const again = createUnknownWords(openBesideStore(db, 'unknown'))
  expect(again.of('a').map(({ word }) => word)).toEqual(told().map(([, word]) => word))
  await take(START + 99, record('x', { topic: 'w20', note: 'x'.repeat(300) }))
  expect(told().at(-1)).toEqual(['code', 'w20', 2, 0])
})

test('[INT36] under other names those who read names begin anew, and no other', () => {
  const feeds = [FEED, feedOf('b', { area: [{ const: '211000' }] })]
  expect(feedChanges(feeds, feeds, true).changed.map(({ id }) => id)).toEqual(['a'])
  expect(feedChanges(feeds, feeds, false).changed).toEqual([])
})
