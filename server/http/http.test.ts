import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { FeedError } from '../connectors/connector.ts'
import type { Feeds } from '../intake/feeds.ts'
import { everybodyIs } from '../access/routes.fixture.ts'
import { createApp } from './app.ts'
import { ON_LOOPBACK } from './arrivals.ts'
import { createCspReports } from './csp-reports.ts'
import { gateOf } from './gate.ts'
import { ingestRoute } from './ingest.ts'
import { serveQuarantine } from './quarantine.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function appAt(ready = true, api: Parameters<typeof createApp>[0]['api'] = () => undefined) {
  const clientDir = mkdtempSync(join(tmpdir(), 'liaowang-client-'))
  endings.push(() => rmSync(clientDir, { recursive: true }))
  mkdirSync(join(clientDir, 'assets'))
  writeFileSync(join(clientDir, 'index.html'), 'the page')
  writeFileSync(join(clientDir, 'assets', 'a.js'), 'code')
  const app = createApp({
    ...{ clientDir, ready: () => ready, metrics: () => 'x 1\n', api },
    ...{ callerOf: everybodyIs(), log: () => undefined },
  })
  const turnAway = gateOf(ON_LOOPBACK)
  return listen(
    createServer((incoming, response) => {
      if (!turnAway(incoming, response)) app(incoming, response)
    }),
  )
}

/** A request whose path and Host nobody tidies up. */
function raw(
  base: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    request({ hostname, port, path, headers }, response => {
      let body = ''
      response.on('data', chunk => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}

test('[HTTP1] alive, ready, figures, the client and what is not there', async () => {
  const base = await appAt()
  expect((await raw(base, '/livez')).body).toBe('ok\n')
  expect((await raw(base, '/readyz')).status).toBe(200)
  expect((await raw(await appAt(false), '/readyz')).status).toBe(503)
  expect((await raw(base, '/metrics')).body).toBe('x 1\n')
  for (const path of ['/wall', '/wall/overview', '/desk/projects'])
    expect((await raw(base, path)).body).toBe('the page')
  expect((await raw(base, '/assets/a.js')).body).toBe('code')
  expect(await raw(base, '/nothing')).toEqual({ status: 404, body: '{"error":"there is nothing here"}' })
})

test('[HTTP2] (T-HTTP-02) a foreign Host is refused and no path leads out of the client', async () => {
  const base = await appAt()
  for (const host of ['evil.example', '127.0.0.1.evil.example', '10.0.0.1'])
    expect((await raw(base, '/wall', { host })).status).toBeGreaterThanOrEqual(400)
  expect((await raw(base, '/wall', { host: 'localhost:4000' })).status).toBe(200)
  for (const path of [
    '/../package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/%5c..%5cpackage.json',
  ])
    expect((await raw(base, path)).status).toBe(404)
})

test('[HTTP6] (T-XSS-02) pages load files of this server only and are framed by nobody', async () => {
  const base = await appAt()
  for (const path of ['/wall', '/assets/a.js', '/nothing', '/metrics']) {
    const { headers } = await fetch(base + path)
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy, path).toContain(part)
    expect(policy).not.toMatch(/unsafe-(eval|inline).*style-src-elem|script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(headers.get('permissions-policy'), path).toContain('camera=()')
  }
})

test('[HTTP6] (T-XSS-02) the preview alone is framed, by pages of this server alone', async () => {
  const base = await appAt()
  const ancestors = async (path: string) => {
    const { headers } = await fetch(base + path)
    return /frame-ancestors ([^;]+)/.exec(headers.get('content-security-policy') ?? '')?.[1]
  }
  expect(await ancestors('/preview')).toBe("'self'")
  for (const path of ['/preview/', '/preview/x', '/previews', '/console/preview', '/api/preview'])
    expect(await ancestors(path), path).toBe("'none'")
})

test('[HTTP9] (T-XSS-02) what browsers report is logged once for each kind, without addresses, and limited', async () => {
  const said: string[] = []
  let now = 0
  const reports = createCspReports(
    (level, about, message) => said.push(`${level} ${about}: ${message}`),
    () => now,
  )
  const base = await appAt(true, routes => reports.serve(routes))
  const report = async (body: unknown, headers: Record<string, string> = {}) => {
    const { status } = await fetch(`${base}/api/csp-report`, {
      method: 'POST',
      headers: { 'content-type': 'application/csp-report', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify({ 'csp-report': body }),
    })
    return status
  }
  const one = {
    'document-uri': `${base}/desk/overview?name=somebody`,
    'blocked-uri': 'https://evil.example/steal?of=somebody',
    'effective-directive': 'connect-src',
  }
  expect([await report(one), await report({ ...one, 'document-uri': `${base}/desk/other` })]).toEqual([
    204, 204,
  ])
  expect(said).toEqual([
    'warn pages: a browser kept a page from what its policy forbids: connect-src against https://evil.example on /desk; said once',
  ])
  expect(await report({ 'violated-directive': 'script-src-elem', 'blocked-uri': 'inline' })).toBe(204)
  expect(said[1]).toContain('script-src-elem against inline on no page')
  for (const bad of [
    '{',
    '[]',
    'null',
    '{"csp-report":7}',
    JSON.stringify({ 'csp-report': { 'effective-directive': 'A\nB' } }),
  ])
    expect(await report(bad), bad).toBe(400)
  expect(await report('x'.repeat(9_000))).toBe(413)
  expect(await report(one, { origin: 'https://evil.example' })).toBe(403)
  for (let i = 0; i < 60; i++) await report({ ...one, 'blocked-uri': `https://a${i}.example` })
  expect(said).toHaveLength(50)
  const statuses = await Promise.all(Array.from({ length: 120 }, () => report(one)))
  expect(new Set(statuses)).toEqual(new Set([204, 429]))
  now += 60_000
  expect(await report(one)).toBe(204)
  expect(Number(reports.figures().at(-1)?.split(' ')[1])).toBeGreaterThan(120)
})

function ingestAt(receive: () => Promise<{ status: number; body: Record<string, string> }>) {
  const takesPushes = (feed: string) => feed === 'hotline'
  const feeds = {
    takesPushes,
    receive: (feed: string) => (takesPushes(feed) ? receive() : null),
  } as unknown as Feeds
  const route = ingestRoute(feeds, () => undefined)
  return listen(
    createServer((incoming, response) => {
      if (!route(incoming, response)) response.writeHead(418).end()
    }),
  )
}

const post = (base: string, feed: string, body: string | Buffer = '{}') =>
  fetch(`${base}/api/ingest/${feed}`, { method: 'POST', body: body as string })

test('[HTTP3] the intake answers an unknown feed, another method and a body too large', async () => {
  const base = await ingestAt(async () => ({ status: 200, body: { taken: 'yes' } }))
  const good = await post(base, 'hotline')
  expect([good.status, await good.json()]).toEqual([200, { taken: 'yes' }])
  expect((await post(base, 'nobody')).status).toBe(404)
  expect((await fetch(`${base}/api/ingest/hotline`)).status).toBe(405)
  expect((await fetch(`${base}/elsewhere`)).status).toBe(418)
  expect((await fetch(`${base}/api/ingest/../x`, { method: 'POST' })).status).toBe(418)
  expect((await post(base, 'hotline', Buffer.alloc(5 * 2 ** 20 + 1))).status).toBe(413)
})

test('[HTTP8] a feed that takes no pushes is answered before the body came', async () => {
  const base = await ingestAt(async () => ({ status: 200, body: {} }))
  const { hostname, port } = new URL(base)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asking = request({ hostname, port, path: '/api/ingest/nobody', method: 'POST' }, response => {
      resolve(response.statusCode)
      asking.destroy()
    })
    asking.on('error', reject)
    asking.write('{')
  })
  expect(status).toBe(404)
})

test('[HTTP8] a sender hears that its body is too large, however much of it there is and whether it says so', async () => {
  const base = await ingestAt(async () => ({ status: 200, body: {} }))
  const body = Buffer.alloc(40 * 2 ** 20)
  expect((await post(base, 'hotline', body)).status).toBe(413)
  const said = new ReadableStream({
    pull(controller) {
      controller.enqueue(body.subarray(0, 2 ** 20))
      if (++pulls > 40) controller.close()
    },
  })
  let pulls = 0
  const answer = await fetch(`${base}/api/ingest/hotline`, {
    method: 'POST',
    body: said,
    duplex: 'half',
  } as RequestInit)
  expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('send fewer events')])
})

test('[HTTP4] what could not be kept is ours to say: the sender may send again', async () => {
  const failing = (error: Error) => ingestAt(() => Promise.reject(error))
  const failedWith = (errcode: number) => Object.assign(new Error('it was not written'), { errcode })
  // Full, held by somebody else, a disk that fails.
  for (const [errcode, status] of [
    [13, 507],
    [5, 503],
    [778, 500],
  ] as const)
    expect((await post(await failing(failedWith(errcode)), 'hotline')).status).toBe(status)
  const unset = new FeedError('HOTLINE_HMAC is not set', { blame: 'config', retry: false })
  const answer = await post(await failing(unset), 'hotline')
  expect([answer.status, (await answer.text()).includes('HOTLINE_HMAC')]).toEqual([503, false])
})

test('[HTTP5] what a feed could not take is listed a page at a time, and nothing else is', async () => {
  const journal = memoryJournal('j')
  const quarantined = Array.from({ length: 130 }, (_, i) => ({
    reason: 'no date',
    blame: 'upstream' as const,
    path: 'at',
    record: { n: i },
  }))
  const report = { at: 1, outcome: 'ok', reason: '', position: null, counts: NO_COUNTS, facts: [] } as const
  journal.append([
    { ...report, feed: 'a', quarantined },
    { ...report, feed: 'b', quarantined: quarantined.slice(0, 1) },
  ])
  const base = await appAt(true, app => serveQuarantine(app, journal))
  const ask = async (query: string) => {
    const { status, body } = await raw(base, `/api/quarantine?${query}`)
    return { status, body: JSON.parse(body) as { entries: { record: { n: number } }[]; next: number | null } }
  }
  const first = (await ask('feed=a')).body
  expect(first.entries.map(({ record }) => record.n).slice(0, 2)).toEqual([129, 128])
  const rest = (await ask(`feed=a&before=${first.next}`)).body
  expect([first.entries.length, rest.entries.length, rest.next]).toEqual([100, 30, null])
  expect((await ask('feed=none')).body.entries).toEqual([])
  for (const query of ['', 'feed=', 'feed=a&before=x', 'feed=a&before=0', 'feed=a&feed=b'])
    expect((await ask(query)).status, query).toBe(400)
})
