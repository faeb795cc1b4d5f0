import { expect, test } from 'vitest'
import { merge } from '../../shared/city/thing.ts'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import type { Draft } from '../../shared/model/batch.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { MappingContext } from '../../shared/mapping/context.ts'
import { createJudge } from './judge.ts'
import { restateCodes, type RestatingParts } from './restating.ts'
import { unmappedThings } from './unmapped-things.ts'

const table = (known: object) => ({
  fields: {
    topic: { from: 't', as: 'code', table: known },
    items: { rows: { state: { from: 's', as: 'code', table: known } } },
  },
})
const feed = (id: string, known: object, over: Partial<FeedDocument> = {}) =>
  ({ id, source: 'x', kind: 'ticket', mapping: table(known), ...over }) as unknown as FeedDocument
const fact = (n: number, topic: string, over: Partial<RecordFact> = {}) =>
  ticketFact({
    ...{ id: `x/${n}`, version: 3, at: START, hash: `${n}`.padStart(16, '0'), flags: ['unmapped'] },
    fields: { topic, dueAt: START },
    ...over,
  })

/** A city as far as it is told again: what is judged and kept, and what waits in a queue. */
function setUp(
  facts: readonly RecordFact[],
  feeds: readonly FeedDocument[],
  more: Partial<RestatingParts> = {},
) {
  const things = new Map<string, Thing>()
  const keep = (each: RecordFact) => void things.set(each.id, merge(things.get(each.id) ?? null, each))
  facts.forEach(keep)
  const judge = createJudge(() => ({
    ...{ now: START, oldestReading: 0, isHeard: () => false, marksOf: () => null, isFailing: () => false },
    thing: id => things.get(id) ?? null,
  }))
  const drafts: Draft[] = []
  const submit = async (draft: Draft) => {
    const judged = judge.judge(draft)
    drafts.push(judged)
    for (const each of judged.facts) keep(each as RecordFact)
    judge.kept([])
    judge.settled()
  }
  const unmapped: RestatingParts['unmapped'] = async (of, after) => {
    const kept = { ask: async () => ({ applied: 0, results: [[]] }) }
    const changed = new Map([...things].map(([id, thing]) => [id, { thing, derived: null }]))
    return unmappedThings(kept, { changed }, of, after)
  }
  const words = { of: (id: string) => (id === feeds[0]?.id ? WORDS : []) }
  const contextOf = () => ({ codes: {}, check: () => null }) as unknown as MappingContext
  const parts: RestatingParts = {
    ...{ feeds: () => feeds, contextOf, words: words as never, unmapped, submit, now: () => START },
    thing: id => things.get(id) ?? null,
    ...more,
  }
  const topics = () => [...things.values()].map(({ parts: of }) => of['main']?.fields['topic'])
  return { parts, things, drafts, judge, topics, restate: () => restateCodes(parts, feeds[0]!) }
}
const word = (target: string, said: string) => ({ as: 'code', target, word: said, path: 't', within: '' })
const WORDS = [
  word('fields/topic', '7'),
  word('fields/topic', '8'),
  word('fields/topic', '13*****5678'),
  word('fields/items/rows/state', '7'),
]

test('[INT38] (A13) what was taken with a code that nobody knew is told again once its mapping knows it, with what it was', async () => {
  const { restate, topics, drafts, things } = setUp(
    [fact(1, 'unmapped:7'), fact(2, 'unmapped:8'), fact(3, 'a'), fact(4, 'unmapped:7', { id: 'y/4' })],
    [feed('f', { 7: 'done' })],
  )
  expect(await restate()).toBe(1)
  expect(topics()).toEqual(['done', 'unmapped:8', 'a', 'unmapped:7'])
  expect(drafts).toHaveLength(1)
  expect(drafts[0]).toMatchObject({
    ...{ feed: 'f', outcome: 'replayed', counts: NO_COUNTS, position: null },
    reason: 'codes that are known by now: 7 is done',
  })
  expect(things.get('x/1')?.parts['main']).toMatchObject({
    ...{ version: 3, at: START, conflict: false, flags: [] },
  })
  // Once more there is nothing to tell.
  expect(await restate()).toBe(0)
  expect(drafts).toHaveLength(1)
})

test('[INT38] inside rows too, and the mark stays while another code is not known', async () => {
  const rows = [
    { state: 'unmapped:7', n: 1 },
    { state: 'b', n: 2 },
    { state: 'unmapped:9', n: 3 },
  ]
  const { restate, things } = setUp(
    [fact(1, 'unmapped:8', { fields: { topic: 'unmapped:8', dueAt: START, items: rows } })],
    [feed('f', { 7: 'done' })],
  )
  expect(await restate()).toBe(1)
  const { fields, flags } = things.get('x/1')!.parts['main']!
  expect(fields['items']).toEqual([{ state: 'done', n: 1 }, rows[1], rows[2]])
  expect([fields['topic'], flags]).toEqual(['unmapped:8', ['unmapped']])
})

test('[INT38] what another feed of its source means otherwise or does not know, what its kind forbids, and what is dropped stays', async () => {
  const first = [fact(1, 'unmapped:7'), fact(2, 'unmapped:7', { op: 'drop' })]
  const stays = async (feeds: readonly FeedDocument[], more: Partial<RestatingParts> = {}) => {
    const { restate, topics } = setUp(first, feeds, more)
    expect(await restate()).toBe(0)
    expect(topics()).toEqual(['unmapped:7', 'unmapped:7'])
  }
  const own = feed('f', { 7: 'done' })
  await stays([own, feed('g', { 7: 'shut' })])
  await stays([own, feed('g', {})])
  await stays([feed('f', {})])
  await stays([own], { contextOf: () => null })
  await stays([own], { contextOf: () => ({ codes: {}, check: () => ({ path: 'topic' }) }) as never })
  const agreed = setUp(first, [own, feed('g', { 7: 'done' }), feed('h', { 7: 'x' }, { source: 'y' })])
  expect(await agreed.restate()).toBe(1)
})

test('[INT38] in commits of at most 500, and broken off at any of them it ends the same', async () => {
  const facts = Array.from({ length: 1_203 }, (_, i) => fact(i, 'unmapped:7'))
  const whole = setUp(facts, [feed('f', { 7: 'done' })])
  expect(await whole.restate()).toBe(1_203)
  expect(whole.drafts.map(draft => draft.facts.length)).toEqual([500, 500, 203])
  let left = 1
  const broken = setUp(facts, [feed('f', { 7: 'done' })])
  const full = {
    ...broken.parts,
    submit: (draft: Draft) =>
      left-- > 0 ? broken.parts.submit(draft) : Promise.reject(new Error('no room')),
  }
  await expect(restateCodes(full, feed('f', { 7: 'done' }))).rejects.toThrow('no room')
  expect(await broken.restate()).toBe(703)
  expect([...broken.things]).toEqual([...whole.things])
})

test('[INT37] (A13) what its upstream tells again stands in place of the first, and once more it is a repeat', async () => {
  const { parts, judge, topics, restate, drafts } = setUp([fact(1, 'unmapped:7')], [feed('f', { 7: 'done' })])
  const again = fact(1, 'done', { hash: '0', flags: [] })
  const counts = { ...NO_COUNTS, received: 1, accepted: 1 }
  const report = (each: RecordFact): Draft => ({
    ...{ feed: 'f', at: START, outcome: 'ok', reason: '', position: null, quarantined: [] },
    ...{ counts, facts: [each] },
  })
  await parts.submit(report(again))
  expect(topics()).toEqual(['done'])
  expect(judge.judge(report(again)).counts).toMatchObject({ accepted: 0, duplicate: 1 })
  expect(await restate()).toBe(0)
  // And the other way round: told by us first.
  const other = setUp([fact(1, 'unmapped:7')], [feed('f', { 7: 'done' })])
  await other.restate()
  expect(other.judge.judge(report(again)).counts).toMatchObject({ accepted: 0, duplicate: 1 })
  expect(drafts.every(draft => draft.facts.length === 1)).toBe(true)
})
