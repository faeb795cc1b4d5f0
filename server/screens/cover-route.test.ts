import { afterEach, expect, test } from 'vitest'
import { askingRoutes } from '../access/asking.fixture.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { openTrust } from '../trust/database.ts'
import { serveCover } from './cover-route.ts'
import { SCREEN_TABLES, ScreenStore } from './screen-store.ts'
import { Screens } from './screens.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function asking() {
  const db = openTrust(':memory:', [SCREEN_TABLES])
  const said: string[] = []
  const entries: AuditEntry[] = []
  const audit = {
    fails: false,
    write(entry: AuditEntry) {
      if (this.fails) throw new AuditError('no room')
      entries.push(entry)
    },
  }
  const screens = new Screens({
    ...{ store: new ScreenStore(db), now: () => 7, elapsed: () => 7, end: () => undefined },
    log: message => said.push(message),
    elsewhere: { met: () => undefined, forget: () => undefined },
  })
  const { ask, stop } = await askingRoutes(routes => serveCover(routes, screens, audit))
  endings.push(() => db.close(), stop)
  const put = (body: unknown) => ask('operator', 'PUT', '/api/screens/cover', body)
  return { put, audit, entries, screens, said }
}

test('[SCD10] each press is a record of who and which way', async () => {
  const { put, entries } = await asking()
  expect((await put({ on: true })).body).toEqual({ cover: { since: 7, by: 'operator' } })
  expect((await put({ on: false })).body).toEqual({ cover: null })
  expect(entries.map(({ action, details }) => [action, details])).toEqual([
    ['screens.cover', { on: true }],
    ['screens.cover', { on: false }],
  ])
  expect((await put({ on: 'yes' })).status).toBe(400)
})

test('[SCD10] (T-AUD-02) without the audit screens are covered all the same, and it is said; they are not uncovered', async () => {
  const { put, audit, screens, said } = await asking()
  audit.fails = true
  const covered = await put({ on: true })
  expect([covered.status, screens.cover?.by]).toEqual([200, 'operator'])
  expect(said).toEqual([
    expect.stringMatching(/covered by operator from 192\.0\.2\.1, and the audit could not/),
  ])
  expect([(await put({ on: false })).status, screens.cover?.by]).toEqual([503, 'operator'])
})
