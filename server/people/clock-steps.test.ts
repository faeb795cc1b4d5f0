import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openTrust } from '../trust/database.ts'
import { GOOD, MINUTE, openHouse, type Browser } from './house.fixture.ts'
import { boundKept, shiftKept } from './kept-instants.ts'
import { createLockouts } from './lockouts.ts'
import { DEFAULT_POLICY } from '../../shared/people/policy.ts'
import { createSessions } from './sessions.ts'
import { createSteadyClock } from './steady-clock.ts'
import { PEOPLE_TABLES } from './tables.ts'

const HOUR = 60 * MINUTE
const STEPS = [HOUR, -HOUR]
const WRONG = 'wrong-wrong-1'
/** It is looked at once a second. */
const SWEPT = { timeout: 4_000 }

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const enter = (page: Browser, account: string, password = GOOD) =>
  page.post('/api/sign-in', { account, password })

/** A leader who is signed in, and an address at which the account waits; then the clock is set. */
async function beforeTheStep() {
  const house = await openHouse()
  endings.push(house.close)
  const three = await house.setUp()
  const leader = await house.openAccount(three, 'mayor', ['leader'])
  const page = await house.enterBy(leader.link, GOOD, '10.2.0.1')
  const locked = house.browser('10.9.9.9')
  for (let n = 0; n < 6; n++) await enter(locked, 'mayor', WRONG)
  expect((await enter(locked, 'mayor')).body.code).toBe('locked')
  return { ...house, three, leader, page, locked }
}

test.each(STEPS)(
  '[PPL36] (F-47) the clock is set by %i ms: nobody is signed out, and a session lasts as long as it would have',
  async step => {
    const { page, clock, people, logged } = await beforeTheStep()
    endings.push(people.start())
    const before = (await page.post('/api/activity')).body
    clock.setBy = step
    expect((await page.post('/api/activity')).body).toEqual(before)
    await vi.waitFor(() => expect(logged.join()).toContain('the clock of the machine was set by'), SWEPT)
    expect((await page.post('/api/activity')).body).toEqual(before)
    clock.at += 29 * MINUTE
    expect((await page.get('/api/account')).status).toBe(200)
    clock.at += MINUTE
    expect((await page.get('/api/account')).status).toBe(401)
  },
)

test.each(STEPS)(
  '[PPL36] (F-47) the clock is set by %i ms: a lock-out is neither over nor longer, and the page says its true end',
  async step => {
    const { page, three, leader, locked, clock, people, logged } = await beforeTheStep()
    endings.push(people.start())
    clock.setBy = step
    expect((await enter(locked, 'mayor')).body.code).toBe('locked')
    await vi.waitFor(() => expect(logged.join()).toContain('the clock of the machine was set by'), SWEPT)
    expect((await enter(locked, 'mayor')).body.code).toBe('locked')
    const rows = (await three.secadmin.get('/api/people')).body.people
    const { locked: waits } = rows.find(({ id }: { id: string }) => id === leader.id)
    expect(waits).toEqual([{ address: '10.9.9.9', until: clock.at + clock.setBy + 30 * MINUTE }])
    clock.at += 29 * MINUTE
    expect((await enter(locked, 'mayor')).body.code).toBe('locked')
    clock.at += MINUTE
    expect((await enter(locked, 'mayor')).status).toBe(200)
    expect((await page.get('/api/who')).body.type).toBe('nobody')
  },
)

test('[PPL36] (F-47) the bucket of an address is not filled by a clock that is set forward', async () => {
  const { browser, clock } = await beforeTheStep()
  const page = browser('10.4.4.4')
  const answers = async () => {
    for (let n = 0; n < 60; n++) if ((await enter(page, `ghost${n}`)).body.code === 'tooOften') return
    throw new Error('the address was never told to wait')
  }
  await answers()
  clock.setBy = HOUR
  expect((await enter(page, 'another')).body.code).toBe('tooOften')
})

test.each(STEPS)(
  '[PPL36] (F-47) after a step of %i ms and a restart sessions and lock-outs go on',
  async step => {
    const folder = mkdtempSync(join(tmpdir(), 'liaowang-clock-'))
    endings.push(() => rmSync(folder, { recursive: true }))
    const db = openTrust(join(folder, 'trust.db'), [PEOPLE_TABLES])
    db.exec("INSERT INTO people (account, title, created_at) VALUES ('mayor', '演示', 0)")
    endings.push(() => db.close())
    const policy = () => DEFAULT_POLICY
    const [world, passed] = [{ at: 1_000 * HOUR }, { ms: 0 }]
    const clock = createSteadyClock(
      () => world.at + passed.ms,
      () => passed.ms,
    )
    const sessions = createSessions(db, policy)
    const lockouts = createLockouts(db, policy)
    const begun = { person: 1, stage: 'full', how: 'password', strict: false, address: '10.1.1.1' } as const
    const { token } = sessions.begin(begun, clock.now())
    for (let n = 0; n < 6; n++) lockouts.attempt('mayor', '10.9.9.9', clock.now())
    world.at += step
    const moved = clock.step()
    shiftKept(db, moved)
    clock.follow(moved)
    expect([moved, clock.step()]).toEqual([step, 0])
    // A restart: another clock, which begins at what the machine says now.
    passed.ms += 29 * MINUTE
    const now = () => world.at + passed.ms
    boundKept(db, now(), 30 * MINUTE)
    const [later, locks] = [createSessions(db, policy), createLockouts(db, policy)]
    expect(later.find(token, now())).not.toBeNull()
    expect(locks.attempt('mayor', '10.9.9.9', now()).type).toBe('locked')
    passed.ms += MINUTE
    expect(later.find(token, now())).toBeNull()
    expect(locks.attempt('mayor', '10.9.9.9', now()).type).toBe('may')
  },
)

test('[PPL36] (F-47) what lies ahead of a start lasts no longer than what begins then', () => {
  const db = openTrust(':memory:', [PEOPLE_TABLES])
  endings.push(() => db.close())
  db.exec("INSERT INTO people (account, title, created_at) VALUES ('mayor', '演示', 0)")
  const policy = () => DEFAULT_POLICY
  const ahead = 1_000 * HOUR
  const begun = { person: 1, stage: 'full', how: 'password', strict: false, address: '10.1.1.1' } as const
  const { token } = createSessions(db, policy).begin(begun, ahead)
  const locks = createLockouts(db, policy)
  for (let n = 0; n < 6; n++) locks.attempt('mayor', '10.9.9.9', ahead)
  const now = ahead - 24 * HOUR
  boundKept(db, now, 30 * MINUTE)
  const later = createSessions(db, policy)
  const lockouts = createLockouts(db, policy)
  expect(later.find(token, now + 29 * MINUTE)).not.toBeNull()
  expect(later.find(token, now + 30 * MINUTE)).toBeNull()
  expect(lockouts.of('mayor', now)).toEqual([{ address: '10.9.9.9', until: now + 30 * MINUTE }])
})

test('[PPL36] (F-47) a clock that is kept right is no step', () => {
  const [world, passed] = [{ at: 5_000 }, { ms: 0 }]
  const clock = createSteadyClock(
    () => world.at,
    () => passed.ms,
  )
  world.at += 900
  expect([clock.step(), clock.now()]).toEqual([0, 5_000])
  world.at += 200
  expect([clock.step(), clock.now()]).toEqual([1_100, 5_000])
  clock.follow(1_100)
  expect([clock.step(), clock.now()]).toEqual([0, 6_100])
})
