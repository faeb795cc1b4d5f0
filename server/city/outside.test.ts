import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createKnownSecrets } from '../logging/known-secrets.ts'
import { Secrets, SECRET_TABLES } from '../secrets/secrets.ts'
import { openTrust } from '../trust/database.ts'
import { createAlarms } from '../alarms/alarms.ts'
import { openOutside } from './outside.ts'

test('[SEC7] (T-SEC-02) a secret of the database, and one of the environment, is hidden before a feed has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-outside-'))
  const config = readConfig({ DATA_DIR: join(folder), SECRETS_KEY_FILE: `${folder}.keys` })
  const known = createKnownSecrets()
  const outside = openOutside({
    alarms: createAlarms({ log: () => undefined, now: Date.now }),
    ...{ config, log: () => undefined, announced: new Set<string>(), note: known.note },
    secret: name => (name === 'OF_ENVIRONMENT' ? 'canary-environment' : undefined),
  })
  const db = openTrust(join(folder, 'trust.db'), [SECRET_TABLES])
  const setFor = { feed: 'tried', place: '["http-poll"]', to: 'http://10.0.0.9' }
  new Secrets(db, outside.ring).set({ name: 'SET_HERE', setAt: 0, setBy: 'sysadmin', setFor }, 'canary-here')
  db.close()
  for (const [name, value] of [
    ['SET_HERE', 'canary-here'],
    ['OF_ENVIRONMENT', 'canary-environment'],
  ] as const) {
    expect(known.hide(`refused: ${value}`)).toContain(value)
    expect(outside.secret(name)).toBe(value)
    expect(known.hide(`refused: ${value}`)).toBe('refused: …')
  }
  expect(outside.secret('UNKNOWN')).toBeUndefined()
  expect(outside.setFor('SET_HERE')).toEqual(setFor)
  expect(outside.setFor('OF_ENVIRONMENT')).toBeNull()
  outside.stop()
  rmSync(folder, { recursive: true })
  rmSync(`${folder}.keys`)
})
