import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { ROOT } from '../scripts/command.ts'

interface Locked {
  readonly version?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly resolved?: string
  readonly integrity?: string
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: { readonly [path: string]: Locked }
}
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')

/** Below these they have flaws that others made known; a registry of a house may not tell. */
const LEAST: { readonly [name: string]: string } = {
  // CVE-2026-33151: attachments without end.
  'socket.io-parser': '4.2.6',
  // CVE-2026-59725.
  'engine.io': '6.6.7',
  // CVE-2024-37890: a request with too many headers ends the process.
  ws: '8.17.1',
  // CVE-2024-21508, CVE-2024-21511: code and prototypes by way of a result.
  mysql2: '3.9.8',
  // CVE-2024-45296 and CVE-2024-52798: a path that does not end.
  'path-to-regexp': '8.0.0',
  // CVE-2024-45590: a body that does not end.
  'body-parser': '1.20.3',
  // CVE-2024-47764: a cookie's name that is more.
  cookie: '0.7.0',
  // CVE-2025-15284: memory by way of a query.
  qs: '6.14.1',
}
/** Unmaintained, or never to be trusted with what comes from outside (T-EXPR-01, T-ZIP-01). */
const NEVER = ['vm2', 'expr-eval', 'xlsx', 'exceljs', 'jsonata', 'ldapjs', 'isolated-vm', 'request']

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const isAtLeast = (version: string, least: string): boolean => {
  const [own, other] = [version, least].map(text => text.split(/[.-]/).slice(0, 3).map(Number))
  const at = [0, 1, 2].find(i => own?.[i] !== other?.[i])
  return at === undefined || (own?.[at] ?? 0) > (other?.[at] ?? 0)
}

test('[SUP1] (T-SUP-01) no package is older than its last known flaw, and none that may never be is needed', () => {
  expect([isAtLeast('4.2.10', '4.2.6'), isAtLeast('4.2.5', '4.2.6'), isAtLeast('5.0.0', '4.2.6')]).toEqual([
    true,
    false,
    true,
  ])
  const product = locked.filter(([, { dev }]) => dev !== true)
  for (const [path, { version = '' }] of product) {
    const name = nameOf(path)
    expect(NEVER, path).not.toContain(name)
    const least = LEAST[name]
    if (least !== undefined)
      expect(isAtLeast(version, least), `${path} ${version}, at least ${least}`).toBe(true)
  }
  for (const name of Object.keys(LEAST))
    expect(
      product.map(([path]) => nameOf(path)),
      name,
    ).toContain(name)
})

test('[SUP1] (T-SUP-01) SQLite and OpenSSL of the pinned Node are past the flaws that concern us', () => {
  const db = new DatabaseSync(':memory:')
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string }
  db.close()
  // Below it, two connections could damage the log that is written ahead.
  expect(isAtLeast(version, '3.51.3'), version).toBe(true)
  expect(isAtLeast(process.versions.openssl, '3.5.0'), process.versions.openssl).toBe(true)
})

test('[SUP2] (T-SUP-01) few packages are asked for by name, each is of the registry and by its digest, and one only runs a script', () => {
  expect(Object.keys(packageJson.dependencies).length).toBeLessThanOrEqual(60)
  for (const [name, version] of Object.entries(packageJson.dependencies))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
  for (const [path, { resolved, integrity }] of locked) {
    if (resolved === undefined) continue
    expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
    expect(integrity, path).toMatch(/^sha512-/)
  }
  const running = locked.filter(([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript === true)
  expect(running.map(([path]) => path)).toEqual(['node_modules/node'])
})
