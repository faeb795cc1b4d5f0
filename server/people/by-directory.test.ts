import { createServer, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { createLdap } from '../directory/ldap.ts'
import { BASE, SEARCHER, startDirectory } from '../directory/ldap-server.fixture.ts'
import { GOOD, MINUTE, openHouse } from './house.fixture.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const ldapAt = (port: number) =>
  createLdap({
    ...{ url: `ldap://127.0.0.1:${port}`, base: BASE, bind: SEARCHER, group: null, timeoutMs: 4_000 },
    ...{ nameAttribute: 'uid', idAttribute: 'entryUUID', tls: { upgrade: false, ca: null } },
  })

/** A house beside a real LDAP server: `lead` is linked to `one` there, `local` has a password here. */
async function house() {
  const real = await startDirectory()
  endings.push(real.stop)
  let ldap = ldapAt(real.port)
  const opened = await openHouse({ directory: { ask: (...asked) => ldap.ask(...asked) } })
  endings.push(opened.close)
  const three = await opened.setUp()
  const { id } = await opened.openAccount(three, 'lead', ['leader'])
  const links = [{ provider: 'ldap', account: 'one' }]
  expect((await three.sysadmin.put(`/api/people/${id}/links`, { links })).status).toBe(204)
  const { link } = await opened.openAccount(three, 'local', ['viewer'])
  await opened.enterBy(link)
  const signIn = (account: string, password: string, address = '10.2.2.2') =>
    opened.browser(address).post('/api/sign-in', { account, password })
  return { ...opened, real, three, id, signIn, goesDown: (port: number) => void (ldap = ldapAt(port)) }
}

test('[PPL31] who is linked to the directory signs in by the password there, under either name, and by none here', async () => {
  const { signIn, entries, real } = await house()
  for (const name of ['lead', 'one', 'ONE']) {
    const answer = await signIn(name, 'password of one')
    expect([answer.status, answer.body], name).toEqual([200, { stage: 'full' }])
  }
  expect(entries.filter(({ action }) => action === 'sessions.signIn').at(-1)).toMatchObject({
    ...{ outcome: 'done', details: { how: 'ldap' } },
    actor: { name: 'lead' },
  })
  expect((await signIn('lead', GOOD)).status).toBe(401)
  // A password that is kept here is told to no directory, and who has an account there alone stays outside.
  const seen = real.binds.length
  expect((await signIn('local', GOOD)).status).toBe(200)
  expect(real.binds.slice(seen)).toEqual([SEARCHER.dn, `uid=-,${BASE}`])
  expect((await signIn('two', 'password of two')).body).toMatchObject({ code: 'notLinked' })
})

test('[PPL31] (T-AUTH-01) a wrong password is one answer, whosever it is, and counts as everywhere', async () => {
  const { signIn, real } = await house()
  const answers = []
  for (const name of ['lead', 'local', 'nobody']) {
    const seen = real.binds.length
    answers.push(await signIn(name, 'wrong'))
    expect(real.binds.length - seen, name).toBe(2)
  }
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(401)
  for (let i = 0; i < 4; i++) await signIn('lead', 'wrong')
  expect((await signIn('lead', 'password of one')).status).toBe(429)
  expect((await signIn('lead', 'password of one', '10.3.3.3')).status).toBe(200)
})

test('[PPL32] while the directory is away accounts here go on, all others hear so alike, and nobody is locked out by it', async () => {
  const { signIn, goesDown, logged } = await house()
  const gone: Server = createServer(each => each.destroy()).listen(0, '127.0.0.1')
  await once(gone, 'listening')
  endings.push(() => gone.close())
  goesDown((gone.address() as AddressInfo).port)
  expect((await signIn('local', GOOD)).status).toBe(200)
  const answers = []
  for (const name of ['lead', 'local', 'nobody']) answers.push(await signIn(name, 'wrong'))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(answers[0]?.body).toMatchObject({ code: 'directoryDown' })
  expect(logged.some(line => line.includes('the directory cannot be asked'))).toBe(true)
  for (let i = 0; i < 7; i++) expect((await signIn('lead', 'password of one')).status).toBe(503)
})

test('[PPL33] (T-RBAC-02) no directory vouches for an administrator, unless the security administrator decided so', async () => {
  const { three, signIn, people, idOf, entries } = await house()
  const id = await idOf(three.sysadmin, 'secadmin')
  const links = [{ provider: 'ldap', account: 'two' }]
  expect((await three.sysadmin.put(`/api/people/${id}/links`, { links })).status).toBe(204)
  // The system administrator may write the link, and gets nothing by it.
  expect((await signIn('secadmin', 'password of two')).status).toBe(401)
  const from = { address: '10.2.2.2', cookie: undefined }
  const comes = () =>
    people.signInExternal({ provider: 'ldap', subject: 'id-2', account: 'two', secondFactor: false }, from)
  expect(comes).toThrow(/administrators sign in/)
  expect(entries.at(-1)).toMatchObject({
    action: 'sessions.signIn',
    outcome: 'refused',
    object: `person/${id}`,
  })
  const again = await signIn('secadmin', GOOD)
  expect(again.body).toEqual({ stage: 'totp' })
})

test('[PPL33] that decision is the policy of the security administrator, and nobody else writes it', async () => {
  const { three, signIn, id, clock } = await house()
  const { body: policy } = await three.secadmin.get('/api/policy')
  expect(policy.administratorsByDirectory).toBe(false)
  const decided = { ...policy, administratorsByDirectory: true }
  expect((await three.sysadmin.put('/api/policy', decided)).status).toBe(403)
  expect((await three.secadmin.put('/api/policy', decided)).status).toBe(200)
  // Whoever does not know of it leaves it as it is.
  const { administratorsByDirectory: _, ...others } = decided
  expect((await three.secadmin.put('/api/policy', others)).body.administratorsByDirectory).toBe(true)
  const scope = { areas: 'all', departments: 'all' }
  await three.secadmin.put(`/api/people/${id}/authorisation`, { roles: ['auditor'], scope })
  clock.at += MINUTE
  expect((await signIn('lead', 'password of one')).body).toEqual({ stage: 'setUpTotp' })
})
