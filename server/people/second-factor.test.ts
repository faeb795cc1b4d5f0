import { afterEach, expect, test } from 'vitest'
import { GOOD, MINUTE, openHouse } from './house.fixture.ts'
import { base32, fromBase32, stepAt, stepOf, totpCode, totpUri } from './second-factor/totp.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})
async function withOperator() {
  const house = await openHouse()
  endings.push(house.close)
  const three = await house.setUp()
  const operator = await house.openAccount(three, 'operator', ['operator'])
  return { ...house, three, operator }
}

test('[PPL16] (T-MFA-01) the codes are those of RFC 6238, and base32 is that of RFC 4648', () => {
  const secret = base32(Buffer.from('12345678901234567890'))
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(fromBase32(secret).toString()).toBe('12345678901234567890')
  const table = [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ] as const
  for (const [seconds, code] of table) expect(totpCode(secret, stepAt(seconds * 1000), 8)).toBe(code)
  expect(totpUri(secret, 'zhang', '瞭望')).toBe(
    `otpauth://totp/%E7%9E%AD%E6%9C%9B:zhang?secret=${secret}&issuer=%E7%9E%AD%E6%9C%9B`,
  )
})

test('[PPL16] (T-MFA-01) one step early or late, never two, and none up to the last', () => {
  const secret = base32(Buffer.alloc(20, 7))
  const now = 100 * 30_000
  const found = [-2, -1, 0, 1, 2].map(by => stepOf(secret, totpCode(secret, 100 + by), now, -1))
  expect(found).toEqual([null, 99, 100, 101, null])
  expect([99, 100, 101].map(step => stepOf(secret, totpCode(secret, step), now, 100))).toEqual([
    null,
    null,
    101,
  ])
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(stepOf(secret, code, now, -1)).toBeNull()
})

test('[PPL16] (T-MFA-01) a code that was given once is worth nothing, also at once in two places', async () => {
  const { browser, code, operator, enterBy, clock } = await withOperator()
  await enterBy(operator.link)
  const pages = [browser('10.3.0.1'), browser('10.3.0.2')]
  for (const page of pages) await page.post('/api/sign-in', { account: 'operator', password: GOOD })
  const given = code('operator')
  const answers = await Promise.all(pages.map(page => page.post('/api/sign-in/code', { code: given })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  clock.at += 30_000
  const page = browser('10.3.0.3')
  await page.post('/api/sign-in', { account: 'operator', password: GOOD })
  expect((await page.post('/api/sign-in/code', { code: given })).body.code).toBe('wrongCode')
  expect((await page.post('/api/sign-in/code', { code: code('operator') })).body.stage).toBe('full')
})

test('[PPL17] (T-MFA-01) after five wrong codes the session ends, and the right password helps nobody there', async () => {
  const { browser, code, operator, enterBy, clock } = await withOperator()
  await enterBy(operator.link)
  const page = browser('10.3.0.1')
  const enter = () => page.post('/api/sign-in', { account: 'operator', password: GOOD })
  await enter()
  const wrong = String((Number(code('operator')) + 7) % 1_000_000).padStart(6, '0')
  for (let n = 0; n < 5; n++) expect((await page.post('/api/sign-in/code', { code: wrong })).status).toBe(401)
  expect((await page.post('/api/sign-in/code', { code: code('operator') })).body.code).toBe('locked')
  expect((await page.get('/api/who')).body.type).toBe('nobody')
  await enter()
  expect((await page.post('/api/sign-in/code', { code: code('operator') })).body.code).toBe('locked')
  clock.at += 30 * MINUTE
  await enter()
  expect((await page.post('/api/sign-in/code', { code: code('operator') })).body.stage).toBe('full')
})

test('[PPL18] (T-MFA-01) the secret is sealed, and a code on paper works once', async () => {
  const { browser, db, operator, three, setUpTotp } = await withOperator()
  const page = browser()
  const accepted = await page.post('/api/invitation/accept', { token: operator.link.token, password: GOOD })
  expect(accepted.body.stage).toBe('setUpTotp')
  const codes = await setUpTotp(page, 'operator')
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  expect(codes[0]).toMatch(/^([A-Z2-7]{6}-){3}[A-Z2-7]{6}$/)
  const { secret } = db.prepare('SELECT secret FROM second_factors WHERE person = ?').get(operator.id) as {
    secret: string
  }
  expect(secret).toMatch(/^sealed:/)
  const kept = JSON.stringify(db.prepare('SELECT hex(hash), person FROM recovery_codes').all())
  for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''))

  const again = browser('10.3.0.1')
  const enter = () => again.post('/api/sign-in', { account: 'operator', password: GOOD })
  await enter()
  expect((await again.post('/api/sign-in/code', { code: codes[3]!.toLowerCase() })).body.stage).toBe('full')
  expect((await again.get('/api/account')).body.secondFactor.codesLeft).toBe(9)
  await enter()
  expect((await again.post('/api/sign-in/code', { code: codes[3] })).status).toBe(401)
  // Of somebody else they are worth nothing.
  const other = browser('10.3.0.2')
  await other.post('/api/sign-in', { account: 'secadmin', password: GOOD })
  expect((await other.post('/api/sign-in/code', { code: codes[4] })).status).toBe(401)
  expect((await three.secadmin.get('/api/who')).body.type).toBe('person')
})

test('[PPL19] an operator without a second factor may nothing but set one up, and does not get rid of it', async () => {
  const { browser, operator, three, setUpTotp, openAccount, enterBy } = await withOperator()
  const page = browser()
  await page.post('/api/invitation/accept', { token: operator.link.token, password: GOOD })
  expect((await page.get('/api/who')).body.person).toMatchObject({ stage: 'setUpTotp', permissions: [] })
  const prepared = await page.post('/api/account/second-factor', { password: '' })
  expect(prepared.body.uri).toContain(prepared.body.secret)
  expect((await page.post('/api/account/second-factor/confirm', { code: '000000' })).body.code).toBe(
    'wrongCode',
  )
  expect((await page.get('/api/who')).body.person.stage).toBe('setUpTotp')
  await setUpTotp(page, 'operator')
  expect((await page.get('/api/who')).body.person.permissions).toContain('screens.pair')
  const removed = await page.post('/api/account/second-factor/remove', { password: GOOD })
  expect(removed.body.code).toBe('secondFactorNeeded')
  // A stolen page is not enough to put another telephone in its place.
  expect((await page.post('/api/account/second-factor', { password: 'not-it-at-all-1' })).status).toBe(403)
  // Lost with its codes: only the security administrator, and then it is set up anew.
  const reset = `/api/people/${operator.id}/second-factor/reset`
  expect((await three.sysadmin.post(reset)).status).toBe(403)
  expect((await three.secadmin.post(reset)).status).toBe(204)
  expect((await page.get('/api/who')).body.type).toBe('nobody')
  expect((await page.post('/api/sign-in', { account: 'operator', password: GOOD })).body.stage).toBe(
    'setUpTotp',
  )

  const leader = await enterBy((await openAccount(three, 'mayor', ['leader'])).link)
  expect((await leader.post('/api/account/second-factor', { password: '' })).body.code).toBe('wrongPassword')
  expect((await leader.post('/api/account/second-factor', { password: GOOD })).status).toBe(200)
})

test('[PPL26] (T-MFA-01) before the second factor nothing of the account is read or changed', async () => {
  const { browser, operator, enterBy } = await withOperator()
  await enterBy(operator.link)
  const page = browser('10.3.0.1')
  await page.post('/api/sign-in', { account: 'operator', password: GOOD })
  const answers = [
    await page.get('/api/account'),
    await page.post('/api/account/password', { old: GOOD, password: `${GOOD}-2` }),
    await page.post('/api/account/second-factor', { password: GOOD }),
    await page.post('/api/account/second-factor/confirm', { code: '000000' }),
    await page.post('/api/account/second-factor/remove', { password: GOOD }),
    await page.post('/api/account/sessions/end', { session: 'x' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
  expect((await page.get('/api/who')).body.person).toMatchObject({ stage: 'totp', permissions: [] })
})

test('[PPL28] (T-SEC-02) no password, token, secret or code in the audit, the log or the database', async () => {
  const { browser, db, operator, three, setUpTotp, entries, logged, people } = await withOperator()
  const page = browser()
  const setUpToken = people.setUpToken()
  await page.post('/api/invitation/accept', { token: operator.link.token, password: GOOD })
  const { body: prepared } = await page.post('/api/account/second-factor', { password: '' })
  const codes = await setUpTotp(page, 'operator')
  await page.post('/api/sign-in', { account: 'Oops-my-Password-1', password: 'Oops-my-Password-1' })
  await three.sysadmin.post(`/api/people/${operator.id}/invite`)
  const tables = (
    db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]
  )
    .map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()))
    .join('\n')
  const everything = `${JSON.stringify(entries)}\n${logged.join('\n')}\n${tables}`
  expect(everything.length).toBeGreaterThan(2_000)
  const secrets = [
    GOOD,
    operator.link.token,
    prepared.secret,
    'Oops-my',
    'oops-my',
    ...codes,
    ...page.cookies.values(),
  ]
  expect(secrets.filter(secret => everything.includes(secret))).toEqual([])
  expect(setUpToken).toBeNull()
})

test('[PPL34] a new link for a password leaves the second factor as it is, and a factor is changed with the password only', async () => {
  const { browser, code, enterBy, operator, three } = await withOperator()
  await enterBy(operator.link)
  const { body: link } = await three.sysadmin.post(`/api/people/${operator.id}/invite`)
  const page = browser()
  const accepted = await page.post('/api/invitation/accept', { token: link.token, password: `${GOOD}!` })
  expect(accepted.body.stage).toBe('totp')
  expect((await page.post('/api/sign-in/code', { code: code('operator', 1) })).body.stage).toBe('full')
  const wrong = await page.post('/api/account/second-factor', { password: GOOD })
  expect([wrong.status, wrong.body.code]).toEqual([403, 'wrongPassword'])
  expect((await page.post('/api/account/second-factor', { password: `${GOOD}!` })).status).toBe(200)
})

test('[PPL35] whoever is signed in sees where else, and ends it there', async () => {
  const { browser, openAccount, enterBy, three } = await withOperator()
  const leader = await openAccount(three, 'leader', ['leader'])
  const here = await enterBy(leader.link)
  const there = browser('10.9.9.9')
  await there.post('/api/sign-in', { account: 'leader', password: GOOD })
  const { sessions } = (await here.get('/api/account')).body
  expect(sessions.map(({ address, own }: { address: string; own: boolean }) => [address, own])).toEqual(
    expect.arrayContaining([
      ['10.1.1.1', true],
      ['10.9.9.9', false],
    ]),
  )
  const other = sessions.find(({ own }: { own: boolean }) => !own)
  expect((await here.post('/api/account/sessions/end', { session: other.id })).status).toBe(204)
  expect((await there.get('/api/account')).status).toBe(401)
  const elsewhere = (await three.secadmin.get('/api/account')).body.sessions[0].id
  expect((await here.post('/api/account/sessions/end', { session: elsewhere })).status).toBe(404)
})
