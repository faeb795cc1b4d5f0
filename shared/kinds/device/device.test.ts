import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import { mergeReading } from '../../city/thing.ts'
import { kindContract } from '../kind.contract.ts'
import type { Kind, Thing } from '../kind.ts'
import { derivedAt, rowAt } from '../thing.fixture.ts'
import { dustSite, heatStation, mainRoad, manhole, roomSensor, sensor, tourSite, vehicle } from './devices.ts'
import { parkKinds, parkTransport } from './park.ts'

const NOW = instant('2026-11-23 10:00')
type Said = readonly [at: number, values: { readonly [measure: string]: number | null }]

const deviceOf = (kind: Kind, ...said: readonly Said[]): Thing => {
  let thing: Thing | null = null
  for (const [at, values] of said)
    thing = mergeReading(thing, kind.id, 'iot/D-1', { device: 'iot/D-1', at, area: '211002016', values })
  return thing as Thing
}

test('[DEV1] a device is online until it was silent for longer than its rhythm allows, to the millisecond', () => {
  const site = deviceOf(dustSite, [NOW, { tsp: 300 }])
  const { nextAt } = derivedAt(dustSite, site, NOW)
  expect(nextAt).toBe(NOW + 15 * MINUTE + 1)
  expect([NOW + 15 * MINUTE, nextAt as number].map(at => rowAt(dustSite, site, at)['online'])).toEqual([true, false]) // oxfmt-ignore
})

test('[DEV2] (A16) silence is never a zero: the last value stays, and is outside nothing any more', () => {
  const site = deviceOf(dustSite, [NOW, { tsp: 920 }])
  expect(rowAt(dustSite, site, NOW)).toMatchObject({ tsp: 920, outside: true, online: true })
  expect(rowAt(dustSite, site, NOW + 60 * MINUTE)).toMatchObject({ tsp: 920, outside: false, online: false })
})

test('[DEV3] (A16) a gateway may call a device offline; whatever it says later proves the contrary', () => {
  const online = (...said: Said[]) =>
    rowAt(heatStation, deviceOf(heatStation, ...said), NOW + MINUTE)['online']
  expect(online([NOW - 5, { supplyT: 500 }], [NOW, { status: 0 }])).toBe(false)
  expect(online([NOW, { status: 0 }], [NOW + 5, { supplyT: 500 }])).toBe(true)
  expect(online([NOW, { status: 1 }])).toBe(true)
})

test('[DEV4] (A9, A16) an implausible value is a fault of the device and no measurement', () => {
  for (const spike of [-9_990, 99_999])
    expect(rowAt(roomSensor, deviceOf(roomSensor, [NOW, { temperature: spike }]), NOW)).toMatchObject({
      temperature: null,
      faulty: true,
      outside: null,
    })
  const asked = rowAt(roomSensor, deviceOf(roomSensor, [NOW, { temperature: null }]), NOW)
  expect(asked).toMatchObject({ temperature: null, faulty: false, outside: null })
})

test('[DEV5] a value at its limit is within, one beyond is outside', () => {
  const outside = (temperature: number) =>
    rowAt(roomSensor, deviceOf(roomSensor, [NOW, { temperature }]), NOW)['outside']
  expect([outside(180), outside(179)]).toEqual([false, true])
})

test('[DEV6] an alarm lasts until it is said to be over; none was ever said is not knowing', () => {
  const alarm = (...said: Said[]) => rowAt(manhole, deviceOf(manhole, ...said), NOW)
  expect(alarm([NOW, { alarm: 2 }])).toMatchObject({ alarm: true, alarming: true })
  expect(alarm([NOW, { alarm: 2 }], [NOW + 1, { alarm: 0 }])).toMatchObject({ alarm: false, alarming: false })
  expect(alarm([NOW, { level: 80 }])).toMatchObject({ alarm: null, alarming: false, level: 80 })
})

test('[DEV1] a vehicle has its place and its speed as whole numbers', () => {
  const truck = deviceOf(vehicle, [NOW, { lon: 123_170_000, lat: 41_270_000, speed: 85, heading: 90 }])
  expect(rowAt(vehicle, truck, NOW)).toMatchObject({
    device: 'D-1',
    lon: 123_170_000,
    speed: 85,
    online: true,
  })
})

test('[DEV10] the carrying rate is those inside over those who may be: unknown without either, outside beyond its limit', () => {
  const site = (values: { readonly [measure: string]: number | null }, at = NOW) =>
    rowAt(tourSite, deviceOf(tourSite, [NOW, values]), at)
  expect(site({ inPark: 4321, capacity: 12_000 })).toMatchObject({ carrying: 360, outside: false })
  expect(site({ inPark: 12_000, capacity: 12_000 })).toMatchObject({ carrying: 1000, outside: false })
  expect(site({ inPark: 12_100, capacity: 12_000 })).toMatchObject({ carrying: 1008, outside: true })
  expect(site({ inPark: 12_100, capacity: 12_000 }, NOW + 16 * MINUTE)).toMatchObject({ outside: false })
  const unknown = { carrying: null, outside: false }
  expect(site({ inPark: null, capacity: 12_000 })).toMatchObject({ ...unknown, faulty: false })
  expect(site({ inPark: 40 })).toMatchObject({ ...unknown, faulty: false })
  // (A16) a gate that counts down, and a capacity that was never entered.
  expect(site({ inPark: -3, capacity: 12_000 })).toMatchObject({ ...unknown, inPark: null, faulty: true })
  expect(site({ inPark: 40, capacity: 0 })).toMatchObject({ ...unknown, capacity: null, faulty: true })
})

test('[DEV12] (IOC-14, A16) a road is congested from 6.0 on while it is heard, and 99.9 is no index', () => {
  const road = (index: number, at = NOW) =>
    rowAt(mainRoad, deviceOf(mainRoad, [NOW, { index, speed: 24 }]), at)
  expect([59, 60, 100].map(index => road(index)['outside'])).toEqual([false, true, true])
  expect(road(80, NOW + 16 * MINUTE)).toMatchObject({ index: 80, online: false, outside: false })
  expect(road(999)).toMatchObject({ index: null, speed: 24, faulty: true, outside: false })
})

test('[DEV13] (PRV-13, A16) a point of a park is an alarm beyond its limit, and of one without a value to believe nobody knows', () => {
  const [safety, fire, environment, boards, pipes, energy, vehicles] = parkKinds as [Kind, Kind, Kind, Kind, Kind, Kind, Kind] // oxfmt-ignore
  const outside = (kind: Kind, values: { readonly [measure: string]: number | null }, at = NOW) =>
    rowAt(kind, deviceOf(kind, [NOW, values]), at)['outside']
  expect([250, 251, null].map(gas => outside(safety, { gas }))).toEqual([false, true, null])
  expect([600, 599].map(pressure => outside(fire, { pressure }))).toEqual([false, true])
  expect([600, 900, 599, 901].map(ph => outside(environment, { ph }))).toEqual([false, false, true, true])
  expect([1, 0].map(messages => outside(boards, { messages }))).toEqual([false, true])
  expect([300, 1200, 299].map(pressure => outside(pipes, { pressure }))).toEqual([false, false, true])
  expect([1200, 1201].map(power => outside(energy, { power }))).toEqual([false, true])
  expect([outside(vehicles, { entered: 3, left: 1 }), outside(vehicles, { inside: 81 })]).toEqual([
    false,
    true,
  ])
  expect(outside(safety, { gas: 400 }, NOW + 6 * MINUTE)).toBe(false)
})

for (const kind of [
  ...parkKinds,
  parkTransport,
  heatStation,
  dustSite,
  manhole,
  vehicle,
  tourSite,
  mainRoad,
]) {
  const names = Object.keys(kind.parts).filter(name => name !== 'reading')
  const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -9_999, max: 2e8 })), { nil: null }) // oxfmt-ignore
  const values = fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 })
  const said = fc.tuple(
    fc.integer({ min: -120, max: 120 }).map(minutes => NOW + minutes * MINUTE),
    values,
  )
  kindContract({
    kind,
    things: fc.array(said, { minLength: 1, maxLength: 5 }).map(list => deviceOf(kind, ...list)),
    instants: fc.integer({ min: -200, max: 6_000 }).map(minutes => NOW + minutes * MINUTE),
  })
}

test('[SEN1] a sensor says what it measures and of which system it is; of the rest nothing is known', () => {
  const point = deviceOf(sensor, [NOW, { temperature: 215, percent: 640 }])
  expect(rowAt(sensor, point, NOW)).toMatchObject({
    ...{ device: 'D-1', system: 'iot', online: true, faulty: false },
    ...{ temperature: 215, percent: 640, humidity: null, value: null },
  })
  expect(rowAt(sensor, deviceOf(sensor, [NOW, { percent: 1_001 }]), NOW)).toMatchObject({
    percent: null,
    faulty: true,
  })
})
