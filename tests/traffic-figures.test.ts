import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import type { Rates } from '../mock-data/anomalies.ts'
import { createTrafficModel, EVERY, type AccidentTold, type RoadTold } from '../mock-data/traffic/model.ts'
import { CAMERAS } from '../mock-data/traffic/roads.ts'
import { accidentJson, roadJson, signalJson } from '../mock-data/traffic/wire.ts'
import { HOUR, MINUTE, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T15:24:00+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = startOfDay(dayNumber(NOW))
const MONTH = startOfDay(dayNumber(NOW) - 23)
const KINDS = ['main-road', 'road-accident', 'traffic-signal']

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((s, item) => s + of(item), 0)
const listed = (value: unknown) => value as { readonly total: number; readonly rows: readonly unknown[][] }

/** All that the platform tells from midnight to now. */
function dayWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const model = createTrafficModel(city)
  const roads = model.heard(MIDNIGHT, NOW)
  const accidents = model.changed(MONTH, NOW).filter(({ accident }) => accident.at >= MONTH)
  const signals = model.lights(NOW)
  const intake = createIntake(NOW, KINDS)
  intake.take('traffic-roads', roads.map(roadJson))
  intake.take('traffic-accidents', accidents.map(accidentJson))
  intake.take('traffic-signals', signals.map(signalJson))
  return { city, model, roads, accidents, signals, intake }
}

describe('an ordinary working day', () => {
  let day: ReturnType<typeof dayWith>
  beforeAll(() => {
    day = dayWith({})
  })
  afterAll(() => day.city.remove())
  const last = () => day.model.slot(NOW - EVERY + MINUTE)
  const today = () => day.accidents.filter(({ accident }) => accident.at >= MIDNIGHT)

  test('[RFG21] (IOC-14) every main road stands as its platform knows it, and the city’s index is the mean of them', () => {
    const rows = day.intake.rowsOf('traffic/')
    for (const { road, at, index, speed, passings } of last())
      expect(rows.get(road.name)!.row, road.name).toMatchObject({
        ...{ event: at, area: road.town.code, device: road.name, online: true, faulty: false },
        ...{ index: Math.round(index * 10), speed, passings, outside: index >= 6 },
      })
    expect(day.intake.shown('traffic.index')).toBeCloseTo(sum(last(), ({ index }) => index) / 24, 9)
    expect(day.intake.shown('traffic.speed')).toBeCloseTo(sum(last(), ({ speed }) => speed) / 24, 9)
    const congested = last().filter(({ index }) => index >= 6).length
    expect(day.intake.shown('traffic.congested') ?? 0).toBe(congested)
    const { rows: worst, total } = listed(day.intake.cell('traffic.roads'))
    expect(total).toBe(24)
    expect(worst[0]![3]).toBe(Math.max(...last().map(({ index }) => Math.round(index * 10))))
  })

  test('[RFG21] hour by hour the index is the mean of its five minutes', () => {
    const hour = (at: number) => Math.floor(at / HOUR)
    const hours = new Map<number, RoadTold[]>()
    for (const told of day.roads) hours.set(hour(told.at), [...(hours.get(hour(told.at)) ?? []), told])
    const means = [...hours]
      .sort(([a], [b]) => a - b)
      .map(([, told]) => [sum(told, ({ index }) => Math.round(index * 10)), told.length])
    const cells = day.intake.cells('traffic.index.hour') as unknown as { n: number; d: number }[]
    expect(cells.map(({ n, d }) => [n, d])).toEqual(means)
    expect(means.length).toBeGreaterThan(14)
  })

  test('[RFG21] (DOMAIN 5) 600 cameras count 5 000 passings each on a mean day', () => {
    expect(CAMERAS).toBe(600)
    const ofToday = day.roads.filter(({ at }) => at >= MIDNIGHT)
    expect(day.intake.shown('traffic.passings.today')).toBe(sum(ofToday, ({ passings }) => passings))
  })

  test('[RFG21] (IOC-14) accidents of today, those not cleared, their classes and where they happen again and again', () => {
    const { shown, cell } = day.intake
    expect(today().length).toBeGreaterThan(3)
    expect(shown('traffic.accidents.today')).toBe(today().length)
    const open = day.accidents.filter(({ state }) => state === '处置中')
    expect(open.length).toBeGreaterThan(0)
    expect(shown('traffic.accidents.open')).toBe(open.length)
    const hurt = today().filter(({ accident }) => accident.sort !== '财产损失')
    expect(shown('traffic.accidents.hurt.today') ?? 0).toBe(hurt.length)
    const places = new Map<string, number>()
    for (const { accident } of day.accidents)
      places.set(accident.place, (places.get(accident.place) ?? 0) + 1)
    for (const [place, times] of places)
      expect(cell('traffic.accidents.place.month', [place]), place).toBe(times)
    expect(Math.max(...places.values())).toBeGreaterThan(10)
    const took = today().filter(({ state }) => state === '已撤除')
    const mean = sum(took, ({ accident }) => accident.clearedAt - accident.reportedAt) / took.length / MINUTE
    expect(shown('traffic.clearing.today')).toBeCloseTo(mean, 6)
  })

  test('[RFG21] (IOC-14) traffic lights out of order, with what is wrong and since when', () => {
    const out = day.signals.filter(({ state }) => state !== '正常')
    expect(out.length).toBeGreaterThan(0)
    expect([day.intake.shown('traffic.signals'), day.intake.shown('traffic.signals.out')]).toEqual([
      160,
      out.length,
    ])
    const { rows } = listed(day.intake.cell('traffic.signals.out.list'))
    const wanted = [...out].sort((a, b) => b.changedAt - a.changedAt)
    expect(rows.map(row => [row[4], row[1]])).toEqual(
      wanted.map(({ signal, changedAt }) => [signal.crossing, changedAt]),
    )
  })
})

test('[RFG21] (A4, A5, A9, A14, A16) what was spoilt is no measurement, a false alarm is no accident, and no duration is made of impossible times', () => {
  const day = dayWith({ A4: 0.1, A5: 0.2, A9: 0.1, A14: 0.2, A16: 0.3 })
  const believed = ({ spoilt }: RoadTold) => spoilt === null
  const hours = day.intake.cells('traffic.index.hour') as unknown as { n: number; d: number }[]
  const told = day.roads.filter(believed)
  expect(told.length).toBeLessThan(0.95 * day.roads.length)
  expect([sum(hours, ({ n }) => n), sum(hours, ({ d }) => d)]).toEqual([
    sum(told, ({ index }) => Math.round(index * 10)),
    told.length,
  ])
  const real = (each: AccidentTold) => each.accident.at >= MIDNIGHT && each.state !== '误报'
  const accidents = day.accidents.filter(real)
  expect(day.accidents.filter(({ state }) => state === '误报').length).toBeGreaterThan(10)
  expect(day.intake.shown('traffic.accidents.today')).toBe(accidents.length)
  const rows = day.intake.rowsOf('traffic/')
  const impossible = day.accidents.filter(({ accident, state }) => accident.impossible && state === '已撤除')
  expect(impossible.length).toBeGreaterThan(10)
  for (const { accident } of impossible)
    expect(rows.get(accident.no)!.row).toMatchObject({ tookMs: null, marks: ['impossibleTime'] })
  day.city.remove()
})
