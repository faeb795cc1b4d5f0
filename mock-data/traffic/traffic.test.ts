import { afterAll, afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { STREETS } from '../citymgmt/corridors.ts'
import { plainTime } from '../time-text.ts'
import { createTrafficModel, EVERY, type RoadTold, type TrafficModel } from './model.ts'
import { createTraffic } from './traffic.ts'
import { roadJson, type AccidentJson, type RoadJson } from './wire.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: AT, rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createTrafficModel(city)
const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((s, item) => s + of(item), 0)
const midnight = (date: string) => startOfDay(dayOfDate(date))
const meanIndex = (date: string, hour: number, own: TrafficModel = model) => {
  const told = own.slot(midnight(date) + hour * HOUR)
  return sum(told, ({ index }) => index) / told.length
}
const passingsOf = (date: string) =>
  sum(
    Array.from({ length: DAY / EVERY }, (_, i) => model.slot(midnight(date) + i * EVERY)).flat(),
    ({ passings }) => passings,
  )

test('[TRF1] (DOMAIN 5) twenty-four main roads in seven districts with 600 cameras, and 160 crossings with lights', () => {
  const { roads, signals } = model
  expect(roads).toHaveLength(24)
  expect(sum(roads, ({ cameras }) => cameras)).toBe(600)
  expect(new Set(roads.map(({ town }) => town.district)).size).toBe(7)
  expect(new Set(roads.map(({ name }) => name)).size).toBe(24)
  expect(STREETS.every(([street]) => roads.some(({ name }) => name === street))).toBe(true)
  expect(new Set(signals.map(({ code }) => code)).size).toBe(160)
})

test('[TRF2] (DOMAIN 5) an index of 0 to 10, a speed that falls with it, and about 5 000 passings a camera and day', () => {
  const told = Array.from({ length: DAY / EVERY }, (_, i) =>
    model.slot(midnight('2026-11-24') + i * EVERY),
  ).flat()
  expect(told).toHaveLength(24 * 288)
  for (const { road, index, speed } of told) {
    if (index < 0 || index > 10) throw new Error(`${road.name} ${index}`)
    expect(speed).toBe(Math.round(road.free / (1 + 0.24 * index)))
  }
  const week = Array.from({ length: 7 }, (_, i) => passingsOf(`2026-11-${16 + i}`))
  expect(sum(week, n => n) / 7 / 600).toBeGreaterThan(4_800)
  expect(sum(week, n => n) / 7 / 600).toBeLessThan(5_200)
})

test('[TRF3] a working day has two peaks and a day off neither; a snowy day is slower and has thrice the accidents', () => {
  expect(meanIndex('2026-11-24', 8)).toBeGreaterThan(1.3 * meanIndex('2026-11-24', 12))
  expect(meanIndex('2026-11-24', 17.5)).toBeGreaterThan(1.3 * meanIndex('2026-11-24', 14))
  expect(meanIndex('2026-11-24', 3)).toBeLessThan(1.5)
  expect(meanIndex('2026-11-22', 8)).toBeLessThan(0.5 * meanIndex('2026-11-24', 8))
  expect(meanIndex('2026-12-08', 8)).toBeGreaterThan(1.2 * meanIndex('2026-11-24', 8))
  const snow = model.accidents(midnight('2026-12-08'), midnight('2026-12-09')).length
  const usual = model.accidents(midnight('2026-11-09'), midnight('2026-11-30')).length / 21
  expect(snow).toBeGreaterThan(2 * usual)
  expect(usual).toBeGreaterThan(13)
  expect(usual).toBeLessThan(26)
})

test('[TRF4] an accident is told when it is reported and again when the road is free, and slows its road until then', () => {
  const month = model.accidents(midnight('2026-11-01'), midnight('2026-11-24'))
  const atSpots = month.filter(({ place }) => model.spots.some(spot => spot.place === place))
  expect(model.spots).toHaveLength(12)
  expect(atSpots.length / month.length).toBeGreaterThan(0.3)
  const grave = month.find(
    ({ sort, clearedAt, reportedAt }) => sort === '伤人' && clearedAt - reportedAt > HOUR,
  )!
  const { reportedAt, clearedAt } = grave
  const at = (instant: number) =>
    model.changed(grave.at - 1, instant).find(({ accident }) => accident.no === grave.no)
  expect(at(reportedAt - 1000)).toBeUndefined()
  expect(at(reportedAt)).toMatchObject({ state: '处置中', changedAt: reportedAt })
  expect(at(clearedAt)).toMatchObject({ state: '已撤除', changedAt: clearedAt })
  const on = (instant: number) => model.slot(instant).find(({ road }) => road === grave.road)!.index
  expect(on(grave.at + EVERY + MINUTE)).toBeGreaterThan(on(grave.at - EVERY) + 0.8)
})

test('[TRF5] few crossings are out of order at a time, and none changed later than now', () => {
  const outs = Array.from({ length: 200 }, (_, i) => {
    const told = model.lights(NOW - i * HOUR)
    expect(told).toHaveLength(160)
    expect(told.every(({ changedAt }) => changedAt <= NOW - i * HOUR)).toBe(true)
    return told.filter(({ state }) => state !== '正常').length
  })
  expect(Math.max(...outs)).toBeGreaterThan(1)
  expect(Math.max(...outs)).toBeLessThan(12)
})

interface Page<Row> {
  readonly total: number
  readonly pages: number
  readonly rows: readonly Row[]
}

test('[TRF6] the queries agree with the truth, page by page; lights that did not change are not told again', async () => {
  const moving = cityWith()
  const upstream = createTraffic(moving, { port: 0 })
  const running = await upstream.start()
  open.push(running)
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    fetch(`${running.address}/${path}`, { headers })
  const page = async <Row>(path: string) => (await (await ask(path)).json()) as Page<Row>
  const since = encodeURIComponent(plainTime(NOW - 3 * HOUR))
  const wanted = model.heard(NOW - 3 * HOUR, NOW).map(roadJson)
  const first = await page<RoadJson>(`roads?since=${since}&page=1&size=500`)
  const second = await page<RoadJson>(`roads?since=${since}&page=2&size=500`)
  expect([first.total, first.pages]).toEqual([wanted.length, 2])
  expect([...first.rows, ...second.rows]).toEqual(wanted)
  const accidents = await page<AccidentJson>(`accidents?size=1000`)
  expect(accidents.total).toBe(model.changed(NOW - 35 * DAY, NOW).length)
  const lights = await ask('signals')
  expect(((await lights.json()) as Page<unknown>).rows).toHaveLength(160)
  const tag = lights.headers.get('etag')!
  expect((await ask('signals', { 'if-none-match': tag })).status).toBe(304)
  for (const path of ['roads?since=yesterday', 'roads?page=0', 'accidents?size=5000'])
    expect((await ask(path)).status, path).toBe(400)
  expect((await ask('cameras')).status).toBe(404)
  upstream.outage(true)
  await expect(ask('signals')).rejects.toThrow()
})

test('[TRF7] same seed, same rows; another seed, others', () => {
  const rows = (seed: string) => {
    const own = createTrafficModel(cityWith({}, seed))
    return JSON.stringify([own.heard(NOW - HOUR, NOW).map(roadJson), own.changed(NOW - DAY, NOW)])
  }
  expect(rows('test')).toBe(rows('test'))
  expect(rows('other')).not.toBe(rows('test'))
})

test('[TRF8] anomalies occur near their rates and not at all when off', () => {
  const from = midnight('2026-11-23')
  const share = (own: TrafficModel, test: (told: RoadTold) => boolean) => {
    const told = own.heard(from, from + DAY)
    return told.filter(test).length / told.length
  }
  const spoilt = (kind: string) => (told: RoadTold) => told.spoilt === kind
  const late = ({ at, heardAt }: RoadTold) => heardAt - at > 50 * MINUTE
  const wild = createTrafficModel(cityWith({ A4: 0.1, A5: 0.1, A9: 0.1, A14: 0.1, A16: 0.1 }))
  for (const [test, least, most] of [
    [spoilt('missing'), 0.07, 0.13],
    [spoilt('spike'), 0.005, 0.04],
    [late, 0.06, 0.14],
  ] as const) {
    expect(share(model, test)).toBe(0)
    expect(share(wild, test)).toBeGreaterThan(least)
    expect(share(wild, test)).toBeLessThan(most)
  }
  const month = (own: TrafficModel) => own.accidents(from - 21 * DAY, from)
  for (const flaw of ['withdrawn', 'impossible'] as const) {
    expect(month(model).some(each => each[flaw])).toBe(false)
    const hits = month(wild).filter(each => each[flaw]).length / month(wild).length
    expect(hits).toBeGreaterThan(0.04)
    expect(hits).toBeLessThan(0.18)
  }
  const changes = (own: TrafficModel) =>
    new Set(
      Array.from({ length: 12 }, (_, i) => own.lights(NOW - i * EVERY))
        .flat()
        .map(({ signal, changedAt }) => `${signal.code} ${changedAt}`),
    ).size
  expect(changes(wild)).toBeGreaterThan(changes(model))
})
