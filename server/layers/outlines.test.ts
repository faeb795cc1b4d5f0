import { join } from 'node:path'
import { expect, test } from 'vitest'
import { areaAtOf } from '../../shared/areas/area-at.ts'
import { compileAreas } from '../../shared/areas/areas.ts'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { loadDocuments } from '../documents/load.ts'
import { outlinesOf, type MultiPolygon } from './outlines.ts'
import { faultsOfGeoJson } from './rfc7946.fixture.ts'
import { twiceArea } from './rings.ts'

const qingtan = loadDocuments(
  join(import.meta.dirname, '../../examples/qingtan'),
  kinds,
  () => undefined,
).areas

const collection = (ids: readonly string[], outlineOf: (id: string) => MultiPolygon | null) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: ids.map(id => ({ type: 'Feature', id, geometry: outlineOf(id), properties: {} })),
  })
const sizeOf = (outline: MultiPolygon | null) =>
  outline?.coordinates.flat().reduce((sum, ring) => sum + twiceArea(ring), 0) ?? 0

test.each([
  ['the mosaic', areas],
  ["a city's own map", qingtan],
])('[LYR1] [LYR2] outlines of %s are sound, and districts are as large as their towns', (_, of) => {
  const outlineOf = outlinesOf(of)
  const ids = [of.city, ...of.districts, ...of.towns].map(({ id }) => id)
  expect(faultsOfGeoJson(collection(ids, outlineOf))).toEqual([])
  expect(ids.filter(id => outlineOf(id) === null)).toEqual([])
  for (const district of of.districts) {
    const towns = of.towns.filter(({ parent }) => parent === district)
    const sum = towns.reduce((all, { id }) => all + sizeOf(outlineOf(id)), 0)
    expect(sizeOf(outlineOf(district.id)) / sum).toBeCloseTo(1, 3)
  }
  expect(outlineOf(of.city.id)).toBe(outlineOf(of.city.id))
})

test('[LYR2] a mosaic without an origin lies nowhere', () => {
  const { origin: _, ...document } = areas.document
  expect(outlinesOf(compileAreas(document))('211002')).toBeNull()
  expect(areaAtOf(compileAreas(document))([123.17, 41.27])).toBeNull()
})

test("[LYR2] a place is found on the ground of a city's own map that its outline has", () => {
  const areaAt = areaAtOf(qingtan)
  const { plane, plots } = qingtan.boundary!
  for (const { code, anchor } of plots)
    expect(areaAt([plane.lon + anchor[0] / plane.east, plane.lat + anchor[1] / plane.north])).toBe(code)
  expect(areaAt([0, 0])).toBeNull()
})
