import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ADMINISTRATORS } from '../../shared/access/roles.ts'
import type { AuditEntry } from '../audit/audit.ts'
import { openTrust } from '../trust/database.ts'
import { GOOD, openHouse } from './house.fixture.ts'
import { resetAdministrators } from './set-up.ts'
import { PEOPLE_TABLES } from './tables.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})
async function house(...parts: Parameters<typeof openHouse>) {
  const opened = await openHouse(...parts)
  endings.push(opened.close)
  return opened
}
const administrators = ADMINISTRATORS.map(role => ({ role, account: role, title: '演示' }))

test('[PPL4] (T-INST-01) no account at the start, one link that works once, three different administrators', async () => {
  const { people, browser, db, entries, enterBy } = await house()
  const page = browser()
  expect((await page.get('/api/who')).body).toEqual({ type: 'nobody', setUp: true, person: null })
  expect((db.prepare('SELECT count(*) AS n FROM people').get() as { n: number }).n).toBe(0)
  for (const [account, password] of [
    ['admin', 'admin'],
    ['root', 'liaowang'],
    ['sysadmin', GOOD],
  ])
    expect((await page.post('/api/sign-in', { account, password })).status).toBe(401)
  const first = people.setUpToken()!
  const token = people.setUpToken()!
  expect((await page.post('/api/set-up', { token: first, administrators })).body.code).toBe('badLink')
  const twice = administrators.map(each => ({ ...each, account: 'same' }))
  const two = administrators.slice(0, 2)
  const same = administrators.map(each => ({ ...each, role: 'sysadmin' }))
  for (const wrong of [twice, two, same])
    expect((await page.post('/api/set-up', { token, administrators: wrong })).body.code).toBe(
      'administrators',
    )
  const leader = administrators.map(each => ({ ...each, role: 'leader' }))
  expect((await page.post('/api/set-up', { token, administrators: leader })).status).toBe(400)
  const { body } = await page.post('/api/set-up', { token, administrators })
  expect(body.links.map((link: { role: string }) => link.role)).toEqual(ADMINISTRATORS)
  expect((await page.post('/api/set-up', { token, administrators })).body.code).toBe('badLink')
  expect(people.setUpToken()).toBeNull()
  expect((await page.get('/api/who')).body.setUp).toBe(false)
  expect(entries.filter(({ action }) => action === 'people.open')).toHaveLength(3)
  const entered = await enterBy(body.links[1])
  expect((await entered.get('/api/who')).body.person).toMatchObject({ account: 'secadmin', stage: 'full' })
})

test('[PPL4] (T-INST-01) a set-up link is too old after 24 hours, and a new start has another', async () => {
  const { people, browser, clock } = await house()
  const token = people.setUpToken()!
  clock.at += 24 * 3_600_000
  expect((await browser().post('/api/set-up', { token, administrators })).status).toBe(404)
  const next = people.setUpToken()!
  expect((await browser().post('/api/set-up', { token: next, administrators })).status).toBe(200)
})

test('[PPL5] a link works once, for 24 hours, and another one makes it and the password worthless', async () => {
  const opened = await house()
  const { browser, clock, setUp, openAccount, enterBy } = opened
  const three = await setUp()
  const { id, link } = await openAccount(three, 'leader.one', ['leader'])
  const guest = browser()
  expect((await guest.post('/api/invitation', { token: link.token })).body).toMatchObject({
    account: 'leader.one',
    rules: { profile: 'dengbao', least: 12 },
  })
  const weak = await guest.post('/api/invitation/accept', { token: link.token, password: 'short' })
  expect(weak.body.code).toBe('passwordTooShort')
  const page = await enterBy(link)
  expect((await page.get('/api/who')).body.person).toMatchObject({ roles: ['leader'], stage: 'full' })
  const again = await guest.post('/api/invitation/accept', { token: link.token, password: `${GOOD}!` })
  expect(again.body.code).toBe('badLink')

  const { body: second } = await three.sysadmin.post(`/api/people/${id}/invite`)
  expect((await page.get('/api/who')).body.type).toBe('nobody')
  expect((await guest.post('/api/sign-in', { account: 'leader.one', password: GOOD })).status).toBe(401)
  const { body: third } = await three.sysadmin.post(`/api/people/${id}/invite`)
  expect((await guest.post('/api/invitation', { token: second.token })).status).toBe(404)
  clock.at += 24 * 3_600_000
  expect((await guest.post('/api/invitation', { token: third.token })).status).toBe(404)
})

test('[PPL2] [PPL23] (T-RBAC-02) roles are given by the security administrator, and sessions end with the change', async () => {
  const { people, setUp, openAccount, enterBy, entries } = await house()
  const three = await setUp()
  const { id, link } = await openAccount(three, 'desk', ['viewer'])
  const page = await enterBy(link)
  const ended: string[] = []
  people.onEnded(session => ended.push(session))
  const mine = (await page.get('/api/account')).body.sessions[0].id
  const scope = { areas: ['211002'], departments: [] }
  const path = `/api/people/${id}/authorisation`
  for (const other of [three.sysadmin, three.auditor, page])
    expect((await other.put(path, { roles: ['leader'], scope })).status).toBe(403)
  const pair = await three.secadmin.put(path, { roles: ['auditor', 'leader'], scope })
  expect([pair.status, pair.body.code]).toEqual([409, 'rolesConflict'])
  const nowhere = { areas: ['999999'], departments: [] }
  expect((await three.secadmin.put(path, { roles: ['leader'], scope: nowhere })).body.code).toBe('noArea')
  expect(ended).toEqual([])
  expect((await three.secadmin.put(path, { roles: ['leader'], scope })).status).toBe(204)
  expect(ended).toEqual([mine])
  expect((await page.get('/api/account')).status).toBe(401)
  expect(entries.findLast(({ action }) => action === 'people.authorise')).toMatchObject({
    actor: { type: 'person', name: 'secadmin' },
    object: `person/${id}`,
    details: {
      before: { roles: ['viewer'], areas: 'all' },
      after: { roles: ['leader'], areas: ['211002'], departments: [] },
    },
  })
  const { body } = await three.sysadmin.get('/api/people')
  expect(body.people.find((each: { id: string }) => each.id === id).scope).toEqual(scope)
})

test('[PPL3] nobody takes the last administrator away, nor does any of it to themselves', async () => {
  const { setUp, idOf, openAccount } = await house()
  const three = await setUp()
  const [auditor, sysadmin, secadmin] = await Promise.all(
    ['auditor', 'sysadmin', 'secadmin'].map(account => idOf(three.sysadmin, account)),
  )
  const off = { disabled: true }
  expect((await three.sysadmin.post(`/api/people/${auditor}/disable`, off)).body.code).toBe(
    'lastAdministrator',
  )
  expect((await three.sysadmin.post(`/api/people/${sysadmin}/disable`, off)).body.code).toBe('oneself')
  const none = { roles: [], scope: { areas: [], departments: [] } }
  expect((await three.secadmin.put(`/api/people/${sysadmin}/authorisation`, none)).body.code).toBe(
    'lastAdministrator',
  )
  expect((await three.secadmin.put(`/api/people/${secadmin}/authorisation`, none)).body.code).toBe('oneself')
  await openAccount(three, 'auditor.two', ['auditor'])
  expect((await three.sysadmin.post(`/api/people/${auditor}/disable`, off)).status).toBe(204)
  expect((await three.auditor.get('/api/people')).status).toBe(401)
})

test('[PPL6] a reset from the machine disables the administrators, is in the audit, and the next start sets up anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-people-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'trust.db')
  const first = await openHouse({ db: openTrust(path, [PEOPLE_TABLES]) })
  const three = await first.setUp()
  await first.enterBy((await first.openAccount(three, 'mayor', ['leader'])).link)
  await first.close()

  const db = openTrust(path, [PEOPLE_TABLES])
  const written: string[] = []
  const audit = { write: ({ action, object }: AuditEntry) => void written.push(`${action} ${object}`) }
  const now = first.clock.at
  const outdated = resetAdministrators(db, audit, 'root', now)
  expect(outdated.lost).toEqual(['auditor', 'secadmin', 'sysadmin'])
  expect([written.length, written[0]]).toEqual([4, 'people.resetAdministrators '])
  const { lost, token: lasting } = resetAdministrators(db, audit, 'root', now)
  expect(lost).toEqual([])
  const second = await house({ db })
  expect((await second.browser().post('/api/sign-in', { account: 'sysadmin', password: GOOD })).status).toBe(
    401,
  )
  expect((await second.browser().post('/api/sign-in', { account: 'mayor', password: GOOD })).status).toBe(200)
  const anew = administrators.map(each => ({ ...each, account: `${each.account}.new` }))
  const ofStart = second.people.setUpToken()!
  const setUpBy = async (token: string) =>
    (await second.browser().post('/api/set-up', { token, administrators: anew })).status
  expect([await setUpBy(outdated.token), await setUpBy(lasting), await setUpBy(ofStart)]).toEqual([
    404, 200, 404,
  ])
})

test('[PPL27] (T-AUD-02) when the audit cannot be written, nothing is changed', async () => {
  const opened = await house()
  const { state, setUp, openAccount, enterBy, browser } = opened
  const three = await setUp()
  const { id, link } = await openAccount(three, 'officer', ['officer'])
  const page = await enterBy(link)
  const list = async () => (await three.sysadmin.get('/api/people')).body
  const [before, policy] = [await list(), (await three.secadmin.get('/api/policy')).body]
  state.auditFails = true
  const refused = [
    await three.sysadmin.post('/api/people', { account: 'more', title: '演示' }),
    await three.sysadmin.post(`/api/people/${id}/invite`),
    await three.sysadmin.post(`/api/people/${id}/disable`, { disabled: true }),
    await three.sysadmin.put(`/api/people/${id}/links`, { links: [{ provider: 'ldap', account: 'o' }] }),
    await three.secadmin.put(`/api/people/${id}/authorisation`, {
      roles: ['leader'],
      scope: { areas: 'all', departments: 'all' },
    }),
    await three.secadmin.post(`/api/people/${id}/unlock`),
    await three.secadmin.post(`/api/people/${id}/second-factor/reset`),
    await three.secadmin.post(`/api/people/${id}/sessions/end`, { session: null }),
    await three.secadmin.put('/api/policy', { ...policy, sessionHours: 1 }),
    await page.post('/api/account/password', { old: GOOD, password: `${GOOD}-two` }),
    await browser().post('/api/sign-in', { account: 'officer', password: GOOD }),
  ]
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
    refused.map(() => [503, 'auditDown']),
  )
  expect(await list()).toEqual(before)
  expect((await three.secadmin.get('/api/policy')).body).toEqual(policy)
  state.auditFails = false
  expect((await browser().post('/api/sign-in', { account: 'officer', password: GOOD })).status).toBe(200)
})

test('[PPL29] the policy keeps within its limits, and is set by the security administrator', async () => {
  const { setUp, entries } = await house()
  const three = await setUp()
  const { body: policy } = await three.secadmin.get('/api/policy')
  for (const laxer of [
    { idleMinutes: 31 },
    { idleMinutesStrict: 16 },
    { sessionHours: 13 },
    { lockMinutes: 29 },
    { lockAfter: 6 },
    { passwordLength: 7 },
    { passwordDays: 91 },
    { profile: 'none' },
    { more: 1 },
  ])
    expect(
      (await three.secadmin.put('/api/policy', { ...policy, ...laxer })).status,
      JSON.stringify(laxer),
    ).toBe(400)
  const stricter = { ...policy, profile: 'asvs', idleMinutes: 5, words: ['baita'] }
  expect((await three.sysadmin.put('/api/policy', stricter)).status).toBe(403)
  expect((await three.secadmin.put('/api/policy', stricter)).body).toEqual(stricter)
  expect((await three.auditor.get('/api/policy')).body).toEqual(stricter)
  expect(entries.findLast(({ action }) => action === 'policy.set')?.details).toMatchObject({
    before: { profile: 'dengbao' },
    after: { profile: 'asvs' },
  })
})

test('[PPL30] who a directory vouches for comes in only where linked, and the name is bound to its subject', async () => {
  const { people, setUp, openAccount, browser } = await house()
  const three = await setUp()
  const { id } = await openAccount(three, 'leader.two', ['leader'])
  const from = { address: '10.1.1.9', cookie: undefined }
  const comes = (subject: string, account: string) =>
    people.signInExternal({ provider: 'ldap', subject, account, secondFactor: false }, from)
  expect(() => comes('s1', 'leader.two')).toThrow(/no account/)
  const links = [{ provider: 'ldap', account: 'two@city' }]
  expect((await three.sysadmin.put(`/api/people/${id}/links`, { links })).status).toBe(204)
  expect(() => comes('s1', 'leader.two')).toThrow(/no account/)
  const { stage, cookies } = comes('s1', 'two@city')
  expect(stage).toBe('full')
  const page = browser()
  const [, name, token] = /^([^=]+)=([^;]+)/.exec(cookies[0]!)!
  page.cookies.set(name!, token!)
  expect((await page.get('/api/who')).body.person.account).toBe('leader.two')
  // The name was given to somebody else there; the person has another one by now.
  expect(() => comes('s2', 'two@city')).toThrow(/no account/)
  expect(comes('s1', 'new-name@city').stage).toBe('full')
  await three.sysadmin.post(`/api/people/${id}/disable`, { disabled: true })
  expect(() => comes('s1', 'two@city')).toThrow(/no account/)
})
