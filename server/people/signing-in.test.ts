import { afterEach, expect, test } from 'vitest'
import { GOOD, MINUTE, openHouse, type Browser } from './house.fixture.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** A house with a leader, an operator, and the three. */
async function staffed(...parts: Parameters<typeof openHouse>) {
  const house = await openHouse(...parts)
  endings.push(house.close)
  const three = await house.setUp()
  const leader = await house.openAccount(three, 'mayor', ['leader'])
  const operator = await house.openAccount(three, 'operator', ['operator'])
  const leaderPage = await house.enterBy(leader.link, GOOD, '10.2.0.1')
  const operatorPage = await house.enterBy(operator.link, GOOD, '10.2.0.2')
  return { ...house, three, leader, operator, leaderPage, operatorPage }
}
const enter = (page: Browser, account: string, password = GOOD) =>
  page.post('/api/sign-in', { account, password })
const who = async (page: Browser) => (await page.get('/api/who')).body

test('[PPL8] (T-AUTH-01) unknown, disabled, without a password, or wrong: one answer', async () => {
  const { browser, three, leader, openAccount, logged } = await staffed()
  await openAccount(three, 'invited', ['viewer'])
  await three.sysadmin.post(`/api/people/${leader.id}/disable`, { disabled: true })
  const answers = []
  for (const [account, password] of [
    ['nobody', GOOD],
    ['mayor', GOOD],
    ['invited', GOOD],
    ['operator', `${GOOD}x`],
    ['Not an account', GOOD],
    ["x' OR 1=1 --", GOOD],
  ])
    answers.push(await enter(browser(), account!, password))
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong' } })
  expect(logged).toEqual([])
  expect((await browser().post('/api/sign-in', { account: 'mayor' })).status).toBe(400)
  expect((await browser().post('/api/sign-in', { account: { $ne: '' }, password: GOOD })).status).toBe(400)
})

test('[PPL13] (T-AUTH-01) five failures from an address, and the account waits there for 30 minutes', async () => {
  const { browser, clock, entries } = await staffed()
  const bad = browser('10.9.9.9')
  for (let n = 0; n < 5; n++) expect((await enter(bad, 'mayor', 'wrong-wrong-1')).status).toBe(401)
  const locked = await enter(bad, 'mayor')
  expect([locked.status, locked.body.code]).toEqual([429, 'locked'])
  expect(entries.filter(({ action }) => action === 'people.lock')).toMatchObject([{ address: '10.9.9.9' }])
  clock.at += 29 * MINUTE
  expect((await enter(bad, 'mayor')).status).toBe(429)
  clock.at += MINUTE
  expect((await enter(bad, 'mayor')).status).toBe(200)
  // It locks itself again after five more, and a success in between begins anew.
  for (let n = 0; n < 4; n++) await enter(browser('10.9.9.9'), 'mayor', 'wrong-wrong-1')
  expect((await enter(browser('10.9.9.9'), 'mayor')).status).toBe(200)
  expect((await enter(browser('10.9.9.9'), 'mayor', 'wrong-wrong-1')).status).toBe(401)
})

test('[PPL13] (T-AUTH-01) twenty attempts at once are no more than five, and an unknown account waits as a known one', async () => {
  const { browser } = await staffed()
  for (const account of ['mayor', 'a-ghost']) {
    const page = browser(`10.8.0.${account.length}`)
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(page, account, 'wrong-wrong-1')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ body }) => body.code === 'locked')).toHaveLength(15)
  }
})

test('[PPL14] (T-AUTH-02) the mayor still comes in: from another address, from a known device, or after an unlock', async () => {
  const { browser, three, leader, leaderPage, clock, code } = await staffed()
  const attack = async (from: string) => {
    for (let n = 0; n < 6; n++) await enter(browser(from), 'mayor', 'wrong-wrong-1')
    expect((await enter(browser(from), 'mayor')).body.code).toBe('locked')
  }
  await attack('10.2.0.1')
  expect((await enter(browser('10.2.0.77'), 'mayor')).status).toBe(200)
  // The same address, but the desk at which the mayor sits.
  await leaderPage.post('/api/sign-out')
  expect([...leaderPage.cookies.keys()]).toEqual(['liaowang-device'])
  expect((await enter(leaderPage, 'mayor')).status).toBe(200)
  // Another person's device is worth nothing.
  const stranger = browser('10.2.0.1')
  stranger.cookies.set('liaowang-device', 'A'.repeat(43))
  expect((await enter(stranger, 'mayor')).body.code).toBe('locked')

  const row = async () =>
    (await three.secadmin.get('/api/people')).body.people.find(
      (each: { id: string }) => each.id === leader.id,
    )
  expect((await row()).locked).toEqual([{ address: '10.2.0.1', until: clock.at + 30 * MINUTE }])
  expect((await three.sysadmin.post(`/api/people/${leader.id}/unlock`)).status).toBe(403)
  expect((await three.secadmin.post(`/api/people/${leader.id}/unlock`)).status).toBe(204)
  expect((await enter(browser('10.2.0.1'), 'mayor')).status).toBe(200)
  expect((await row()).locked).toEqual([])
  // With a second factor it is the same.
  for (let n = 0; n < 6; n++) await enter(browser('10.5.0.1'), 'operator', 'wrong-wrong-1')
  const elsewhere = browser('10.5.0.2')
  expect((await enter(elsewhere, 'operator')).body.stage).toBe('totp')
  expect((await elsewhere.post('/api/sign-in/code', { code: code('operator') })).body.stage).toBe('full')
})

test('[PPL14] (T-AUTH-02) twenty failures in an hour from anywhere are told once, and lock nobody', async () => {
  const { browser, entries, logged } = await staffed()
  for (let n = 0; n < 25; n++) await enter(browser(`10.7.0.${n}`), 'mayor', 'wrong-wrong-1')
  expect(entries.filter(({ action }) => action === 'people.alert')).toHaveLength(1)
  expect(logged.filter(line => line.startsWith('warn people'))).toHaveLength(1)
  expect((await enter(browser('10.7.1.1'), 'mayor')).status).toBe(200)
})

test('[PPL15] (T-AUTH-01) an address may try so often, a v6 network together, and a known device is not shut out by it', async () => {
  const { browser, leaderPage, clock } = await staffed()
  const tries = async (address: (n: number) => string, most: number) => {
    for (let n = 0; n < most; n++) {
      const { body } = await enter(browser(address(n)), `ghost${n}`)
      if (body.code === 'tooOften') return n
    }
    return most
  }
  await leaderPage.post('/api/sign-out')
  expect(await tries(() => '10.2.0.1', 40)).toBe(30)
  expect((await enter(leaderPage, 'mayor')).status).toBe(200)
  expect(await tries(n => `2001:db8:0:1::${n.toString(16)}`, 80)).toBe(60)
  expect(await tries(() => '2001:db8:0:2::1', 5)).toBe(5)
  clock.at += 10_000
  expect(await tries(() => '10.2.0.1', 40)).toBe(5)
})

test('[PPL20] (T-AUTH-03) the token changes at each stage, stands nowhere as it is, and is nobody after signing out', async () => {
  const { browser, code, db } = await staffed()
  const page = browser('10.3.0.1')
  // What an attacker put there before.
  page.cookies.set('liaowang', 'B'.repeat(43))
  expect((await enter(page, 'operator')).body.stage).toBe('totp')
  const first = page.cookies.get('liaowang')!
  expect(first).not.toBe('B'.repeat(43))
  expect((await page.get('/api/people')).status).toBe(403)
  const answer = await page.post('/api/sign-in/code', { code: code('operator') })
  expect(answer.body.stage).toBe('full')
  const second = page.cookies.get('liaowang')!
  expect(second).not.toBe(first)
  expect(Buffer.from(second, 'base64url')).toHaveLength(32)

  const thief = browser('10.3.0.1')
  thief.cookies.set('liaowang', first)
  expect((await who(thief)).type).toBe('nobody')
  thief.cookies.set('liaowang', second)
  expect((await who(thief)).type).toBe('person')
  const rows = JSON.stringify(db.prepare('SELECT *, hex(token) AS t FROM sessions').all())
  for (const token of [first, second]) {
    expect(rows).not.toContain(token)
    expect(rows.toLowerCase()).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  }
  const out = await page.post('/api/sign-out')
  expect(out.headers.get('clear-site-data')).toBe('"cache"')
  expect((await thief.get('/api/account')).status).toBe(401)
  expect((await who(thief)).type).toBe('nobody')
})

test('[PPL21] (T-CSRF-01) the cookie is for this host alone, and no page can read it or have it sent by another site', async () => {
  const plain = await staffed()
  const cookie = (await enter(plain.browser('10.3.0.2'), 'mayor')).headers.getSetCookie()
  expect(cookie[0]).toMatch(/^liaowang=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(cookie[1]).toMatch(
    /^liaowang-device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
  )
  const secure = await staffed({ secure: true })
  const [session, device] = (await enter(secure.browser('10.3.0.2'), 'mayor')).headers.getSetCookie()
  expect(session).toMatch(/^__Host-liaowang=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  expect(device).toMatch(/^__Host-liaowang-device=.*; Secure; Max-Age=15552000$/)
  // A cookie of the plain name, which a page over http could have set, is nobody's behind TLS.
  const page = secure.browser()
  page.cookies.set('liaowang', /=([^;]+)/.exec(session!)![1]!)
  expect((await who(page)).type).toBe('nobody')
  page.cookies.set('__Host-liaowang', /=([^;]+)/.exec(session!)![1]!)
  expect((await who(page)).type).toBe('person')
})

test('[PPL22] (T-AUTH-04) a session ends without a hand, after 30 minutes or 15, and after 12 hours with one', async () => {
  const { people, leaderPage, operatorPage, clock, entries } = await staffed()
  const stop = people.start()
  endings.push(stop)
  // Questions that a page asks by itself are no hand.
  const still = async (page: Browser) => (await page.get('/api/account')).status === 200
  const moves = (page: Browser) => page.post('/api/activity')
  await moves(leaderPage)
  await moves(operatorPage)
  clock.at += 15 * MINUTE - 1
  expect([await still(leaderPage), await still(operatorPage)]).toEqual([true, true])
  expect((await who(operatorPage)).person.left.idle).toBe(1)
  clock.at += 1
  expect([await still(leaderPage), await still(operatorPage)]).toEqual([true, false])
  clock.at += 15 * MINUTE - 1
  expect((await moves(leaderPage)).body.idle).toBe(30 * MINUTE)
  clock.at += 30 * MINUTE - 1
  expect(await still(leaderPage)).toBe(true)
  for (let n = 0; n < 22; n++) {
    await moves(leaderPage)
    clock.at += 29 * MINUTE
  }
  expect((await moves(leaderPage)).body.whole).toBeGreaterThan(0)
  clock.at += 25 * MINUTE
  expect((await moves(leaderPage)).status).toBe(401)
  expect(entries.filter(({ action }) => action === 'sessions.expire').length).toBeGreaterThan(1)
})

test('[PPL22] [PPL23] (T-AUTH-04) an idle session is ended by the clock alone, and its listeners are told', async () => {
  const { people, db, clock } = await staffed()
  const ended = new Promise<string>(resolve => people.onEnded(resolve))
  const ids = (db.prepare('SELECT id FROM sessions').all() as { id: string }[]).map(({ id }) => id)
  endings.push(people.start())
  clock.at += 30 * MINUTE
  expect(ids).toContain(await ended)
  expect(db.prepare('SELECT id FROM sessions').all()).toEqual([])
})

test('[PPL22] an hour that the policy takes away is gone at once', async () => {
  const { three, leaderPage, clock } = await staffed()
  const { body: policy } = await three.secadmin.get('/api/policy')
  await three.secadmin.put('/api/policy', { ...policy, idleMinutes: 5 })
  expect((await leaderPage.post('/api/activity')).body.idle).toBe(5 * MINUTE)
  clock.at += 5 * MINUTE
  expect((await leaderPage.get('/api/account')).status).toBe(401)
})

test('[PPL23] [PPL24] (T-AUTH-03) whoever listens is told in the same turn; one session too many ends the oldest', async () => {
  const { people, browser, leaderPage, leader, three } = await staffed()
  const ended: string[] = []
  const stop = people.onEnded(session => ended.push(session))
  const id = async (page: Browser) =>
    (await page.get('/api/account')).body.sessions.find((each: { own: boolean }) => each.own).id as string
  const first = await id(leaderPage)
  const others = [browser('10.3.0.1'), browser('10.3.0.2'), browser('10.3.0.3')]
  for (const page of others) await enter(page, 'mayor')
  expect(ended).toEqual([first])
  const [a, b, c] = await Promise.all(others.map(id))
  expect((await others[0]!.post('/api/account/sessions/end', { session: b })).status).toBe(204)
  expect((await others[0]!.post('/api/account/sessions/end', { session: 'x' })).status).toBe(404)
  await others[0]!.post('/api/sign-out')
  const listed = (await three.secadmin.get(`/api/people/${leader.id}/sessions`)).body.sessions
  expect(listed.map((each: { id: string }) => each.id)).toEqual([c])
  await three.secadmin.post(`/api/people/${leader.id}/sessions/end`, { session: c })
  expect(ended).toEqual([first, b, a, c])
  stop()
  await enter(others[0]!, 'mayor')
  await three.sysadmin.post(`/api/people/${leader.id}/disable`, { disabled: true })
  expect((await who(others[0]!)).type).toBe('nobody')
  expect(ended).toHaveLength(4)
})

test('[PPL25] a new password needs the old one, ends all other sessions, and goes on under another token', async () => {
  const { browser, leaderPage } = await staffed()
  const other = browser('10.3.0.1')
  await enter(other, 'mayor')
  const token = leaderPage.cookies.get('liaowang')
  const next = 'Ferries-9-at-dawn'
  const wrong = await leaderPage.post('/api/account/password', { old: 'not-it-at-all-1', password: next })
  expect(wrong.body.code).toBe('wrongPassword')
  expect((await leaderPage.post('/api/account/password', { old: GOOD, password: next })).body.stage).toBe(
    'full',
  )
  expect(leaderPage.cookies.get('liaowang')).not.toBe(token)
  expect((await who(other)).type).toBe('nobody')
  expect((await who(leaderPage)).type).toBe('person')
  expect((await enter(browser('10.3.0.4'), 'mayor')).status).toBe(401)
  expect((await enter(browser('10.3.0.4'), 'mayor', next)).status).toBe(200)
})

test('[PPL9] (T-AUTH-01) dengbao: due after 90 days, and none of the last five again', async () => {
  const { browser, clock } = await staffed()
  clock.at += 90 * 24 * 60 * MINUTE
  const page = browser('10.3.0.1')
  expect((await enter(page, 'mayor')).body.stage).toBe('changePassword')
  expect((await page.get('/api/people')).status).toBe(403)
  const passwords = [GOOD, 'Ferries-1-at-dawn', 'Ferries-2-at-dawn', 'Ferries-3-at-dawn', 'Ferries-4-at-dawn']
  const change = async (old: string, password: string) =>
    (await page.post('/api/account/password', { old, password })).body
  expect((await change(GOOD, GOOD)).code).toBe('passwordUsed')
  expect((await change(GOOD, passwords[1]!)).stage).toBe('full')
  for (const [n, old] of passwords.slice(1, 4).entries()) await change(old, passwords[n + 2]!)
  for (const password of passwords) expect((await change(passwords[4]!, password)).code).toBe('passwordUsed')
  expect((await change(passwords[4]!, 'Ferries-5-at-dawn')).stage).toBe('full')
  expect((await change('Ferries-5-at-dawn', GOOD)).stage).toBe('full')
})

test('[PPL10] asvs: neither composition nor a day on which it is due', async () => {
  const { browser, clock, three } = await staffed()
  const { body: policy } = await three.secadmin.get('/api/policy')
  await three.secadmin.put('/api/policy', { ...policy, profile: 'asvs', passwordLength: 8 })
  clock.at += 400 * 24 * 60 * MINUTE
  const page = browser('10.3.0.1')
  expect((await enter(page, 'mayor')).body.stage).toBe('full')
  const change = (old: string, password: string) => page.post('/api/account/password', { old, password })
  expect((await change(GOOD, 'elevenchars')).body.code).toBe('passwordTooShort')
  expect((await change(GOOD, 'quiet river under stones')).body.stage).toBe('full')
  expect((await change('quiet river under stones', GOOD)).body.stage).toBe('full')
})
