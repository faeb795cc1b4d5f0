import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { metresBetween, mostTogether, NEAR_METRES, SPAN, Spots, type Held } from './spots.ts'

const HERE = { lat: 41.269, lon: 123.172 }
/** So many metres north and east of somewhere in the city. */
const held = (id: string, north: number, east: number, over: Partial<Held> = {}): Held => ({
  ...{ id, sort: '暴露垃圾', at: 0 },
  lat: HERE.lat + north / 111_195,
  lon: HERE.lon + east / (111_195 * Math.cos((HERE.lat * Math.PI) / 180)),
  ...over,
})
const around = (spots: Spots, one: Held) =>
  spots
    .around(one)
    .map(({ id }) => id)
    .sort()

test('[RCR1] near is 50 m, as far there as back', () => {
  const one = held('a', 0, 0)
  for (const [north, east] of [
    [50, 0],
    [0, 50],
    [-30, 40],
  ] as const) {
    const other = held('b', north, east)
    expect(metresBetween(one, other)).toBeCloseTo(50, 1)
    expect(metresBetween(other, one)).toBe(metresBetween(one, other))
  }
})

test('[RCR1] of one sort and near, across the borders of cells, and no longer once they are gone', () => {
  const spots = new Spots()
  const [one, near, far] = [held('one', 0, 0), held('near', 35, 35), held('far', 36, 36)]
  for (const each of [one, near, far, held('other', 0, 0, { sort: '道路破损' })]) spots.put(each)
  expect(around(spots, one)).toEqual(['near', 'one'])
  expect(around(spots, near)).toEqual(['far', 'near', 'one'])
  spots.put(held('near', 200, 0))
  expect(around(spots, one)).toEqual(['one'])
  spots.remove('one')
  expect(around(spots, one)).toEqual([])
  spots.put({ ...far, at: 5 })
  spots.forgetBefore(5)
  expect([spots.size, spots.get('far')?.at]).toEqual([1, 5])
})

test('[RCR1] cells find what looking at all would find, anywhere up to 60° north', () => {
  let found = 0
  const metres = fc.integer({ min: -90, max: 90 })
  const point = fc.record({ north: metres, east: metres, sort: fc.constantFrom('a', 'b') })
  const from = fc.record({ lat: fc.integer({ min: -60, max: 60 }), lon: fc.integer({ min: -179, max: 178 }) })
  fc.assert(
    fc.property(from, fc.array(point, { minLength: 2, maxLength: 40 }), ({ lat, lon }, points) => {
      const all = points.map(({ north, east, sort }, i) => ({
        ...{ id: String(i), sort, at: 0, lat: lat + north / 111_195 },
        lon: lon + east / (111_195 * Math.cos((lat * Math.PI) / 180)),
      }))
      const spots = new Spots()
      all.forEach(each => spots.put(each))
      for (const one of all) {
        const near = all.filter(each => each.sort === one.sort && metresBetween(each, one) <= NEAR_METRES)
        expect(around(spots, one)).toEqual(near.map(({ id }) => id).sort())
        found += near.length - 1
      }
    }),
    { numRuns: 200 },
  )
  expect(found).toBeGreaterThan(1_000)
})

test('[RCR1] the most that one span of 30 days holds together with it', () => {
  const days = (at: number, ...others: readonly number[]) =>
    mostTogether(
      at * DAY,
      [at, ...others].map(day => day * DAY),
    )
  expect(SPAN).toBe(30 * DAY)
  expect(days(0)).toBe(1)
  // Before it, behind it, on both sides, and to the very end of the span.
  expect([days(30, 0, 29), days(0, 30, 1), days(15, 0, 30)]).toEqual([3, 3, 3])
  expect(days(15, 0, 31)).toBe(2)
  expect(days(0, 30, -1)).toBe(2)
  expect(days(0, 0, 0)).toBe(3)
  // One span that holds many and not it is nothing to it.
  expect(days(0, 31, 32, 33, 34)).toBe(1)
})

test('[RCR1] the most together is what trying every span finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 25 }), times => {
      const instants = times.map(day => day * DAY)
      for (const at of instants) {
        const spans = instants.filter(from => from <= at && at <= from + SPAN)
        const counts = spans.map(from => instants.filter(each => each >= from && each <= from + SPAN).length)
        expect(mostTogether(at, instants)).toBe(Math.max(...counts))
      }
    }),
    { numRuns: 300 },
  )
})
