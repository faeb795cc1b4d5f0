import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openCityClock } from './city/city-clock.ts'
import { ConfigError } from './config-error.ts'
import { readConfig } from './config.ts'

test('[CFG1] without a word everything has its default', () => {
  expect(readConfig({})).toEqual({
    reached: { addresses: ['127.0.0.1'], certificate: null, proxies: [], origins: [] },
    port: 4000,
    perAddress: 1_000,
    dataDir: 'data',
    secretsKeyFile: resolve('data.secrets.key'),
    cityDir: null,
    mockCity: true,
    metricsToken: null,
    watchdogMs: 30_000,
    clock: { type: 'real' },
    telemetryKeep: { ms: 7 * 86_400_000, bytes: 10 * 2 ** 30 },
    replayKeep: { ms: 7 * 86_400_000, bytes: 2 * 2 ** 30 },
    log: { file: null, files: 5, bytes: 20 * 2 ** 20 },
    backup: { folder: join('data', 'backups'), at: 150, keep: 7, keyFile: null },
    audit: { keepDays: 400, keyFile: null, syslog: null },
  })
  const moved = readConfig({
    CITY_CLOCK: '2026-11-23T09:00@60',
    TELEMETRY_KEEP: '2d,500MB',
    REPLAY_KEEP: 'off',
    MOCK_CITY: 'off',
    BACKUP_AT: 'off',
    WATCHDOG: 'off',
  })
  expect(moved).toMatchObject({
    backup: { at: null },
    watchdogMs: null,
    mockCity: false,
    clock: { type: 'moved', start: Date.parse('2026-11-23T09:00:00+08:00'), speed: 60 },
    telemetryKeep: { ms: 2 * 86_400_000, bytes: 500 * 2 ** 20 },
    replayKeep: null,
  })
})

test('[CFG4] (T-SEC-01) the file of keys stands beside the data or elsewhere, never in it', () => {
  const read = (file: string) => readConfig({ DATA_DIR: '/srv/data', SECRETS_KEY_FILE: file }).secretsKeyFile
  expect(readConfig({ DATA_DIR: '/srv/data/' }).secretsKeyFile).toBe('/srv/data.secrets.key')
  expect(read('/etc/liaowang/keys')).toBe('/etc/liaowang/keys')
  const audit = (file: string) => readConfig({ DATA_DIR: '/srv/data', AUDIT_KEY_FILE: file }).audit.keyFile
  expect(audit('/etc/liaowang/audit.key')).toBe('/etc/liaowang/audit.key')
  for (const file of ['/srv/data/keys', '/srv/data/../data/keys', '/srv/data/a/b']) {
    expect(() => read(file)).toThrow('SECRETS_KEY_FILE')
    expect(() => audit(file)).toThrow('AUDIT_KEY_FILE')
  }
})

test('[CFG1] [CFG2] (F-51) a bad value is an error that names it', () => {
  const bad: [string, string][] = [
    ['BACKUP_AT', '24:00'],
    ['BACKUP_AT', 'daily'],
    ['WATCHDOG', '1s'],
    ['WATCHDOG', '30'],
    ['CONNECTIONS_PER_ADDRESS', '0'],
    ['CONNECTIONS_PER_ADDRESS', '5001'],
    ['AUDIT_KEEP', '182'],
    ['AUDIT_KEEP', '400d'],
    ['LOG_KEEP', '1,20MB'],
    ['LOG_KEEP', '5'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_KEEP', 'all'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['HOST', '127.0.0.1.example.com'],
    ['MOCK_CITY', 'yes'],
    ['CITY_CLOCK', '2026-13-01@60'],
    ['CITY_CLOCK', '2026-11-23@4000'],
    ['CITY_CLOCK', '2026-11-23@0'],
    ['TELEMETRY_KEEP', '7d'],
    ['REPLAY_KEEP', '7'],
    ['TELEMETRY_KEEP', '0d,10GB'],
  ]
  for (const [name, value] of bad) {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(`configuration: ${name}="${value}" must be `)
  }
})

test('[CFG3] a moved clock goes on over a restart, another setting starts anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-clock-'))
  const setting = { type: 'moved', start: 1_000_000, speed: 60 } as const
  const first = openCityClock(setting, folder, () => 5_000)
  expect([first.now(), first.anchor]).toEqual([1_000_000, 5_000])
  const later = openCityClock(setting, folder, () => 6_000)
  expect([later.now(), later.anchor]).toEqual([1_060_000, 5_000])
  expect(openCityClock({ ...setting, speed: 2 }, folder, () => 9_000).now()).toBe(1_000_000)
  expect(openCityClock({ type: 'real' }, folder, () => 42).now()).toBe(42)
  rmSync(folder, { recursive: true })
})
