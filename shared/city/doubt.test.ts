import { expect, test } from 'vitest'
import type { Calendar } from '../calendar/calendar.ts'
import { dustSite, heatStation, parkingLot } from '../kinds/device/devices.ts'
import type { Kind, Thing } from '../kinds/kind.ts'
import type { Reading, ReadingMark } from '../model/fact.ts'
import { slotsOf, totalsOf } from '../rollups/block.ts'
import { blockOf } from '../rollups/held-blocks.ts'
import { apply } from './apply.ts'
import { createCity, type City } from './city.ts'
import { marksOf } from './doubt.ts'
import { areas, batchOf, START } from './ticket.fixture.ts'

const MINUTE = 60_000
const kinds = [heatStation, dustSite, parkingLot]
const DEVICE = 'iot/D-1'

/** A city in which a device says one thing after the other, each judged when it comes. */
function saying(kind: Kind) {
  const city: City = createCity({ areas, calendarOf: () => ({}) as Calendar, kinds, metrics: [], now: START })
  let thing: Thing | null = null
  const say = (minute: number, values: Reading['values']): Readonly<Record<string, ReadingMark>> => {
    const reading: Reading = { device: DEVICE, at: START + minute * MINUTE, area: '211002016', values }
    const marks = marksOf(city, kind, reading, thing)
    const judged = marks === null || marks === undefined ? reading : { ...reading, marks }
    apply(city, batchOf(city.seq + 1, [{ type: 'readings', kind: kind.id, readings: [judged] }]), () => thing)
    thing = city.changed.get(DEVICE)?.thing ?? thing
    return marks ?? {}
  }
  const rolled = (measure: string) =>
    totalsOf(slotsOf(blockOf(city.rollups, 'device', kind.id, DEVICE, START).block)).get(measure) ?? null
  const row = (minute: number) =>
    thing === null
      ? undefined
      : kind.derive(thing, { now: START + minute * MINUTE, calendar: {} as Calendar })?.row
  return { say, rolled, row }
}

test('[DEV7] (T-WALL-04, A16) a spike is no measurement: nothing counts it, and the device is marked until it speaks sense again', () => {
  const { say, rolled, row } = saying(dustSite)
  expect(say(0, { tsp: 180 })).toEqual({})
  expect(row(0)).toMatchObject({ tsp: 180, faulty: false, outside: false })
  // 12 times as much and 50 on top: it could be, and would be an alarm.
  expect(say(1, { tsp: 2_210 })).toEqual({ tsp: 'held' })
  expect(row(1)).toMatchObject({ tsp: null, faulty: true, outside: null })
  expect(say(2, { tsp: 190 })).toEqual({})
  expect(row(2)).toMatchObject({ tsp: 190, faulty: false })
  expect(rolled('tsp')).toMatchObject({ n: 2, max: 190 })
})

test('[DEV7] (A9, A16) a jump that the next reading confirms is believed from then on', () => {
  const { say, rolled, row } = saying(dustSite)
  say(0, { tsp: 180 })
  expect([say(1, { tsp: 2_000 }), say(2, { tsp: 2_100 }), say(3, { tsp: 2_050 })]).toEqual([
    { tsp: 'held' },
    {},
    {},
  ])
  expect(row(3)).toMatchObject({ tsp: 2_050, faulty: false, outside: true })
  expect(rolled('tsp')).toMatchObject({ n: 3, max: 2_100 })
})

test('[DEV7] nothing is a jump at its limit, after a long silence, from the future of a late reading, or without a limit', () => {
  const dust = saying(dustSite)
  dust.say(10, { tsp: 100 })
  expect(dust.say(11, { tsp: 1_100 })).toEqual({})
  expect(dust.say(5, { tsp: 4_000 })).toEqual({})
  expect(dust.say(27, { tsp: 4_900 })).toEqual({})
  const parking = saying(parkingLot)
  parking.say(0, { free: 400 })
  expect(parking.say(1, { free: 0 })).toEqual({})
})

test('[DEV8] (T-WALL-04, A16) what never stands still and says the same for an hour is stuck, until it moves', () => {
  const { say, row } = saying(heatStation)
  say(0, { supplyT: 560 })
  const marks = Array.from({ length: 75 }, (_, i) => say(i + 1, { supplyT: 571, returnT: 400 + (i % 2) }))
  const first = marks.findIndex(each => each['supplyT'] === 'stuck')
  expect(first).toBe(60)
  expect(marks.slice(first).every(each => each['supplyT'] === 'stuck' && each['returnT'] === undefined)).toBe(
    true,
  )
  expect(row(75)).toMatchObject({ supplyT: 571, faulty: true })
  expect(say(76, { supplyT: 572 })).toEqual({})
  expect(row(76)).toMatchObject({ supplyT: 572, faulty: false })
})

test('[DEV8] standing at 0, standing now and then, few words, and what may stand still are not stuck', () => {
  const off = saying(heatStation)
  for (let minute = 0; minute < 90; minute++) expect(off.say(minute, { flow: 0 })).toEqual({})
  const moved = saying(heatStation)
  for (let minute = 0; minute < 90; minute++)
    expect(moved.say(minute, { supplyT: minute % 59 === 30 ? 570 : 571 })).toEqual({})
  const rare = saying(heatStation)
  for (let minute = 0; minute < 120; minute += 40) expect(rare.say(minute, { supplyT: 571 })).toEqual({})
  const parking = saying(parkingLot)
  for (let minute = 0; minute < 90; minute++) expect(parking.say(minute, { total: 300 })).toEqual({})
})
