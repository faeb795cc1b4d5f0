import type { Request, Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '../access/caller.ts'
import { oidcHandlers } from './handlers.ts'
import { createOidc } from './oidc.ts'
import { createPendings } from './pendings.ts'
import { CLIENT, REDIRECT, startProvider, type RealProvider } from './provider.fixture.ts'
import type { Vouched } from './vouched.ts'

let provider: RealProvider
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.stop())

const noted: string[] = []
const oidcOf = (issuer = provider.issuer, clientSecret = CLIENT.secret) =>
  createOidc(
    { issuer, clientId: CLIENT.id, clientSecret, redirect: REDIRECT, name: '统一身份认证' },
    message => noted.push(message),
  )
const NO = { type: 'no' }

async function begun(account: string, oidc = oidcOf()) {
  const begin = await oidc.begin()
  if (begin === null) throw new Error('the provider is down')
  const back = await provider.signIn(begin.url, account)
  return { oidc, begin, pending: begin.pending, query: back.search.slice(1) }
}

test('[DIR7] a real provider vouches, and its subject comes out', async () => {
  const { oidc, begin, pending, query } = await begun('li')
  const asked = new URL(begin.url).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect([asked.get('response_type'), asked.get('state'), asked.get('nonce')]).toEqual([
    'code',
    pending.state,
    pending.nonce,
  ])
  const vouched: Vouched = { provider: 'oidc', subject: 'li', account: 'name of li', secondFactor: false }
  expect(await oidc.finish(query, pending)).toEqual({ type: 'vouched', vouched })
})

test('[DIR7] that it asked for a second factor is told', async () => {
  const { oidc, pending, query } = await begun('strong')
  expect(await oidc.finish(query, pending)).toMatchObject({
    type: 'vouched',
    vouched: { secondFactor: true },
  })
})

test.each([
  ['another state', (each: Begun) => each.finish(each.query, { ...each.pending, state: 'x' })],
  ['another nonce', (each: Begun) => each.finish(each.query, { ...each.pending, nonce: 'x' })],
  [
    'another verifier',
    (each: Begun) => each.finish(each.query, { ...each.pending, verifier: 'x'.repeat(43) }),
  ],
  ['no state', (each: Begun) => each.finish(each.query.replace(/state=[^&]*&?/, ''), each.pending)],
  ['another code', (each: Begun) => each.finish(each.query.replace(/code=[^&]*/, 'code=x'), each.pending)],
  [
    'another issuer',
    (each: Begun) =>
      each.finish(each.query.replace(/iss=[^&]*/, 'iss=http%3A%2F%2Fevil.example'), each.pending),
  ],
  [
    'a refusal',
    (each: Begun) => each.finish(`error=access_denied&state=${each.pending.state}`, each.pending),
  ],
  ['nothing', (each: Begun) => each.finish('', each.pending)],
])('[DIR7] [DIR8] (T-CSRF-01) %s is refused', async (_name, change) => {
  const { oidc, pending, query } = await begun('li')
  expect(await change({ finish: oidc.finish, pending, query })).toEqual(NO)
})

interface Begun {
  readonly finish: ReturnType<typeof oidcOf>['finish']
  readonly pending: Parameters<ReturnType<typeof oidcOf>['finish']>[1]
  readonly query: string
}

test('[DIR8] a code is worth something once, and only to whom has the secret', async () => {
  const { oidc, pending, query } = await begun('li')
  expect(await oidcOf(provider.issuer, 'another secret').finish(query, pending)).toEqual(NO)
  expect(await oidc.finish(query, pending)).toMatchObject({ type: 'vouched' })
  expect(await oidc.finish(query, pending)).toEqual(NO)
})

test('[DIR9] a provider that is down is said to be, and asked again', async () => {
  noted.length = 0
  expect(await oidcOf('http://127.0.0.1:1').begin()).toBeNull()
  expect(noted).toEqual([expect.stringContaining('the OpenID provider cannot be asked')])
  // What answers under this address says that it is another: nothing of it is believed.
  expect(await oidcOf(provider.issuer.replace('127.0.0.1', 'localhost')).begin()).toBeNull()
  const other = await startProvider()
  const oidc = oidcOf(other.issuer)
  const { pending } = (await oidc.begin())!
  await other.stop()
  expect(
    await oidc.finish(`code=x&state=${pending.state}&iss=${encodeURIComponent(other.issuer)}`, pending),
  ).toMatchObject({
    type: 'down',
  })
})

test('[DIR8] a sign-in is taken once, within ten minutes, and their number is bounded', () => {
  let now = 0
  const pendings = createPendings(() => now)
  const pending = { state: 's', nonce: 'n', verifier: 'v' }
  const [first, second] = [pendings.keep(pending), pendings.keep(pending)]
  expect(pendings.take(first)).toEqual(pending)
  expect(pendings.take(first)).toBeNull()
  now = 10 * 60_000
  expect(pendings.take(second)).toBeNull()
  const oldest = pendings.keep(pending)
  for (let n = 0; n < 10_000; n++) pendings.keep(pending)
  expect(pendings.take(oldest)).toBeNull()
})

test('[DIR8] (T-CSRF-01) only the browser that began comes back, by a cookie that no script reads', async () => {
  const came: Vouched[] = []
  const { start, back } = oidcHandlers({
    oidc: oidcOf(),
    pendings: createPendings(() => 0),
    isSecure: true,
    signIn: vouched => void came.push(vouched),
    done: '/desk',
  })
  const first = answering()
  await start({} as Request, {} as Caller, first.response)
  const [name, word, options] = first.cookies[0]!
  expect([name, options]).toEqual([
    '__Host-oidc',
    { httpOnly: true, sameSite: 'lax', secure: true, path: '/' },
  ])
  const { search } = await provider.signIn(first.locations[0]!, 'li')
  const comeBack = (cookie: string, response = answering().response) =>
    back({ originalUrl: `/api/oidc/back${search}`, headers: { cookie } } as Request, {} as Caller, response)
  await expect(comeBack('')).rejects.toMatchObject({ code: 'signInLost' })
  await expect(comeBack('__Host-oidc=another')).rejects.toMatchObject({ code: 'signInLost' })
  const last = answering()
  await comeBack(`a=b; __Host-oidc=${word}`, last.response)
  expect([came.map(({ subject }) => subject), last.locations]).toEqual([['li'], ['/desk']])
  await expect(comeBack(`__Host-oidc=${word}`)).rejects.toMatchObject({ code: 'signInLost' })
})

/** As much of an answer as the handlers use. */
function answering() {
  const cookies: (readonly [string, string, object])[] = []
  const locations: string[] = []
  const response = {
    cookie: (name: string, value: string, options: object) => void cookies.push([name, value, options]),
    clearCookie: () => undefined,
    set: () => response,
    redirect: (_status: number, location: string) => void locations.push(location),
  }
  return { response: response as unknown as Response, cookies, locations }
}
