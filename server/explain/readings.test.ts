import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Check } from 'typebox/schema'
import { afterEach, expect, test } from 'vitest'
import { cellValue } from '../../shared/city/city.ts'
import { areas, START } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import { NO_LIBRARIES } from '../../shared/libraries/document.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { Reading } from '../../shared/model/fact.ts'
import { Explanation, History, MOST_POINTS, Records } from '../../shared/sync/explain.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { routesFor } from '../access/routes.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import { Explainer } from './explain.ts'
import { serveHistory } from './routes.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = START + 2 * HOUR
const KEEP = { ms: 7 * 24 * HOUR, bytes: 1 }

const endings: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const metrics = [
  smallMetric({
    id: 'return.hour',
    kind: 'heat-station',
    over: 'minutes',
    areas: ['city', 'district'],
    aggregate: { type: 'share', field: 'returnTSum', over: 'returnTCount' },
    window: { type: 'series', field: 'event', bucket: 'hour', keep: 48 },
  }),
]

async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-readings-'))
  const file = join(folder, 'city.db')
  const kinds = [heatStation]
  const engine = ticketEngine(openDatabase(file), {
    documents: { kinds, metrics },
    now: () => NOW,
    telemetryKeep: KEEP,
  })
  const reader = new Reader(file, kinds)
  const parts = { engine, reader, areas, kinds, metrics, feeds: () => [], libraries: NO_LIBRARIES }
  const { app, routes } = routesFor()
  serveHistory(routes, parts)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => rmSync(folder, { recursive: true }),
    () => engine.stop(),
    () => reader.stop(),
    () => void server.close(),
    () => server.closeAllConnections(),
  )
  await engine.tick()
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/history`
  const ask = async (query: Record<string, string | number>) => {
    const texts = Object.entries(query).map(([name, value]) => [name, String(value)])
    const response = await fetch(`${base}?${new URLSearchParams(texts)}`)
    return { status: response.status, body: await response.json() }
  }
  const say = (...readings: readonly Reading[]) => {
    const counts = {
      received: readings.length,
      accepted: readings.length,
      duplicate: 0,
      quarantined: 0,
      refused: 0,
    }
    const facts = [{ type: 'readings', kind: 'heat-station', readings }] as const
    return engine.submit({ ...ownDraft(NOW, facts), feed: 'iot', counts })
  }
  return { engine, explainer: new Explainer(parts), ask, say }
}

const reading = (n: number, ms: number, returnT: number | null): Reading => ({
  device: `iot/HS-${n}`,
  at: START + ms,
  area: n < 3 ? '211002016' : '211003005',
  values: { returnT, supplyT: 800 },
})

const cell = `return.hour|211000||${START}`

test('[XPL6] behind a number over readings are the rollups of its devices, of one moment with what is shown', async () => {
  const { engine, explainer, say } = await setUp()
  await say(
    reading(1, 5, 400),
    reading(1, 9, 430),
    reading(2, 8, 500),
    reading(3, MINUTE, -999),
    reading(1, HOUR, 1),
  )
  const found = await explainer.explain(cell)
  expect(found).toMatchObject({
    value: { n: 1330, d: 3 },
    total: 3,
    seq: engine.city.seq,
    rawSince: START + 5,
  })
  expect(found?.value).toEqual(cellValue(engine.city, cell))
  expect(Check(Explanation, JSON.parse(JSON.stringify(found)))).toBe(true)
  const records = await explainer.records(cell, 1, '')
  expect(Check(Records, JSON.parse(JSON.stringify(records)))).toBe(true)
  const names = [
    'event',
    'kind',
    'area',
    'device',
    'returnTCount',
    'returnTSum',
    'returnTMin',
    'returnTMax',
    'returnTLast',
  ]
  expect(records?.columns.map(column => column.name)).toEqual(names)
  expect(records?.rows.map(row => [row.id, ...row.values.slice(4)])).toEqual([
    [`iot/HS-3@${START + MINUTE}`, 0, null, null, null, null],
    [`iot/HS-1@${START}`, 2, 830, 400, 430, 430],
    [`iot/HS-2@${START}`, 1, 500, 500, 500, 500],
  ])
  const filtered = await explainer.records(`return.hour|211002||${START}`, 1, 'HS-2')
  expect([filtered?.total, filtered?.rows[0]?.id]).toEqual([1, `iot/HS-2@${START}`])
})

test('[XPL6] once raw readings are pruned the rollups stand, and the explanation says that they are gone', async () => {
  const { engine, explainer, say } = await setUp()
  await say(reading(1, 5, 400))
  await explainer.explain(cell)
  for (let more = true; more;) more = engine.prune()
  expect(await explainer.explain(cell)).toMatchObject({ value: { n: 400, d: 1 }, total: 1, rawSince: null })
})

test('[XPL6] however many devices there are, each turn of the loop writes a part of what an explanation needs', async () => {
  const { engine, explainer, say } = await setUp()
  await say(...Array.from({ length: 1_500 }, (_, n) => reading(n, n, 400)))
  const sizes: number[] = []
  const { store } = engine
  const { save } = store
  Object.assign(store, {
    save: (...given: Parameters<typeof save>) => {
      sizes.push(given[0].rollups.blocks.length)
      save(...given)
    },
  })
  expect(await explainer.explain(cell)).toMatchObject({ total: 1_500, value: { n: 600_000, d: 1_500 } })
  expect(sizes.length).toBeGreaterThan(5)
  expect(Math.max(...sizes)).toBeLessThan(300)
})

test('[XPL7] the course of a measure is told by minutes and hours, for a device and for an area, with its seq', async () => {
  const { engine, ask, say } = await setUp()
  await say(reading(1, 5, 400), reading(1, 9, 430), reading(1, 2 * MINUTE, 410), reading(2, 7, 500), reading(1, HOUR, 420)) // oxfmt-ignore
  const query = { kind: 'heat-station', measure: 'returnT', device: 'iot/HS-1', from: START, to: NOW }
  const minutes = await ask(query)
  expect(minutes.body).toMatchObject({
    subject: 'iot/HS-1',
    step: 'minute',
    from: START,
    to: NOW,
    seq: engine.city.seq,
    measure: { name: 'returnT', scale: 10, unit: { zh: '°C' } },
    points: [
      [START, 2, 830, 400, 430, 430],
      [START + 2 * MINUTE, 1, 410, 410, 410, 410],
      [START + HOUR, 1, 420, 420, 420, 420],
    ],
  })
  expect(Check(History, minutes.body)).toBe(true)
  const hours = await ask({ ...query, step: 'hour' })
  expect(hours.body.points).toEqual([
    [START, 3, 1240, 400, 430, 410],
    [START + HOUR, 1, 420, 420, 420, 420],
  ])
  const { device: _, ...ofArea } = query
  expect((await ask({ ...ofArea, area: '211002' })).body.points[0]).toEqual([START, 3, 1330, 400, 500, 430])
  expect((await ask({ ...ofArea, area: '211003' })).body.points).toEqual([])
  expect((await ask({ ...query, from: START + MINUTE, to: START + HOUR })).body.points).toHaveLength(1)
  await say(reading(1, 10, 700))
  expect((await ask(query)).body.points[0]).toEqual([START, 3, 1530, 400, 700, 700])
})

test('[XPL7] [DEV9] the course of a meter says by how much it rose, over a reset as well', async () => {
  const { ask, say } = await setUp()
  const meter = (ms: number, energy: number): Reading => ({ device: 'iot/HS-1', at: START + ms, area: '', values: { energy } }) // oxfmt-ignore
  await say(meter(5, 1_000), meter(MINUTE, 1_040), meter(2 * MINUTE, 7), meter(2 * MINUTE + 9, 9))
  const query = { kind: 'heat-station', measure: 'energy', from: START, to: NOW }
  expect((await ask({ ...query, device: 'iot/HS-1' })).body.rises).toEqual([null, 40, 9])
  expect((await ask({ ...query, area: '211000' })).body.rises).toBeUndefined()
})

test('[XPL7] what there is no history of is a 404, and a question that makes no sense or asks too much a 400', async () => {
  const { ask, say } = await setUp()
  await say(reading(1, 5, 400))
  const good = { kind: 'heat-station', measure: 'returnT', device: 'iot/HS-1' }
  const { device: _, ...ofArea } = good
  expect((await ask(good)).status).toBe(200)
  for (const wrong of [{ kind: 'nobody' }, { measure: 'status' }, { measure: 'x' }])
    expect([wrong, (await ask({ ...good, ...wrong })).status]).toEqual([wrong, 404])
  const seat = areas.seatOf('211002016')!.id
  for (const area of ['999999', seat]) expect((await ask({ ...ofArea, area })).status).toBe(404)
  const bad = [
    { ...good, area: '211000' },
    ofArea,
    { ...good, step: 'day' },
    { ...good, from: 'yesterday' },
    { ...good, from: NOW, to: NOW },
    { ...good, from: NOW - (MOST_POINTS + 1) * MINUTE, to: NOW },
    { ...good, from: 0.5, to: NOW },
  ]
  for (const query of bad) expect([query, (await ask(query)).status]).toEqual([query, 400])
  expect((await ask({ ...good, device: 'iot/nobody' })).body.points).toEqual([])
  expect((await ask({ ...good, from: NOW - MOST_POINTS * MINUTE, to: NOW })).status).toBe(200)
})
