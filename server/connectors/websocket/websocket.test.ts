import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests, withoutMark } from '../feed-for-tests.ts'
import { Flow } from './flow.ts'
import { upstreamForTests, type UpstreamForTests } from './upstream-for-tests.ts'
import { websocket } from './websocket.ts'

let upstream: UpstreamForTests
let started: Running[]

beforeEach(async () => {
  upstream = await upstreamForTests()
  started = []
})
afterEach(async () => {
  for (const running of started) await running.stop()
  await upstream.close()
})

const RESUME = { position: 'seq', ask: { parameter: 'after' } }
const feedOf = (settings: Fields = {}, over: Parameters<typeof feedForTests>[1] = {}) =>
  feedForTests({ url: upstream.url, resume: RESUME, ...settings }, over)
function start(feed: FeedForTests): Running {
  const running = websocket.start(feed.access)
  started.push(running)
  return running
}
const message = (seq: number) => JSON.stringify({ seq })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const seqs = (feed: FeedForTests) => (feed.records() as { seq: number }[]).map(({ seq }) => seq)
const has = (feed: FeedForTests, count: number) =>
  eventually(
    () => new Set(seqs(feed)).size >= count,
    () => [feed.records(), feed.failures],
  )

test('[WSK1] a message is a record, or a list of them, where the settings say; what is passed over is nothing', async () => {
  const feed = feedOf({ records: 'told.rows', passOver: { field: 'type', is: ['hello', 7] } })
  start(feed)
  upstream.say(
    '{"type":"hello"}',
    '{"told":{"rows":[{"seq":1},{"seq":2}]}}',
    '{"type":7}',
    '{"told":{"rows":{"seq":3}}}',
  )
  await has(feed, 3)
  upstream.say('{"type":"else"}')
  await eventually(() => feed.unreadable().length > 0)
  expect(seqs(feed)).toEqual([1, 2, 3])
  expect(feed.unreadable()).toEqual(['the message has nothing at told.rows'])
})

test('[WSK2] (F-19) what was said while we were away comes afterwards, from the last place that was kept', async () => {
  const feed = feedOf()
  const running = start(feed)
  upstream.say(...range(1, 5).map(message))
  await has(feed, 5)
  await running.stop()
  upstream.say(...range(6, 9).map(message))
  start(feed)
  await has(feed, 9)
  await upstream.away(true)
  upstream.say(...range(10, 12).map(message))
  await upstream.away(false)
  await has(feed, 12)
  expect(seqs(feed)).toEqual(range(1, 12))
  expect(upstream.asked.map(({ url }) => url)).toEqual(['/told', '/told?after=5', '/told?after=9'])
  expect(withoutMark(feed.position())).toBe('{"after":12}')
})

test('[WSK2] a place may be asked for by a message, behind what is said at the beginning', async () => {
  const hello = [{ op: 'subscribe', channels: ['orders'] }]
  const ask = { message: { op: 'resume' }, field: 'after' }
  const feed = feedOf({ hello, resume: { position: 'seq', ask } })
  start(feed)
  await eventually(() => upstream.heard.length === 2)
  upstream.say('{"seq":"a-1"}')
  await has(feed, 1)
  await upstream.away(true)
  await upstream.away(false)
  await eventually(() => upstream.heard.length === 4)
  expect(upstream.heard.map(text => JSON.parse(text) as unknown)).toEqual([
    ...hello,
    { op: 'resume' },
    ...hello,
    { op: 'resume', after: 'a-1' },
  ])
})

test('[WSK2] (A1) what could not be kept before a crash is asked for again after it', async () => {
  const crashed = feedOf()
  // The process ends before the commit: its page never gets anywhere.
  crashed.hold()
  const first = websocket.start(crashed.access)
  upstream.say(...range(1, 20).map(message))
  await eventually(() => crashed.asked() > 0)
  void first.stop()
  expect(crashed.position()).toBeNull()
  const feed = feedOf({}, { position: crashed.position })
  start(feed)
  await has(feed, 20)
  expect(seqs(feed)).toEqual(range(1, 20))
})

test('[WSK3] (F-40) an upstream that is gone without a word is noticed, and one that has nothing to say is not', async () => {
  // It answers the handshake and then nothing, as when a cable was pulled.
  const feed = feedOf({ beatSeconds: 1 })
  start(feed)
  await eventually(() => upstream.sockets.size > 0)
  await eventually(() => upstream.pings() >= 4)
  expect([feed.failures, upstream.asked.length]).toEqual([[], 1])
  for (const socket of upstream.sockets) socket.pause()
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toBe('no sign of life for 2 s')
  expect([...feed.faults]).toEqual(['unreachable'])
  await eventually(() => upstream.asked.length > 1)
})

test('[WSK4] when too much waits the upstream is not read any more, and then it goes on; we are not gone meanwhile', async () => {
  const feed = feedOf({ beatSeconds: 1 })
  start(feed)
  await eventually(() => upstream.sockets.size > 0)
  const open = feed.hold()
  const thousand = (from: number) => JSON.stringify(range(from, from + 999).map(seq => ({ seq })))
  upstream.say(...range(0, 30).map(i => thousand(i * 1_000 + 1)))
  await eventually(() => feed.asked() > 0)
  await eventually(() => upstream.pings() >= 4)
  open()
  await has(feed, 31_000)
  const largest = Math.max(...feed.pages.map(page => page.records.length))
  // What of one packet was on its way is taken yet.
  expect(largest).toBeLessThan(20_000)
  expect(feed.failures).toEqual([])
})

test('[WSK4] more messages than may come in a second wait for the next', () => {
  vi.useFakeTimers()
  let isRead = true
  const flow = new Flow({ pause: () => (isRead = false), resume: () => (isRead = true) }, 10)
  const arrive = (count: number) => range(1, count).forEach(() => flow.pass(room => room()))
  arrive(9)
  expect(isRead).toBe(true)
  arrive(1)
  expect(isRead).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(isRead).toBe(true)
  // Those of one packet come all the same, and are no reason to wait longer.
  arrive(25)
  vi.advanceTimersByTime(999)
  expect(isRead).toBe(false)
  vi.advanceTimersByTime(1)
  arrive(9)
  expect(isRead).toBe(true)
  flow.stop()
  vi.useRealTimers()
})

test('[WSK5] (F-14) a message that is too large is quarantined and passed over; one far larger ends the connection', async () => {
  const feed = feedOf()
  start(feed)
  upstream.say(`"${'x'.repeat(6e6)}"`, message(2))
  await has(feed, 1)
  expect(feed.unreadable()).toEqual(['the body is larger than 5 MB'])
  upstream.say(`"${'x'.repeat(17e6)}"`)
  await eventually(() => feed.faults.has('tooLarge'))
})

test('[WSK5] bytes that are no UTF-8 spoil their message and not the connection', async () => {
  const feed = feedOf()
  start(feed)
  await eventually(() => upstream.sockets.size > 0)
  for (const socket of upstream.sockets) socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false })
  upstream.say(message(1))
  await has(feed, 1)
  expect(feed.unreadable()).toEqual(['the body is not UTF-8'])
  expect(upstream.asked).toHaveLength(1)
})

test.each([
  ['401 Unauthorized', 'denied'],
  ['404 Not Found', 'moved'],
  ['302 Found', 'moved'],
  ['429 Too Many Requests', 'busy'],
  ['503 Service Unavailable', 'down'],
] as const)(
  '[WSK6] [CONN10] (T-SSRF-02) an upstream that answers %s is %s, and nobody else is asked',
  async (status, fault) => {
    const refusing = await upstreamForTests({ refuse: () => `${status}\r\nlocation: ${upstream.url}` })
    const feed = feedOf({ url: refusing.url })
    start(feed)
    await eventually(() => feed.failures.length > 0)
    expect([...feed.faults]).toEqual([fault])
    expect(feed.failures[0]).toBe(`HTTP ${status.slice(0, 3)}`)
    expect(upstream.asked).toEqual([])
    await refusing.close()
  },
)

test.each([
  [1008, 'denied'],
  [1012, 'down'],
  [1013, 'busy'],
  [4000, 'unreachable'],
] as const)('[WSK6] [CONN10] one that closes with %i is %s', async (code, fault) => {
  const feed = feedOf()
  start(feed)
  await eventually(() => upstream.sockets.size > 0)
  for (const socket of upstream.sockets) socket.close(code, 'so it is')
  await eventually(() => feed.failures.length > 0)
  expect([...feed.faults]).toEqual([fault])
  expect(feed.failures[0]).toBe(`the upstream closed the connection (${code}): so it is`)
})

test('[WSK6] (F-12) an upstream that never answers is broken off, also by a stop', async () => {
  const sockets: Socket[] = []
  const silent = createServer(socket => void sockets.push(socket)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const url = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const feed = feedOf({ url, beatSeconds: 1 })
  const running = start(feed)
  await eventually(() => sockets.length > 0)
  await running.stop()
  expect([feed.failures, feed.asked()]).toEqual([[], 0])
  const again = start(feed)
  await eventually(() => feed.failures.length > 0)
  expect([...feed.faults]).toEqual(['slow'])
  await again.stop()
  sockets.forEach(socket => socket.destroy())
  silent.close()
})

test('[WSK7] (T-SEC-02) a token is sent as a bearer, and stands in no report', async () => {
  const refusing = await upstreamForTests({
    refuse: ({ headers }) => (headers.authorization === 'Bearer s3cret' ? null : '401 Unauthorized'),
  })
  const denied = feedOf({ url: refusing.url }, { hasSecret: () => true, secret: () => 'wr0ng' })
  start(denied)
  await eventually(() => denied.failures.length > 0)
  expect([denied.failures, denied.logs].flat().join()).not.toContain('wr0ng')
  const feed = feedOf({ url: refusing.url }, { hasSecret: () => true, secret: () => 's3cret' })
  start(feed)
  refusing.say(message(1))
  await has(feed, 1)
  await refusing.close()
})

test('[WSK8] each time it may listen it says that its upstream is reached', async () => {
  const feed = feedOf()
  const reached = () => feed.logs.filter(line => line === 'reached').length
  await upstream.away(true)
  start(feed)
  await eventually(() => feed.failures.length > 0)
  expect(reached()).toBe(0)
  await upstream.away(false)
  await eventually(() => reached() === 1)
  await upstream.away(true)
  await upstream.away(false)
  await eventually(() => reached() === 2)
})
