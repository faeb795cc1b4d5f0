import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backlogOf } from '../../../shared/model/position.ts'
import type { Fields } from '../../../shared/model/value.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, NOW, type FeedForTests, withoutMark } from '../feed-for-tests.ts'
import { writeTime } from '../upstream-time.ts'
import { sqlPoll } from './sql-poll.ts'
import type { SqlRow } from './source.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ROWS = 7

let folder: string
let database: DatabaseSync
let running: Running[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sql-past-'))
  database = new DatabaseSync(join(folder, 'exchange.sqlite'))
  database.exec('CREATE TABLE accept (no TEXT, cd_time TEXT)')
  running = []
  // Ten days of rows, three at each time, the newest a minute old.
  database.exec('BEGIN')
  for (let n = 0; n < 120; n++) insert(n, NOW - 60_000 - Math.floor((119 - n) / 3) * 6 * HOUR)
  database.exec('COMMIT')
})
afterEach(async () => {
  for (const each of running) await each.stop()
  database.close()
  rmSync(folder, { recursive: true })
})

const insert = (n: number, at: number) =>
  void database
    .prepare('INSERT INTO accept VALUES (?, ?)')
    .run(`${n}`.padStart(3, '0'), writeTime(at, 'plain'))

const settings = (): Fields => ({
  dialect: 'sqlite',
  file: join(folder, 'exchange.sqlite'),
  table: 'accept',
  rows: ROWS,
  everySeconds: 600,
  watermark: { time: 'cd_time', key: 'no', overlapSeconds: 300, pastDays: 35 },
})
const numbers = (feed: FeedForTests) => (feed.records() as SqlRow[]).map(({ no }) => Number(no))
const all = () => Array.from({ length: 120 }, (_, n) => n)
const left = (feed: FeedForTests) => feed.pages.map(page => backlogOf(page.position ?? '')?.left ?? 0)
const isThrough = (feed: FeedForTests) => feed.position() !== null && !feed.position()!.includes('backlog')

function start(feed = feedForTests(settings())): FeedForTests {
  running.push(sqlPoll.start(feed.access))
  return feed
}

test('[PAST1] the newest day comes first, then the past backwards, each row once, and the position tells what is left', async () => {
  const feed = start()
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  expect(numbers(feed)).toEqual([117, 118, 119, ...all().slice(0, 117).reverse()])
  const shares = left(feed)
  expect(shares[0]).toBe(35 * DAY - 6 * HOUR)
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  expect(new Set(shares).size).toBeGreaterThan(10)
  expect(JSON.parse(withoutMark(feed.position()))).toEqual({
    time: writeTime(NOW - 60_000, 'plain'),
    at: NOW,
  })
})

test('[PAST2] a crash after any page loses nothing, and only the row at which it was left comes once more', async () => {
  for (let crash = 1; crash < 18; crash += 4) {
    const first = feedForTests(settings())
    let taken = 0
    const dying = sqlPoll.start({
      ...first.access,
      take: page => (++taken > crash ? new Promise(() => undefined) : first.access.take(page)),
    })
    await eventually(() => taken > crash)
    void dying.stop()
    const second = feedForTests(settings(), { position: () => second.position() ?? first.position() })
    start(second)
    await eventually(
      () => isThrough(second),
      () => [crash, second.position(), second.failures],
    )
    const heard = [...numbers(first), ...numbers(second)]
    expect(new Set(heard), `after ${crash} pages`).toEqual(new Set(all()))
    // The overlap of the newest is read again after a restart.
    expect(heard.filter(n => n < 117).length, `after ${crash} pages`).toBeLessThanOrEqual(118)
  }
})

test('[PAST4] more rows at one time than a page holds all come, once', async () => {
  database.exec('BEGIN')
  for (let n = 200; n < 240; n++) insert(n, NOW - 5 * DAY)
  database.exec('COMMIT')
  const feed = start()
  await eventually(() => isThrough(feed))
  expect(numbers(feed).toSorted((a, b) => a - b)).toEqual([
    ...all(),
    ...Array.from({ length: 40 }, (_, i) => 200 + i),
  ])
})

test('[PAST6] after days away the newest day is read first too, and an old past that was open is not forgotten', async () => {
  const at = NOW - 6 * DAY
  const past = { from: NOW - 9 * DAY, to: NOW - 8 * DAY, of: 30 * DAY }
  const feed = feedForTests(settings(), {
    position: () => feed.position() ?? JSON.stringify({ time: writeTime(at, 'plain'), at, past }),
  })
  start(feed)
  await eventually(() => isThrough(feed))
  expect(numbers(feed).slice(0, 3)).toEqual([117, 118, 119])
  const atOf = (n: number) => NOW - 60_000 - Math.floor((119 - n) / 3) * 6 * HOUR
  expect(new Set(numbers(feed))).toEqual(new Set(all().filter(n => atOf(n) >= past.from)))
})

test('[PAST7] where the newest day is empty all is read at once; a quiet table has no past to bring in', async () => {
  database.exec('DELETE FROM accept')
  insert(1, NOW - 3 * DAY)
  const feed = start(feedForTests({ ...settings(), everySeconds: 1 }))
  await eventually(() => feed.pages.length >= 4)
  expect(numbers(feed)).toEqual([1])
  expect(left(feed)).toEqual(feed.pages.map(() => 0))
})
