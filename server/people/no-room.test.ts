import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test, vi } from 'vitest'
import { DEFAULT_POLICY } from '../../shared/people/policy.ts'
import { hold } from '../engine/full-disk.fixture.ts'
import { openTrust } from '../trust/database.ts'
import { GOOD, MINUTE, openHouse } from './house.fixture.ts'
import { boundKept, boundOnce } from './kept-instants.ts'
import { createSessions } from './sessions.ts'
import { PEOPLE_TABLES } from './tables.ts'

const HOUR = 60 * MINUTE
/** It is swept once a second. */
const SWEPT = { timeout: 4_000 }
const LEADER = { person: 1, stage: 'full', how: 'password', strict: false, address: '10.1.1.1' } as const

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function house() {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-people-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'trust.db')
  const db = openTrust(path, [PEOPLE_TABLES])
  /** From here on nothing can be written. */
  const full = () => hold(db, path)
  return { db, full }
}

function peopled() {
  const { db, full } = house()
  endings.push(() => db.close())
  db.exec("INSERT INTO people (account, title, created_at) VALUES ('mayor', '演示', 0)")
  return { db, full }
}

const rowsOf = (db: DatabaseSync) => db.prepare('SELECT started_at, seen_at FROM sessions').all()

test('[PPL37] (F-05, F-08, T-AUTH-04) a session that is over is told of once and is nobody’s, though its row has to stay', () => {
  const { db, full } = peopled()
  let policy = { ...DEFAULT_POLICY, idleMinutes: 30 }
  const sessions = createSessions(db, () => policy)
  const told: string[] = []
  sessions.onEnded((id, why) => told.push(`${id} ${why}`))
  const [first, second] = [sessions.begin(LEADER, 0), sessions.begin(LEADER, 0)]
  const free = full()
  expect(sessions.find(first.token, 30 * MINUTE)).toBeNull()
  for (let n = 0; n < 3; n++) sessions.sweep(30 * MINUTE)
  expect(told).toEqual([`${first.id} expired`, `${second.id} expired`])
  expect(rowsOf(db)).toHaveLength(2)
  // Nor does another policy bring it back.
  policy = { ...policy, idleMinutes: 60 }
  expect([sessions.find(second.token, 30 * MINUTE), sessions.of(1, 30 * MINUTE)]).toEqual([null, []])
  free()
  sessions.sweep(30 * MINUTE)
  expect(rowsOf(db)).toEqual([])
  expect(told).toHaveLength(2)
})

test('[PPL37] (F-05, F-08) one whose row had to stay, and that is ended by hand before it is swept, is told of once as well', () => {
  const { db, full } = peopled()
  const sessions = createSessions(db, () => DEFAULT_POLICY)
  const told: string[] = []
  sessions.onEnded((_, why) => told.push(why))
  sessions.begin(LEADER, 0)
  const free = full()
  sessions.sweep(24 * HOUR)
  free()
  sessions.endAllOf(1, 'changed')
  expect([told, rowsOf(db)]).toEqual([['expired'], []])
})

test('[PPL37] (F-05, F-08, F-47) the clock is set while nothing can be written: sweeping goes on, and sessions last as long as before, then and later', async () => {
  const { db, full } = house()
  const { people, clock, logged, entries, close, setUp, openAccount, enterBy } = await openHouse({ db })
  endings.push(close)
  const leader = await openAccount(await setUp(), 'mayor', ['leader'])
  const page = await enterBy(leader.link, GOOD, '10.2.0.1')
  const expired = () => entries.filter(({ action }) => action === 'sessions.expire')
  const free = full()
  clock.at += 16 * MINUTE
  clock.setBy = HOUR
  endings.push(people.start())
  // Those of the three administrators, who have fifteen minutes.
  await vi.waitFor(() => expect(expired()).toHaveLength(3), SWEPT)
  expect((await page.get('/api/account')).status).toBe(200)
  expect(logged.join()).not.toContain('the clock of the machine was set by')
  free()
  await vi.waitFor(() => expect(logged.join()).toContain('the clock of the machine was set by'), SWEPT)
  expect((await page.get('/api/account')).status).toBe(200)
  await vi.waitFor(() => expect(rowsOf(db)).toHaveLength(1), SWEPT)
  clock.at += 13 * MINUTE
  expect((await page.get('/api/account')).status).toBe(200)
  clock.at += MINUTE
  expect((await page.get('/api/account')).status).toBe(401)
  expect(expired()).toHaveLength(4)
})

test('[PPL37] (F-05, F-08) the house opens while nothing can be written, and what lies ahead is bounded once there is room', async () => {
  const { db, full } = house()
  db.exec("INSERT INTO people (account, title, created_at) VALUES ('mayor', '演示', 0)")
  const [now, lockMs] = [24 * HOUR, 30 * MINUTE]
  createSessions(db, () => DEFAULT_POLICY).begin(LEADER, 1_000_000 * HOUR)
  const free = full()
  const { close } = await openHouse({ db })
  endings.push(close)
  const bound = boundOnce(
    db,
    () => now,
    () => lockMs,
  )
  bound()
  expect(rowsOf(db)).toEqual([{ started_at: 1_000_000 * HOUR, seen_at: 1_000_000 * HOUR }])
  free()
  bound()
  expect(rowsOf(db)).toEqual([{ started_at: now, seen_at: now }])
})

test('[PPL37] (F-05) a start at which nothing lies ahead writes nothing', () => {
  const { db } = peopled()
  createSessions(db, () => DEFAULT_POLICY).begin(LEADER, HOUR)
  db.exec(`INSERT INTO lockouts VALUES ('mayor', '10.9.9.9', 6, ${HOUR}, ${HOUR + 30 * MINUTE})`)
  const changes = () => db.prepare('SELECT total_changes() AS n').get()
  const before = changes()
  boundKept(db, HOUR, 30 * MINUTE)
  expect(changes()).toEqual(before)
  boundKept(db, HOUR - 1, 30 * MINUTE)
  expect(rowsOf(db)).toEqual([{ started_at: HOUR - 1, seen_at: HOUR - 1 }])
})
