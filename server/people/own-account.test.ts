import { afterEach, expect, test } from 'vitest'
import { GOOD, openHouse, type Browser } from './house.fixture.ts'
import type { Inside } from './inside.ts'
import { prepareTotp, type Own } from './own-account.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** A leader who is signed in, and whoever has the same cookie at another address. */
async function robbed() {
  const house = await openHouse()
  endings.push(house.close)
  const leader = await house.openAccount(await house.setUp(), 'mayor', ['leader'])
  const page = await house.enterBy(leader.link, GOOD, '10.2.0.1')
  const thiefAt = (address: string): Browser => {
    const thief = house.browser(address)
    for (const [name, value] of page.cookies) thief.cookies.set(name, value)
    return thief
  }
  return { ...house, leader, page, thiefAt }
}

const guess = async (thief: Browser, old: string) => {
  const { status, body } = await thief.post('/api/account/password', { old, password: 'Ferries-9-at-dawn' })
  return [status, body?.code as unknown]
}

test('[PPL38] (T-AUTH-01, T-AUTH-03) a stolen session guesses five passwords and is over, from however many networks they come', async () => {
  const { thiefAt, page, entries, leader, browser } = await robbed()
  for (let n = 0; n < 5; n++)
    expect(await guess(thiefAt(`2001:db8:0:${n}::1`), `wrong-wrong-${n}`)).toEqual([403, 'wrongPassword'])
  expect(await guess(thiefAt('2001:db8:0:9::1'), GOOD)).toEqual([429, 'locked'])
  expect([(await guess(thiefAt('10.9.9.9'), GOOD))[0], (await page.get('/api/account')).status]).toEqual([
    ...[401, 401],
  ])
  const told = entries.filter(({ action }) => action === 'sessions.password')
  const object = `person/${leader.id}`
  expect(told.map(each => [each.object, each.outcome, each.address, each.actor.name])).toEqual(
    [0, 1, 2, 3, 4].map(n => [object, 'refused', `2001:db8:0:${n}::1`, 'mayor']),
  )
  expect(entries.filter(({ action }) => action === 'people.lock').map(each => each.object)).toEqual([object])
  // Nobody is kept out by it.
  const again = await browser('10.2.0.1').post('/api/sign-in', { account: 'mayor', password: GOOD })
  expect(again.status).toBe(200)
})

test('[PPL38] (T-AUTH-01) many at once are five', async () => {
  const { thiefAt, browser } = await robbed()
  const thief = thiefAt('10.9.9.9')
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(thief, `wrong-wrong-${n}`)))
  expect(answers.filter(([, code]) => code === 'wrongPassword')).toHaveLength(5)
  const again = await browser('10.2.0.1').post('/api/sign-in', { account: 'mayor', password: GOOD })
  expect(again.status).toBe(200)
})

test('[PPL38] (T-AUTH-01) of a password that was right nothing comes once the session is over, by others that were tried meanwhile', async () => {
  let there = [{ id: 's' }]
  const inside = {
    ...{ buckets: { take: () => 0 }, elapsed: () => 0, steady: { now: () => 0 } },
    lockouts: { attempt: () => ({ type: 'may' }) },
    sessions: { of: () => there },
    passwords: {
      has: () => true,
      verify: () => {
        there = []
        return Promise.resolve(true)
      },
    },
  } as unknown as Inside
  const own = { person: { id: 1 }, session: { id: 's', stage: 'full' }, from: {} } as unknown as Own
  await expect(prepareTotp(inside, own, GOOD)).rejects.toMatchObject({ code: 'notNow' })
})

test('[PPL38] (T-AUTH-01) they count among the failures of the account', async () => {
  const { leader, browser, entries } = await robbed()
  for (let session = 0; session < 4; session++) {
    const page = browser(`10.2.0.${session + 2}`)
    await page.post('/api/sign-in', { account: 'mayor', password: GOOD })
    for (let n = 0; n < 5; n++) await guess(page, `wrong-wrong-${n}`)
  }
  expect(entries.filter(({ action }) => action === 'people.alert').map(each => each.object)).toEqual([
    `person/${leader.id}`,
  ])
})

test('[PPL38] (T-AUTH-01) an address pays for each', async () => {
  const { thiefAt } = await robbed()
  const often = thiefAt('10.9.9.9')
  const codes: unknown[] = []
  for (let n = 0; n < 31; n++)
    codes.push((await often.post('/api/account/second-factor', { password: GOOD })).body.code)
  expect(codes.slice(0, 30).filter(code => code !== undefined)).toEqual([])
  expect(codes[30]).toBe('tooOften')
})
