import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Person } from '../../shared/access/principal.ts'
import { ROLES } from '../../shared/access/roles.ts'
import { areas, START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { NO_LIBRARIES } from '../../shared/libraries/document.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { askingRoutes } from '../access/asking.fixture.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import { serveCarryingOut } from './carrying-out.ts'
import { Explainer } from './explain.ts'

const endings: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const text = (zh: string) => ({ zh, en: zh })
const feed = {
  ...{
    id: 'tickets',
    title: text('测试'),
    department: text('市数据局'),
    source: 't',
    connector: 'http-poll',
  },
  ...{ settings: {}, kind: 'ticket', mapping: {}, rhythm: { type: 'none' }, simulated: true },
} satisfies FeedDocument
const kind = {
  ...ticket,
  columns: [
    { name: 'topic', title: text('主题'), type: 'text' as const, codes: { road: text('道路') } },
    { name: 'area', title: text('区划'), type: 'text' as const },
    { name: 'dueAt', title: text('期限'), type: 'instant' as const },
    { name: 'cost', title: text('费用'), type: 'number' as const, unit: text('元'), scale: 100 },
  ],
}
const CELL = 'all|211000||'

async function setUp(scope?: Person['scope']) {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-carrying-'))
  const file = join(folder, 'city.db')
  const engine = ticketEngine(openDatabase(file), { documents: { kinds: [kind], metrics: ticketMetrics } })
  const reader = new Reader(file)
  const explainer = new Explainer({
    ...{ engine, reader, areas, kinds: [kind], feeds: () => [feed] },
    libraries: NO_LIBRARIES,
  })
  const written: AuditEntry[] = []
  const state = { now: START, auditFails: false, ids: 0 }
  const audit = {
    write(entry: AuditEntry) {
      if (state.auditFails) throw new AuditError('no room')
      written.push(entry)
    },
  }
  const { ask, stop } = await askingRoutes(
    routes =>
      serveCarryingOut(routes, {
        ...{ explainer, audit, areas, kinds: [kind], now: () => state.now, newId: () => `e${++state.ids}` },
        thing: id => engine.thing(id),
      }),
    scope,
  )
  endings.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => engine.stop(),
    () => reader.stop(),
    stop,
  )
  const submit = (...tickets: readonly (readonly [id: string, topic: string])[]) =>
    engine.submit({
      ...ownDraft(
        START,
        tickets.map(([id, topic]) => ticketFact({ id, fields: { topic, dueAt: START } })),
      ),
      feed: 'tickets',
    })
  const carry = (body: unknown, as: Parameters<typeof ask>[0] = 'officer') =>
    ask(as, 'POST', '/api/records/export', body)
  return { carry, written, state, submit, engine }
}

test('[XPL9] (T-PII-03, T-CSV-01) what the list shows goes out in words, computes nothing, and each row says who took it', async () => {
  const { carry, submit } = await setUp()
  await submit(['x/1', 'road'], ['x/2', '=cmd|calc'], ['x/3', '＠SUM'])
  const { status, text: csv } = await carry({ cell: CELL, reason: '迎检核对' })
  expect(status).toBe(200)
  const [head, ...rows] = csv.trim().split('\r\n')
  expect(head).toBe('"编号","主题","区划","期限","费用 (元)","导出标记"')
  expect(rows).toHaveLength(3)
  const mark = '"演示数据 officer 2026-11-23T00:00:00.000+08:00 e1"'
  for (const row of rows) expect(row.endsWith(mark), row).toBe(true)
  const cells = new Map(rows.map(row => [row.split(',')[0], row.split(',')[1]]))
  expect([cells.get('"x/1"'), cells.get('"x/2"'), cells.get('"x/3"')]).toEqual([
    ...['"道路"', `"'=cmd|calc"`, `"'＠SUM"`],
  ])
  const filtered = await carry({ cell: CELL, reason: '迎检核对', q: 'cmd', language: 'en' })
  expect(
    filtered.text
      .trim()
      .split('\r\n')
      .slice(1)
      .map(row => row.split(',')[0]),
  ).toEqual(['"x/2"'])
})

test('[XPL11] as features of a map each record stands where it is, or nowhere, in the same words and with the same mark', async () => {
  const { carry, submit, engine, written } = await setUp()
  await submit(['x/1', 'road'])
  const placed = ticketFact({ id: 'x/2', fields: { topic: 'road', point: { lon: 123.18, lat: 41.27 } } })
  await engine.submit({ ...ownDraft(START, [placed]), feed: 'tickets' })
  const { status, text: json } = await carry({ cell: CELL, reason: '迎检核对', format: 'geojson' })
  expect(status, json).toBe(200)
  const { type, features } = JSON.parse(json) as {
    type: string
    features: { id: string; geometry: unknown }[]
  }
  expect(type).toBe('FeatureCollection')
  const byId = new Map(features.map(feature => [feature.id, feature]))
  expect(byId.get('x/1')).toMatchObject({ type: 'Feature', geometry: null })
  expect(byId.get('x/2')).toMatchObject({
    geometry: { type: 'Point', coordinates: [123.18, 41.27] },
    properties: {
      topic: '道路',
      exportedBy: '演示数据 officer 2026-11-23T00:00:00.000+08:00 e1',
    },
  })
  expect(written[0]?.details).toMatchObject({ format: 'geojson', records: 2 })
  expect((await carry({ cell: CELL, reason: '迎检核对', format: 'shp' })).status).toBe(400)
})

test('[XPL10] (T-PII-03, T-AUD-02) the audit has it before anything goes out; without the audit nothing does', async () => {
  const { carry, submit, written, state, engine } = await setUp()
  await submit(['x/1', 'road'], ['x/2', 'light'])
  await carry({ cell: CELL, reason: '迎检核对', q: 'light' })
  expect(written).toEqual([
    {
      actor: { type: 'person', id: '1', name: 'officer' },
      ...{ address: '192.0.2.1', action: 'records.export', object: `cell/${CELL}`, outcome: 'done' },
      details: { reason: '迎检核对', q: 'light', export: 'e1', records: 1, seq: engine.city.seq },
    },
  ])
  state.auditFails = true
  const refused = await carry({ cell: CELL, reason: '迎检核对' })
  expect([refused.status, refused.text.includes('light')]).toEqual([503, false])
})

test('[XPL10] (T-PII-03) more than ten an hour, or than 5 000 records, are refused, and that is a record', async () => {
  const { carry, submit, written, state } = await setUp()
  await submit(['x/1', 'road'])
  const statuses = []
  for (let n = 0; n < 11; n++) statuses.push((await carry({ cell: CELL, reason: '迎检核对' })).status)
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429])
  expect(written.at(-1)).toMatchObject({ outcome: 'refused', details: { why: 'tooOften' } })
  state.now += 3_600_000
  await submit(...Array.from({ length: 5_000 }, (_, i) => [`y/${i}`, 'many'] as const))
  const many = await carry({ cell: CELL, reason: '迎检核对' })
  expect([many.status, many.body]).toEqual([400, { code: 'tooMany', error: expect.stringMatching(/^5001 records.*at most 5000/) }]) // oxfmt-ignore
  expect(written.at(-1)).toMatchObject({ outcome: 'refused', details: { why: 'tooMany', records: 5_001 } })
  expect((await carry({ cell: CELL, reason: '迎检核对', q: 'road' })).status).toBe(200)
})

test('[XPL9] (T-PII-03, T-RBAC-01) only for those who may, in their own part of the city, and with a reason', async () => {
  const { carry, submit, written } = await setUp({ areas: ['211002'], departments: 'all' })
  await submit(['x/1', 'road'])
  const own = { cell: 'all|211002||', reason: '迎检核对' }
  for (const role of ROLES) {
    const may = role === 'leader' || role === 'officer' || role === 'operator'
    expect((await carry(own, role)).status, role).toBe(may ? 200 : 403)
  }
  expect((await carry(own, 'nobody')).status).toBe(401)
  for (const cell of [CELL, 'all|211003||', 'nothing']) {
    const { status } = await carry({ ...own, cell })
    expect(status, cell).toBe(403)
  }
  const before = written.length
  for (const wrong of [
    ...[{}, { cell: own.cell }, { ...own, reason: '   核 ' }, { ...own, reason: 'x'.repeat(201) }],
    ...[
      { ...own, q: 'x'.repeat(61) },
      { ...own, language: 'fr' },
      { ...own, limit: 9 },
    ],
  ]) {
    const { status, text: sentence } = await carry(wrong)
    expect([status, sentence], JSON.stringify(wrong)).toEqual([
      400,
      expect.stringContaining('a reason of 4 to'),
    ])
  }
  expect(written).toHaveLength(before)
})
