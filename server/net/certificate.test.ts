import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { certificate } from '../../tests/certificates.ts'
import { createAlarms } from '../alarms/alarms.ts'
import { readPair, type Pair } from './certificate.ts'
import { keepCertificate } from './certificate-keeper.ts'

const DAY_MS = 86_400_000
const START = Date.parse('2026-06-01T00:00:00Z')

const endings: (() => void)[] = []
afterEach(() => endings.splice(0).forEach(end => end()))

/** Files with a certificate of so many days; its keeper, on a clock that the test sets. */
function keeping(days = 100) {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-tls-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const make = (from: number, to: number) =>
    certificate({
      names: ['localhost'],
      from: new Date(START + from * DAY_MS),
      to: new Date(START + to * DAY_MS),
    })
  const put = (pair: { readonly cert?: string; readonly key?: string }) => {
    if (pair.cert !== undefined) writeFileSync(files.cert, pair.cert)
    if (pair.key !== undefined) writeFileSync(files.key, pair.key)
  }
  put(make(-1, days))
  let now = START
  const said: string[] = []
  const log = (level: string, about: string, message: string) =>
    void said.push(`${level} ${about}: ${message}`)
  const alarms = createAlarms({ log, now: () => now })
  const used: Pair[] = []
  const keep = () => {
    const keeper = keepCertificate({
      ...{ files, first: readPair(files), alarms, log, now: () => now },
      use: pair => void used.push(pair),
    })
    endings.push(() => keeper.stop())
    return keeper
  }
  const at = (day: number) => void (now = START + day * DAY_MS)
  return { files, make, put, said, alarms, used, keep, at }
}

test('[NET8] (F-49) files that are exchanged are taken without a restart, and what does not fit changes nothing and is said', () => {
  const { make, put, said, alarms, used, keep } = keeping()
  const keeper = keep()
  keeper.look()
  expect([used, said]).toEqual([[], []])
  const next = make(-1, 300)
  // Whoever writes the two files is not done with both at once.
  put({ cert: next.cert })
  keeper.look()
  expect([used.length, alarms.raised.get('certificate files')?.message]).toEqual([
    0,
    expect.stringMatching(
      /^TLS_KEY=".*key.pem" is not the key of TLS_CERT=.*; the one before stays in use until 2026-09-09/,
    ),
  ])
  put({ key: next.key })
  keeper.look()
  expect([used.length, alarms.raised.size]).toEqual([1, 0])
  expect(said.at(-2)).toMatch(/^info certificate: another one is in use, until 2027-03-28/)
  for (const bad of [
    { cert: 'nothing' },
    { cert: next.key },
    { ...next, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n' },
    make(-50, -1),
    make(5, 300),
  ]) {
    put(bad)
    keeper.look()
    expect(alarms.raised.has('certificate files'), JSON.stringify(bad)).toBe(true)
    put(next)
    keeper.look()
    expect(alarms.raised.size).toBe(0)
  }
  expect(used).toHaveLength(1)
})

test('[NET9] (F-49) the end of a certificate is said 60, 30, 14 and 7 days before, is an alarm from 3 days on, and a new one ends it', () => {
  const { make, put, said, alarms, keep, at } = keeping()
  const keeper = keep()
  const looks = (...days: number[]) =>
    days.flatMap(day => {
      const before = said.length
      at(day)
      keeper.look()
      return said.length > before ? [day] : []
    })
  expect(looks(1, 39, 40, 41, 69, 70, 71, 85, 86, 87, 92, 93, 94)).toEqual([40, 70, 86, 93])
  expect(said.at(-1)).toMatch(
    /^warn certificate: it ends in 7 days, on 2026-09-09 00:00 UTC; put another one/,
  )
  expect([looks(97), alarms.raised.has('certificate')]).toEqual([[97], true])
  expect(said.at(-1)).toMatch(/^error certificate: it ends in 3 days/)
  expect(keeper.figures().at(-1)).toBe(`liaowang_certificate_seconds_left ${3 * 86_400}`)
  at(101)
  keeper.look()
  expect(alarms.raised.get('certificate')?.message).toMatch(/^it ended on 2026-09-09/)
  put(make(90, 400))
  keeper.look()
  expect(alarms.raised.size).toBe(0)
})

test('[NET9] a server that starts with little left says so at once', () => {
  const { said, keep } = keeping(20)
  keep()
  expect(said).toEqual([expect.stringMatching(/^warn certificate: it ends in 20 days/)])
})
