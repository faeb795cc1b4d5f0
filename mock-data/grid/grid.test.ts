import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { receiverForTests, type ReceiverForTests } from '../delivery/receiver-for-tests.ts'
import { throughTrouble } from '../delivery/trouble-for-tests.ts'
import { createGrid } from './grid.ts'
import { createGridModel, type GridModel } from './model.ts'
import { reportJson, type DutyJson, type ReportJson } from './wire.ts'

const SECRET = 'a secret of the tests'
const START = '2026-10-20T09:00:00+08:00'
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
const calm = cityForTests({ at: START })
afterAll(calm.remove)
/** One truth for all tests without anomalies: five weeks of it take longest. */
const truth = createGridModel(calm)

type Told = ReportJson & DutyJson
type Receiver = ReceiverForTests<Told>

const receiverAt = async (city: CityForTests) => {
  const receiver = await receiverForTests<Told>(SECRET, city.clock.now, '/api/ingest/grid')
  open.push(receiver)
  return receiver
}

async function start(city: CityForTests, receiver: Receiver, model: GridModel) {
  const upstream = createGrid(city, { serverUrl: receiver.url, secret: SECRET, port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  return { upstream, running }
}

async function scene(rates?: Rates) {
  const city = cityForTests({ at: START, rates: rates ?? {} })
  open.push({ stop: city.remove })
  const receiver = await receiverAt(city)
  const model = rates === undefined ? truth : createGridModel(city)
  return { city, receiver, model, ...(await start(city, receiver, model)) }
}

const reportKeys = (receiver: Receiver) =>
  receiver
    .events()
    .flatMap(({ type, data }) => (type.endsWith('.report') ? [`${data!.reportNo}-${data!.version}`] : []))
const unique = (keys: readonly string[]) => [...new Set(keys)].sort()
const expected = (model: GridModel, to: number) =>
  unique(
    model
      .changes(startOfDay(dayNumber(to)), to - 5000)
      .map(({ draft, version }) => `${draft.reportNo}-${version}`),
  )
const missing = (receiver: Receiver, model: GridModel, to: number) => {
  const got = new Set(reportKeys(receiver))
  return expected(model, to).filter(key => !got.has(key))
}

describe('[GRD3] pushes', () => {
  test('[GRD3] [GRD4] every change comes as a signed event with the whole report, and the duty every ten minutes', async () => {
    const { city, receiver, model } = await scene()
    await city.clock.advance(Date.parse(START) + 30 * MINUTE)
    const now = city.clock.now()
    expect(missing(receiver, model, now)).toEqual([])
    expect(expected(model, now).length).toBeGreaterThan(500)
    expect(receiver.pushes.every(({ status }) => status === 200)).toBe(true)
    const told = receiver.events().filter(({ type }) => type === 'cn.liaoyang.grid.report')
    const wrong = told.filter(
      ({ subject, time, data }) =>
        subject !== data!.reportNo || Date.parse(String(time)) !== Date.parse(data!.updatedAt),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
    const changes = new Map(
      model.changes(startOfDay(dayNumber(now)), now).map(c => [`${c.draft.reportNo}-${c.version}`, c]),
    )
    const differing = told.filter(({ id, data }) => {
      const change = changes.get(id)
      return (
        change === undefined ||
        JSON.stringify(data) !== JSON.stringify(reportJson(model.state(change), city.anomalies))
      )
    })
    expect(differing.map(({ id }) => id)).toEqual([])
    const duty = receiver.events().filter(({ type }) => type === 'cn.liaoyang.grid.duty')
    expect(
      duty
        .filter(({ time }) => Date.parse(String(time)) >= Date.parse(START))
        .map(({ data }) => data!.onDuty),
    ).toEqual([187, 187, 187, 187])
  })

  test('[GRD3] nothing is lost in an outage, through refusals and over a restart', async () => {
    const before = await scene()
    const after = await throughTrouble(before, async city => {
      const receiver = await receiverAt(city)
      await start(city, receiver, before.model)
      return receiver
    })
    const got = new Set([...reportKeys(before.receiver), ...reportKeys(after.receiver)])
    const since = Date.parse(START) + 6 * MINUTE
    const wanted = before.model
      .changes(since, after.city.clock.now() - 5000)
      .map(({ draft, version }) => `${draft.reportNo}-${version}`)
    expect(wanted.length).toBeGreaterThan(300)
    expect(wanted.filter(key => !got.has(key))).toEqual([])
    expect(Math.max(...after.receiver.pushes.map(({ events }) => events.length))).toBeGreaterThan(50)
  })

  test('[GRD9] A1: some events come twice, none when off', async () => {
    const { city, receiver } = await scene({ A1: 0.1 })
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    const ids = receiver.events().flatMap(({ id, type }) => (type.endsWith('.report') ? [id] : []))
    const twice = (ids.length - new Set(ids).size) / new Set(ids).size
    expect(twice).toBeGreaterThan(0.06)
    expect(twice).toBeLessThan(0.14)
    const quiet = await scene()
    await quiet.city.clock.advance(Date.parse(START) + 20 * MINUTE)
    const calmIds = quiet.receiver.events().map(({ id }) => id)
    expect(new Set(calmIds).size).toBe(calmIds.length)
  })
})

interface Page {
  readonly asOf: string
  readonly total: number
  readonly pages: number
  readonly reports: readonly ReportJson[]
}

test('[GRD5] the reconciliation agrees with the truth, page by page of one moment', async () => {
  const { city, running, upstream, model } = await scene()
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${running.address}?${new URLSearchParams(query)}`)
    return { status: response.status, page: (await response.json()) as Page }
  }
  const since = '2026-10-20T07:00:00+08:00'
  const query = { updatedSince: since, size: '200', kind: 'event' }
  const first = (await ask(query)).page
  const pages = [first]
  const from = city.clock.now()
  for (let n = 2; n <= first.pages; n++) {
    await city.clock.advance(city.clock.now() + MINUTE)
    pages.push((await ask({ ...query, page: String(n), asOf: first.asOf })).page)
  }
  const wanted = model
    .truth(from, 'event')
    .filter(({ updatedAt }) => updatedAt > Date.parse(since))
    .map(state => reportJson(state, city.anomalies))
  expect(pages.flatMap(({ reports }) => reports)).toEqual(wanted)
  expect(wanted.length).toBeGreaterThan(60)
  const all = (await ask({ size: '1' })).page.total
  expect(all).toBeGreaterThan(80_000)
  expect((await ask({ size: '2000' })).status).toBe(400)
  upstream.outage(true)
  await expect(ask({})).rejects.toThrow()
})
