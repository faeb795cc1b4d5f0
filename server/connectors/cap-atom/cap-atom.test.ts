import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { FeedAccess, Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { httpUpstream, type HttpUpstream } from '../http-upstream-for-tests.ts'
import { capAtom } from './cap-atom.ts'
import { atomXml, capXml, carrying, entryXml, linking, xml } from './feed-for-tests.ts'

let upstream: HttpUpstream
let running: Running | null

beforeEach(async () => {
  running = null
  upstream = await httpUpstream(xml(atomXml()))
})
afterEach(async () => {
  await running?.stop()
  await upstream.close()
})

function poll(answer: RequestListener, settings: Fields = {}, over: Partial<FeedAccess> = {}): FeedForTests {
  upstream.answer = answer
  const feed = feedForTests({ url: `${upstream.url}/feed.xml`, everySeconds: 1, ...settings }, over)
  running = capAtom.start(feed.access)
  return feed
}

/** Answers by path; what is not there is a 404. */
const site =
  (files: { readonly [path: string]: string | RequestListener }): RequestListener =>
  (request, response) => {
    const file = files[request.url ?? '']
    if (file === undefined) return void response.writeHead(404).end()
    if (typeof file === 'string') xml(file)(request, response)
    else file(request, response)
  }
const turns = (feed: FeedForTests, count: number) =>
  eventually(
    () => feed.pages.length + feed.failures.length >= count,
    () => [feed.pages, feed.failures, feed.logs],
  )
const identifiers = (feed: FeedForTests) =>
  feed.records().map(record => (record as { identifier: string }).identifier)
const askedFor = (path: string) => upstream.requests.filter(({ url }) => url === path).length

test('[CAPA1] messages that entries carry and messages that they link to are taken', async () => {
  const feed = poll(
    site({
      '/feed.xml': atomXml(carrying({ identifier: 'A' }), linking('B'), linking('C', 'cap/C.xml')),
      '/cap/B.xml': capXml({ identifier: 'B' }),
      '/cap/C.xml': capXml({ identifier: 'C' }),
    }),
  )
  await turns(feed, 1)
  expect(identifiers(feed)).toEqual(['A', 'B', 'C'])
  expect(feed.unreadable()).toEqual([])
})

test('[CAPA1] an entry may name its message by its content or its own link', async () => {
  const feed = poll(
    site({
      '/feed.xml': atomXml(
        entryXml('A', '<link rel="self" href="/no"/><content type="application/xml" src="/A"/>'),
        entryXml('B', '<link rel="alternate" type="text/html" href="/no"/><link href="/B"/>'),
      ),
      '/A': capXml({ identifier: 'A' }),
      '/B': capXml({ identifier: 'B' }),
    }),
  )
  await turns(feed, 1)
  expect(identifiers(feed)).toEqual(['A', 'B'])
})

describe('what is in', () => {
  test('[CAPA2] is neither fetched nor taken again, nor after a restart, unless its entry changed', async () => {
    const files = { '/feed.xml': atomXml(linking('A')), '/cap/A.xml': capXml({ identifier: 'A' }) }
    const feed = poll(site(files))
    await turns(feed, 3)
    await running?.stop()
    running = capAtom.start(feed.access)
    await turns(feed, 5)
    expect([askedFor('/cap/A.xml'), identifiers(feed)]).toEqual([1, ['A']])
    upstream.answer = site({ ...files, '/feed.xml': files['/feed.xml'].replace('T08:00:00', 'T09:00:00') })
    await eventually(() => identifiers(feed).length > 1)
    expect([askedFor('/cap/A.xml'), identifiers(feed)]).toEqual([2, ['A', 'A']])
  })

  test('[CAPA2] comes again where it could not be kept', async () => {
    const feed = feedForTests({ url: `${upstream.url}/feed.xml`, everySeconds: 1 })
    upstream.answer = site({ '/feed.xml': atomXml(linking('A')), '/cap/A.xml': capXml({ identifier: 'A' }) })
    feed.refuse(1)
    running = capAtom.start(feed.access)
    await eventually(() => identifiers(feed).length > 0)
    expect(askedFor('/cap/A.xml')).toBe(2)
  })

  test('[CAPA2] is told by the tag of the feed where it has one; an unchanged feed is an empty report', async () => {
    const feed = poll((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
      else xml(atomXml(carrying({ identifier: 'A' })), { etag: '"v1"' })(request, response)
    })
    await turns(feed, 3)
    expect(feed.pages.slice(0, 3).map(page => [page.records.length, page.position === undefined])).toEqual([
      [1, false],
      [0, true],
      [0, true],
    ])
    expect(upstream.requests.map(({ headers }) => headers['if-none-match']).slice(0, 3)).toEqual([
      undefined,
      '"v1"',
      '"v1"',
    ])
  })

  test('[CAPA2] many messages are taken piece by piece, and each piece stays in', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `M${i}`)
    const files = Object.fromEntries(
      names.map(identifier => [`/cap/${identifier}.xml`, capXml({ identifier })]),
    )
    const feed = poll(site({ ...files, '/feed.xml': atomXml(...names.map(name => linking(name))) }))
    await turns(feed, 3)
    expect(feed.pages.slice(0, 3).map(page => page.records.length)).toEqual([25, 25, 10])
    expect(JSON.parse(feed.pages[0]?.position ?? '').seen).toHaveLength(25)
    expect(new Set(identifiers(feed)).size).toBe(60)
  })
})

test('[CAPA4] (A7) what is no valid message is quarantined once with its entry and place, and the others go in', async () => {
  const feed = poll(
    site({
      '/feed.xml': atomXml(
        linking('broken'),
        carrying({ identifier: 'untimed', sent: '2026-11-23T08:00:00' }),
        entryXml('empty', ''),
        carrying({ identifier: 'good' }),
      ),
      '/cap/broken.xml': capXml({ identifier: 'broken' }).slice(0, 400),
    }),
  )
  await turns(feed, 3)
  expect(identifiers(feed)).toEqual(['good'])
  const unreadable = feed.pages.flatMap(page => page.unreadable ?? [])
  expect(unreadable.map(({ path, reason }) => [path, reason.slice(0, 30)])).toEqual([
    ['broken', expect.stringMatching(/^not XML/)],
    ['untimed /sent', 'not a time with its zone: 2026'],
    ['empty', 'the entry neither has a messag'],
  ])
  expect(unreadable[0]?.sample).toMatch(/^<alert/)
  expect(unreadable[1]?.sample).toContain('大风蓝色预警')
  expect(askedFor('/cap/broken.xml')).toBe(1)
})

test('[CAPA6] (T-SSRF-02) a link to another origin is not followed, nor is a redirect', async () => {
  const other = await httpUpstream(xml(capXml({ identifier: 'X' })))
  const feed = poll(
    site({
      '/feed.xml': atomXml(
        linking('A', `${other.url}/cap/A.xml`),
        linking('B', `//127.0.0.1:9/B`),
        linking('C', upstream.url.replace('http://', 'http://user:secret@')),
        linking('D', 'file:///etc/hosts'),
        linking('E'),
      ),
      '/cap/E.xml': (_, response) => void response.writeHead(302, { location: `${other.url}/E` }).end(),
    }),
  )
  await turns(feed, 2)
  expect(other.requests).toEqual([])
  expect(feed.records()).toEqual([])
  expect(feed.unreadable()).toEqual([
    ...['the link leads to another origin', 'the link leads to another origin'],
    ...['the link has a user in it', 'the link leads to another origin', 'HTTP 302'],
  ])
  await other.close()
})

test('[CAPA6] (T-SSRF-01) links are fetched through the same judgement as the feed', async () => {
  const hosts: string[] = []
  const { reach } = feedForTests({}).access
  const feed = poll(
    site({ '/feed.xml': atomXml(linking('A')), '/cap/A.xml': capXml({ identifier: 'A' }) }),
    {},
    {
      reach: async (host, port) => {
        hosts.push(host)
        return reach(host, port)
      },
    },
  )
  await turns(feed, 1)
  expect(hosts.slice(0, 2)).toEqual(['127.0.0.1', '127.0.0.1'])
})

describe('a message that cannot be had', () => {
  test('[CAPA7] just now is a failed report and tried again, and keeps no other out', async () => {
    const files = {
      '/feed.xml': atomXml(linking('A'), linking('B')),
      '/cap/B.xml': capXml({ identifier: 'B' }),
    }
    const down: RequestListener = (_, response) => void response.writeHead(503).end()
    const feed = poll(site({ ...files, '/cap/A.xml': down }))
    await turns(feed, 4)
    expect([identifiers(feed), [...feed.faults], askedFor('/cap/B.xml')]).toEqual([['B'], ['down'], 1])
    upstream.answer = site({ ...files, '/cap/A.xml': capXml({ identifier: 'A' }) })
    await eventually(() => identifiers(feed).includes('A'))
    expect(feed.unreadable()).toEqual([])
  })

  test('[CAPA7] ever is quarantined: it is not there, or is larger than a message', async () => {
    const large = capXml({ identifier: 'B', info: `<event>${'风'.repeat(100_000)}</event>` })
    const feed = poll(site({ '/feed.xml': atomXml(linking('A'), linking('B')), '/cap/B.xml': large }))
    await turns(feed, 2)
    expect(feed.unreadable()).toEqual(['HTTP 404', expect.stringContaining('larger than')])
    expect(feed.failures).toEqual([])
  })
})

test('[CAPA9] what is no feed is a failed report, and one that is asked too often gets its rest', async () => {
  const feed = poll(xml('<rss version="2.0"/>'))
  await turns(feed, 1)
  expect(feed.failures[0]).toContain('is no Atom feed')
  expect([...feed.faults]).toEqual(['unreadable'])
  upstream.answer = (_, response) => void response.writeHead(429, { 'retry-after': '30' }).end()
  await eventually(() => feed.faults.has('busy'))
})

test('[CAPA9] a token is sent as a bearer, also for messages, and stands in no report', async () => {
  const feed = poll(
    site({ '/feed.xml': atomXml(linking('A')), '/cap/A.xml': capXml({ identifier: 'A' }) }),
    {},
    { hasSecret: () => true, secret: () => 'open sesame' },
  )
  await turns(feed, 1)
  expect(upstream.requests.slice(0, 2).map(({ headers }) => headers.authorization)).toEqual([
    'Bearer open sesame',
    'Bearer open sesame',
  ])
  expect(JSON.stringify([feed.pages, feed.logs])).not.toContain('sesame')
})
