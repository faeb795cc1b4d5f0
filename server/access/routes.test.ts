import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { NOBODY, SCRAPER, VISITOR, type Person, type Principal } from '../../shared/access/principal.ts'
import { AuditError } from '../audit/audit.ts'
import { Refused } from './caller.ts'
import { createCallers, openHouse, scraperBy } from './callers.ts'
import { answerBadBody, Routes } from './routes.ts'
import { areas, everybodyIs, routesFor } from './routes.fixture.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  endings.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  )
  return (server.address() as AddressInfo).port
}

async function serving(principal: Principal, add: (routes: Routes) => void, logs: string[] = []) {
  const { app } = routesFor(principal)
  add(new Routes(app, { callerOf: everybodyIs(principal), log: (_level, _about, text) => logs.push(text) }))
  app.use(answerBadBody)
  const base = `http://127.0.0.1:${await listening(createServer(app))}`
  return async (path: string, init?: RequestInit) => {
    const answer = await fetch(base + path, init)
    return [answer.status, await answer.text()] as const
  }
}

const officer: Person = {
  ...{ type: 'person', id: '1', session: 's', account: 'a', stage: 'full' },
  ...{ roles: ['officer'], scope: { areas: 'all', departments: 'all' } },
}

test('[RTE2] nobody is told to sign in, somebody that it is not for him', async () => {
  let entered = 0
  const add = (routes: Routes) => routes.on('GET /api/quarantine', () => void entered++)
  const asked = [NOBODY, officer, { ...officer, roles: ['operator'] } as const]
  const answers = await Promise.all(asked.map(async who => (await serving(who, add))('/api/quarantine')))
  expect(answers).toEqual([
    [401, '{"error":"sign in first","code":"signIn"}'],
    [403, '{"error":"this is not for you","code":"denied"}'],
    [204, ''],
  ])
  expect(entered).toBe(1)
})

test('[RTE3] (T-ERR-01) a fault of ours says nothing of the inside, and is in the log', async () => {
  const logs: string[] = []
  const failing = (error: Error) =>
    serving(VISITOR, routes => routes.on('GET /api/start', () => Promise.reject(error)), logs)
  const inside = await failing(new Error('SQLITE_ERROR: no such column pw in /srv/liaowang/trust.db'))
  expect(await inside('/api/start')).toEqual([
    503,
    '{"error":"it could not be done now; ask again","code":"failed"}',
  ])
  expect(logs.join()).toContain('no such column pw')
  const put = await failing(new Refused(409, 'taken', 'there is one of that name'))
  expect(await put('/api/start')).toEqual([409, '{"error":"there is one of that name","code":"taken"}'])
  expect(logs).toHaveLength(1)
})

test('[RTE7] what cannot be audited is answered so', async () => {
  const ask = await serving(VISITOR, routes =>
    routes.on('GET /api/start', () => Promise.reject(new AuditError('disk full at /srv'))),
  )
  const [status, text] = await ask('/api/start')
  expect([status, text]).toEqual([503, expect.stringContaining('the audit cannot be written')])
  expect(text).not.toContain('/srv')
})

test('[RTE8] a body that is no JSON is its sender’s fault', async () => {
  const ask = await serving(VISITOR, routes =>
    routes.on('POST /api/ingest/:feed', ({ body }) => ({ got: body as unknown })),
  )
  const post = (body: string) =>
    ask('/api/ingest/x', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect(await post('{"a":1}')).toEqual([200, '{"got":{"a":1}}'])
  expect((await post('{"a":'))[0]).toBe(400)
  expect((await post(JSON.stringify({ a: 'x'.repeat(70_000) })))[0]).toBe(413)
})

test('[RTE4] the house is open on loopback with the pretend city, and nowhere else', async () => {
  const principalOver = async (isOpen: boolean, headers: Record<string, string>) => {
    const callerOf = createCallers({ areas, addressOf: () => '', recognise: [openHouse(isOpen)] })
    const port = await listening(
      createServer((incoming, response) => response.end(callerOf(incoming).principal.type)),
    )
    return new Promise<string>((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers }, answer => {
        answer.setEncoding('utf8').on('data', resolve)
      })
        .on('error', reject)
        .end()
    })
  }
  expect(await principalOver(true, { host: 'localhost:4000' })).toBe('visitor')
  expect(await principalOver(false, { host: 'localhost:4000' })).toBe('nobody')
  for (const headers of [
    { host: 'ioc.example' },
    { host: 'localhost', 'x-forwarded-for': '10.1.1.1' },
    { host: 'localhost', forwarded: 'for=10.1.1.1' },
    { host: 'localhost', via: '1.1 proxy' },
  ])
    expect(await principalOver(true, headers), JSON.stringify(headers)).toBe('nobody')
  const far = { headers: { host: 'localhost' }, socket: { remoteAddress: '10.0.0.7' } }
  expect(openHouse(true)(far as never, { address: '', seat: 'desk' })).toBeNull()
})

test('[RTE9] the token of the figures is good for them alone, and nothing is where none is set', () => {
  const principal = (token: string | null, authorization?: string) =>
    scraperBy(token)({ headers: { authorization } } as never, { address: '', seat: 'desk' })
  expect(principal('a-token', 'Bearer a-token')).toEqual(SCRAPER)
  for (const wrong of ['Bearer a-toke', 'Bearer a-tokens', 'a-token', 'Basic a-token', 'Bearer ', undefined])
    expect(principal('a-token', wrong), wrong).toBeNull()
  expect(principal(null, 'Bearer null')).toBeNull()
  const caller = everybodyIs(SCRAPER)({} as never)
  expect([caller.may('figures.read'), caller.may('city.view'), caller.may('quarantine.view')]).toEqual([
    true,
    false,
    false,
  ])
})

test('[WTC5] (F-24) while memory is short, what takes much of it waits, and nothing else', async () => {
  let short = true
  const { app } = routesFor()
  const routes = new Routes(app, {
    ...{ callerOf: everybodyIs(), log: () => undefined, isShort: () => short },
  })
  routes.on('GET /api/history', () => ({ points: [] }))
  routes.on('GET /api/start', () => ({ started: true }))
  const base = `http://127.0.0.1:${await listening(createServer(app))}`
  const statuses = () =>
    Promise.all(['/api/history', '/api/start'].map(async path => (await fetch(base + path)).status))
  expect(await statuses()).toEqual([503, 200])
  short = false
  expect(await statuses()).toEqual([200, 200])
})
