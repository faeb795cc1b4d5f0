import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kinds } from '../../shared/kinds/registry.ts'
import { loadDocuments, type DocumentFault } from '../documents/load.ts'
import { LIMITS } from './features.ts'

const QINGTAN = join(import.meta.dirname, '../../examples/qingtan')
let folder = ''
let faults: DocumentFault[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-map-'))
  faults = []
  cpSync(QINGTAN, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = () => loadDocuments(folder, kinds, fault => faults.push(fault))
const at = (end: string) => join(folder, 'maps', `qingtan.${end}`)

test('[OWN8] the map of a city comes with its areas, and no number depends on it', () => {
  const { areas, digest } = load()
  expect(areas.boundary?.plots.map(({ code }) => code)).toEqual(areas.towns.map(({ id }) => id))
  expect(JSON.stringify(areas.boundary).length).toBeLessThan(10_000)
  rmSync(join(folder, 'maps'), { recursive: true })
  const without = load()
  expect(without.areas.boundary).toBeNull()
  expect(without.digest).toBe(digest)
  expect(faults).toEqual([])
})

test.each<[string, () => void, string, RegExp]>([
  ['has no document', () => rmSync(at('json')), 'json', /审图号/],
  ['has a torn document', () => writeFileSync(at('json'), '{'), 'json', /JSON/],
  ['is missing', () => rmSync(at('geojson')), 'geojson', /ENOENT/],
  ['is not GeoJSON', () => writeFileSync(at('geojson'), '{}'), 'geojson', /FeatureCollection/],
  ['is too large', () => truncateSync(at('geojson'), LIMITS.bytes + 1), 'geojson', /simplify it first/],
])('[OWN8] a map that %s is told of, and its city has the mosaic', (_, spoil, end, sentence) => {
  spoil()
  const documents = load()
  expect(documents.areas.boundary).toBeNull()
  expect(documents.scenes.length).toBe(1)
  expect(faults.map(({ file }) => file)).toEqual([at(end)])
  expect(faults[0]!.faults.join()).toMatch(sentence)
  expect(faults[0]!.faults).toContain('the hexagon mosaic is drawn in its place')
})
