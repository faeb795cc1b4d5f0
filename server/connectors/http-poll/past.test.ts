import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isoOf } from '../../../shared/calendar/civil.ts'
import type { Fields } from '../../../shared/model/value.ts'
import { backlogOf } from '../../../shared/model/position.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, NOW, type FeedForTests, withoutMark } from '../feed-for-tests.ts'
import { httpPoll } from './http-poll.ts'
import { httpUpstream, json, type HttpUpstream } from '../http-upstream-for-tests.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PER_PAGE = 7

interface Changed {
  readonly n: number
  /** Epoch ms; the upstream writes whole seconds. */
  at: number
}

let upstream: HttpUpstream
let running: Running[]
let table: Changed[]

beforeEach(async () => {
  running = []
  upstream = await httpUpstream(json([]))
  upstream.answer = list
  // Ten days of records, some in one second, the newest a minute old.
  table = Array.from({ length: 120 }, (_, n) => ({
    n,
    at: NOW - 60_000 - Math.floor((119 - n) / 3) * 6 * HOUR + n,
  }))
})
afterEach(async () => {
  for (const each of running) await each.stop()
  await upstream.close()
})

const list: RequestListener = (request, response) => {
  const { searchParams } = new URL(request.url ?? '', upstream.url)
  const since = Date.parse(searchParams.get('since') ?? '')
  const page = Number(searchParams.get('page'))
  const found = table.filter(({ at }) => at > since).sort((a, b) => a.at - b.at || a.n - b.n)
  const rows = found.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  json({
    pages: Math.ceil(found.length / PER_PAGE),
    list: rows.map(({ n, at }) => ({ n, at: isoOf(Math.floor(at / 1000) * 1000) })),
  })(request, response)
}

const settings = (since: Fields = {}): Fields => ({
  url: `${upstream.url}/list`,
  everySeconds: 600,
  records: 'list',
  paging: { page: 'page', size: 'size', perPage: PER_PAGE, pages: 'pages' },
  since: { query: 'since', field: 'at', overlapSeconds: 60, pastDays: 35, ordered: true, ...since },
})
const numbers = (feed: FeedForTests) => (feed.records() as Changed[]).map(({ n }) => n)
const left = (feed: FeedForTests) => feed.pages.map(page => backlogOf(page.position ?? '')?.left ?? 0)
const all = () => table.map(({ n }) => n)
const isThrough = (feed: FeedForTests) =>
  feed.position() !== null && !feed.position()!.includes('"past"') && !feed.position()!.includes('backlog')

function start(over: Fields = {}, feed = feedForTests(settings(over))): FeedForTests {
  running.push(httpPoll.start(feed.access))
  return feed
}

test('[PAST1] the newest day comes first, then the past page by page, and the position tells how much is left', async () => {
  const feed = start()
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  expect(new Set(numbers(feed))).toEqual(new Set(all()))
  const today = all().slice(-3)
  expect(numbers(feed).slice(0, today.length)).toEqual(today)
  const shares = left(feed)
  expect(shares[0]).toBe(35 * DAY - 6 * HOUR)
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  expect(new Set(shares).size).toBeGreaterThan(10)
  expect(shares.at(-1)).toBe(0)
  // Records of the second in which a page ended are asked for again, and no others.
  expect(numbers(feed).length).toBeLessThan(120 + 3 * shares.length)
})

test('[PAST2] a crash after any page loses nothing, and what is in is not asked for again', async () => {
  for (let crash = 1; crash < 18; crash += 4) {
    const first = feedForTests(settings())
    let taken = 0
    const dying = httpPoll.start({
      ...first.access,
      take: page => (++taken > crash ? new Promise(() => undefined) : first.access.take(page)),
    })
    await eventually(() => taken > crash)
    void dying.stop()
    const second = feedForTests(settings(), { position: () => second.position() ?? first.position() })
    start({}, second)
    await eventually(
      () => isThrough(second),
      () => [crash, second.position(), second.failures],
    )
    expect(new Set([...numbers(first), ...numbers(second)]), `after ${crash} pages`).toEqual(new Set(all()))
    const again = numbers(second).filter(n => numbers(first).includes(n))
    expect(again.length, `after ${crash} pages`).toBeLessThan(3 * PER_PAGE)
  }
})

test('[PAST3] a record that changes while the past is read moves no other out of sight', async () => {
  let page = 0
  const feed = feedForTests(settings())
  const watched = {
    ...feed.access,
    take: async (taken: Parameters<typeof feed.access.take>[0]) => {
      // Each page takes an old record away from its place: pages by number would each skip one.
      const moved = table.find(({ at }) => at < NOW - 2 * DAY && at > NOW - 9 * DAY + page * HOUR)
      if (moved !== undefined && page++ < 9) moved.at = NOW - 30_000
      return feed.access.take(taken)
    },
  }
  running.push(httpPoll.start(watched))
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  const moved = new Set(table.filter(({ at }) => at === NOW - 30_000).map(({ n }) => n))
  expect(moved.size).toBeGreaterThan(4)
  for (const n of all()) if (!moved.has(n)) expect(numbers(feed), String(n)).toContain(n)
})

test('[PAST4] more records in one second than a page holds all come', async () => {
  for (const each of table.slice(20, 50)) each.at = NOW - 5 * DAY
  const feed = start()
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  expect(new Set(numbers(feed))).toEqual(new Set(all()))
})

test('[PAST5] without an order nothing is in before all is, and then everything is', async () => {
  const feed = start({ ordered: false })
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  expect(new Set(numbers(feed))).toEqual(new Set(all()))
  const whole = 35 * DAY - 6 * HOUR
  expect(new Set(left(feed).filter(length => length > 0))).toEqual(new Set([whole]))
})

test('[PAST5] an answer that is not in the order that its document promises is a failed report', async () => {
  upstream.answer = (request, response) => {
    const page = Number(new URL(request.url ?? '', upstream.url).searchParams.get('page'))
    const rows = [
      { n: 1, at: isoOf(NOW - 3 * DAY) },
      { n: 2, at: isoOf(NOW - 4 * DAY) },
    ]
    json({ pages: 3, list: page === 1 ? rows : [] })(request, response)
  }
  const feed = start()
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toBe('the answer is not in the order of "at", as its document says')
})

test('[PAST6] after days away the newest day is read first too, and an old past that was open is not forgotten', async () => {
  const since = NOW - 6 * DAY
  const open = { from: NOW - 9 * DAY, to: NOW - 8 * DAY, of: 30 * DAY }
  const feed = feedForTests(settings(), {
    position: () => feed.position() ?? JSON.stringify({ since, at: since, past: open }),
  })
  start({}, feed)
  await eventually(
    () => isThrough(feed),
    () => [feed.position(), feed.failures],
  )
  expect(numbers(feed).slice(0, 3)).toEqual(all().slice(-3))
  const wanted = table.filter(({ at }) => at >= open.from && (at < open.to || at > since)).map(({ n }) => n)
  for (const n of wanted) expect(numbers(feed), String(n)).toContain(n)
})

test('[PAST7] where the newest day is empty all is read at once, and an empty upstream has no past to bring in', async () => {
  table = []
  const feed = start()
  await eventually(() => feed.pages.length > 0)
  expect(feed.pages[0]?.records).toEqual([])
  expect(withoutMark(feed.position())).toBe('{}')
  table = [{ n: 1, at: NOW - 3 * DAY }]
  const late = start()
  await eventually(() => late.pages.length > 0)
  expect([numbers(late), withoutMark(late.position())]).toEqual([
    [1],
    JSON.stringify({ since: NOW - 3 * DAY, at: NOW }),
  ])
})
