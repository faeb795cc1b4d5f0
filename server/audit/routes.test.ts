import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AuditPage } from '../../shared/audit/record.ts'
import type { AuditStanding } from '../../shared/audit/verdict.ts'
import { ROLES } from '../../shared/access/roles.ts'
import { askingRoutes } from '../access/asking.fixture.ts'
import { fill, free } from '../engine/full-disk.fixture.ts'
import { AuditLog } from './audit-log.ts'
import { AuditReader } from './audit-reader.ts'
import type { AuditEntry } from './audit.ts'
import { auditFiles } from './files.ts'
import { within } from './audit.fixture.ts'
import { serveAudit } from './routes.ts'
import { createVerifications } from './verifications.ts'

let folder: string
const endings: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-audit-'))
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

const entry = (n: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ actor: { type: 'person', id: '7', name: 'sec-1' }, address: '10.1.1.1', action: 'people.authorise' },
  ...{ object: `person/${n}`, outcome: 'done', details: { n } },
  ...over,
})

async function served() {
  const time = { now: 1_795_400_640_000 }
  const dbs: DatabaseSync[] = []
  const audit = new AuditLog({
    ...{ folder, now: () => time.now, keepDays: 400, say: () => undefined, ballastBytes: 0 },
    first(db) {
      db.exec('PRAGMA synchronous = OFF')
      dbs.push(db)
    },
  })
  const reader = new AuditReader(auditFiles(folder).records)
  const verifications = createVerifications({
    ...{ folder, now: () => 1_795_400_640_000, onVerdict: () => undefined, onFailure: () => undefined },
  })
  const { ask, stop } = await askingRoutes(routes =>
    serveAudit(routes, { audit, reader, verifications, keepDays: 400, copy: null, now: () => time.now }),
  )
  endings.push(
    () => audit.close(),
    () => verifications.stop(),
    () => reader.stop(),
    stop,
  )
  return {
    audit,
    ask,
    time,
    dbs,
    page: async (query: string) => (await ask('auditor', 'GET', `/api/audit?${query}`)).body as AuditPage,
  }
}

test('[AUD17] the auditor alone reads it, filtered, the newest first, page by page', async () => {
  const { audit, ask, page } = await served()
  for (let n = 1; n <= 130; n++)
    audit.write(entry(n, n % 10 === 0 ? { outcome: 'refused', action: 'screens.pair' } : {}))
  for (const role of ROLES.filter(each => each !== 'auditor'))
    expect((await ask(role, 'GET', '/api/audit')).status, role).toBe(403)
  expect((await ask('nobody', 'GET', '/api/audit')).status).toBe(401)
  const first = await page('actor=sec-1')
  const rest = await page(`actor=sec-1&cursor=${encodeURIComponent(String(first.next))}`)
  const objects = [...first.rows, ...rest.rows].map(({ content }) => content?.object)
  expect(objects).toEqual(Array.from({ length: 130 }, (_, i) => `person/${130 - i}`))
  expect([first.rows.length, rest.next]).toEqual([100, null])
  expect((await page('outcome=refused&action=screens.')).rows).toHaveLength(13)
  expect((await page('object=person/7')).rows.map(({ content }) => content?.details)).toEqual([{ n: 7 }])
  for (const wrong of ['cursor=x', 'outcome=maybe', `actor=${'x'.repeat(201)}`])
    expect((await ask('auditor', 'GET', `/api/audit?${wrong}`)).status, wrong).toBe(400)
})

test('[AUD17] from and to are instants of any offset; what is none is refused with what would be', async () => {
  const { audit, ask, page, time } = await served()
  const hour = 3_600_000
  for (let n = 1; n <= 5; n++) {
    audit.write(entry(n))
    time.now += hour
  }
  // The third hour, written with four offsets.
  for (const [from, to] of [
    ['2026-11-23T12:24:00%2B08:00', '2026-11-23T13:24:00%2B08:00'],
    ['2026-11-23T04:24:00Z', '2026-11-23T05:24:00.000Z'],
    ['2026-11-22T23:24:00-05:00', '2026-11-23T05:24:00z'],
    ['2026-11-23T09:54:00%2B05:30', '2026-11-23T10:54:00%2B05:30'],
  ]) {
    const { rows } = await page(`actor=sec-1&from=${from}&to=${to}`)
    expect(
      rows.map(({ content }) => content?.object),
      from,
    ).toEqual(['person/3'])
  }
  const csv = (
    await ask('auditor', 'GET', '/api/audit/export?format=csv&actor=sec-1&from=2026-11-23T05:24:00Z')
  ).text
  expect(csv.trim().split('\r\n')).toHaveLength(3)
  for (const path of ['/api/audit?', '/api/audit/export?format=csv&'])
    for (const wrong of [
      'from=2026-11-23',
      'to=2026-02-30T08:00:00Z',
      'from=2026-11-23T08:00:00',
      'to=yesterday',
    ]) {
      const { status, body } = await ask('auditor', 'GET', path + wrong)
      expect([status, (body as { error: string }).error], wrong).toEqual([400, expect.stringMatching(/^(from|to) is an instant with its offset \(RFC 3339\), e\.g\. 2026/)]) // oxfmt-ignore
    }
  expect((await ask('auditor', 'GET', '/api/audit?from=2026-11-23T08:00:00+08:00')).text).toContain('%2B')
  const turned = await ask('auditor', 'GET', '/api/audit?from=2026-11-24T08:00:00Z&to=2026-11-23T08:00:00Z')
  expect([turned.status, turned.text]).toEqual([400, expect.stringContaining('from must be before to')])
})

test('[AUD17] records that somebody made unreadable stand behind all others, each with its number', async () => {
  const { audit, page } = await served()
  for (let n = 1; n <= 220; n++) audit.write(entry(n))
  within(folder, db => {
    const [{ sql }] = db.prepare("SELECT sql FROM sqlite_master WHERE name = 'records_stay'").all() as [{ sql: string }] // oxfmt-ignore
    db.exec('DROP TRIGGER records_stay')
    db.exec("UPDATE records SET line = 'x' WHERE n BETWEEN 60 AND 180")
    db.exec(sql)
  })
  const rows: AuditPage['rows'][number][] = []
  let pages = 0
  for (let next: string | null = ''; next !== null; pages++) {
    const got: AuditPage = await page(`cursor=${encodeURIComponent(next)}`)
    rows.push(...got.rows)
    next = got.next
  }
  // 221 of before, and the one that it was read.
  expect([pages, rows.length, new Set(rows.map(({ n }) => n)).size]).toEqual([3, 222, 222])
  const broken = rows.slice(-121)
  expect(broken.map(({ n, content }) => [n, content])).toEqual(
    Array.from({ length: 121 }, (_, i) => [180 - i, null]),
  )
})

test('[AUD19] (T-AUD-02) that it is read is a record: one for each question, whatever is turned or looked at again', async () => {
  const { audit, page, time, dbs, ask } = await served()
  for (let n = 1; n <= 130; n++) audit.write(entry(n))
  const reads = () =>
    within(folder, db =>
      db.prepare("SELECT line FROM records WHERE action = 'audit.read' ORDER BY n").all(),
    ).map(({ line }) => (JSON.parse(String(line)) as { details: unknown }).details)
  const { next } = await page('actor=sec-1')
  await page(`actor=sec-1&cursor=${encodeURIComponent(String(next))}`)
  await page('actor=sec-1')
  expect(reads()).toEqual([{ actor: 'sec-1' }])
  // A page by itself, of what was not asked before.
  await page(`action=screens.&cursor=${encodeURIComponent(String(next))}`)
  time.now += 11 * 60_000
  await page('actor=sec-1')
  expect(reads()).toEqual([{ actor: 'sec-1' }, { action: 'screens.' }, { actor: 'sec-1' }])
  // Looking goes on when nothing can be written, and how much was not written is told.
  fill(dbs[0]!)
  for (let isFull = false; !isFull;)
    try {
      audit.write(entry(1))
    } catch {
      isFull = true
    }
  expect((await page(`object=${'o'.repeat(200)}`)).rows).toEqual([])
  expect((await ask('auditor', 'GET', '/api/audit/export?format=csv')).status).toBe(503)
  free(dbs[0]!)
  audit.tick()
  expect((await page('action=audit.resumed')).rows[0]?.content?.details).toMatchObject({ refused: 3 })
})

test('[AUD18] each line of an export is an object, and the export alone shows whether the chain is whole', async () => {
  const { audit, ask } = await served()
  for (let n = 1; n <= 20; n++) audit.write(entry(n, { details: { reason: `"hash":"${n}" 行\u2028\n}` } }))
  const exported = async () =>
    (await ask('auditor', 'GET', '/api/audit/export?format=jsonl')).text.trim().split('\n')
  // As docs/audit.md tells it to whoever has nothing but the file.
  const followed = (lines: readonly string[]): number | null => {
    let prev = '0'.repeat(64)
    for (const line of lines) {
      const [, begin = '', hash = ''] = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(line) ?? []
      const record = JSON.parse(line) as { n: number; prev: string; hash: string }
      const digest = createHash('sha256').update(`${begin}}`).digest('hex')
      if (digest !== hash || record.hash !== hash || record.prev !== prev) return record.n
      prev = hash
    }
    return null
  }
  const lines = await exported()
  expect([lines.length, followed(lines)]).toEqual([22, null])
  expect(followed(lines.toSpliced(4, 1))).toBe(6)
  expect(followed(lines.with(4, lines[4]!.replace('person/4', 'person/5')))).toBe(5)
  within(folder, db => {
    db.exec('DROP TRIGGER records_stay')
    db.exec("UPDATE records SET line = 'no' || char(10) || 'JSON' WHERE n = 3")
    db.exec('UPDATE records SET line = replace(line, \'"at"\', char(10) || \'"at"\') WHERE n = 9')
  })
  const changed = await exported()
  expect(JSON.parse(changed[2]!)).toEqual({ n: 3, broken: 'no\nJSON', hash: expect.any(String) })
  expect([changed.length, followed(changed), followed(changed.slice(8, 9))]).toEqual([23, 3, 9])
})

test('[AUD18] (T-CSV-01) an export has all of it, computes nothing, and is a record; so is a verification', async () => {
  const { audit, ask, page } = await served()
  for (let n = 1; n <= 1_200; n++) audit.write(entry(n, n === 3 ? { object: '=cmd|calc' } : {}))
  const csv = (await ask('auditor', 'GET', '/api/audit/export?format=csv&actor=sec-1')).text
  const lines = csv.trim().split('\r\n')
  expect([lines.length, lines[3]?.includes('"\'=cmd|calc"')]).toEqual([1_201, true])
  const jsonl = (await ask('auditor', 'GET', '/api/audit/export?format=jsonl&actor=sec-1')).text
  expect((JSON.parse(jsonl.trim().split('\n')[1_199]!) as { object: string }).object).toBe('person/1200')
  expect((await ask('auditor', 'GET', '/api/audit/export?format=xlsx')).status).toBe(400)
  expect((await ask('auditor', 'POST', '/api/audit/verification')).status).toBe(200)
  await expect
    .poll(
      async () =>
        ((await ask('auditor', 'GET', '/api/audit/standing')).body as AuditStanding).verification.verdict,
    )
    .toMatchObject({ isIntact: true, faultCount: 0 })
  const { rows } = await page('action=audit.')
  const actions = rows.map(({ content }) => content?.action)
  expect(actions).toEqual(['audit.read', 'audit.verify', 'audit.export', 'audit.export', 'audit.started'])
})
