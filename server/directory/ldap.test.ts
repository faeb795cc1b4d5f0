import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CERTIFICATE } from './certificate.fixture.ts'
import { createLdap } from './ldap.ts'
import {
  BASE,
  MEMBERS,
  SEARCHER,
  startDirectory,
  startUpgrading,
  type RealDirectory,
} from './ldap-server.fixture.ts'
import type { LdapSettings } from './settings.ts'

let directory: RealDirectory
beforeAll(async () => void (directory = await startDirectory()))
afterAll(() => directory.stop())

const ldapOf = (over: Partial<LdapSettings> = {}) =>
  createLdap({
    url: `ldap://127.0.0.1:${directory.port}`,
    base: BASE,
    nameAttribute: 'uid',
    idAttribute: 'entryUUID',
    bind: SEARCHER,
    group: null,
    timeoutMs: 4000,
    tls: { upgrade: false, ca: null },
    ...over,
  })
const vouched = (account: string, subject: string) => ({
  type: 'vouched',
  vouched: { provider: 'ldap', subject, account, secondFactor: false },
})
const NO = { type: 'no' }

test('[DIR1] the right password of the one entry vouches; all else is the same no', async () => {
  const { ask } = ldapOf()
  expect(await ask('one', 'password of one')).toEqual(vouched('one', 'id-1'))
  expect(await ask('one', 'password of two')).toEqual(NO)
  expect(await ask('nobody', 'password of one')).toEqual(NO)
  expect(await ask('twin', 'password of twin')).toEqual(NO)
})

test('[DIR1] who is not there is asked for as long as who is: the directory sees a bind for both', async () => {
  const seen = directory.binds.length
  await ldapOf().ask('nobody', 'x')
  expect(directory.binds.slice(seen)).toEqual([SEARCHER.dn, `uid=-,${BASE}`])
})

test('[DIR2] (T-AUTH-01) without a password nothing is asked, though the directory would allow it', async () => {
  const seen = directory.binds.length
  const { ask } = ldapOf()
  expect(await ask('one', '')).toEqual(NO)
  expect(await ask('', 'x')).toEqual(NO)
  expect(await ask('one', 'x'.repeat(257))).toEqual(NO)
  expect(directory.binds.length).toBe(seen)
})

test('[DIR3] a name is never a part of a filter', async () => {
  const seen = directory.filters.length
  const { ask } = ldapOf()
  const names = [
    'o*',
    'one)(uid=*',
    '*)(objectClass=*',
    'one)(|(uid=*))',
    'one\u0000',
    '\\2a',
    ')',
    '(&',
    'one*',
  ]
  for (const name of names) expect(await ask(name, 'password of one'), name).toEqual(NO)
  const asked = directory.filters.slice(seen)
  expect(asked).toHaveLength(names.length)
  // One comparison with all of the name in it, signs of filters as what they are.
  for (const filter of asked) expect(filter).toMatch(/^\(&\(uid=(\\[\da-f]{2}|[^()*\\])*\)\)$/)
})

test('[DIR4] only members of the set group come in', async () => {
  const { ask } = ldapOf({ group: MEMBERS })
  expect(await ask('one', 'password of one')).toEqual(vouched('one', 'id-1'))
  expect(await ask('two', 'password of two')).toEqual(NO)
  expect(await ldapOf().ask('two', 'password of two')).toEqual(vouched('two', 'id-2'))
})

test('[DIR5] a directory that is away, says nothing or refuses us is down', async () => {
  const silent: Socket[] = []
  const server = createServer(socket => silent.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`
  const down = { type: 'down', reason: expect.any(String) }
  const { ask } = ldapOf({ url, timeoutMs: 200 })
  const many = Array.from({ length: 9 }, () => ask('one', 'x'))
  expect(await many[8]).toEqual({ type: 'down', reason: 'too many ask at once' })
  expect(await Promise.all(many)).toEqual(many.map(() => down))
  expect(await ask('one', 'x')).toEqual(down)
  for (const socket of silent) socket.destroy()
  await new Promise(resolve => server.close(resolve))
  expect(await ask('one', 'x')).toEqual(down)
  expect(await ldapOf({ bind: { ...SEARCHER, password: 'old' } }).ask('one', 'password of one')).toEqual(down)
  expect(await ldapOf({ idAttribute: 'objectGUID' }).ask('one', 'password of one')).toEqual(down)
})

test('[DIR6] [DIR10] by LDAPS and by StartTLS, with a trusted certificate only, and no password goes before it', async () => {
  const secure = await startDirectory(true)
  const upgrading = await startUpgrading(directory.port)
  const trusted = CERTIFICATE
  const urls = [`ldaps://localhost:${secure.port}`, `ldap://localhost:${upgrading.port}`] as const
  for (const [url, upgrade] of [
    [urls[0], false],
    [urls[1], true],
  ] as const) {
    const seen = secure.binds.length + directory.binds.length
    const answer = await ldapOf({ url, tls: { upgrade, ca: null } }).ask('one', 'password of one')
    expect(answer).toEqual({ type: 'down', reason: expect.stringMatching(/self-signed/) })
    expect(secure.binds.length + directory.binds.length).toBe(seen)
    const { ask } = ldapOf({ url, tls: { upgrade, ca: trusted } })
    expect(await ask('one', 'password of one')).toEqual(vouched('one', 'id-1'))
  }
  expect(Buffer.concat(upgrading.plain).includes('password')).toBe(false)
  await Promise.all([secure.stop(), upgrading.stop()])
})
