import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { expectedOf } from '../../shared/attendance/expected.ts'
import { FRAME } from '../../shared/layout/document.ts'
import { NO_LIBRARIES } from '../../shared/libraries/document.ts'
import { NO_COUNTS, type Draft } from '../../shared/model/batch.ts'
import type { FeedDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { FeedBoard, FeedFile, Scorecard } from '../../shared/sync/feedboard.ts'
import { askingRoutes } from '../access/asking.fixture.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { ownDraft } from '../engine/engine.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { Reader } from '../reader/reader.ts'
import { addressOf } from './address.ts'
import { serveFeedboard } from './routes.ts'

const folders = cityFolders('feedboard')
const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const text = (zh: string) => ({ zh, en: zh })
const feedOf = (id: string, over: Partial<FeedDocument> = {}): FeedDocument => ({
  ...{ id, title: text(id), department: text('市数据局'), source: 't', connector: 'http-poll', settings: {} },
  ...{ kind: 'ticket', mapping: {}, rhythm: { type: 'every', seconds: 60 }, simulated: true },
  ...over,
})
const FEEDS = [
  feedOf('a', { settings: { url: 'https://user:s3cret@10.1.2.3:8443/k3y/orders?token=t0ken' } }),
  feedOf('b', { department: text('=市水利局'), title: text('@水位') }),
  feedOf('own', { connector: 'form', rhythm: { type: 'none' } }),
  feedOf('other', { kind: 'nothing', rhythm: { type: 'none' } }),
]
const panel = (id: string, metrics: SceneDocument['panels'][number]['metrics']) => ({
  ...{ id, widget: 'figure', title: text(id), metrics, options: {} },
})
const SCENES: readonly SceneDocument[] = [
  {
    ...{ id: 'overview', title: text('总览'), order: 1, dwell: 30, layouts: {} },
    panels: [panel('p1', { main: 'all@city', beside: 'all' }), panel('p2', { main: 'elsewhere' })],
  },
  {
    ...{ id: 'framed', title: text('只有页眉'), order: 2, dwell: 30, layouts: {} },
    panels: [panel(FRAME, { overdue: 'all@city' })],
  },
]

async function setUp() {
  const folder = folders.fresh()
  const state = { now: START + 8 * HOUR, auditFails: false }
  const engine = ticketEngine(folders.open(folder), {
    documents: { expected: expectedOf(FEEDS, NO_LIBRARIES) },
    now: () => state.now,
  })
  const reader = new Reader(join(folder, 'city.db'))
  const written: AuditEntry[] = []
  const audit = {
    write(entry: AuditEntry) {
      if (state.auditFails) throw new AuditError('no room')
      written.push(entry)
    },
  }
  const { ask, stop } = await askingRoutes(routes =>
    serveFeedboard(routes, {
      ...{ engine, reader, kinds: [ticket] },
      inForce: () => ({ feeds: FEEDS, scenes: SCENES, metrics: ticketMetrics }),
      ...{ audit, now: () => state.now, worldNow: () => START, drift: () => null },
    }),
  )
  endings.push(
    async () => reader.stop(),
    async () => stop(),
  )
  const submit = (feed: string, at: number, over: Partial<Draft> = {}) =>
    engine.submit({ ...ownDraft(at, []), counts: NO_COUNTS, feed, ...over })
  return { ask, engine, state, written, submit }
}

/** `a` reports every minute, `b` stops half an hour before. */
async function lived() {
  const city = await setUp()
  const { submit, engine, state } = city
  state.now = START + 10 * HOUR
  for (let n = 90; n > 0; n--) {
    const at = state.now - n * MINUTE
    const counts = { received: 4, accepted: 2, duplicate: 1, quarantined: 1, refused: 0 }
    await submit('a', at, { counts, facts: [ticketFact({ id: `x/${n}`, at: at - 5000 })] })
    if (n > 30) await submit('b', at)
    if (n === 30) await submit('b', at, { outcome: 'failed', reason: 'down: HTTP 503' })
    await engine.submit(ownDraft(at, [{ type: 'tick', at }]))
  }
  engine.checkpoint()
  return city
}
const json = async <T>(answer: Promise<{ status: number; text: string }>) =>
  JSON.parse((await answer).text) as T

test('[FDB1] the board has every feed of an upstream, its hour minute by minute, and counts that add up', async () => {
  const { ask, state } = await lived()
  const { now, feeds } = await json<FeedBoard>(ask('operator', 'GET', '/api/feeds'))
  expect(now).toBe(state.now)
  expect(feeds.map(({ id }) => id)).toEqual(['a', 'b', 'other'])
  const [a, b, other] = feeds as [
    FeedBoard['feeds'][number],
    FeedBoard['feeds'][number],
    FeedBoard['feeds'][number],
  ]
  expect(a.minutes).toEqual(Array(60).fill(4))
  expect([a.judged, a.bad, a.lag]).toEqual([180, 60, 5000])
  const { received, accepted, duplicate, quarantined, refused } = a.counts
  expect(received).toBe(360)
  expect(accepted + duplicate + quarantined + refused).toBe(received)
  expect(a.today).toEqual({ watched: 89 * MINUTE, late: 0, failed: 0 })
  expect(b.report).toMatchObject({ okAt: state.now - 31 * MINUTE, reason: 'down: HTTP 503' })
  expect(b.today).toMatchObject({ late: 1.5 * MINUTE, failed: 27 * MINUTE })
  expect(other).toMatchObject({ report: null, today: null, scenes: [] })
})

test('[FDB2] what leans on a feed follows from panels and metrics, and the frame of a scene is none', async () => {
  const { ask } = await lived()
  const { feeds } = await json<FeedBoard>(ask('operator', 'GET', '/api/feeds'))
  expect(feeds.map(({ scenes }) => scenes)).toEqual([['overview'], ['overview'], []])
  const { leaning } = await json<FeedFile>(ask('operator', 'GET', '/api/feeds/a'))
  expect(leaning).toEqual([{ scene: text('总览'), panel: text('p1'), metrics: [ticketMetrics[0]?.title] }])
})

test('[FDB3] (T-SEC-02) where a feed is asked is told without paths of a URL, users and keys', async () => {
  const { ask } = await setUp()
  const { text: told } = await ask('operator', 'GET', '/api/feeds/a')
  expect(JSON.parse(told)).toMatchObject({ address: { host: '10.1.2.3', port: 8443, place: null } })
  expect(told).not.toMatch(/user|s3cret|k3y|t0ken/)
  const of = (connector: string, settings: FeedDocument['settings']) =>
    addressOf({ id: 'x', connector, settings })
  expect(of('webhook', {})).toEqual({ host: null, port: null, place: '/api/ingest/x' })
  expect(of('file-drop', { folder: 'stat/drop', pattern: 'x' })).toEqual({
    host: null,
    port: null,
    place: 'stat/drop',
  })
  const remote = { host: 'files.city', port: 2222, user: 'u', hostKey: 'k', directory: '/out' }
  expect(of('sftp-drop', remote)).toEqual({ host: 'files.city', port: 2222, place: '/out' })
  const database = { host: 'db.city', port: 5432, user: 'u', database: 'd', table: 'up_pro' }
  expect(of('sql-poll', database)).toEqual({ host: 'db.city', port: 5432, place: 'up_pro' })
  expect(of('mqtt', { url: 'not a url' })).toEqual({ host: null, port: null, place: null })
})

test('[FDB4] a feed’s file has its failures and its quarantine by reason; what is no feed is a 404', async () => {
  const { ask, submit, state } = await lived()
  const refusal = (reason: string) => ({ reason, blame: 'upstream' as const, path: 'at', record: null })
  const quarantined = [refusal('no value'), refusal('no date'), refusal('no value')]
  await submit('b', state.now, { quarantined, counts: { ...NO_COUNTS, received: 3, quarantined: 3 } })
  const file = await json<FeedFile>(ask('operator', 'GET', '/api/feeds/b'))
  expect(file.refused).toEqual([
    { reason: 'no value', blame: 'upstream', count: 2, newestAt: state.now },
    { reason: 'no date', blame: 'upstream', count: 1, newestAt: state.now },
  ])
  expect(file.spells).toEqual([
    { from: state.now - 30 * MINUTE, to: state.now, reason: 'down: HTTP 503', failures: 1 },
  ])
  for (const id of ['own', 'nobody'])
    expect((await ask('operator', 'GET', `/api/feeds/${id}`)).status).toBe(404)
})

test('[FDB5] a scorecard is of a month, the worst department first, and says from when on it knows something', async () => {
  const { ask, state } = await lived()
  const card = await json<Scorecard>(ask('leader', 'GET', '/api/scorecard'))
  expect(card).toMatchObject({ month: '2026-11', months: ['2026-11'], since: START, simulated: true })
  expect(card.departments.map(({ department }) => department.zh)).toEqual(['=市水利局', '市数据局'])
  const [bad, good] = card.departments
  expect(bad?.availability).toBeCloseTo(1 - 27 / 89)
  expect(good).toMatchObject({ availability: 1, timeliness: 1, completeness: null, validity: 180 / 270 })
  expect(good?.feeds.map(({ id, due }) => [id, due])).toEqual([
    ['a', 89],
    ['other', null],
  ])
  state.now += 40 * 24 * HOUR
  expect(await json(ask('leader', 'GET', '/api/scorecard'))).toMatchObject({
    ...{ month: '2027-01', months: ['2027-01', '2026-12', '2026-11'], since: null },
  })
  expect((await ask('leader', 'GET', '/api/scorecard?month=2026-13')).status).toBe(400)
})

test('[FDB6] (T-CSV-01) its CSV computes nothing, says who took it, and is told to the audit before', async () => {
  const { ask, written, state } = await lived()
  const take = () => ask('operator', 'POST', '/api/scorecard/export', { month: '2026-11' })
  const lines = (await take()).text.split('\r\n')
  expect(lines[0]).toContain('"到报率 (%)"')
  expect(lines[1]).toMatch(/^"2026-11","'=市水利局","\(部门合计\)",69\.66,/)
  expect(lines[2]).toMatch(
    /^"2026-11","'=市水利局","'@水位",69\.66,97\.58,,,89,62,61,"演示数据 \S+ 2026-11-23T00:00:00/,
  )
  expect(written).toMatchObject([
    { action: 'scorecard.export', object: 'scorecard/2026-11', outcome: 'done' },
  ])
  state.auditFails = true
  expect((await take()).status).toBe(503)
})
