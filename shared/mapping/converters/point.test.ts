import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, test } from 'vitest'
import { bare, compiled, converting, head, outcome, type Outcome } from '../mapping.fixture.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const NAMES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09, bd09mc: gcoord.BD09MC } as const
type Crs = keyof typeof NAMES
const CRS = Object.keys(NAMES) as Crs[]

const HERE = { lat: 41.267, lon: 123.172 }
const written = (crs: Crs, lon = HERE.lon, lat = HERE.lat) =>
  gcoord.transform([lon, lat], gcoord.WGS84, NAMES[crs])
const setAside = { value: null, flags: ['coordFixed'] }

/** A centimetre is a ten-millionth of a degree; the inverse of GCJ-02 stops at a ten-thousandth part of a second. */
function expectNear(value: Outcome, { lat, lon } = HERE): void {
  const found = value as { lat: number; lon: number }
  expect(Math.abs(found.lat - lat)).toBeLessThan(5e-6)
  expect(Math.abs(found.lon - lon)).toBeLessThan(5e-6)
}

describe('points', () => {
  test(`[MAP34] a point of any system becomes WGS84 (A11, seed ${seed})`, () => {
    const place = fc.record({
      lon: fc.double({ min: 122.6, max: 123.7, noNaN: true }),
      lat: fc.double({ min: 40.7, max: 41.6, noNaN: true }),
    })
    for (const crs of CRS) {
      const point = converting({ as: 'point', crs })
      fc.assert(
        fc.property(place, here => expectNear(point(written(crs, here.lon, here.lat)), here)),
        { numRuns: 200, seed },
      )
    }
  })

  test('[MAP34] lists, texts, objects and two columns are read', () => {
    const point = converting({ as: 'point', crs: 'wgs84' })
    for (const value of [
      [123.172, 41.267],
      ['123.172', '41.267'],
      '123.172,41.267',
      '１２３．１７２，４１．２６７',
      '123.172 41.267',
      { lng: 123.172, lat: 41.267 },
      { x: 123.172, y: '41.267' },
    ]) {
      expect(point(value), JSON.stringify(value)).toEqual(HERE)
    }
    const map = compiled({
      ...bare,
      fields: { value: { lon: 'X坐标', lat: 'Y坐标', as: 'point', crs: 'bd09mc' } },
    })
    const [x, y] = written('bd09mc')
    expectNear(outcome(map({ ...head, X坐标: String(x), Y坐标: String(y) })))
    expect(outcome(map(head))).toBe(null)
  })

  test('[MAP34] swapped, or metres for degrees, it is mended and flagged (A11)', () => {
    for (const crs of CRS) {
      const [x, y] = written(crs)
      const swapped = converting({ as: 'point', crs })([y, x]) as { value: Outcome; flags: string[] }
      expect(swapped.flags).toEqual(['coordFixed'])
      expectNear(swapped.value)
    }
    const metres = converting({ as: 'point', crs: 'gcj02' })(written('bd09mc')) as {
      value: Outcome
      flags: string[]
    }
    expect(metres.flags).toEqual(['coordFixed'])
    expectNear(metres.value)
    const degrees = converting({ as: 'point', crs: 'bd09mc' })(written('bd09')) as {
      value: Outcome
      flags: string[]
    }
    expect(degrees.flags).toEqual(['coordFixed'])
    expectNear(degrees.value)
  })

  test('[MAP34] (0,0), another city, one half or no number is set aside and flagged (A11)', () => {
    const point = converting({ as: 'point', crs: 'wgs84' })
    for (const value of [
      [0, 0],
      ['0', '0'],
      [116.39, 39.9],
      [123.172, null],
      ['123.172', '无'],
      'abc',
      [NaN, 1],
      [1e308, 1e308],
      5,
      true,
      [[1], [2]],
      {},
    ]) {
      const missing = JSON.stringify(value) === '{}'
      expect(point(value), JSON.stringify(value)).toEqual(missing ? null : setAside)
    }
    for (const value of [null, undefined, '', '—', ['', ''], [null, undefined]])
      expect(point(value), String(value)).toBe(null)
  })

  test('[MAP34] where a point is required, none is a refusal', () => {
    const point = converting({ as: 'point', crs: 'wgs84', required: true })
    expect(point([0, 0])).toEqual({ refused: 'not a point: a list of 2' })
    expect(point(null)).toEqual({ refused: 'no value' })
  })

  test('[MAP1] a point needs one place and a system', () => {
    const specs = [
      [{ as: 'point', crs: 'wgs84' }, 'needs lon and lat, or from'],
      [{ as: 'point', crs: 'wgs84', lon: 'x' }, 'needs lon and lat, or from'],
      [{ as: 'point', crs: 'wgs84', from: 'p', lon: 'x', lat: 'y' }, 'needs lon and lat, or from'],
      [{ as: 'point', from: 'p' }, '/fields/value/crs is missing'],
      [{ as: 'point', crs: 'utm', from: 'p' }, '/fields/value/crs must be "wgs84" or'],
    ] as const
    for (const [value, message] of specs)
      expect(() => compiled({ ...bare, fields: { value } })).toThrow(message)
  })
})
