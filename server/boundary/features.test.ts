import { expect, test } from 'vitest'
import { LIMITS, readFeatures } from './features.ts'
import { BOX, collection, featureOf, gridFeatures, manifestOf, manifestWith } from './grid-city.fixture.ts'
import { parseManifest } from './manifest.ts'

const towns = gridFeatures({ across: 2, points: 2, wiggle: () => 0 })
const ring = [
  [120.1, 40.1],
  [120.2, 40.1],
  [120.2, 40.2],
  [120.1, 40.1],
] as [number, number][]
const one = (polygon: unknown, properties: unknown = { code: '990101100' }) =>
  collection([{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: polygon } }])

test.each<[string, string, RegExp]>([
  ['no JSON', '{"type": "FeatureCollection", "features": [', /no JSON/],
  ['NaN', one([ring]).replace('120.1', 'NaN'), /no JSON/],
  ['a picture', '<svg onload="alert(1)"/>', /no JSON/],
  ['deep nesting', '['.repeat(200_000) + ']'.repeat(200_000), /no GeoJSON/],
  ['a single feature', JSON.stringify(towns[0]), /no GeoJSON FeatureCollection/],
  ['no features', collection([]), /no features/],
  ['too many features', collection(Array(LIMITS.features + 1).fill(towns[0])), /at most 3000/],
  [
    'a line',
    collection([{ properties: { code: '990101' }, geometry: { type: 'LineString', coordinates: ring } }]),
    /no Polygon/,
  ],
  ['no geometry', collection([{ properties: { code: '990101' }, geometry: null }]), /no Polygon/],
  ['no code', one([ring], { name: 'x' }), /no area code .* "code"/],
  ['a code of its prototype', one([ring], JSON.parse('{"__proto__": {"code": "990101"}}')), /no area code/],
  ['an open ring', one([[...ring.slice(0, 3), [120.3, 40.3]]]), /not closed/],
  ['a ring of two points', one([[ring[0], ring[1], ring[0]]]), /less than four/],
  ['a polygon without a ring', one([]), /without a ring/],
  ['text for a number', one([[['120.1', 40.1], ...ring.slice(1)]]), /not two numbers/],
  ['a number beyond numbers', one([ring]).replace('120.1', '1e999'), /not two numbers/],
  ['metres', one([ring.map(([x, y]) => [x * 1e5, y * 1e5])]), /outside the city's box/],
  ['latitude first', one([ring.map(([x, y]) => [y, x])]), /longitude comes first/],
  ['too many rings', one(Array(LIMITS.rings + 1).fill(ring)), /more than 5000 rings/],
  [
    'too many points',
    one([[...Array<unknown>(LIMITS.points).fill(ring[0]), ring[0]]]),
    /more than 200000 points/,
  ],
  ['an area twice', collection([towns[0], towns[0]]), /stands twice/],
])('[OWN2] refuses %s', (_, text, sentence) => {
  expect(() => readFeatures(text, manifestOf(), BOX)).toThrow(sentence)
})

test('[OWN2] codes may be filled with zeros, numbers, or in another property; names go nowhere (T-XSS-03)', () => {
  const read = (properties: object, over = {}) =>
    readFeatures(collection([{ ...featureOf('', [[ring]]), properties }]), manifestOf(over), BOX)
  for (const code of ['990101100', '990101100000', 990101100])
    expect(read({ code })[0]!.code).toBe('990101100')
  expect(read({ code: '990101000000' })[0]!.code).toBe('990101')
  expect(read({ 代码: '990101', name: '<script>alert(1)</script>' }, { codeProperty: '代码' })).toEqual([
    { code: '990101', polygons: [[ring]] },
  ])
})

test('[OWN2] a file that says another system than its document is refused', () => {
  const saying = (name: string) =>
    JSON.stringify({ ...JSON.parse(collection(towns)), crs: { type: 'name', properties: { name } } })
  expect(readFeatures(saying('urn:ogc:def:crs:EPSG::4490'), manifestOf(), BOX).length).toBe(4)
  expect(() => readFeatures(saying('urn:ogc:def:crs:OGC:1.3:CRS84'), manifestOf(), BOX)).toThrow(
    /one of them is wrong/,
  )
  expect(() => readFeatures(saying('urn:ogc:def:crs:EPSG::4528'), manifestOf(), BOX)).toThrow(
    /one of them is wrong/,
  )
})

const faultsOf = (over: object) => {
  const parsed = parseManifest(manifestWith(over))
  return parsed.ok ? '' : parsed.faults.join('\n')
}

test.each<[object, RegExp]>([
  [{ reviewNumber: undefined }, /审图号 .* enter that number/],
  [{ reviewNumber: '  ' }, /审图号/],
  [{ licence: null }, /licence is missing/],
  [{ source: '' }, /source is missing/],
  [{ approvedOn: undefined }, /approvedOn is missing/],
  [{ crs: undefined }, /EPSG:4490, EPSG:4326 and GCJ-02/],
  [{ crs: 'EPSG:4528' }, /crs "EPSG:4528" is not understood: export/],
  [{ crs: 'toString' }, /not understood/],
  [{ approvedOn: '2026-02-30' }, /is no day/],
  [{ source: '<img src=x onerror=alert(1)>' }, /\/source/],
  [{ licence: 'a\u202eb' }, /\/licence/],
  [{ codeProperty: '__proto__' }, /\/codeProperty/],
  [{ boundary: [] }, /additional/],
])('[OWN1] %j is refused with what to do', (over, sentence) => {
  expect(faultsOf(over)).toMatch(sentence)
})

test('[OWN1] what a map must say is what its screens show', () => {
  expect(manifestOf().review).toEqual({
    reviewNumber: '演示(无效)',
    approvedOn: '2026-03-01',
    licence: '演示',
    source: '演示数据',
  })
  for (const reviewNumber of ['GS(2024)0650号', '辽S〔2023〕12号', '辽AS(2025)3号'])
    expect(faultsOf({ reviewNumber })).toBe('')
})
