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
import { Secrets, SECRET_TABLES } from './secrets.ts'

let folder: string
let db: DatabaseSync
let secrets: Secrets
let written: AuditEntry[]
let changed: string[]
let auditIsDown: boolean
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-secrets-'))
  db = openTrust(join(folder, 'trust.db'), [SECRET_TABLES])
  written = []
  changed = []
  auditIsDown = false
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
      { name: 'HOTLINE_HMAC', from: 'here', setAt: 1_000, setBy: 'sysadmin', feeds: ['hotline'] },
      { name: 'OTHER_TOKEN', from: 'environment', setAt: null, setBy: null, feeds: ['a', 'b'] },
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
