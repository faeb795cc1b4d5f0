import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { ANSWER_BYTES, type SqlRow } from './source.ts'
import { sqlPoll } from './sql-poll.ts'
import { sqliteSource } from './sqlite-source.ts'

let folder: string
let database: DatabaseSync
let started: Running[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sql-odd-'))
  database = new DatabaseSync(join(folder, 'odd.sqlite'))
  // Without types: any value may stand anywhere, as in the databases of some upstreams.
  database.exec('CREATE TABLE odd (no, cd_time, note)')
  started = []
})
afterEach(async () => {
  for (const running of started) await running.stop()
  database.close()
  rmSync(folder, { recursive: true })
})

const TIME = '2026-11-22 10:00:00'

function insert(
  ...rows: readonly (readonly [no: SQLInputValue, time: SQLInputValue, note?: SQLInputValue])[]
) {
  const statement = database.prepare('INSERT INTO odd VALUES (?, ?, ?)')
  for (const [no, time, note = ''] of rows) statement.run(no, time, note)
}

function poll(rows: number): FeedForTests {
  const feed = feedForTests({
    dialect: 'sqlite',
    file: join(folder, 'odd.sqlite'),
    table: 'odd',
    everySeconds: 1,
    rows,
    watermark: { time: 'cd_time', key: 'no', overlapSeconds: 300 },
  })
  started.push(sqlPoll.start(feed.access))
  return feed
}

const numbers = (feed: FeedForTests) => (feed.records() as SqlRow[]).map(({ no }) => no)
const pathsOf = (feed: FeedForTests) =>
  feed.pages.flatMap(({ unreadable = [] }) => unreadable.map(({ path }) => path))
const turns = async (feed: FeedForTests, count = 3) => {
  const before = feed.pages.length
  await eventually(() => feed.pages.length >= before + count)
}
const many = <T>(count: number, row: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => row(n))

test('[SQLP10] rows without a time or a key are told once, and hide none of the others', async () => {
  insert(['a', TIME], ...many(7, () => [null, TIME] as const), ['b', TIME])
  insert(['c', null], ['d', 17], ['e', new Uint8Array([1, 2])])
  const feed = poll(3)
  await eventually(() => feed.unreadable().length > 0)
  await turns(feed)
  expect(numbers(feed)).toEqual(['a', 'b'])
  expect(pathsOf(feed)).toEqual([...many(7, () => 'no'), ...many(3, () => 'cd_time')])
  expect(feed.unreadable()[0]).toBe('a row needs a time in cd_time and a key in no to be read in order')
})

test('[SQLP10] however many rows cannot be put in order, a turn ends and others get theirs', async () => {
  insert(...many(50, n => [`k${n}`, new Uint8Array([1, n])] as const), ['a', TIME])
  const feed = poll(3)
  await turns(feed)
  expect(numbers(feed)).toEqual(['a'])
  expect(feed.unreadable()).toHaveLength(50)
})

test('[SQLP1] rows of one time and one key all come, also across the end of a page', async () => {
  insert(['a', TIME, '1'], ['b', TIME, '2'], ['b', TIME, '3'], ['c', TIME, '4'])
  const feed = poll(2)
  await turns(feed)
  expect((feed.records() as SqlRow[]).map(({ note }) => note)).toEqual(['1', '2', '3', '4'])
})

test('[SQLP2] a row that changes and changes back is received each time', async () => {
  insert(['a', TIME, '1'])
  const feed = poll(10)
  for (const note of ['2', '1']) {
    await turns(feed)
    database.prepare('UPDATE odd SET note = ?').run(note)
  }
  await turns(feed)
  expect((feed.records() as SqlRow[]).map(row => row.note)).toEqual(['1', '2', '1'])
})

test('[SQLP11] more rows of one time and key than a page holds are a failed report, not a turn without end', async () => {
  insert(['a', '2026-11-22 09:00:00'], ...many(4, n => ['b', TIME, `${n}`] as const))
  const feed = poll(2)
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toBe(`odd cannot be read on: more than 2 rows have the time ${TIME} and the key b`)
  expect(numbers(feed)).toContain('a')
})

test('[SQLP12] (F-14) an answer larger than the limit is refused before it is in memory', async () => {
  const note = 'x'.repeat(4 * 2 ** 20)
  insert(...many(1 + ANSWER_BYTES / note.length, n => [`a${n}`, TIME, note] as const))
  const feed = poll(100)
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toContain('larger than 16 MB: ask for fewer rows (settings.rows)')
})

test('[SQLP13] numbers beyond 2^53 come as text with every digit, and bytes as SQL writes them', async () => {
  insert([9_007_199_254_740_993n, TIME, new Uint8Array([0xca, 0xfe])], [2, TIME])
  const rows = await sqliteSource(join(folder, 'odd.sqlite')).query('SELECT * FROM odd ORDER BY no', [])
  expect(rows).toEqual([
    { no: 2, cd_time: TIME, note: '' },
    { no: '9007199254740993', cd_time: TIME, note: "x'cafe'" },
  ])
})

test('[SQLP14] what takes long in a file keeps nobody else waiting', async () => {
  insert(['a', TIME])
  const source = sqliteSource(join(folder, 'odd.sqlite'))
  const slow = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)
                SELECT count(*) AS n FROM (SELECT i FROM n ORDER BY i % 7, i)`
  let done = false
  let turns = 0
  const asked = source.query(slow, []).finally(() => (done = true))
  while (!done) {
    turns++
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  expect(await asked).toEqual([{ n: 3_000_000 }])
  expect(turns).toBeGreaterThan(5)
  await source.close()
})

test('[SQLP14] a thread that is asked nothing any more ends, and the next question has another', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ended = vi.spyOn(Worker.prototype, 'terminate')
  const source = sqliteSource(join(folder, 'odd.sqlite'))
  const count = () => source.query('SELECT count(*) AS n FROM odd', [])
  const rows = await count()
  vi.advanceTimersByTime(9_000)
  expect(await count()).toEqual(rows)
  vi.advanceTimersByTime(9_000)
  expect(ended).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_000)
  expect(ended).toHaveBeenCalledOnce()
  expect(await count()).toEqual(rows)
  await source.close()
  vi.useRealTimers()
  ended.mockRestore()
})
