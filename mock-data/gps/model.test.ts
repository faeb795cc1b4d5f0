import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { cellCentre } from '../positions.ts'
import { flawOf } from './flaws.ts'
import { createGps, lastTurn } from './gps.ts'
import { batchMessages, fleetMessage, routesMessage } from './messages.ts'
import { createGpsModel, type RouteStage } from './model.ts'
import { distance } from './path.ts'

const MIDNIGHT = Date.parse('2026-11-23T00:00:00+08:00')
const MORNING = MIDNIGHT + 10.4 * HOUR
const opened: { remove(): void }[] = []
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: '2026-11-23T10:24:00+08:00', rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createGpsModel(city)
const hours = [0, 4, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23]

test('[GPS1] every day 268 of 300 vehicles are on the air, not always the same', () => {
  const onAir = [0, 1, 2].map(days => model.fixes(MORNING + days * DAY).map(({ vehicle }) => vehicle.id))
  expect(onAir.map(ids => ids.length)).toEqual([268, 268, 268])
  expect(new Set(onAir.map(ids => ids.join())).size).toBe(3)
  expect(model.fleet.vehicles).toHaveLength(300)
  expect(new Set(model.fleet.vehicles.map(({ district }) => district)).size).toBe(7)
})

test('[GPS1] 142 routes, each with its own vehicle of its district that is on the air', () => {
  const repair = model.fleet.inRepair(Math.floor((MORNING + 8 * HOUR) / DAY))
  const routes = model.routes(MORNING)
  expect(routes).toHaveLength(142)
  expect(new Set(routes.map(({ turn }) => turn.vehicle.id)).size).toBe(142)
  expect(
    routes.filter(({ turn }) => turn.vehicle.district !== turn.route.district || repair.has(turn.vehicle.id)),
  ).toEqual([])
})

test('[GPS2] routes go from waiting over running to done, and all are done by night', () => {
  const order: readonly RouteStage[] = ['waiting', 'running', 'done']
  const stages = hours.map(hour =>
    model.routes(MIDNIGHT + hour * HOUR).map(({ stage }) => order.indexOf(stage)),
  )
  stages.slice(1).forEach((now, i) => {
    expect(now.filter((stage, route) => stage < stages[i]![route]!)).toEqual([])
  })
  expect(new Set(stages[0])).toEqual(new Set([0]))
  expect(new Set(stages.at(-1))).toEqual(new Set([2]))
  const noon = model.routes(MORNING)
  for (const stage of order) expect(noon.filter(r => r.stage === stage).length).toBeGreaterThan(15)
  expect(noon.every(({ stage, progress }) => (stage === 'done' ? progress === 1 : progress < 1))).toBe(true)
})

describe('[GPS3] motion', () => {
  test('[GPS3] what works moves at 8.5 km/h; nothing is faster than a lorry', () => {
    for (const hour of hours) {
      const at = MIDNIGHT + hour * HOUR
      const before = model.fixes(at)
      const moved = model.fixes(at + 30_000).map((fix, i) => distance(before[i]!.position, fix.position))
      expect(Math.max(...moved)).toBeLessThan((40 / 3.6) * 30 + 20)
      const working = moved.filter((_, i) => before[i]!.route !== null)
      if (working.length === 0) continue
      const mean = working.reduce((a, b) => a + b, 0) / working.length
      expect(mean).toBeGreaterThan(50)
      expect(mean).toBeLessThan(80)
    }
  })

  test('[GPS3] on their routes vehicles are inside the cells of their district', () => {
    const outside = hours.flatMap(hour =>
      model.fixes(MIDNIGHT + hour * HOUR).filter(({ vehicle, position, route }) => {
        if (route === null) return false
        const cells = city.places.townsOf(vehicle.district).flatMap(town => town.cells)
        return !cells.some(cell => distance(cellCentre(city.places, cell), position) < 2400)
      }),
    )
    expect(outside).toEqual([])
  })

  test('[GPS3] whoever has no route stands in its depot', () => {
    const idle = model.fixes(MIDNIGHT + 3 * HOUR)
    expect(Math.max(...idle.map(({ vehicle, position }) => distance(vehicle.depot, position)))).toBeLessThan(
      4,
    )
  })
})

const batch = (of: typeof model, inCity: typeof city, at: number) =>
  city.places.districts.flatMap(({ code }) => batchMessages(inCity, of, code, at, true))

test('[GPS4] a batch holds every vehicle of the district that is on the air, or only those that move', () => {
  const all = batch(model, city, MORNING).map(
    m => JSON.parse(String(m.payload)) as { id: string; t: number }[],
  )
  expect(all).toHaveLength(7)
  expect(
    all
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    model
      .fixes(MORNING)
      .map(({ vehicle }) => vehicle.id)
      .sort(),
  )
  expect(all.flat().every(({ t }) => t === MORNING)).toBe(true)
  const moving = batchMessages(city, model, '211002', MORNING, false)
  expect(
    (JSON.parse(String(moving[0]!.payload)) as { speed: number }[]).some(({ speed }) => speed === 0),
  ).toBe(false)
  expect(lastTurn(15_000, 14_999, 15_000)).toBe(15_000)
  expect(lastTurn(15_000, 15_000, 29_999)).toBeNull()
  expect(lastTurn(15_000, 0, 46_000)).toBe(45_000)
})

test('[GPS5] the tables hold 300 vehicles and 142 routes', () => {
  const { vehicles } = JSON.parse(String(fleetMessage(city, model, MORNING).payload)) as {
    vehicles: { state: string; km: number }[]
  }
  expect(vehicles.filter(({ state }) => state === 'online')).toHaveLength(268)
  expect(vehicles.filter(({ state }) => state === 'repair')).toHaveLength(32)
  expect(vehicles.reduce((sum, { km }) => sum + km, 0)).toBeGreaterThan(500)
  const { routes } = JSON.parse(String(routesMessage(model, MORNING).payload)) as {
    routes: { state: string; coverage: number | null; endedAt: string | null }[]
  }
  expect(routes).toHaveLength(142)
  const done = routes.filter(({ state }) => state === 'done')
  expect(done.every(({ coverage, endedAt }) => coverage! >= 0.955 && endedAt !== null)).toBe(true)
  expect(routes.filter(({ state }) => state !== 'done').every(({ coverage }) => coverage === null)).toBe(true)
})

describe('[GPS7] anomalies', () => {
  test('[GPS7] A16: silent, stuck and jumping terminals on as many vehicles as the rate says', () => {
    const wild = cityWith({ A16: 0.25 })
    const own = createGpsModel(wild)
    const times = Array.from({ length: 72 }, (_, i) => MIDNIGHT + 4 * HOUR + i * 15 * MINUTE)
    const kinds = new Map(
      own.fleet.vehicles.flatMap(({ id }) => {
        const at = times.find(time => flawOf(wild, id, time) !== null)
        return at === undefined ? [] : [[id, flawOf(wild, id, at)!.kind] as const]
      }),
    )
    expect(new Set(kinds.values()).size).toBe(3)
    expect(kinds.size).toBeGreaterThan(50)
    expect(kinds.size).toBeLessThan(95)
    const said = times.map(at =>
      batch(own, wild, at).flatMap(m => JSON.parse(String(m.payload)) as { lon: number }[]),
    )
    expect(said.some(fixes => fixes.length < 268)).toBe(true)
    expect(said.some(fixes => fixes.some(({ lon }) => lon === 0))).toBe(true)
    expect(said.some(fixes => fixes.some(({ lon }) => lon > 124.2))).toBe(true)
  })

  test('[GPS7] A1, A7 and A10 near their rates, and nothing of it when off', () => {
    const wild = cityWith({ A1: 0.1, A7: 0.05, A10: 0.05 })
    const times = Array.from({ length: 60 }, (_, i) => MORNING + i * 15_000)
    const messages = times.flatMap(at => batch(createGpsModel(wild), wild, at))
    const twice = messages.filter(({ again }) => again === true).length
    expect(twice).toBeGreaterThan(20)
    expect(twice).toBeLessThan(70)
    const cut = messages.filter(({ payload }) => !String(payload).endsWith(']')).length
    expect(cut).toBeGreaterThan(8)
    expect(cut).toBeLessThan(45)
    const whole = messages.filter(({ payload }) => String(payload).endsWith(']'))
    const clocks = new Set(
      whole.flatMap(({ payload }) => (JSON.parse(String(payload)) as { t: number }[]).map(({ t }) => t)),
    )
    expect([...clocks].some(t => t < DAY)).toBe(true)
    expect([...clocks].some(t => t > MORNING + 7 * HOUR)).toBe(true)
    const calm = times.slice(0, 10).flatMap(at => batch(model, city, at))
    expect(calm).toHaveLength(70)
    expect(calm.filter(({ payload }) => !String(payload).endsWith(']'))).toEqual([])
  })
})

test('[GPS8] same seed, same positions; another seed, others', () => {
  const say = (seed: string) => batch(createGpsModel(cityWith({}, seed)), cityWith({}, seed), MORNING)
  expect(say('a')).toEqual(say('a'))
  expect(say('a')).not.toEqual(say('b'))
  expect(createGps(city, { url: () => '' }).name).toBe('gps')
})
