import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Principal } from '../../shared/access/principal.ts'
import { createVeil } from '../../shared/audience/veil.ts'
import { areas, START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { NO_LIBRARIES } from '../../shared/libraries/document.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import { HOUR } from '../../shared/calendar/civil.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { Explainer } from '../explain/explain.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import { callerAs } from '../access/callers.ts'
import { Routes } from '../access/routes.ts'
import express from 'express'
import { faultsOfGeoJson } from './rfc7946.fixture.ts'
import { serveLayers } from './routes.ts'

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
  ...{ settings: {}, kind: 'ticket', mapping: {}, rhythm: { type: 'every', seconds: 60 }, simulated: true },
} satisfies FeedDocument

/** Of things, with their places; its topic is what somebody wrote. */
const placed: Kind = {
  ...ticket,
  parts: { ...ticket.parts, main: { type: 'object', properties: { point: {} } } },
  columns: [
    { name: 'event', title: text('时间'), type: 'instant' },
    { name: 'topic', title: text('主题'), type: 'text' },
    { name: 'amount', title: text('数量'), type: 'number' },
  ],
  publicly: { about: 'things' },
}
const BY_TOPIC: MetricDocument = { ...ticketMetrics[0]!, id: 'town.topic', by: ['topic'] }
const METRICS = [...ticketMetrics, BY_TOPIC]

const person = (scope: 'all' | readonly string[] = 'all'): Principal => ({
  ...{ type: 'person', id: '1', session: 's', account: 'leader', roles: ['leader'], stage: 'full' },
  scope: { areas: scope, departments: 'all' },
})
const WALL: Principal = { type: 'screen', id: 'w', audience: 'public', place: '211000' }

interface Layer {
  readonly features: readonly {
    readonly id: string
    readonly properties: { readonly [name: string]: unknown }
  }[]
}

async function setUp(kind: Kind = placed) {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-layers-'))
  const engine = ticketEngine(openDatabase(join(folder, 'city.db')), {
    documents: { kinds: [kind], metrics: METRICS },
  })
  const reader = new Reader(join(folder, 'city.db'))
  const feeds = () => [feed]
  const explainer = new Explainer({ engine, reader, areas, kinds: [kind], feeds, libraries: NO_LIBRARIES })
  const state = { now: START, principal: person() }
  const app = express()
  const veilOf = (audience: string) =>
    createVeil(audience as 'public', { areas, kinds: [kind], metrics: METRICS })
  const routes = new Routes(app, {
    callerOf: () => callerAs(areas, state.principal, '192.0.2.1'),
    log: () => undefined,
  })
  serveLayers(routes, { areas, engine, explainer, kinds: [kind], feeds, veilOf, now: () => state.now })
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => engine.stop(),
    () => reader.stop(),
    () => new Promise<void>(resolve => server.close(() => resolve())),
  )
  const submit = async (...facts: Parameters<typeof ticketFact>[0][]) => {
    await engine.submit({ ...ownDraft(START, facts.map(ticketFact)), feed: 'tickets' })
    engine.flush()
  }
  const ask = async (path: string, headers: { readonly [name: string]: string } = {}) => {
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/api/layers${path}`, { headers })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const layer = async (path: string) => JSON.parse((await ask(path)).text) as Layer
  const propertiesOf = async (path: string, id: string) =>
    (await layer(path)).features.find(feature => feature.id === id)?.properties
  return { ask, layer, propertiesOf, submit, state, engine }
}

test('[LYR1] [LYR3] a number of districts and of towns is a sound collection, each feature with its unit, its time and its mark', async () => {
  const { ask, layer, propertiesOf, submit } = await setUp()
  await submit({ id: 'x/1' }, { id: 'x/2' }, { id: 'x/3', area: '211003' })
  const answer = await ask('/all.geojson?by=districts')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('application/geo+json'),
  ])
  expect(faultsOfGeoJson(answer.text)).toEqual([])
  expect(JSON.parse(answer.text)).toMatchObject({
    ...{ type: 'FeatureCollection', name: 'all', metric: { id: 'all', unit: '件' }, mark: '演示数据' },
    shapes: { notice: areas.document.notice, reviewNumber: null },
  })
  expect(await propertiesOf('/all.geojson?by=districts', '211002')).toEqual({
    ...{ code: '211002', name: '白塔区', level: 'district', value: 2, unit: '件' },
    ...{ asOf: '2026-11-23T00:00:00.000+08:00', state: 'live', mark: '演示数据' },
  })
  // Nothing to count is a zero: the source has told.
  expect(await propertiesOf('/all.geojson?by=districts', '211081')).toMatchObject({ value: 0 })
  const towns = await layer('/all.geojson')
  expect(towns.features).toHaveLength(areas.towns.length)
  expect((await layer('/all.geojson?place=211003')).features.map(({ id }) => id.slice(0, 6))).toEqual(
    areas.towns.filter(({ id }) => id.startsWith('211003')).map(() => '211003'),
  )
})

test('[LYR3] what never spoke is unknown and no zero, and a source that fell silent is late and then failed', async () => {
  const { propertiesOf, submit, state } = await setUp()
  const path = '/all.geojson?by=districts'
  expect(await propertiesOf(path, '211002')).toMatchObject({ value: null, asOf: null, state: 'waiting' })
  await submit({ id: 'x/1' })
  expect(await propertiesOf(path, '211002')).toMatchObject({ value: 1, state: 'live' })
  state.now = START + 100_000
  const late = await propertiesOf(path, '211002')
  expect(late).toMatchObject({ value: 1, state: 'late', asOf: '2026-11-23T00:00:00.000+08:00' })
  state.now = START + HOUR
  expect(await propertiesOf(path, '211002')).toMatchObject({ value: 1, state: 'failed' })
})

test('[LYR3] a number that is split has one for each, or the one that is asked for', async () => {
  const { ask, propertiesOf, submit } = await setUp()
  const about = (topic: string) => ({ fields: { topic, dueAt: START } })
  await submit(
    { id: 'x/1', ...about('road') },
    { id: 'x/2', ...about('light') },
    { id: 'x/3', ...about('road') },
  )
  const split = await propertiesOf('/town.topic.geojson?by=districts', '211002')
  expect(split?.['by']).toEqual([
    { topic: 'light', value: 1 },
    { topic: 'road', value: 2 },
  ])
  expect(await propertiesOf('/town.topic.geojson?by=districts&dim=road', '211002')).toMatchObject({
    value: 2,
  })
  expect((await ask('/town.topic.geojson?dim=a&dim=b')).status).toBe(400)
})

test('[LYR4] another part of the city is refused, and so is whoever sees nothing', async () => {
  const { ask, layer, state } = await setUp()
  state.principal = person(['211002'])
  expect((await ask('/all.geojson?place=211003')).status).toBe(403)
  expect((await ask('/all.geojson?place=211000')).status).toBe(403)
  expect((await layer('/all.geojson')).features.every(({ id }) => id.startsWith('211002'))).toBe(true)
  state.principal = { type: 'nobody' }
  expect([(await ask('')).status, (await ask('/all.geojson')).status]).toEqual([401, 401])
  state.principal = { type: 'scraper' }
  expect([(await ask('')).status, (await ask('/all.geojson')).status]).toEqual([403, 403])
})

test('[LYR4] (T-PII-01) what is withheld from an audience is neither given nor named, and few people are told as few', async () => {
  const { ask, propertiesOf, submit, state } = await setUp({ ...placed, publicly: {} })
  const about = { fields: { topic: 'secret', dueAt: START } }
  await submit({ id: 'x/1', ...about })
  state.principal = WALL
  const split = await ask('/town.topic.geojson?by=districts')
  expect([split.status, split.text.includes('secret')]).toEqual([403, false])
  const list = await ask('')
  expect([list.text.includes('"all"'), list.text.includes('town.topic')]).toEqual([true, false])
  expect(await propertiesOf('/all.geojson?by=districts', '211002')).toMatchObject({ value: null, below: 5 })
})

test('[LYR5] (T-PII-01) records with places are points with what everybody may see, for who may see records', async () => {
  const { ask, layer, submit, state } = await setUp()
  const point = { lon: 123.18, lat: 41.27 }
  await submit(
    { id: 'x/1', fields: { topic: 'somebody wrote this', amount: 7, dueAt: START, point } },
    { id: 'x/2', fields: { topic: 'nowhere', dueAt: START } },
  )
  const answer = await ask('/all.geojson?by=points')
  expect(faultsOfGeoJson(answer.text)).toEqual([])
  const { features } = await layer('/all.geojson?by=points')
  expect(features).toEqual([
    {
      ...{ type: 'Feature', id: 'x/1', geometry: { type: 'Point', coordinates: [123.18, 41.27] } },
      properties: {
        ...{ event: '2026-11-23T00:00:00.000+08:00', amount: 7 },
        ...{ asOf: '2026-11-23T00:00:00.000+08:00', state: 'live', mark: '演示数据' },
      },
    },
  ])
  state.principal = WALL
  const [refused, list] = [await ask('/all.geojson?by=points'), await ask('')]
  expect([refused.status, refused.text.includes('123.18')]).toEqual([403, false])
  expect(list.text).not.toContain('"points":"open"')
})

test('[LYR5] (T-PII-03) places of records about people go out by an export alone', async () => {
  const { ask, submit } = await setUp({ ...placed, publicly: {} })
  await submit({ id: 'x/1', fields: { topic: 'a', dueAt: START, point: { lon: 123.18, lat: 41.27 } } })
  const { status, text: sentence } = await ask('/all.geojson?by=points')
  expect([status, sentence.includes('123.18'), JSON.parse(sentence)]).toMatchObject([
    403,
    false,
    { code: 'byExport' },
  ])
})

test('[LYR6] what there is no layer of is a 404 that names what there is, and too many records say what to do', async () => {
  const { ask, submit } = await setUp()
  await submit({ id: 'x/1' })
  for (const path of [
    '/nobody.geojson',
    '/all.geojson?place=x',
    '/all.geojson?by=streets',
    '/hourly.geojson',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404])
  expect((await ask('/all.geojson?by=streets')).text).toContain('districts, towns, points')
  await submit(
    ...Array.from({ length: 5_000 }, (_, i) => ({ id: `y/${i}`, fields: { topic: 'many', dueAt: START } })),
  )
  const many = await ask('/all.geojson?by=points')
  expect([many.status, many.text]).toEqual([
    400,
    expect.stringMatching(/5001 records.*at most 5000.*smaller place/),
  ])
})

test('[LYR7] asked again with its tag nothing changed is a 304, and what changed is told', async () => {
  const { ask, submit } = await setUp()
  await submit({ id: 'x/1' })
  const first = await ask('/all.geojson?by=districts')
  const tag = first.headers.get('etag') ?? ''
  expect([tag.startsWith('"'), first.headers.get('cache-control')]).toEqual([true, 'no-store'])
  expect((await ask('/all.geojson?by=districts', { 'if-none-match': tag })).status).toBe(304)
  await submit({ id: 'x/2' })
  expect((await ask('/all.geojson?by=districts', { 'if-none-match': tag })).status).toBe(200)
})

test('[LYR2] the list names every layer with its forms, how many features they have, and by what right', async () => {
  const { ask } = await setUp()
  const list = JSON.parse((await ask('')).text) as { shapes: object; layers: { id: string }[] }
  expect(list.shapes).toMatchObject({ source: areas.document.source, notice: areas.document.notice })
  expect(list.layers.find(({ id }) => id === 'all')).toMatchObject({
    ...{ areas: { districts: 7, towns: 50 }, points: 'open', url: '/api/layers/all.geojson' },
    ...{ mark: '演示数据', feeds: [{ id: 'tickets' }] },
  })
  expect(list.layers.some(({ id }) => id === 'hourly')).toBe(false)
})
