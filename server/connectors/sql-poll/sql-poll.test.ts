import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { FeedAccess, Running } from '../connector.ts'
import { eventually, feedForTests, NOW, type FeedForTests, withoutMark } from '../feed-for-tests.ts'
import { sqlPoll } from './sql-poll.ts'
import type { SqlRow } from './source.ts'
import { sqliteSource } from './sqlite-source.ts'

let folder: string
let database: DatabaseSync
let started: Running[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sql-'))
  database = new DatabaseSync(join(folder, 'exchange.sqlite'))
  database.exec('CREATE TABLE accept (no TEXT, state TEXT, cd_time TEXT)')
  started = []
})
afterEach(async () => {
  for (const running of started) await running.stop()
  database.close()
  rmSync(folder, { recursive: true })
})

const insert = (no: string, cdTime: string, state = '1') =>
  void database.prepare('INSERT INTO accept VALUES (?, ?, ?)').run(no, state, cdTime)

const watermark = { time: 'cd_time', key: 'no', overlapSeconds: 300 }

function poll(settings: Fields = { watermark }, over: Partial<FeedAccess> = {}): FeedForTests {
  const file = join(folder, 'exchange.sqlite')
  const feed = feedForTests({ dialect: 'sqlite', file, table: 'accept', everySeconds: 1, ...settings }, over)
  started.push(sqlPoll.start(feed.access))
  return feed
}

const numbers = (feed: FeedForTests) => (feed.records() as SqlRow[]).map(({ no }) => no)
/** Some turns later. */
const turns = async (feed: FeedForTests, count = 3) => {
  const before = feed.pages.length
  await eventually(() => feed.pages.length >= before + count)
}

test('[SQLP1] rows of one time that fill more than a page all come, in the order of (time, key)', async () => {
  const wanted = [...'abcdefg']
  for (const no of [...wanted].reverse()) insert(no, '2026-11-22 10:00:00')
  insert('z', '2026-11-22 09:00:00')
  const feed = poll({ watermark, rows: 3 })
  await turns(feed, 6)
  expect(numbers(feed)).toEqual(['z', ...wanted])
  expect(Math.max(...feed.pages.map(page => page.records.length))).toBe(3)
})

test('[SQLP1] ten thousand rows come in pages', async () => {
  database.exec(
    `WITH RECURSIVE n(i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
     INSERT INTO accept SELECT 'P' || i, '1', datetime('2026-11-20', '+' || (i / 50) || ' seconds') FROM n`,
  )
  const feed = poll()
  await eventually(() => feed.records().length >= 10_000)
  await turns(feed)
  expect(new Set(numbers(feed)).size).toBe(10_000)
  expect(feed.records()).toHaveLength(10_000)
  expect(feed.pages[0]?.records).toHaveLength(500)
})

test('[SQLP2] a row committed late within the overlap comes, and those that were read do not come again', async () => {
  insert('a', '2026-11-22 10:00:00')
  insert('b', '2026-11-22 10:04:00')
  const feed = poll()
  await turns(feed)
  insert('late', '2026-11-22 10:01:00')
  await turns(feed)
  expect(numbers(feed)).toEqual(['a', 'b', 'late'])
})

test('[SQLP2] a row that changed without a new time comes again, and one key may have several rows', async () => {
  insert('a', '2026-11-22 10:00:00')
  insert('a', '2026-11-22 10:00:30', '2')
  const feed = poll()
  await turns(feed)
  database.exec("UPDATE accept SET state = '3' WHERE state = '2'")
  await turns(feed)
  expect((feed.records() as SqlRow[]).map(({ state }) => state)).toEqual(['1', '2', '3'])
})

test('[SQLP3] it begins so many days back, and goes on where the journal stands', async () => {
  insert('old', '2026-10-01 00:00:00')
  insert('a', '2026-11-20 00:00:00')
  const feed = poll({ watermark: { ...watermark, overlapSeconds: 0, pastDays: 10 } })
  await turns(feed)
  expect([numbers(feed), withoutMark(feed.position())]).toEqual([
    ['a'],
    `{"time":"2026-11-20 00:00:00","at":${NOW}}`,
  ])
  insert('b', '2026-11-21 00:00:00')
  const next = poll(undefined, { position: () => `{"time":"2026-11-21 00:04:59","at":${NOW}}` })
  await turns(next)
  expect(numbers(next)).toEqual(['b'])
})

test('[SQLP3] an empty table is a report without records or position', async () => {
  const feed = poll()
  await turns(feed)
  expect(feed.pages[0]).toEqual({ records: [] })
})

test('[SQLP4] (F-17) a row of the year 2099 is received once and hides nothing', async () => {
  insert('future', '2099-01-01 00:00:00')
  const feed = poll()
  await turns(feed)
  insert('now', '2026-11-22 23:59:00')
  await turns(feed)
  expect(numbers(feed)).toEqual(['future', 'now'])
  expect(JSON.parse(feed.position()!)).toMatchObject({ time: '2026-11-23 00:00:00' })
})

test('[SQLP5] a snapshot is received when it differs, in pages, and else is an empty report', async () => {
  database.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 501)
     INSERT INTO accept SELECT 's' || i, '1', '' FROM n`,
  )
  const feed = poll({})
  await turns(feed, 4)
  expect(feed.pages.slice(0, 3).map(page => page.records.length)).toEqual([500, 1, 0])
  expect(feed.pages.slice(0, 2).map(page => page.position === undefined)).toEqual([true, false])
  database.exec('DELETE FROM accept')
  insert('only', '')
  await eventually(() => numbers(feed).includes('only'))
  await turns(feed)
  expect(feed.records()).toHaveLength(502)
})

test('[SQLP6] (F-18) a new column comes along; without the column of the watermark the turn fails and mends', async () => {
  insert('a', '2026-11-22 10:00:00')
  const feed = poll()
  await turns(feed)
  database.exec("ALTER TABLE accept ADD COLUMN extra TEXT DEFAULT 'x'")
  insertWide('b')
  await eventually(() => numbers(feed).includes('b'))
  expect(feed.records().at(-1)).toMatchObject({ no: 'b', extra: 'y' })
  database.exec('ALTER TABLE accept RENAME COLUMN cd_time TO cd_at')
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toContain('no such column: cd_time')
  database.exec('ALTER TABLE accept RENAME COLUMN cd_at TO cd_time')
  insertWide('c')
  await eventually(() => numbers(feed).includes('c'))
})

const insertWide = (no: string) =>
  void database.prepare('INSERT INTO accept VALUES (?, ?, ?, ?)').run(no, '1', '2026-11-22 11:00:00', 'y')

test('[SQLP7] (T-SQLI-02) the source can only read', async () => {
  const source = sqliteSource(join(folder, 'exchange.sqlite'))
  await expect(source.query('DELETE FROM accept', [])).rejects.toThrow('readonly')
  expect(() => poll({ watermark: { ...watermark, time: "cd_time, load_extension('x')" } })).toThrow(
    '/watermark/time',
  )
})
