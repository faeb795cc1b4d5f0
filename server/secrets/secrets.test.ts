import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSecondFactors } from '../people/second-factor/second-factors.ts'
import { stepAt, totpCode } from '../people/second-factor/totp.ts'
import { PEOPLE_TABLES } from '../people/tables.ts'
import { openTrust } from '../trust/database.ts'
import { cipherFor, resealed } from './cipher.ts'
import { KeyRing, SecretsError } from './key-ring.ts'
import { redacted } from './redact.ts'
import { PEOPLE_SEALED, rotate } from './rotate.ts'
import { Secrets, SECRET_TABLES } from './secrets.ts'

let folder: string
let file: string
let db: DatabaseSync
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-secrets-'))
  file = join(folder, 'data.secrets.key')
  db = openTrust(join(folder, 'trust.db'), [SECRET_TABLES])
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const set = (secrets: Secrets, name: string, value: string) =>
  secrets.set({ name, setAt: 7, setBy: 'wang', setFor: null }, value)

describe('sealing', () => {
  test('[SEC1] (T-SEC-01) a text opens for its name, and every text is sealed in its own way', () => {
    const cipher = cipherFor(new KeyRing(file), 'a')
    for (const text of ['', 'x', '密钥 one two', 'y'.repeat(4_096)])
      expect(cipher.open(cipher.seal(text))).toBe(text)
    expect(cipher.seal('same')).not.toBe(cipher.seal('same'))
    expect(cipher.seal('same')).not.toContain('same')
    expect(() => cipherFor(new KeyRing(file), 'b').open(cipher.seal('x'))).toThrow(SecretsError)
  })

  test('[SEC1] (T-SEC-01) whatever character of it is changed, it does not open', () => {
    const cipher = cipherFor(new KeyRing(file), 'a')
    const sealed = cipher.seal('secret')
    for (let i = 0; i < sealed.length; i++) {
      // The last bits of base64 may mean nothing, so the change is in the first ones of its character.
      const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'g' : 'A') + sealed.slice(i + 1)
      if (
        Buffer.from(changed.replace(/:/g, ''), 'base64url').equals(
          Buffer.from(sealed.replace(/:/g, ''), 'base64url'),
        )
      )
        continue
      expect(() => cipher.open(changed), `${i}`).toThrow(SecretsError)
    }
    for (const odd of ['', 'v1', 'v2:a:b:c', `${sealed}:x`, `${sealed.slice(0, -9)}`])
      expect(() => cipher.open(odd), odd).toThrow(SecretsError)
  })
})

describe('the file of keys', () => {
  test('[SEC2] (T-SEC-01) it is made with the first secret, for its owner only', () => {
    const ring = new KeyRing(file)
    expect(existsSync(file)).toBe(false)
    set(new Secrets(db, ring), 'A_TOKEN', 'value')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(new Secrets(db, new KeyRing(file)).valueOf('A_TOKEN')).toBe('value')
  })

  test('[SEC2] (T-SEC-01) without the file, or with another one, it says what to do and makes none', () => {
    set(new Secrets(db, new KeyRing(file)), 'A_TOKEN', 'value')
    rmSync(file)
    const read = () => new Secrets(db, new KeyRing(file)).valueOf('A_TOKEN')
    expect(read).toThrow(/put back the file of keys/)
    expect(existsSync(file)).toBe(false)
    cipherFor(new KeyRing(file), 'other').seal('x')
    expect(read).toThrow(/put back the file of keys/)
  })

  test('[SEC2] a file that everybody may read, or that has no keys, is refused', () => {
    const seal = () => cipherFor(new KeyRing(file), 'a').seal('x')
    seal()
    chmodSync(file, 0o644)
    expect(seal).toThrow(/chmod 600/)
    for (const text of ['', 'short\n', `# nothing\n`, `${Buffer.alloc(32).toString('base64')}\nhello\n`]) {
      writeFileSync(file, text)
      chmodSync(file, 0o600)
      expect(seal, text).toThrow(/is no file of keys/)
    }
    expect(() => cipherFor(new KeyRing(join(folder, 'nowhere', 'x')), 'a').seal('x')).toThrow(
      /SECRETS_KEY_FILE/,
    )
  })

  test('[SEC10] (T-SEC-01, F-05) a key that could not be written seals nothing, however often it is asked', () => {
    const later = join(folder, 'later', 'keys')
    const cipher = cipherFor(new KeyRing(later), 'a')
    for (let n = 0; n < 2; n++) expect(() => cipher.seal('x')).toThrow(/SECRETS_KEY_FILE/)
    mkdirSync(join(folder, 'later'))
    expect(cipherFor(new KeyRing(later), 'a').open(cipher.seal('x'))).toBe('x')
  })

  test('[SEC10] (T-SEC-01, F-05) where it cannot be written whole nothing of it stays, and a key of somebody else stays whole', () => {
    // No file may have a byte in there: it is opened and cannot be written, as on a full disk.
    const script = `
      const { KeyRing } = await import(${JSON.stringify(new URL('key-ring.ts', import.meta.url).href)})
      for (const ask of ['newest', 'add'])
        try { new KeyRing(process.argv[1])[ask](); console.log('made') } catch (error) { console.log(error.name) }
    `
    const tried = () =>
      spawnSync(
        'sh',
        ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script, file],
        { encoding: 'utf8' },
      ).stdout
    expect(tried()).toBe('SecretsError\nSecretsError\n')
    expect(readdirSync(folder).filter(name => name.includes('key'))).toEqual([])
    const key = new KeyRing(file).newest()
    expect(tried()).toBe('made\nSecretsError\n')
    expect(readdirSync(folder).filter(name => name.includes('key'))).toEqual(['data.secrets.key'])
    expect(new KeyRing(file).newest().id).toBe(key.id)
  })
})

describe('another key', () => {
  test('[SEC3] (T-SEC-01) everything is sealed with it, the old one opens an old backup', () => {
    const ring = new KeyRing(file)
    const secrets = new Secrets(db, ring)
    const old = readSealed(() => set(secrets, 'A_TOKEN', 'one'))
    set(secrets, 'B_TOKEN', 'two')
    const before = ring.newest().id
    expect(rotate(db, ring)).toBe(2)
    expect(ring.newest().id).not.toBe(before)
    expect(readSealed(() => undefined)).toContain(ring.newest().id)
    expect([secrets.valueOf('A_TOKEN'), secrets.valueOf('B_TOKEN')]).toEqual(['one', 'two'])
    expect(cipherFor(new KeyRing(file), 'secret/A_TOKEN').open(old)).toBe('one')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('[SEC8] (T-SEC-01) second factors are sealed anew too: the old key opens none of them any more', () => {
    db.close()
    db = openTrust(join(folder, 'trust.db'), [SECRET_TABLES, PEOPLE_TABLES])
    const ring = new KeyRing(file)
    const factors = createSecondFactors(db, cipherFor(ring, PEOPLE_SEALED))
    db.exec("INSERT INTO people (id, account, title, created_at) VALUES (1, 'wang', '', 0), (2, 'li', '', 0)")
    for (const person of [1, 2]) {
      const secret = factors.prepare(person)
      factors.confirm(person, totpCode(secret, stepAt(9_000_000)), 9_000_000)
    }
    set(new Secrets(db, ring), 'A_TOKEN', 'one')
    const sealed = () =>
      db
        .prepare('SELECT secret FROM second_factors')
        .all()
        .map(({ secret }) => String(secret))
    const before = sealed().map(text => cipherFor(ring, PEOPLE_SEALED).open(text))
    expect(rotate(db, ring)).toBe(3)
    const [newest = ''] = readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => /^[^#]/.test(line))
    writeFileSync(file, `${newest}\n`)
    const alone = cipherFor(new KeyRing(file), PEOPLE_SEALED)
    expect(sealed().map(text => alone.open(text))).toEqual(before)
  })

  test('[SEC3] one that was made beside the running server is found, and broken off it is done by the next', () => {
    const running = new Secrets(db, new KeyRing(file))
    set(running, 'A_TOKEN', 'one')
    new KeyRing(file).add()
    expect(running.valueOf('A_TOKEN')).toBe('one')
    set(running, 'B_TOKEN', 'two')
    expect(rotate(db, new KeyRing(file))).toBe(2)
    expect([running.valueOf('A_TOKEN'), running.valueOf('B_TOKEN')]).toEqual(['one', 'two'])
    const sealed = readSealed(() => undefined)
    expect(resealed(new KeyRing(file), 'secret/A_TOKEN', sealed)).toBeNull()
  })

  function readSealed(work: () => void): string {
    work()
    return String(db.prepare("SELECT sealed FROM secrets WHERE name = 'A_TOKEN'").get()?.['sealed'])
  }
})

test('[SEC4] a value that was replaced or taken away is gone, and lists have no value', () => {
  const secrets = new Secrets(db, new KeyRing(file))
  set(secrets, 'A_TOKEN', 'canary-one')
  set(secrets, 'A_TOKEN', 'canary-two')
  expect(secrets.list()).toEqual([{ name: 'A_TOKEN', setAt: 7, setBy: 'wang', setFor: null }])
  expect(secrets.valueOf('A_TOKEN')).toBe('canary-two')
  secrets.remove('A_TOKEN')
  expect([secrets.list(), secrets.has('A_TOKEN'), secrets.valueOf('A_TOKEN')]).toEqual([[], false, undefined])
  for (const name of ['trust.db', 'trust.db-wal'])
    expect(readFileSync(join(folder, name)).includes('canary')).toBe(false)
})

test('[SEC7] (T-SEC-02) a secret is taken out of a text in whatever form it stands there', () => {
  const values = ['tok"en 1', 'tok"en 1 and more', 'abc']
  expect(redacted('said tok"en 1 and more, tok%22en%201, {"t":"tok\\"en 1"}', values)).toBe(
    'said …, …, {"t":"…"}',
  )
  expect(redacted(`Basic ${Buffer.from('tok"en 1').toString('base64')}`, values)).toBe('Basic …')
  expect(redacted('abc stays: it could be anything', values)).toBe('abc stays: it could be anything')
  expect(redacted('nothing', [])).toBe('nothing')
})
