import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Person, Principal } from '../../shared/access/principal.ts'
import { Denied } from '../access/caller.ts'
import { callerAs, createCallers } from '../access/callers.ts'
import { Routes } from '../access/routes.ts'
import { areas, routesFor } from '../access/routes.fixture.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { database, hall, paired, screensOver, tokenOf, wall, WALL } from './paired.fixture.ts'
import { recogniseScreen, serveScreens } from './routes.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0).reverse()) end()
})

const person = (role: Person['roles'][number]): Person => ({
  ...{ type: 'person', id: '7', session: 's', account: 'ops-1', stage: 'full', roles: [role] },
  scope: { areas: 'all', departments: 'all' },
})

test('[SCD1] a code is easy to read, good for ten minutes and for one pairing', () => {
  const { screens, time } = screensOver(database())
  const { key } = wall()
  const request = screens.request(key, WALL)
  expect(request.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
  const typed = ` ${request.code.slice(0, 4).toLowerCase()}-${request.code.slice(4)} `
  expect(screens.codes.byCode(typed)?.id).toBe(request.id)
  screens.pair(request, screens.planned(request, hall, 'ops-1'))
  expect(screens.codes.byCode(request.code)).toBeNull()
  expect(screens.codes.of(request.id)?.screen).toMatch(/^[0-9a-f-]{36}$/)
  const late = screens.request(key, WALL)
  time.now += 10 * 60_000
  expect([screens.codes.byCode(late.code), screens.codes.of(late.id)]).toEqual([null, null])
})

test('[SCD17] (F-27) a word of the server before is over and no refusal; who signs with another key, or is no screen, is refused', () => {
  const { screens, screen, prove } = paired()
  expect(screens.enter(prove('a-word-of-the-server-before'), WALL)).toEqual({ type: 'old word' })
  const once = prove(screens.word(screen.id))
  expect(screens.enter(once, WALL).type).toBe('entered')
  expect(screens.enter(once, WALL)).toEqual({ type: 'old word' })
  const other = wall()
  const word = screens.word(screen.id)
  const forged = { screen: screen.id, word, signature: other.signed(screen.id, word) }
  expect(screens.enter(forged, WALL)).toEqual({ type: 'refused' })
  const stranger = screens.word('no-screen-of-this-city')
  expect(screens.enter({ ...forged, screen: 'no-screen-of-this-city', word: stranger }, WALL)).toEqual({
    type: 'refused',
  })
})

test('[SCD2] (T-WALL-01) only its own key, over a fresh word, makes a token', () => {
  const { screens, screen, prove, signed, time, enter } = paired()
  const token = enter() ?? ''
  expect(screens.byToken(token, WALL)).toEqual({
    type: 'screen',
    id: screen.id,
    audience: 'public',
    place: '211000',
  })
  expect(screens.byToken(`${token.slice(0, -1)}_`, WALL)).toBeNull()
  const once = prove(screens.word(screen.id))
  expect(tokenOf(screens.enter(once, WALL))).not.toBeNull()
  expect(tokenOf(screens.enter(once, WALL))).toBeNull()
  const other = wall()
  const word = screens.word(screen.id)
  const forged = { screen: screen.id, word, signature: other.signed(screen.id, word) }
  expect(tokenOf(screens.enter(forged, WALL))).toBeNull()
  const forAnother = screens.word('another-screen-than-this')
  expect(tokenOf(screens.enter(prove(forAnother), WALL))).toBeNull()
  expect(tokenOf(screens.enter(prove('a-word-that-nobody-gave'), WALL))).toBeNull()
  const slow = screens.word(screen.id)
  const signature = signed(screen.id, slow)
  time.now += 60_000
  expect(tokenOf(screens.enter({ screen: screen.id, word: slow, signature }, WALL))).toBeNull()
  time.now += 24 * 3_600_000
  expect(screens.byToken(token, WALL)).toBeNull()
  // It never logs out: its key makes another.
  expect(enter()).not.toBeNull()
  expect(() => screens.request({ ...wall().key, x: 'A'.repeat(43) }, WALL)).toThrow('no key')
})

test.each([3_600_000, -3_600_000])(
  '[SCD14] (F-47) the clock is set by %i ms: codes, words and tokens are good for as long as before',
  step => {
    const { screens, screen, time, prove, enter } = paired()
    const token = enter() ?? ''
    const [word, code] = [screens.word(screen.id), screens.request(wall().key, WALL)]
    time.setBy = step
    expect(screens.byToken(token, WALL)?.id).toBe(screen.id)
    expect(screens.codes.of(code.id)?.id).toBe(code.id)
    expect(screens.enter(prove(word), WALL).type).toBe('entered')
    const slow = screens.word(screen.id)
    time.now += 10 * 60_000
    expect([screens.codes.of(code.id), screens.enter(prove(slow), WALL).type]).toEqual([null, 'old word'])
    time.now += 24 * 3_600_000
    expect(screens.byToken(token, WALL)).toBeNull()
  },
)

test('[SCD3] (T-WALL-01) from another network neither its key nor its token is anything', () => {
  const { screens, screen, enter, met, forgotten, prove } = paired({ networks: ['10.1.0.0/16', 'fd00::/8'] })
  const token = enter() ?? ''
  expect(enter('10.2.0.1')).toBeNull()
  const from = (address: string) => screens.byToken(token, address) !== null
  expect(['10.1.9.9', 'fd00::7', '10.2.0.1', '2001:db8::1', ''].map(from)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  // A key, and then a token, that are right and come from where the screen is not.
  expect(met).toEqual(['10.2.0.1', '10.2.0.1', '2001:db8::1', ''].map(address => `指挥大厅 from ${address}`))
  // What is not right is nobody's copy.
  const forged = { ...prove(screens.word(screen.id)), signature: 'A'.repeat(86) }
  expect([screens.enter(forged, '10.2.0.1').type, screens.byToken('x'.repeat(43), '10.2.0.1')]).toEqual([
    'refused',
    null,
  ])
  expect(met).toHaveLength(4)
  screens.revoke(screen.id)
  expect(forgotten).toEqual([screen.id])
})

test('[SCD4] what is revoked is nobody in the same turn, and after a restart', () => {
  const { screens, screen, enter, ended, db, prove } = paired()
  const token = enter() ?? ''
  screens.revoke(screen.id)
  expect([ended, screens.byToken(token, WALL), enter()]).toEqual([[screen.id], null, null])
  const after = screensOver(db).screens
  expect(tokenOf(after.enter(prove(after.word(screen.id)), WALL))).toBeNull()
  expect(after.all().map(({ revokedAt }) => revokedAt !== null)).toEqual([true])
})

test('[SCD6] who asks without end is refused', () => {
  const { screens, time } = screensOver(database())
  const { key } = wall()
  const ask = (address: string) => () => screens.request(key, address)
  for (let i = 0; i < 20; i++) ask(WALL)()
  expect(ask(WALL)).toThrow('too many screens wait')
  for (let i = 0; i < 480; i++) ask(`10.9.${i >> 4}.${i & 15}`)()
  expect(ask('10.8.0.1')).toThrow('too many screens wait')
  time.now += 10 * 60_000
  expect(ask(WALL)).not.toThrow()
})

async function served(principal: Principal, failing = false) {
  const set = screensOver(database())
  const audited: AuditEntry[] = []
  const { app } = routesFor()
  const isSecure = false
  const callerOf = createCallers({
    areas,
    addressOf: () => WALL,
    recognise: [
      recogniseScreen(set.screens, isSecure),
      (_request, { seat }) => (seat === 'desk' ? principal : null),
    ],
  })
  const routes = new Routes(app, { callerOf, log: () => undefined })
  const write = (entry: AuditEntry) => {
    if (failing) throw new AuditError('full')
    audited.push(entry)
  }
  const presence = () => ({ topics: ['overview/211000@public'], since: 5 })
  const shown = () => ({ verdict: 'scene', at: 7 }) as const
  const tampered = () => [{ document: 'scene/overview', at: 6 }]
  const parts = { screens: set.screens, audit: { write }, areas, isSecure, presence, shown, tampered }
  serveScreens(routes, parts)
  routes.on('GET /api/start', (_request, caller) => caller.principal)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  )
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = async (method: string, path: string, body?: unknown, cookie = '') => {
    const headers = { 'content-type': 'application/json', cookie }
    const answer = await fetch(base + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      body: text === '' ? null : (JSON.parse(text) as Record<string, never>),
      cookie: answer.headers.get('set-cookie'),
    }
  }
  return { ...set, ask, audited }
}

test('[SCD5] [SCD8] pairing and revoking are audited before they happen, and a list tells who is there', async () => {
  const { ask, audited, ended } = await served(person('operator'))
  const { key } = wall()
  const asked = (await ask('POST', '/api/screens/codes', { key })).body as unknown as {
    code: string
    request: string
  }
  expect((await ask('GET', `/api/screens/codes/${asked.code}`)).body).toMatchObject({ address: WALL })
  const pairing = { code: asked.code, ...hall, networks: ['10.1.0.0/16'] }
  for (const [wrong, code] of [
    [{ ...pairing, code: 'AAAAAAAA' }, 'noCode'],
    [{ ...pairing, place: '110000' }, 'noPlace'],
    [{ ...pairing, networks: ['10.1.0.0/99'] }, 'network'],
    [{ ...pairing, audience: 'everybody' }, 'malformed'],
    [{ ...pairing, name: '  ' }, 'malformed'],
  ] as const)
    expect((await ask('POST', '/api/screens', wrong)).body?.['code']).toBe(code)
  expect(audited).toEqual([])
  const made = await ask('POST', '/api/screens', pairing)
  expect(made.status).toBe(200)
  const { id } = made.body as unknown as { id: string }
  expect((await ask('GET', `/api/screens/requests/${asked.request}`)).body).toEqual({ screen: id })
  const { body } = await ask('GET', '/api/screens')
  expect(body?.['screens']).toMatchObject([{ id, name: '指挥大厅', pairedBy: 'ops-1', now: { since: 5 } }])
  expect((await ask('DELETE', `/api/screens/${id}`)).status).toBe(204)
  expect((await ask('DELETE', `/api/screens/${id}`)).status).toBe(404)
  expect(audited.map(({ action, object, actor, address }) => [action, object, actor.name, address])).toEqual([
    ['screens.pair', `screen/${id}`, 'ops-1', WALL],
    ['screens.revoke', `screen/${id}`, 'ops-1', WALL],
  ])
  expect(ended).toEqual([id])
  expect(JSON.stringify(audited)).not.toContain(key.x)

  const unaudited = await served(person('operator'), true)
  const again = (await unaudited.ask('POST', '/api/screens/codes', { key })).body as unknown as {
    code: string
  }
  expect((await unaudited.ask('POST', '/api/screens', { ...pairing, code: again.code })).status).toBe(503)
  expect(unaudited.screens.all()).toEqual([])
})

test('[SCD7] a token makes a screen of a wall, and nothing of a desk', async () => {
  const { ask, screens } = await served(person('leader'))
  const { key, signed } = wall()
  const request = screens.request(key, WALL)
  const screen = screens.planned(request, hall, 'ops-1')
  screens.pair(request, screen)
  const { word } = (await ask('POST', '/api/screens/word', { screen: screen.id })).body as unknown as {
    word: string
  }
  const entered = await ask('POST', '/api/screens/enter', {
    screen: screen.id,
    word,
    signature: signed(screen.id, word),
  })
  expect([entered.status, entered.cookie]).toEqual([204, expect.stringMatching(/HttpOnly; SameSite=Strict/)])
  const cookie = String(entered.cookie).split(';')[0]
  expect((await ask('GET', '/api/start?as=wall', undefined, cookie)).body).toMatchObject({
    type: 'screen',
    id: screen.id,
  })
  expect((await ask('GET', '/api/start', undefined, cookie)).body).toMatchObject({ type: 'person' })
  expect((await ask('GET', '/api/start?as=wall')).status).toBe(401)
  const forged = { screen: screen.id, word, signature: 'A'.repeat(86) }
  // The word was used: another one is to be asked for, and signed by nobody else.
  expect((await ask('POST', '/api/screens/enter', forged)).status).toBe(409)
  const another = (await ask('POST', '/api/screens/word', { screen: screen.id })).body?.['word']
  expect((await ask('POST', '/api/screens/enter', { ...forged, word: another })).status).toBe(403)
  const operator = callerAs(areas, screens.byToken('', WALL) ?? person('viewer'), WALL)
  expect(() => operator.require('screens.pair')).toThrow(Denied)
})

test('[SCD10] (T-WALL-03) one press takes the city off public screens in the same turn, also over a restart, and they come back by themselves', () => {
  const { screens, screen, db, come, enter, ended } = paired()
  const token = enter() ?? ''
  screens.coverAll('ops-1')
  expect([ended, screens.byToken(token, WALL), come()]).toEqual([[screen.id], null, { type: 'covered' }])
  expect(screensOver(db).screens.cover).toEqual({ since: expect.any(Number), by: 'ops-1' })
  screens.uncoverAll()
  expect([enter() === null, screens.cover, screensOver(db).screens.cover]).toEqual([false, null, null])
})

test('[SCD10] it waits for neither the database nor the audit, and takes nothing from people of the house', () => {
  const inside = paired({ audience: 'internal' } as never)
  const kept = inside.enter() ?? ''
  inside.screens.coverAll('ops-1')
  expect([inside.ended, inside.screens.byToken(kept, WALL)?.id]).toEqual([[], inside.screen.id])
  const { screens, db, come, ended, logs } = paired()
  db.exec('PRAGMA query_only = ON')
  screens.coverAll('ops-1')
  expect([ended.length, come().type, logs.length]).toEqual([1, 'covered', 1])
})
