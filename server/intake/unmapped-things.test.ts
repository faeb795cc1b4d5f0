import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { merge } from '../../shared/city/thing.ts'
import { ticketFact } from '../../shared/city/ticket.fixture.ts'
import { unmappedThings } from './unmapped-things.ts'

const db = new DatabaseSync(':memory:')
db.exec('CREATE TABLE things (id TEXT PRIMARY KEY, kind TEXT, parts TEXT)')
afterEach(() => db.exec('DELETE FROM things'))

const partsOf = (topic: string) => JSON.stringify({ main: { fields: { topic } } })
function keep(ids: readonly string[], topic: string, kind = 'ticket') {
  const insert = db.prepare('INSERT OR REPLACE INTO things VALUES (?, ?, ?)')
  for (const id of ids) insert.run(id, kind, partsOf(topic))
}
const idOf = (n: number) => `x/${String(n).padStart(5, '0')}`
const thingOf = (id: string, topic: string) => ({
  thing: merge(null, ticketFact({ id, fields: { topic, dueAt: 0 } })),
  derived: null,
})

/** All that is found, and how many things each question looked at. */
async function found(newer: readonly (readonly [string, string])[] = []) {
  const looked: number[] = []
  const reader = {
    ask: (queries: readonly { readonly sql: string; readonly params: readonly unknown[] }[]) => {
      const results = queries.map(({ sql, params }) => db.prepare(sql).all(...(params as string[])))
      looked.push(results[0]!.length)
      return Promise.resolve({ applied: 0, results })
    },
  }
  const changed = new Map(newer.map(([id, topic]) => [id, thingOf(id, topic)]))
  const ids: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const step = await unmappedThings(reader, { changed }, { kind: 'ticket', source: 'x' }, after)
    ids.push(...step.ids)
    after = step.last
  }
  return { ids, looked }
}

test('[INT46] one question looks at 500 things, however few of them are meant, and all are looked at', async () => {
  const all = Array.from({ length: 1_203 }, (_, n) => idOf(n))
  keep(all, 'a')
  keep([idOf(3), idOf(499), idOf(500), idOf(1_202), 'y/1'], 'unmapped:7')
  keep([idOf(4)], 'unmapped:7', 'other')
  expect(await found()).toEqual({
    ids: [idOf(3), idOf(499), idOf(500), idOf(1_202)],
    looked: [500, 500, 203],
  })
})

test('[INT46] those that were changed since the last checkpoint are found once, in their place', async () => {
  keep(
    Array.from({ length: 700 }, (_, n) => idOf(2 * n)),
    'a',
  )
  keep([idOf(10)], 'unmapped:7')
  const newer = [
    [idOf(1_399), 'unmapped:7'],
    [idOf(10), 'unmapped:7'],
    [idOf(998), 'unmapped:7'],
    [idOf(999), 'unmapped:7'],
    [idOf(5), 'a'],
    ['y/1', 'unmapped:7'],
  ] as const
  expect((await found(newer)).ids).toEqual([idOf(10), idOf(998), idOf(999), idOf(1_399)])
  expect((await found([])).ids).toEqual([idOf(10)])
})

test('[INT46] more than 500 that were changed since are found in steps as well', async () => {
  const newer = Array.from({ length: 1_100 }, (_, n) => [idOf(n), 'unmapped:7'] as const)
  expect((await found(newer)).ids).toEqual(newer.map(([id]) => id))
})
