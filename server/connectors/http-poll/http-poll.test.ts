import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { isoOf } from '../../../shared/calendar/civil.ts'
import type { Fields } from '../../../shared/model/value.ts'
import type { FeedAccess, FeedError, Running } from '../connector.ts'
import {
  eventually,
  feedForTests,
  NOW,
  openReach,
  type FeedForTests,
  withoutMark,
} from '../feed-for-tests.ts'
import { fetchJson } from './fetch-json.ts'
import { httpGet } from '../http-get.ts'
import { httpPoll } from './http-poll.ts'
import { httpUpstream, json, type HttpUpstream } from '../http-upstream-for-tests.ts'

let upstream: HttpUpstream
let running: Running | null

beforeEach(async () => {
  running = null
  upstream = await httpUpstream(json([]))
})
afterEach(async () => {
  await running?.stop()
  await upstream.close()
})

function poll(answer: RequestListener, settings: Fields = {}, over: Partial<FeedAccess> = {}): FeedForTests {
  upstream.answer = answer
  const feed = feedForTests({ url: `${upstream.url}/list`, everySeconds: 1, ...settings }, over)
  running = httpPoll.start(feed.access)
  return feed
}

const firstFailure = async (feed: FeedForTests): Promise<string> => {
  await eventually(() => feed.failures.length > 0)
  return feed.failures[0] ?? ''
}
const asked = (name: string) =>
  upstream.requests.map(({ url }) => new URL(url ?? '', upstream.url).searchParams.get(name))

test('[HTP1] with an ETag, what did not change is an empty report', async () => {
  const feed = poll(
    (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
      else json([{ n: 1 }], { etag: '"v1"' })(request, response)
    },
    { etag: true },
  )
  await eventually(() => feed.pages.length >= 3)
  expect(feed.pages.slice(0, 3).map(page => page.records.length)).toEqual([1, 0, 0])
  expect(withoutMark(feed.position())).toBe('{"etag":"\\"v1\\""}')
})

test('[HTP1] of several pages no tag is kept, since a later one may have changed; of one page it is', async () => {
  let pages = 2
  const seen: (string | undefined)[] = []
  const feed = poll(
    (request, response) => {
      seen.push(request.headers['if-none-match'])
      const page = new URL(request.url ?? '', upstream.url).searchParams.get('page')
      if (seen.at(-1) === '"page 1 of 1"') return void response.writeHead(304).end()
      json({ pages, list: [{ page, pages }] }, { etag: `"page ${page} of ${pages}"` })(request, response)
    },
    { etag: true, records: 'list', paging: { page: 'page', size: 'size', perPage: 2, pages: 'pages' } },
  )
  await eventually(() => feed.pages.length >= 4)
  expect(seen.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined])
  pages = 1
  await eventually(() => feed.pages.some(page => page.records.length === 0))
  expect(seen.at(-1)).toBe('"page 1 of 1"')
  expect(feed.failures).toEqual([])
})

test('[HTP1] a 304 to a page that was asked for without a tag is a failed report, and nothing is thought read', async () => {
  const feed = poll(
    (request, response) => {
      const page = new URL(request.url ?? '', upstream.url).searchParams.get('page')
      if (page === '2') return void response.writeHead(304).end()
      json({ pages: 2, list: [{ at: isoOf(NOW) }] }, { etag: '"1"' })(request, response)
    },
    {
      ...{ etag: true, records: 'list', since: { query: 'since', field: 'at' } },
      paging: { page: 'page', size: 'size', perPage: 1, pages: 'pages' },
    },
  )
  expect(await firstFailure(feed)).toContain('304')
  expect(JSON.parse(feed.position() ?? '{}')).not.toHaveProperty('since')
})

const paging = { page: 'page', size: 'size', perPage: 2, pages: 'pages', moment: 'asOf' }

test('[HTP2] pages are of the moment of the first, and the position comes with the last', async () => {
  let moment = 0
  const feed = poll(
    (request, response) => {
      const { searchParams } = new URL(request.url ?? '', upstream.url)
      const asOf = searchParams.get('asOf') ?? `moment ${++moment}`
      const page = Number(searchParams.get('page'))
      const at = (n: number) => isoOf(NOW - 1_000_000 + n * 1_000)
      const list = [2 * page - 1, 2 * page].map(n => ({ n, asOf, at: at(n) }))
      json({ asOf, pages: 3, list })(request, response)
    },
    { records: 'list', paging, since: { query: 'since', field: 'at', pastDays: 1 } },
  )
  await eventually(() => feed.pages.length >= 3)
  const pages = feed.pages.slice(0, 3)
  expect(pages.flatMap(page => page.records)).toMatchObject(
    [1, 2, 3, 4, 5, 6].map(n => ({ n, asOf: 'moment 1' })),
  )
  expect(pages.slice(0, 2).map(page => page.position)).toEqual([undefined, undefined])
  expect(withoutMark(pages[2]?.position ?? null)).toBe(JSON.stringify({ since: NOW - 994_000, at: NOW }))
  expect(asked('size')).toContain('2')
})

const since = { query: 'updatedSince', field: 'updatedAt', overlapSeconds: 60, pastDays: 1 }

test('[HTP3] the next question begins an overlap before the greatest change, whatever its offset', async () => {
  const changes = ['2026-11-22T12:00:00Z', '2026-11-22T19:59:59+08:00', 'soon', null]
  const feed = poll(json(changes.map(updatedAt => ({ updatedAt }))), { since })
  await eventually(() => feed.pages.length >= 2)
  expect(asked('updatedSince').slice(0, 2)).toEqual([
    '2026-11-22T00:00:00.000+08:00',
    '2026-11-22T19:59:00.000+08:00',
  ])
})

test('[HTP3] an upstream that knows only plain times is asked, and read, in them', async () => {
  const changes = ['2026-11-22 20:00:00', '2026-11-22 19:59:59', '2026-11-22']
  const rows = changes.map(updatedAt => ({ updatedAt }))
  const feed = poll(json(rows), { since: { ...since, form: 'plain' } })
  await eventually(() => feed.pages.length >= 2)
  expect(asked('updatedSince').slice(0, 2)).toEqual(['2026-11-22 00:00:00', '2026-11-22 19:59:00'])
})

test('[HTP4] (F-17) a change in the future does not hide what comes before it', async () => {
  const feed = poll(json([{ updatedAt: '2099-01-01T00:00:00Z' }]), { since })
  await eventually(() => feed.pages.length >= 2)
  expect(asked('updatedSince')[1]).toBe(isoOf(NOW - 60_000))
})

const get = httpGet(openReach)
afterAll(() => get.close())
const signal = () => AbortSignal.timeout(5_000)
const refusal = (answer: RequestListener) => {
  upstream.answer = answer
  return fetchJson(get, new URL(upstream.url), {}, signal()).catch((error: unknown) => error)
}
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('no')

test('[HTP5] Retry-After is heeded, and the status says whose fault it is', async () => {
  expect(await refusal(status(429, { 'retry-after': '7' }))).toMatchObject({
    message: 'HTTP 429',
    blame: 'upstream',
    retryAfterMs: 7_000,
  })
  expect(await refusal(status(503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }))).toMatchObject({
    retryAfterMs: 0,
  })
  expect(await refusal(status(503, { 'retry-after': '999999' }))).toMatchObject({ retryAfterMs: 3_600_000 })
  expect(await refusal(status(503, { 'retry-after': 'soon' }))).toMatchObject({ retryAfterMs: null })
  expect(await refusal(status(401))).toMatchObject({ message: 'HTTP 401', blame: 'config' })
  expect(await refusal(status(500))).toMatchObject({ message: 'HTTP 500', blame: 'upstream' })
})

test('[CONN10] a status says which fault it is', async () => {
  const faults: unknown[] = []
  for (const code of [301, 401, 403, 404, 418, 429, 500, 503])
    faults.push(((await refusal(status(code))) as FeedError).fault)
  expect(faults).toEqual(['moved', 'denied', 'denied', 'moved', 'down', 'busy', 'down', 'down'])
})

test('[HTP6] (T-SSRF-02) a redirect is a failed report, and nobody goes where it leads', async () => {
  const feed = poll(status(302, { location: `${upstream.url}/admin` }))
  expect(await firstFailure(feed)).toBe('HTTP 302')
  expect(upstream.requests.map(({ url }) => url)).not.toContain('/admin')
})

test('[HTP7] (F-14) a body ends at the limit, packed or not, with or without a length', async () => {
  const large = Buffer.alloc(6 * 2 ** 20, ' ')
  const packed = gzipSync(large)
  expect(await refusal((_, response) => response.end(large))).toMatchObject({
    message: 'the answer is larger than 5242880 bytes',
  })
  expect(
    await refusal((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)),
  ).toMatchObject({ message: 'the answer is larger than 5242880 bytes' })
})

test('[HTP8] (F-13) what is no answer is a failed report that says how it begins', async () => {
  const html: RequestListener = (_, response) => response.end('<html>\n<title>统一登录</title>')
  const cut: RequestListener = (_, response) => response.end('{"list":[{"n":1},')
  const wrong: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed at all')
  const broken: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{')
    setTimeout(() => response.destroy(), 20)
  }
  expect(await refusal(html)).toMatchObject({
    message: expect.stringMatching(/not JSON.*it begins "<html> <title>统一登录/) as string,
  })
  expect(await refusal(cut)).toMatchObject({ message: expect.stringContaining('not JSON') as string })
  expect(await refusal(wrong)).toMatchObject({ blame: 'upstream' })
  expect(await refusal(broken)).toMatchObject({ message: expect.stringContaining('no connection') as string })
  expect(await firstFailure(poll(json({ code: 500, message: '系统繁忙' }), { records: 'list' }))).toBe(
    'the answer has no list at "list"',
  )
})

test('[HTP8] an answer that does not say how many pages there are is a failed report', async () => {
  expect(await firstFailure(poll(json({ list: [] }), { records: 'list', paging }))).toContain('"pages"')
})

test('[HTP9] (F-12) an answer that drips meets the deadline', async () => {
  const dripping: RequestListener = (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(drip))
  }
  const feed = poll(dripping, { timeoutSeconds: 1 })
  expect(await firstFailure(feed)).toBe('no whole answer in time')
})

test('[HTP10] the token is a bearer and stands in no report', async () => {
  const feed = poll(status(403), {}, { hasSecret: () => true, secret: () => 'very-secret-1' })
  await firstFailure(feed)
  expect(upstream.requests[0]?.headers.authorization).toBe('Bearer very-secret-1')
  expect(JSON.stringify([feed.failures, feed.logs])).not.toContain('very-secret')
})
