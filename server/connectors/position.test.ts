import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isoOf } from '../../shared/calendar/civil.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Connector } from './connector.ts'
import { eventually, feedForTests, NOW, withoutMark, type FeedForTests } from './feed-for-tests.ts'
import { httpPoll } from './http-poll/http-poll.ts'
import { httpUpstream, json } from './http-upstream-for-tests.ts'
import { positionOf } from './position.ts'
import { sqlPoll } from './sql-poll/sql-poll.ts'
import { upstreamForTests } from './websocket/upstream-for-tests.ts'
import { websocket } from './websocket/websocket.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** A feed that goes on where `before` stood. */
const feedAfter = (settings: Fields, before: string | null) => {
  const feed: FeedForTests = feedForTests(settings, { position: () => feed.position() ?? before })
  return feed
}

/** Runs a feed until it has said something, and answers it once it is stopped. */
async function run(connector: Connector, settings: Fields, before: string | null) {
  const feed = feedAfter(settings, before)
  const running = connector.start(feed.access)
  await eventually(
    () => feed.pages.length > 0,
    () => [feed.failures, feed.logs],
  )
  await running.stop()
  return feed
}

test('[CONN11] a position is put down with its upstream, and is none for another one', async () => {
  const feed = feedForTests({})
  const ours = positionOf(feed.access, { url: 'a', query: undefined })
  await ours.take({ records: [], position: '{"since":7}' })
  expect(withoutMark(feed.position())).toBe('{"since":7}')
  expect(ours.position()).toBe('{"since":7}')
  expect(positionOf(feed.access, { url: 'a' }).position()).toBe('{"since":7}')
  expect(positionOf(feed.access, { url: 'b' }).position()).toBeNull()
  expect(positionOf(feed.access, { url: 'a', query: { x: '1' } }).position()).toBeNull()
  // What is no object says nothing of itself.
  await ours.take({ records: [], position: 'digest' })
  await ours.take({ records: [1] })
  expect([feed.position(), ours.position()]).toEqual(['digest', 'digest'])
})

test('[CONN11] an HTTP feed asks another address for its past, and goes on from a position of earlier versions', async () => {
  const number = { changed: isoOf(NOW - 60_000) }
  const upstream = await httpUpstream(json({ list: [number], others: [number] }))
  endings.push(upstream.close)
  const since = { query: 'after', field: 'changed' }
  const settings = { url: `${upstream.url}/cases`, everySeconds: 3600, records: 'list', since, etag: true }
  const { position } = await run(httpPoll, settings, null)
  let runs = 0
  const askedBy = async (other: Fields, before: string | null) => {
    // By the name of its parameter: what another run asked last may arrive after it was stopped.
    const query = `after${++runs}`
    const told = { ...since, ...(other['since'] as Fields | undefined), query }
    await run(httpPoll, { ...settings, ...other, since: told }, before)
    const asked = upstream.requests.map(({ url }) => new URL(url ?? '', upstream.url).searchParams)
    return asked.find(params => params.has(query))?.get(query) ?? null
  }
  const newest = await askedBy({}, position())
  const past = await askedBy({ url: `${upstream.url}/others` }, null)
  expect(newest).not.toBe(past)
  expect(await askedBy({}, withoutMark(position()))).toBe(newest)
  for (const other of [
    { url: `${upstream.url}/others` },
    { query: { district: '1' } },
    { records: 'others' },
    { since: { field: 'other' } },
  ])
    expect(await askedBy(other, position()), JSON.stringify(other)).toBe(past)
  expect(await askedBy({ everySeconds: 1800 }, position())).toBe(newest)
})

test('[CONN11] another table is read from its own beginning, and the same one on', async () => {
  const root = mkdtempSync(join(tmpdir(), 'position-'))
  endings.push(() => rmSync(root, { recursive: true }))
  const file = join(root, 'exchange.sqlite')
  const database = new DatabaseSync(file)
  const at = (ms: number) =>
    isoOf(NOW - ms)
      .slice(0, 19)
      .replace('T', ' ')
  for (const table of ['cases', 'others']) {
    database.exec(`CREATE TABLE ${table} (no TEXT PRIMARY KEY, changed TEXT, made TEXT)`)
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`)
    for (const hour of [3, 2, 1]) insert.run(`${table}${hour}`, at(hour * 3_600_000), at(hour * 3_600_000))
  }
  database.close()
  const watermark = { time: 'changed', key: 'no', overlapSeconds: 0, pastDays: 1 }
  const settings = { dialect: 'sqlite', file, table: 'cases', everySeconds: 3600, watermark }
  const rowsOf = async (other: Fields, before: string | null) =>
    (await run(sqlPoll, { ...settings, ...other }, before)).records().map(row => (row as { no: string }).no)
  const { position } = await run(sqlPoll, settings, null)
  expect(await rowsOf({}, position())).toEqual(['cases1'])
  expect(await rowsOf({}, withoutMark(position()))).toEqual(['cases1'])
  expect(await rowsOf({ table: 'others' }, position())).toEqual(['others3', 'others2', 'others1'])
  expect(await rowsOf({ watermark: { ...watermark, time: 'made' } }, position())).toHaveLength(3)
})

test('[CONN11] another stream of messages is asked for all of it, and the same one for what came meanwhile', async () => {
  const upstream = await upstreamForTests()
  endings.push(upstream.close)
  const resume = { position: 'seq', ask: { parameter: 'after' } }
  const settings = { url: upstream.url, resume }
  upstream.say('{"seq":1}', '{"seq":2}')
  const { position } = await run(websocket, settings, null)
  upstream.say('{"seq":3}')
  const heard = async (other: Fields, before: string | null) =>
    (await run(websocket, { ...settings, ...other }, before))
      .records()
      .map(each => (each as { seq: number }).seq)
  expect(await heard({}, position())).toEqual([3])
  expect(await heard({}, withoutMark(position()))).toEqual([3])
  expect(await heard({ url: `${upstream.url}/others` }, position())).toEqual([1, 2, 3])
  expect(await heard({ hello: [{ op: 'subscribe' }] }, position())).toEqual([1, 2, 3])
})
