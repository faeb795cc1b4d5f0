import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { outdoorTemperature } from './air-temperature.ts'
import { createAlarms } from './alarms.ts'
import { createDevices, DOMAINS, FLEET } from './devices.ts'
import { createFaults, type FaultKind } from './faults.ts'
import { MEASURES } from './measures.ts'
import { createIotModel, FASTEST } from './model.ts'
import { deviceTime, wrongClock } from './payload.ts'
import { createTags, readingAt } from './readings.ts'

const WINTER = Date.parse('2026-11-23T12:00:00+08:00')
const SUMMER = Date.parse('2026-07-10T12:00:00+08:00')
const opened: { remove(): void }[] = []
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: '2026-11-23T12:00:00+08:00', rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createIotModel(city, { rate: 70, speed: 1 })
const valuesOf = (at: number, domain: string, measure: string) =>
  model.truth(at).flatMap(r => (r.device.domain === domain && r.measure.name === measure ? [r.value] : []))
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

test('[IOT1] the fleet is as large as it should be, and every device has its town and gateway', () => {
  for (const domain of DOMAINS)
    expect(model.devices.filter(d => d.domain === domain)).toHaveLength(FLEET[domain][2])
  expect(model.devices.reduce((sum, { bays }) => sum + bays, 0)).toBe(6000)
  expect(new Set(model.devices.map(({ id }) => id)).size).toBe(21_437)
  expect(model.gateways).toHaveLength(58)
  const known = new Set([...city.places.towns.map(({ code }) => code), '211000'])
  expect(model.devices.filter(d => !known.has(d.area) || !d.gateway.endsWith(d.area.slice(0, 6)))).toEqual([])
})

test('[IOT2] the rate is the one asked for, at any speed; beyond x60 readings stop', () => {
  expect(model.rate).toBeGreaterThan(66)
  expect(model.rate).toBeLessThan(74)
  const said = Array.from(
    { length: 20 },
    (_, i) => model.said(WINTER + i * 1000, WINTER + (i + 1) * 1000).length,
  )
  expect(mean(said)).toBeGreaterThan(60)
  expect(mean(said)).toBeLessThan(80)
  expect(createIotModel(city, { rate: 750, speed: 1 }).rate).toBeGreaterThan(720)
  const fast = createIotModel(city, { rate: 70, speed: FASTEST })
  expect(fast.rate * FASTEST).toBeLessThan(400)
  const faster = createIotModel(city, { rate: 70, speed: FASTEST + 1 })
  const messages = faster.said(WINTER, WINTER + HOUR).map(({ message }) => message.topic)
  expect(messages.filter(topic => !/\/(alarm|status)$/.test(topic))).toEqual([])
})

test('[IOT3] same seed, same messages, in a second process too; another seed says other things', () => {
  const wild = { A1: 0.02, A7: 0.01, A10: 0.01, A16: 0.05 }
  const say = (seed: string) =>
    createIotModel(cityWith(wild, seed), { rate: 70, speed: 1 }).said(WINTER, WINTER + 5000)
  expect(say('a')).toEqual(say('a'))
  expect(say('a')).not.toEqual(say('b'))
})

describe('[IOT4] values', () => {
  test('[IOT4] heating follows the cold and rests in summer', () => {
    const warm = Array.from({ length: 60 }, (_, i) => WINTER - i * DAY)
    const byCold = warm.toSorted(
      (a, b) => outdoorTemperature(city.weather, a) - outdoorTemperature(city.weather, b),
    )
    const inSeason = byCold.filter(at => at >= startOfDay(dayOfDate('2026-11-01')))
    expect(mean(valuesOf(inSeason[0]!, 'heat', 'supplyT'))).toBeGreaterThan(
      mean(valuesOf(inSeason.at(-1)!, 'heat', 'supplyT')),
    )
    expect(
      mean(valuesOf(WINTER, 'heat', 'supplyT')) - mean(valuesOf(WINTER, 'heat', 'returnT')),
    ).toBeGreaterThan(5)
    expect(new Set(valuesOf(SUMMER, 'heat', 'flow'))).toEqual(new Set([0]))
    const rooms = valuesOf(WINTER, 'room', 'temperature')
    const warmEnough = rooms.filter(t => t >= 18).length / rooms.length
    expect(warmEnough).toBeGreaterThan(0.93)
    expect(warmEnough).toBeLessThan(0.995)
  })

  test('[IOT4] car parks, dust, levels and loads stay within what can be', () => {
    for (const at of [WINTER, WINTER + 10 * HOUR, SUMMER]) {
      const free = valuesOf(at, 'parking', 'free')
      const total = valuesOf(at, 'parking', 'total')
      expect(total.reduce((a, b) => a + b, 0)).toBe(6000)
      expect(free.every((bays, i) => bays >= 0 && bays <= total[i]! && Number.isInteger(bays))).toBe(true)
      expect(Math.min(...valuesOf(at, 'manhole', 'level'))).toBeGreaterThanOrEqual(0)
      expect(Math.min(...valuesOf(at, 'dust', 'tsp'))).toBeGreaterThan(0)
    }
    const loads = valuesOf(WINTER, 'power', 'load')
    expect(loads[0]).toBeGreaterThan(800)
    expect(loads[0]).toBeLessThan(1600)
    const dust = valuesOf(WINTER, 'dust', 'tsp')
    const [worst] = dust.map((tsp, i) => [tsp, i] as const).sort(([a], [b]) => b - a)
    expect(worst![1]).toBeLessThan(3)
  })

  test('[IOT4] a meter only rises', () => {
    const [first, later] = [WINTER, WINTER + 5 * HOUR].map(at => valuesOf(at, 'heat', 'energy'))
    expect(first!.every((gj, i) => gj < later![i]!)).toBe(true)
  })
})

describe('[IOT7] A16', () => {
  const wild = cityWith({ A16: 0.3 })
  const devices = createDevices(wild).filter(({ domain }) => domain === 'heat')
  const faults = createFaults(wild, devices)
  const tags = createTags(wild, devices, { factor: 1, speed: 1 })
  const day = dayOfDate('2026-11-23')
  const minutes = Array.from({ length: 24 * 12 }, (_, i) => startOfDay(day) + i * 5 * 60_000)
  const found = new Map<FaultKind, { device: (typeof devices)[number]; at: number }[]>()
  for (const device of devices)
    for (const at of minutes) {
      const fault = faults.at(device, at)
      if (fault !== null) found.set(fault.kind, [...(found.get(fault.kind) ?? []), { device, at }])
    }
  const valueOf = (device: (typeof devices)[number], measure: string, at: number) =>
    readingAt(
      wild,
      faults,
      tags.find(t => t.device === device && t.measure.name === measure)!,
      at,
    )
  const sound = (device: (typeof devices)[number], measure: string, at: number) =>
    MEASURES.heat.find(m => m.name === measure)!.value(wild, device, at)

  test('[IOT7] all six kinds occur, on about as many devices as the rate says, and none when off', () => {
    expect([...found.keys()].sort()).toEqual(['drift', 'flapping', 'offline', 'reset', 'spike', 'stuck'])
    const troubled = new Set([...found.values()].flat().map(({ device }) => device.id)).size / devices.length
    expect(troubled).toBeGreaterThan(0.22)
    expect(troubled).toBeLessThan(0.36)
    const calm = createFaults(city, model.devices)
    expect(model.devices.filter(d => minutes.some(at => calm.at(d, at) !== null)).length).toBe(0)
  })

  test('[IOT7] offline and flapping devices are silent for some time or again and again', () => {
    expect(found.get('offline')!.some(({ device, at }) => faults.speaks(device, at))).toBe(false)
    const flapping = found.get('flapping')!.map(({ device, at }) => faults.speaks(device, at))
    expect(new Set(flapping).size).toBe(2)
  })

  test('[IOT7] stuck, spiking and drifting values', () => {
    const [first] = found.get('stuck')!
    const from = faults.at(first!.device, first!.at)!.from
    expect(valueOf(first!.device, 'supplyT', first!.at).value).toBe(
      Math.round(sound(first!.device, 'supplyT', from) * 10) / 10,
    )
    const spikes = found.get('spike')!.map(({ device, at }) => valueOf(device, 'supplyT', at).value)
    expect(spikes.some(v => v === -999)).toBe(true)
    expect(spikes.some(v => v > 300)).toBe(true)
    expect(spikes.filter(v => v > 30 && v < 60).length).toBeGreaterThan(spikes.length / 2)
    const off = found.get('drift')!.map(({ device, at }) => {
      const { value, quality } = valueOf(device, 'supplyT', at)
      return { more: value - sound(device, 'supplyT', at), quality }
    })
    expect(Math.max(...off.map(({ more }) => more))).toBeGreaterThan(5)
    expect(off.some(({ quality }) => quality === 1)).toBe(true)
  })

  test('[IOT7] a reset meter counts from 0 and goes on from there', () => {
    const { device, at } = found.get('reset')!.at(-1)!
    const { from } = faults.at(device, at)!
    const before = valueOf(device, 'energy', from - 1).value
    const after = valueOf(device, 'energy', from).value
    expect(before).toBeGreaterThan(1000)
    expect(after).toBe(0)
    expect(valueOf(device, 'energy', from + 5 * HOUR).value).toBeGreaterThan(3)
  })

  test('[IOT7] gateways lose their line by themselves now and then', () => {
    const some = createIotModel(cityWith({ A16: 0.2 }), { rate: 70, speed: 1 })
    const cut = some.gateways.filter(g => minutes.some(at => some.isCut(g, at)))
    expect(cut.length).toBeGreaterThan(4)
    expect(cut.length).toBeLessThan(25)
    expect(model.gateways.filter(g => minutes.some(at => model.isCut(g, at)))).toEqual([])
  })
})

describe('[IOT8] A1, A7, A10', () => {
  const seconds = (of: ReturnType<typeof createIotModel>) =>
    Array.from({ length: 200 }, (_, i) => of.said(WINTER + i * 1000, WINTER + (i + 1) * 1000)).flat()
  const readable = (payload: string | Buffer) => {
    try {
      const { v } = JSON.parse(String(payload)) as { v: unknown }
      return typeof v === 'number'
    } catch {
      return false
    }
  }

  test('[IOT8] duplicates and unreadable payloads near their rates, none when off', () => {
    const said = seconds(createIotModel(cityWith({ A1: 0.02, A7: 0.002 }), { rate: 70, speed: 1 }))
    const sure = said.filter(({ message }) => message.qos === 1)
    const twice = sure.filter(({ message }) => message.again === true).length / sure.length
    expect(twice).toBeGreaterThan(0.013)
    expect(twice).toBeLessThan(0.027)
    const broken = said.filter(({ message }) => !readable(message.payload)).length
    expect(broken).toBeGreaterThan(said.length * 0.001)
    expect(broken).toBeLessThan(said.length * 0.0035)
    const calm = seconds(model)
    expect(calm.filter(({ message }) => message.again === true || !readable(message.payload))).toEqual([])
  })

  test('[IOT8] A10: four kinds of wrong clocks on one device in 200', () => {
    const wild = cityWith({ A10: 0.005 })
    const wrong = model.devices.filter(device => wrongClock(wild, device) !== null)
    expect(wrong.length).toBeGreaterThan(70)
    expect(wrong.length).toBeLessThan(150)
    const offsets = wrong.map(device => deviceTime(wild, device, WINTER) - WINTER)
    expect(offsets.some(offset => offset === 8 * HOUR)).toBe(true)
    expect(offsets.some(offset => Math.abs(offset) === HOUR / 6)).toBe(true)
    expect(wrong.some(device => deviceTime(wild, device, WINTER) < DAY)).toBe(true)
    expect(wrong.some(device => new Date(deviceTime(wild, device, WINTER)).getUTCFullYear() === 2099)).toBe(
      true,
    )
    expect(model.devices.some(device => deviceTime(city, device, WINTER) !== WINTER)).toBe(false)
  })
})

test('[IOT9] alarms rise and end; on the day of the storm covers stand under water', () => {
  const alarms = createAlarms(city, model.devices)
  const on = (date: string) => {
    const from = startOfDay(dayOfDate(date))
    return alarms.between(from - 1, from + DAY - 1)
  }
  const quiet = on('2026-10-20')
  expect(quiet.filter(({ value }) => value > 0).length).toBe(quiet.filter(({ value }) => value === 0).length)
  expect(quiet.length).toBeGreaterThan(8)
  expect(quiet.length).toBeLessThan(70)
  expect(on('2026-07-22').filter(({ value }) => value === 2).length).toBe(240)
  expect(quiet.some(({ value }) => value === 2)).toBe(false)
  expect(new Set(on('2026-07-22').map(({ device }) => device.domain))).toEqual(new Set(['manhole', 'smoke']))
})
