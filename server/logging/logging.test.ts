import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { openLogFile } from './log-file.ts'
import { outputTo } from './output.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function logged(hide: (text: string) => string = text => text) {
  const lines: string[] = []
  return { lines, log: createLog({ write: line => lines.push(line), now: () => 0, hide }) }
}

test('[LOG1] (T-AUD-03) a line is one line of JSON, and shows what would move a cursor', () => {
  const { lines, log } = logged()
  const odd = '\n{"level":"error"}\r\u001b[2J\u0000\u007f\u009b1m\u2028\u202e\u200b\u2066end'
  log('info', `feed ${odd}`, odd, {
    odd,
    level: 'error',
    at: 1,
    about: 'x',
    message: 'y',
    [`n${odd}`]: { deep: [odd] },
  })
  log('debug', 'x', 'not at this level')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[\x20-\x7e…]+$/)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    ...{ at: '1970-01-01T00:00:00.000Z', level: 'info', about: `feed ${odd}`, message: odd, odd },
    [`n${odd}`]: { deep: [odd] },
  })
  expect(lines[0]).toMatch(/^\{"at":"1970-01-01T00:00:00\.000Z","level":"info","about":/)
  log('error', 'x', 'y'.repeat(100_000))
  expect(lines[1]?.length).toBeLessThan(9_000)
})

test('[LOG2] (T-SEC-02) 50 canary secrets are in no line, whatever form they take', () => {
  const canaries = Array.from({ length: 50 }, (_, n) => `canary/${n}+"geheim"=密${n * n}`)
  const environment = Object.fromEntries(canaries.slice(0, 25).map((value, n) => [`FEED_${n}_HMAC`, value]))
  const known = createKnownSecrets({
    ...environment,
    LANG: 'zh_CN',
    BACKUP_KEY_FILE: '/etc/liaowang/backup.key',
  })
  for (const value of canaries.slice(25)) known.note(value)
  const { lines, log } = logged(known.hide)
  for (const value of canaries) {
    const error = new TypeError(`cannot log in with ${value}`, { cause: new Error(`refused: ${value}`) })
    log('error', `feed ${value}`, `it answered: ${value}`, {
      error,
      deep: { list: [value, { value }] },
      stack: error.stack,
    })
    log('warn', 'feed', `GET https://u:${encodeURIComponent(value)}@h/?token=${encodeURIComponent(value)}`)
    log('warn', 'feed', `authorization: Basic ${Buffer.from(value).toString('base64')}`)
    log('warn', 'feed', JSON.stringify({ sent: value }))
  }
  const all = lines.join('\n')
  for (const value of canaries) {
    for (const form of [
      value,
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
      Buffer.from(value).toString('base64'),
    ])
      expect(all.includes(form)).toBe(false)
  }
  expect(all).toContain('caused by Error: refused')
  expect(known.hide('zh_CN /etc/liaowang/backup.key')).toBe('zh_CN /etc/liaowang/backup.key')
})

test('[LOG2] (T-SEC-02) what stands under the name of a secret is hidden, known or not', () => {
  const { lines, log } = logged(createKnownSecrets().hide)
  log('info', 'x', 'postgres://reader:hunter2@10.0.0.1/db?sign=abc&x=1 with Bearer eyJhbGciOi.J9 done', {
    password: 'hunter2',
    headers: { Authorization: 'hunter2', 'Set-Cookie': ['hunter2'], 'x-api-key': 'hunter2', accept: 'json' },
    token: 7,
    passed: 3,
  })
  expect(lines[0]).not.toMatch(/hunter2|eyJ|abc/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ token: '…', passed: 3, headers: { accept: 'json' } })
  expect(lines[0]).toContain('postgres://reader:…@10.0.0.1/db?sign=…&x=1 with Bearer … done')
})

test('[LOG3] (F-06) a log file keeps within its bytes and its number, and goes on where it was', () => {
  const path = join(folder, 'deep', 'city.log')
  const open = () => openLogFile({ path, files: 3, bytes: 1_000, clock: () => 0 })
  let file = open()
  for (let n = 0; n < 500; n++) {
    file.write(`line ${n} ${'x'.repeat(80)}`)
    if (n % 50 === 0) file = (file.close(), open())
  }
  file.close()
  const names = readdirSync(join(folder, 'deep')).sort()
  expect(names).toEqual(['city.log', 'city.log.1', 'city.log.2'])
  for (const name of names) expect(statSync(join(folder, 'deep', name)).size).toBeLessThanOrEqual(1_000)
  expect(readFileSync(path, 'utf8')).toContain('line 499 ')
  expect(file.dropped()).toBe(0)
})

test('[LOG3] (F-06) on a full disk lines are dropped and counted, and it goes on when there is room', () => {
  let now = 0
  let full = false
  let asked = 0
  const kept: string[] = []
  const put = (_: number, text: string) => {
    asked++
    if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    kept.push(text)
  }
  const file = openLogFile({ path: join(folder, 'city.log'), files: 2, bytes: 1e6, clock: () => now, put })
  file.write('a')
  full = true
  for (; now < 5_000; now += 10) file.write('lost')
  expect([file.dropped(), asked]).toEqual([500, 6])
  full = false
  now += 1_000
  file.write('b')
  file.close()
  expect(kept).toEqual(['a\n', 'b\n'])
  writeFileSync(join(folder, 'taken'), '')
  const nowhere = openLogFile({
    path: join(folder, 'taken', 'city.log'),
    files: 2,
    bytes: 1e6,
    clock: () => now,
  })
  nowhere.write('x')
  expect(nowhere.dropped()).toBe(1)
})

test('[LOG3] (F-06) a standard output that fails, or that nobody reads, takes nothing with it', () => {
  const failing = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC')) })
  const first = outputTo(failing)
  first.write('x')
  return new Promise<void>(resolve => setImmediate(resolve)).then(() => {
    first.write('y')
    expect(first.dropped()).toBe(2)
    let taken = 0
    const still = outputTo(new Writable({ write: () => void taken++ }))
    for (let n = 0; n < 300; n++) still.write('x'.repeat(10_000))
    expect([taken, still.dropped()]).toEqual([1, expect.any(Number)])
    expect(still.dropped()).toBeGreaterThan(150)
  })
})
