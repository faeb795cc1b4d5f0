import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../calendar/arbitraries.fixture.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { apply } from '../city/apply.ts'
import { createCity, type City } from '../city/city.ts'
import { isHeardReading } from '../city/readings.ts'
import { areas, batchOf, START } from '../city/ticket.fixture.ts'
import { heatStation } from '../kinds/device/devices.ts'
import type { Reading } from '../model/fact.ts'
import { packBlock, slotsOf, unpackBlock } from './block.ts'
import { blockOf, hourOf, saveBlocks, type HeldBlock } from './held-blocks.ts'
import { HOUR, judged, MINUTE, plainRollup, reading } from './readings.fixture.ts'
import type { Slot } from './slot.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

const runs = runsFor(process.env)
const city = (): City =>
  createCity({ areas, calendarOf: () => ({}) as Calendar, kinds: [heatStation], metrics: [], now: START })

function take(into: City, readings: readonly Reading[]): City {
  const fact = { type: 'readings', kind: 'heat-station', readings } as const
  expect(apply(into, batchOf(into.seq + 1, [fact]), () => null)).toEqual([])
  return into
}

const DEVICES = ['iot/HS-1', 'iot/HS-2', 'iot/HS-3']
const MEASURES = ['supplyT', 'returnT', 'energy', 'status']
const HOURS = [0, 1, 2, 3].map(hour => START + hour * HOUR)

const device = (of: City, name: string, at: number) => blockOf(of.rollups, 'device', 'heat-station', name, at)
const area = (of: City, id: string, at: number) => blockOf(of.rollups, 'area', 'heat-station', id, at)

/** Everything a block says, as plain data. */
const told = ({ block, totals }: HeldBlock) => ({
  slots: slotsOf(block).map(slotTold),
  totals: Object.fromEntries([...totals].sort()),
})
const slotTold = (slot: Slot) => ({ ...slot, heard: Object.fromEntries([...slot.heard].sort()) })

const everything = (of: City) =>
  HOURS.flatMap(at => [
    ...DEVICES.map(name => told(device(of, name, at))),
    ...['211000', '211002', '211003', '211002016'].map(id => told(area(of, id, at))),
  ])

test('[ROLL1] [ROLL3] minutes and hours say what their readings say by the plain definition', () => {
  let minutes = 0
  let several = 0
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), list => {
      const readings = judged(list)
      const made = take(city(), readings)
      for (const name of DEVICES) {
        const own = readings.filter(one => one.device === name)
        for (const from of HOURS) {
          const { block, totals } = device(made, name, from)
          const slots = slotsOf(block)
          minutes += slots.length
          expect(slots.map(slot => slot.at)).toEqual(minutesOf(own, from))
          expect(Object.fromEntries(totals)).toEqual(plainRollups(own, from, HOUR))
          for (const slot of slots) {
            const plain = plainRollups(own, slot.at, MINUTE)
            expect(rollupsOf(slot)).toEqual(plain)
            several += Object.values(plain).filter(({ n }) => n > 1).length
          }
        }
      }
    }),
    runs(300),
  )
  expect([minutes > 1_000, several > 100]).toEqual([true, true])
})

function plainRollups(readings: readonly Reading[], from: number, span: number) {
  const found = MEASURES.map(measure => [measure, plainRollup(readings, measure, from, span)] as const)
  return Object.fromEntries(
    found.flatMap(([measure, rollup]) => (rollup === null ? [] : [[measure, rollup]])),
  )
}

const rollupsOf = ({ heard }: Slot) =>
  Object.fromEntries(
    [...heard].flatMap(([measure, { rollup }]) => (rollup === null ? [] : [[measure, rollup]])),
  )

const minutesOf = (readings: readonly Reading[], hour: number): number[] => [
  ...new Set(
    readings
      .filter(({ at }) => hourOf(at) === hour)
      .map(({ at }) => at - (at % MINUTE))
      .sort((a, b) => a - b),
  ),
]

test('[ROLL1] [ROLL2] order, repeats and lateness make no difference', () => {
  let heard = 0
  let moved = 0
  fc.assert(
    fc.property(
      fc.array(reading, { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
      (list, picks) => {
        const readings = judged(list)
        const straight = everything(take(city(), readings))
        const again = [...readings, ...picks.map(i => readings[i % readings.length] as Reading)]
        const keyed = again.map(
          (one, i) => [((picks[i % picks.length] ?? 0) * 7919 + i * 31) % 101, one] as const,
        )
        const mixed = city()
        const order = keyed.sort((a, b) => a[0] - b[0]).map(([, one]) => one)
        if (order.some((one, i) => i > 0 && one.at < (order[i - 1] as Reading).at)) moved++
        for (const one of order) take(mixed, [one])
        expect(everything(mixed)).toEqual(straight)
        for (const one of readings)
          for (const measure of Object.keys(one.values)) {
            heard++
            expect(isHeardReading(mixed, 'heat-station', one.device, measure, one.at)).toBe(true)
            expect(isHeardReading(mixed, 'heat-station', one.device, measure, one.at + 3 * HOUR + 1)).toBe(
              false,
            )
          }
      },
    ),
    runs(200),
  )
  expect([heard > 500, moved > 30]).toEqual([true, true])
})

test('[ROLL4] packed and unpacked a block is the same, and packing changes nothing', () => {
  let bytes = 0
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), fc.nat(60), (list, cut) => {
      const made = take(city(), list.slice(0, cut))
      const held = () => [...HOURS.flatMap(at => DEVICES.map(name => device(made, name, at))), area(made, '211000', START)] // oxfmt-ignore
      for (const { block } of held()) packBlock(block)
      take(made, list.slice(cut))
      for (const { block } of held()) {
        const before = slotsOf(block).map(slotTold)
        const packed = packBlock(block)
        const back = unpackBlock(packed, block.from, block.span)
        expect(slotsOf(back).map(slotTold)).toEqual(before)
        expect(slotsOf(block).map(slotTold)).toEqual(before)
        expect(slotsOf(unpackBlock(packBlock(back), block.from, block.span)).map(slotTold)).toEqual(before)
        bytes += packed.length
        if (before.length > 0)
          expect(() => unpackBlock(packed.slice(0, -1), block.from, block.span)).toThrow()
        expect(() => unpackBlock(Uint8Array.of(9, ...packed.slice(1)), block.from, block.span)).toThrow('format 9') // oxfmt-ignore
      }
    }),
    runs(200),
  )
  expect(bytes).toBeGreaterThan(10_000)
})

test('[ROLL5] an area says what the readings made in it say, and places add up', () => {
  let told = 0
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), list => {
      const readings = judged(list)
      const made = take(city(), readings)
      const within = (id: string) => readings.filter(one => id === '211000' || one.area.startsWith(id))
      for (const id of ['211000', '211002', '211003', '211002016', '211002017'])
        for (const measure of MEASURES) {
          const { block, totals } = area(made, id, START)
          if (totals.has(measure)) told++
          expect(totals.get(measure) ?? null).toEqual(plainRollup(within(id), measure, START, HOUR))
          for (const slot of slotsOf(block))
            expect(slot.heard.get(measure)?.rollup ?? null).toEqual(plainRollup(within(id), measure, slot.at, MINUTE)) // oxfmt-ignore
        }
    }),
    runs(150),
  )
  expect(told).toBeGreaterThan(300)
})

test('[ROLL6] a device is where it was at the last instant of its minute', () => {
  const at = (ms: number, place: string, measure = 'supplyT'): Reading => ({
    device: 'iot/HS-1',
    at: START + ms,
    area: place,
    values: { [measure]: 500 },
  })
  const placeAfter = (...list: readonly Reading[]) =>
    slotsOf(device(take(city(), list), 'iot/HS-1', START).block).map(slot => slot.area)
  expect(placeAfter(at(5, '211002016'), at(9, '211003005'), at(7, '211002017'))).toEqual(['211003005'])
  const sameInstant = [at(5, '211003005'), at(5, '211002016', 'returnT')]
  expect(placeAfter(...sameInstant)).toEqual(placeAfter(...sameInstant.reverse()))
  expect(placeAfter(at(5, '211002016'), at(MINUTE, ''))).toEqual(['211002016', ''])
})

test('[ROLL7] every checkpoint saves some of what changed, each block soon, and a block that is wanted at once', () => {
  const made = city()
  const many = Array.from({ length: 3_000 }, (_, i): Reading => ({
    device: `iot/HS-${i}`,
    at: START + i,
    area: '211002016',
    values: { supplyT: 500 },
  }))
  take(made, many)
  const total = made.rollups.unsaved.size
  expect(total).toBe(3_003)
  const sizes: number[] = []
  const names = new Set<string>()
  while (made.rollups.unsaved.size > 0) {
    const saved = saveBlocks(
      made.rollups,
      made.seq,
      () => false,
      ({ blocks }) => blocks,
    )
    sizes.push(saved.length)
    for (const { address } of saved) names.add(`${address.of} ${address.subject}`)
  }
  expect([names.size, sizes.length <= 31, Math.max(...sizes) <= total / 20]).toEqual([total, true, true])
  take(made, many.map(one => ({ ...one, at: one.at + MINUTE }))) // oxfmt-ignore
  const wanted = saveBlocks(
    made.rollups,
    made.seq,
    address => address.of === 'area',
    ({ blocks }) => blocks,
  )
  expect(wanted.filter(({ address }) => address.of === 'area')).toHaveLength(3)
})

test(
  '[ROLL8] of many devices only so many are held, and none that is not saved is let go',
  { timeout: timeLimit(30) },
  () => {
    const made = city()
    for (let hour = 0; hour < 3; hour++) {
      const list = Array.from({ length: 9_000 }, (_, i): Reading => ({
        device: `iot/HS-${i}`,
        at: START + hour * HOUR,
        area: '',
        values: { supplyT: i % 900 },
      }))
      take(made, list)
      if (hour < 2)
        saveBlocks(
          made.rollups,
          made.seq,
          () => true,
          ({ blocks }) => blocks,
        )
    }
    expect(made.rollups.held.size).toBeGreaterThan(20_000)
    saveBlocks(
      made.rollups,
      made.seq,
      address => address.subject === 'iot/HS-1',
      ({ blocks }) => blocks,
    )
    expect(made.rollups.held.size).toBeLessThanOrEqual(10_000)
    expect(made.rollups.unsaved.size).toBeGreaterThan(8_000)
    for (const held of made.rollups.unsaved) expect([...made.rollups.held.values()].includes(held)).toBe(true)
  },
)
