import { expect, test } from 'vitest'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { BesideStore } from '../journal/beside-store.ts'
import { createShapes } from './shapes.ts'

const mapping = {
  id: { from: 'no' },
  at: { from: 'at' },
  fields: { name: { from: 'name', as: 'text' }, code: { from: ['code', 'kod'], as: 'identifier' } },
}
const feedOf = (over: Partial<FeedDocument> = {}): FeedDocument => ({
  ...{
    id: 'a',
    title: { zh: 'a', en: 'a' },
    department: { zh: 'a', en: 'a' },
    source: 'a',
    kind: 'k',
    mapping,
  },
  ...{ connector: 'http-poll', settings: {}, rhythm: { type: 'none' }, simulated: true },
  ...over,
})
const feed = feedOf()
function storeOf() {
  const kept = new Map<string, string>()
  let writes = 0
  const store: BesideStore = {
    read: id => kept.get(id) ?? null,
    write(id, text) {
      writes++
      kept.set(id, text)
    },
  }
  return { store, writes: () => writes }
}
const good = { no: 1, at: 2, name: 'x', code: 'c' }
const bad = { no: 1, at: 2, title: 'x 13800000000', code: 'c' }
const many = (n: number, record: object) => Array.from({ length: n }, () => record)

test('[INT31] a hundred records are learned from, in however many pages, and told from then on', () => {
  const { store } = storeOf()
  const shapes = createShapes(store)
  for (let n = 0; n < 9; n++) shapes.look(feed, many(11, good), n)
  expect(shapes.usual(feed)).toBeNull()
  shapes.look(feed, many(11, good), 9)
  expect(shapes.usual(feed)?.of).toBe(100)
  shapes.look(feed, many(19, bad), 10)
  expect(shapes.drift(feed)).toBeNull()
  shapes.look(feed, many(1, bad), 11)
  expect(shapes.drift(feed)).toMatchObject({
    ...{ since: 11, at: 11, sample: { title: 'x 138****0000' } },
    differences: [
      { type: 'missing', path: 'name' },
      { type: 'new', path: 'title' },
    ],
  })
})

test('[INT31] once a second is enough, and only news are written', () => {
  const { store, writes } = storeOf()
  const shapes = createShapes(store)
  shapes.look(feed, many(200, good), 0)
  for (let ms = 0; ms < 10_000; ms += 100) shapes.look(feed, many(50, bad), ms)
  expect(shapes.drift(feed)).toMatchObject({ since: 0, at: 9_000 })
  expect(writes()).toBe(2)
  shapes.look(feed, many(50, good), 20_000)
  expect([shapes.drift(feed), writes()]).toEqual([null, 3])
})

test('[INT31] a restart goes on with what was learned, another mapping and agreeing begin anew', () => {
  const { store } = storeOf()
  createShapes(store).look(feed, many(100, good), 0)
  const again = createShapes(store)
  // The same mapping in another object is the same.
  const copy = feedOf({ mapping: JSON.parse(JSON.stringify(mapping)) as typeof mapping })
  again.look(copy, many(20, bad), 5)
  expect(again.drift(feed)?.since).toBe(5)
  again.agree(feed)
  expect([again.drift(feed), again.usual(feed)]).toEqual([null, null])
  again.look(feed, many(100, bad), 6)
  again.look(feed, many(20, bad), 7)
  expect([again.drift(feed), again.usual(feed)?.unread]).toEqual([null, ['title']])
  const other = feedOf({ mapping: { ...mapping, fields: { name: { from: 'title', as: 'text' } } } })
  expect(again.usual(other)).toBeNull()
})

test('[INT31] what our own pages write has no contract', () => {
  const { store, writes } = storeOf()
  const shapes = createShapes(store)
  for (const connector of ['form', 'submission']) shapes.look(feedOf({ connector }), many(200, good), 0)
  expect(writes()).toBe(0)
})

test('[MAP59] (T-PII-01) names that an earlier version kept are masked where they lie', () => {
  const { store } = storeOf()
  const shapes = createShapes(store)
  for (let n = 0; n < 100; n++) shapes.look(feed, [{ ...good, note: 1 }], n)
  const old = JSON.parse(store.read('a')!) as { readonly shape: { readonly unread: readonly string[] } }
  const unread = [...old.shape.unread, '13800000000', 'by.13900000000']
  const difference = { type: 'new', path: '13700000000', target: '', was: [], now: 'text' }
  const drift = { since: 1, at: 1, differences: [difference], sample: null }
  store.write('a', JSON.stringify({ ...old, shape: { ...old.shape, unread }, drift }))
  const again = createShapes(store)
  expect(again.usual(feed)?.unread).toEqual(['*', 'by.*', 'note'])
  expect(again.drift(feed)?.differences).toEqual([{ ...difference, path: '*' }])
  expect(store.read('a')).not.toMatch(/1\d{10}/)
})
