import { afterAll, afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { startBroker } from '../mqtt/broker.ts'
import { earForTests } from '../mqtt/ear-for-tests.ts'
import { createParkModel, HEARTBEAT, type ParkModel, type TagSaid } from './model.ts'
import { createPark, messageOf } from './park.ts'
import { GATES, SYSTEMS, TAGS } from './tags.ts'
import { TERMINALS, transportMessage } from './transport.ts'
import { DRILL } from './troubles.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test', at = AT) {
  const city = cityForTests({ at, rates, seed })
  opened.push(city)
  return city
}

const model = createParkModel(cityWith())
const midnight = (date: string) => startOfDay(dayOfDate(date))
/** As the kinds of the park have them. */
const isWrong = ({ measure, system, value }: TagSaid): boolean => {
  const beyond: { readonly [name: string]: (value: number) => boolean } = {
    gas: v => v > 25,
    voc: v => v > 4,
    cod: v => v > 50,
    ph: v => v < 6 || v > 9,
    messages: v => v < 1,
    vibration: v => v > 7.1,
    power: v => v > 12,
    steam: v => v > 90,
    level: v => (system === 'fire' ? v < 3 : v > 85),
    pressure: v => (system === 'fire' ? v < 0.6 : system === 'safety' ? v > 1.6 : v < 0.3 || v > 1.2),
  }
  return beyond[measure]?.(value) ?? false
}

test('[PRK1] (PRV-13) seven systems, each with its points', () => {
  const count = (system: string) => TAGS.filter(tag => tag.system === system).length
  expect(SYSTEMS.map(count)).toEqual([40, 16, 18, 8, 20, 12, 0])
  expect(GATES).toHaveLength(4)
  expect(new Set(TAGS.map(({ id }) => id)).size).toBe(114)
})

test('[PRK2] what changed is forwarded, and everything once a minute; two to four messages a second', () => {
  const said = model.said(NOW, NOW + 10 * MINUTE)
  expect(said.length / 600).toBeGreaterThan(2)
  expect(said.length / 600).toBeLessThan(4)
  for (const { id } of TAGS) {
    const times = said.filter(({ tag }) => tag === id).map(({ at }) => at)
    expect(times.length, id).toBeGreaterThanOrEqual(9)
    times.slice(1).forEach((at, i) => expect(at - times[i]!, id).toBeLessThanOrEqual(2 * HEARTBEAT))
  }
  const halves = [...model.said(NOW, NOW + 5 * MINUTE), ...model.said(NOW + 5 * MINUTE, NOW + 10 * MINUTE)]
  expect(halves).toEqual(said)
})

test('[PRK3] (DOMAIN 6.2) a few values are beyond their limits for some minutes, and in the drill six detectors are', () => {
  const wrongAt = (at: number) =>
    TAGS.flatMap(tag => model.tagAt(tag, at) ?? [])
      .filter(isWrong)
      .map(({ tag }) => tag)
  const counts = Array.from({ length: 300 }, (_, i) => wrongAt(NOW - i * 7 * MINUTE).length)
  expect(counts.filter(count => count === 0).length).toBeGreaterThan(150)
  expect(Math.max(...counts)).toBeGreaterThan(0)
  expect(Math.max(...counts)).toBeLessThan(6)
  const smelling = ['GDS-107', 'GDS-108', 'GDS-109', 'GDS-110', 'GDS-111', 'GDS-112']
  expect(wrongAt(DRILL.from + 10 * MINUTE)).toEqual(expect.arrayContaining(smelling))
  expect(wrongAt(DRILL.to).filter(tag => smelling.includes(tag)).length).toBeLessThan(6)
})

test('[PRK4] vehicles drive in by day, and all are out again at midnight', () => {
  const day = midnight('2026-11-24')
  let inside = 0
  for (let at = day; at < day + 24 * HOUR; at += MINUTE) {
    const gates = GATES.map((_, i) => model.vehicles.gate(i, at))
    inside = gates.reduce((sum, { entered, left }) => sum + entered - left, 0)
    if (model.vehicles.inside(at) !== inside || inside < 0)
      throw new Error(`${new Date(at).toISOString()}: ${inside}`)
  }
  expect(inside).toBe(0)
  const { entered, left } = model.vehicles.today(day + 23 * HOUR + 59 * MINUTE)
  expect(entered).toBe(left)
  expect(entered).toBeGreaterThan(200)
  expect(model.vehicles.inside(day + 14 * HOUR)).toBeGreaterThan(10)
  expect(model.vehicles.inside(day + 14 * HOUR)).toBeLessThan(80)
  expect(model.vehicles.today(midnight('2026-11-22') + 23 * HOUR).entered).toBeLessThan(180)
})

test('[PRK12] (PRV-13) terminals tell where vehicles are on their way, inside no more than the gates know, and by night of nobody', () => {
  const day = midnight('2026-11-24')
  const { transport, vehicles } = model
  const seen = new Set<string>()
  let last = new Map<string, { readonly lon: number; readonly lat: number }>()
  for (let at = day + 5 * HOUR; at < day + 21 * HOUR; at += MINUTE) {
    const fixes = transport.fixes(at)
    const standing = fixes.filter(({ speed }) => speed === 0).length
    expect(standing, new Date(at).toISOString()).toBeLessThanOrEqual(vehicles.inside(at))
    expect(new Set(fixes.map(({ terminal }) => terminal)).size).toBe(fixes.length)
    for (const { terminal, position, speed } of fixes) {
      seen.add(terminal)
      const before = last.get(terminal)
      // Within a minute nobody is elsewhere, unless it was lent again meanwhile.
      if (before !== undefined && speed === 0) expect(Math.abs(before.lat - position.lat)).toBeLessThan(0.05)
    }
    last = new Map(fixes.map(({ terminal, position }) => [terminal, position]))
  }
  expect(seen.size).toBeGreaterThan(40)
  expect(seen.size).toBeLessThanOrEqual(TERMINALS)
  const noon = transport.fixes(day + 11 * HOUR)
  expect(noon.filter(({ speed }) => speed > 0).length).toBeGreaterThan(3)
  const told = JSON.parse(String(transportMessage(transport, day + 11 * HOUR).payload)) as {
    terminal: string
  }[]
  expect(told.map(({ terminal }) => terminal)).toEqual(noon.map(({ terminal }) => terminal))
  expect(transportMessage(transport, day + 3 * HOUR)).toMatchObject({
    ...{ topic: 'park/transport/terminals/batch', payload: '[]' },
  })
})

test('[PRK5] a subscriber hears what was said; in an outage the will alone, and nothing is kept (A15)', async () => {
  const broker = await startBroker(0)
  open.push(broker)
  const city = cityWith()
  const ear = await earForTests(broker.address, 'ly')
  open.push(ear)
  const upstream = createPark(city, { url: () => broker.address })
  open.push(await upstream.start())
  await ear.until(heard => heard.some(({ payload }) => payload.includes('online')))
  const tags = () => ear.heard.filter(({ topic }) => !/gateway|linkage|transport/.test(topic))
  await city.clock.advance(NOW + 20_000)
  const wanted = model.said(NOW, NOW + 20_000).map(messageOf)
  await ear.until(() => tags().length >= wanted.length)
  const line = ({ topic, payload }: { readonly topic: string; readonly payload: unknown }) =>
    `${topic} ${String(payload)}`
  expect(tags().map(line).sort()).toEqual(wanted.map(line).sort())
  upstream.outage(true)
  await city.clock.advance(NOW + 40_000)
  await ear.until(heard => heard.some(({ payload }) => payload.includes('offline')))
  expect(tags()).toHaveLength(wanted.length)
})

test('[PRK6] same seed, same messages; another seed, others', () => {
  const said = (seed: string) => JSON.stringify(createParkModel(cityWith({}, seed)).said(NOW, NOW + MINUTE))
  expect(said('test')).toBe(JSON.stringify(model.said(NOW, NOW + MINUTE)))
  expect(said('other')).not.toBe(said('test'))
})

test('[PRK7] (A16) bad, flapping, stuck and silent transmitters occur near their rate and not at all when off', () => {
  const from = midnight('2026-11-23')
  const seen = (own: ParkModel) => {
    const bad = new Set<string>()
    const silent = new Set<string>()
    const flaps = new Map<string, number>()
    for (const tag of TAGS) {
      let before: string | null = null
      for (let at = from; at < from + 24 * HOUR; at += 30_000) {
        const said = own.tagAt(tag, at)
        if (said === null) silent.add(tag.id)
        else {
          if (said.quality === 'bad') bad.add(tag.id)
          if (before !== null && said.quality !== before) flaps.set(tag.id, (flaps.get(tag.id) ?? 0) + 1)
          before = said.quality
        }
      }
    }
    return {
      bad: bad.size,
      silent: silent.size,
      flapping: [...flaps.values()].filter(times => times > 4).length,
    }
  }
  expect(seen(model)).toEqual({ bad: 0, silent: 0, flapping: 0 })
  const wild = seen(createParkModel(cityWith({ A16: 0.5 })))
  expect(wild.bad).toBeGreaterThan(20)
  expect(wild.bad).toBeLessThan(60)
  expect(wild.flapping).toBeGreaterThan(6)
  expect(wild.silent).toBeGreaterThan(1)
})
