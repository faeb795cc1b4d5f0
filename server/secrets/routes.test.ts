import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { askingRoutes } from '../access/asking.fixture.ts'
import { openTrust } from '../trust/database.ts'
import { KeyRing } from './key-ring.ts'
import { serveSecrets } from './routes.ts'
import { Secrets, SECRET_TABLES, type SetFor } from './secrets.ts'

let folder: string
let db: DatabaseSync
let secrets: Secrets
let written: AuditEntry[]
let changed: string[]
let auditIsDown: boolean
let waiting: Map<string, readonly SetFor[]>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-secrets-'))
  db = openTrust(join(folder, 'trust.db'), [SECRET_TABLES])
  written = []
  changed = []
  auditIsDown = false
  waiting = new Map()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function asking() {
  const ring = new KeyRing(join(folder, 'x.key'))
  secrets = new Secrets(db, ring)
  return askingRoutes(routes =>
    serveSecrets(routes, {
      db,
      ring,
      secrets,
      audit: {
        write(entry) {
          if (auditIsDown) throw new AuditError('full')
          // Nothing of it may have happened yet.
          written.push({ ...entry, details: { ...entry.details, thenSet: secrets.list().length } })
        },
      },
      usedBy: () =>
        new Map([
          ['HOTLINE_HMAC', ['hotline']],
          ['OTHER_TOKEN', ['a', 'b']],
        ]),
      waiting: () => waiting,
      isInEnvironment: name => name === 'OTHER_TOKEN',
      onChange: name => changed.push(name),
      now: () => 1_000,
    }),
  )
}

test('[SEC4] [SEC5] [SEC6] (T-SEC-01) a value goes in and nothing tells it; the audit has it before', async () => {
  const { ask, stop } = await asking()
  const value = 'canary-7Fq'
  expect((await ask('sysadmin', 'PUT', '/api/secrets/HOTLINE_HMAC', { value })).status).toBe(204)
  expect(secrets.valueOf('HOTLINE_HMAC')).toBe(value)
  expect(changed).toEqual(['HOTLINE_HMAC'])
  const listed = await ask('operator', 'GET', '/api/secrets')
  expect(listed.body).toEqual({
    secrets: [
      { name: 'HOTLINE_HMAC', from: 'here', setAt: 1_000, setBy: 'sysadmin', feeds: ['hotline'], drafts: [] },
      { name: 'OTHER_TOKEN', from: 'environment', setAt: null, setBy: null, feeds: ['a', 'b'], drafts: [] },
    ],
  })
  expect((await ask('sysadmin', 'POST', '/api/secrets/rotate', {})).body).toEqual({ resealed: 1 })
  expect((await ask('sysadmin', 'DELETE', '/api/secrets/HOTLINE_HMAC')).status).toBe(204)
  expect((await ask('sysadmin', 'DELETE', '/api/secrets/HOTLINE_HMAC')).status).toBe(404)
  expect(written.map(({ action, object, details }) => [action, object, details])).toEqual([
    ['secrets.set', 'secret/HOTLINE_HMAC', { was: 'not set', thenSet: 0 }],
    ['secrets.rotate', '', { thenSet: 1 }],
    ['secrets.remove', 'secret/HOTLINE_HMAC', { thenSet: 1 }],
  ])
  expect(JSON.stringify(written)).not.toContain(value)
  await stop()
})

test('[SEC9] (T-SEC-02) what a draft waits for is set for the address that was looked at, and the audit says which', async () => {
  const { ask, stop } = await asking()
  const draft = (to: string): SetFor => ({ feed: 'air', place: `["http-poll","${to}"]`, to })
  const path = '/api/secrets/FEED_AIR'
  waiting.set('FEED_AIR', [draft('https://10.0.0.5:8443')])
  const row = async () =>
    ((await ask('sysadmin', 'GET', '/api/secrets')).body as { secrets: { name: string }[] }).secrets.find(
      ({ name }) => name === 'FEED_AIR',
    )
  expect(await row()).toMatchObject({
    ...{ from: null, feeds: [] },
    drafts: [{ feed: 'air', to: 'https://10.0.0.5:8443', isSet: false }],
  })
  const looked = { feed: 'air', to: 'https://10.0.0.5:8443' }
  for (const other of [{ ...looked, to: 'https://evil' }, { ...looked, feed: 'b' }, {}, null, 'air'])
    expect((await ask('sysadmin', 'PUT', path, { value: 'x', for: other })).status).toBe(409)
  expect([secrets.list(), written]).toEqual([[], []])
  expect((await ask('sysadmin', 'PUT', path, { value: 'x', for: looked })).status).toBe(204)
  expect(secrets.list()[0]?.setFor).toEqual(draft('https://10.0.0.5:8443'))
  expect(written[0]?.details).toEqual({ was: 'not set', ...looked, thenSet: 0 })
  expect(await row()).toMatchObject({ drafts: [{ isSet: true }] })
  // The draft is changed while somebody looks at the page.
  waiting.set('FEED_AIR', [draft('https://evil')])
  expect(await row()).toMatchObject({ drafts: [{ to: 'https://evil', isSet: false }] })
  expect((await ask('sysadmin', 'PUT', path, { value: 'y', for: looked })).status).toBe(409)
  expect(secrets.valueOf('FEED_AIR')).toBe('x')
  // For nobody in particular it is for no draft.
  expect((await ask('sysadmin', 'PUT', path, { value: 'z' })).status).toBe(204)
  expect(secrets.list()[0]?.setFor).toBeNull()
  await stop()
})

test('[SEC5] (T-AUD-02) what the audit cannot hold does not happen', async () => {
  const { ask, stop } = await asking()
  auditIsDown = true
  expect((await ask('sysadmin', 'PUT', '/api/secrets/A_TOKEN', { value: 'x' })).status).toBe(503)
  expect([secrets.list(), changed]).toEqual([[], []])
  await stop()
})

test('[SEC5] (T-RBAC-01) nobody else sets one, and what is no name or no value is refused', async () => {
  const { ask, stop } = await asking()
  for (const role of ['viewer', 'leader', 'officer', 'operator', 'secadmin', 'auditor'] as const)
    expect((await ask(role, 'PUT', '/api/secrets/A_TOKEN', { value: 'x' })).status, role).toBe(403)
  expect((await ask('auditor', 'GET', '/api/secrets')).status).toBe(403)
  for (const name of ['a_token', 'A', '__proto__', 'A%20B', 'A'.repeat(65)])
    expect((await ask('sysadmin', 'PUT', `/api/secrets/${name}`, { value: 'x' })).status, name).toBe(400)
  for (const value of ['', '  ', 'a\nb', 7, null, 'x'.repeat(4_097)])
    expect((await ask('sysadmin', 'PUT', '/api/secrets/A_TOKEN', { value })).status, String(value)).toBe(400)
  expect(written).toEqual([])
  await stop()
})
