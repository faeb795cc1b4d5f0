import fc from 'fast-check'
import gcoord from 'gcoord'
import { expect, test } from 'vitest'
import type { Boundary } from '../../shared/areas/boundary.ts'
import { boundaryOf } from './boundary.ts'
import {
  areasOf,
  BOX,
  codeOf,
  collection,
  featureOf,
  gridFeatures,
  manifestOf,
  squareOf,
  type GridCity,
} from './grid-city.fixture.ts'
import { roomAt } from './pole.ts'
import { MOST_POINTS } from './thin.ts'

type Position = [number, number]
const still: GridCity = { across: 2, points: 4, wiggle: () => 0 }
const made = (features: readonly unknown[], across = 2, over: object = {}) =>
  boundaryOf(collection(features), manifestOf(over), areasOf(across), BOX)

const lineOf = ({ line }: Boundary['arcs'][number]): Position[] => {
  const points: Position[] = []
  for (let i = 0; i < line.length; i += 2) {
    const [x, y] = points[points.length - 1] ?? [0, 0]
    points.push([x + line[i]!, y + line[i + 1]!])
  }
  return points
}
const ringOf = ({ arcs }: Boundary, ring: readonly number[]) =>
  ring.flatMap(n => (n < 0 ? lineOf(arcs[~n]!).reverse() : lineOf(arcs[n]!)).slice(1))
const areaOf = (ring: readonly Position[]) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!
    return sum + (x * nextY - nextX * y) / 2
  }, 0)

/** What the plots enclose, and what the rim alone does: every border inside must cancel out. */
function areas(boundary: Boundary) {
  const own = boundary.plots.map(({ rings }) =>
    rings.reduce((sum, ring) => sum + areaOf(ringOf(boundary, ring)), 0),
  )
  const directed = boundary.plots.flatMap(({ rings }) => rings.flat())
  const rim = directed.filter(n => boundary.arcs[n < 0 ? ~n : n]!.border === 'rim')
  const around = rim.reduce((sum, n) => {
    const line = n < 0 ? lineOf(boundary.arcs[~n]!).reverse() : lineOf(boundary.arcs[n]!)
    return sum + line.slice(1).reduce((part, [x, y], i) => part + (line[i]![0] * y - x * line[i]![1]) / 2, 0)
  }, 0)
  return { own, all: own.reduce((a, b) => a + b, 0), around, directed }
}

test('[OWN5] however crooked borders are, both sides have the same line, and no more points than a wall can show', () => {
  const seen = { points: 0, most: 0 }
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 2, max: 250 }),
      fc.nat(1e6),
      (across, points, seed) => {
        const wiggle = (key: string) => {
          let hash = seed
          for (const letter of key) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0
          return ((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8) % 2000) / 1000 - 1
        }
        const boundary = made(gridFeatures({ across, points, wiggle }), across)
        const { all, around, own, directed } = areas(boundary)
        expect(own.every(area => area > 0)).toBe(true)
        expect(all).toBeCloseTo(around, 3)
        expect(new Set(directed).size).toBe(directed.length)
        for (const [n, arc] of boundary.arcs.entries())
          expect([directed.includes(n), directed.includes(~n)].filter(Boolean).length, arc.border).toBe(
            arc.border === 'rim' ? 1 : 2,
          )
        const drawn = boundary.arcs.reduce((sum, { line }) => sum + line.length / 2, 0)
        expect(drawn).toBeLessThanOrEqual(MOST_POINTS)
        seen.points = Math.max(seen.points, 2 * across * (across + 1) * points)
        seen.most = Math.max(seen.most, drawn)
      },
    ),
    { numRuns: 12, examples: [[4, 250, 7]] },
  )
  expect(seen.points).toBeGreaterThan(MOST_POINTS)
  expect(seen.most).toBeGreaterThan(1000)
})

test('[OWN5] borders are of towns, of districts and of the city, and each area is as large as it is', () => {
  const boundary = made(gridFeatures(still))
  const kinds = boundary.arcs.map(({ border }) => border).sort()
  expect(kinds.filter(kind => kind === 'district').length).toBe(2)
  expect(kinds.filter(kind => kind === 'town').length).toBe(2)
  const { own } = areas(boundary)
  for (const area of own) expect(area / own[0]!).toBeCloseTo(1, 1)
  for (const { anchor, reach, rings } of boundary.plots) {
    expect(
      roomAt(
        anchor,
        rings.map(ring => ringOf(boundary, ring)),
      ),
    ).toBeGreaterThan(0.9 * reach)
    expect(reach).toBeGreaterThan(1500)
  }
})

test('[OWN4] a map in GCJ-02 lies where the same map in CGCS2000 does', () => {
  const shifted = gridFeatures(still).map(feature => ({
    ...feature,
    geometry: {
      ...feature.geometry,
      coordinates: feature.geometry.coordinates.map(rings =>
        rings.map(ring =>
          ring.map(point => gcoord.transform([...point] as Position, gcoord.WGS84, gcoord.GCJ02)),
        ),
      ),
    },
  }))
  const [plain, gcj] = [made(gridFeatures(still)), made(shifted, 2, { crs: 'GCJ-02' })]
  const [a, b] = [areas(plain), areas(gcj)]
  a.own.forEach((area, n) => expect(b.own[n]! / area).toBeCloseTo(1, 3))
  // Taken for degrees of CGCS2000 its shift, which is not the same everywhere, would stay in it.
  expect(made(shifted).arcs).not.toEqual(gcj.arcs)
})

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const towns = gridFeatures(still)
const replaced = (n: number, polygons: Position[][][]) =>
  towns.map((feature, i) => (i === n ? featureOf(feature.properties.code, polygons) : feature))

test('[OWN6] a corner in the middle of a neighbour’s side becomes a point of that side', () => {
  const long = squareOf({ ...still, points: 1 }, 0, 0)
  const boundary = made(replaced(0, [[long]]))
  const { all, around } = areas(boundary)
  expect(all).toBeCloseTo(around, 3)
  expect(boundary.arcs.filter(({ border }) => border === 'rim').length).toBe(
    made(towns).arcs.filter(({ border }) => border === 'rim').length,
  )
})

test.each<[string, Position[][][], RegExp]>([
  ['borders that cross', [[square(120.1, 40.1, 0.45)]], /borders of .*990101100.* cross at .*QGIS/],
  [
    'a ring that crosses itself',
    [
      [
        [
          [120.1, 40.1],
          [120.3, 40.3],
          [120.3, 40.1],
          [120.1, 40.3],
          [120.1, 40.1],
        ],
      ],
    ],
    /cross at/,
  ],
  ['an area in the middle of another', [[square(120.6, 40.2, 0.1)]], /lies over/],
  ['the same area twice', [[squareOf(still, 1, 1)]], /lie over each other/],
])('[OWN6] refuses %s', (_, polygons, sentence) => {
  expect(() => made(replaced(0, polygons))).toThrow(sentence)
})

test('[OWN7] an enclave is a hole of what is around it, an islet too small to be seen is left out', () => {
  const inside = square(120.65, 40.2, 0.1)
  const islet = square(120.95, 40.95, 0.0004)
  const around = squareOf(still, 1, 0)
  const changed = towns.map((feature, n) => {
    if (n === 0) return featureOf(feature.properties.code, [[squareOf(still, 0, 0)], [inside], [islet]])
    return feature.properties.code === codeOf(1, 0)
      ? featureOf(feature.properties.code, [[around, inside]])
      : feature
  })
  const boundary = made(changed)
  expect(boundary.plots[0]!.rings.length).toBe(2)
  const holed = boundary.plots.find(({ code }) => code === codeOf(1, 0))!
  expect(holed.rings.map(ring => Math.sign(areaOf(ringOf(boundary, ring))))).toEqual([1, -1])
  const { all, around: rim } = areas(boundary)
  expect(all).toBeCloseTo(rim, 3)
})

test('[OWN3] of each district its towns, or the district and none of them; what is missing is named', () => {
  const district = featureOf('990101', [[[...squareOf({ across: 2, points: 1, wiggle: () => 0 }, 0, 0)]]])
  const rest = towns.filter(({ properties: { code } }) => code.startsWith('990102'))
  expect(made([district, ...rest]).plots.map(({ code }) => code)).toEqual([
    '990101',
    codeOf(1, 0),
    codeOf(1, 1),
  ])
  expect(made([...towns, district]).plots.length).toBe(4)
  expect(() => made(towns.slice(1))).toThrow(/镇0-0 \(990101100\) missing/)
  expect(() => made(rest)).toThrow(/区0 \(990101\) missing/)
  expect(() => made([district, ...towns.slice(1)])).toThrow(/镇0-0/)
  expect(() => made([...towns, featureOf('990103', [[square(120.2, 40.2, 0.1)]])])).toThrow(
    /no district or town has the code 990103/,
  )
})
