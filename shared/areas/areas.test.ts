import { expect, test } from 'vitest'
import { cellId, compileAreas, lineage } from './areas.ts'
import type { AreasDocument } from './document.ts'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }

const document = liaoyang as unknown as AreasDocument
const areas = compileAreas(document)
const idOf = (code: string) => areas.leafOf(code)?.id ?? null

test('[AR6] a known community is counted on its cell', () => {
  for (const { code, cell } of document.communities) expect(idOf(code)).toBe(cellId(code.slice(0, 9), cell))
  expect(idOf('211002016001')).toBe('211002016:1,-2')
  expect(idOf('211002016002')).toBe('211002016:2,-2')
})

test.each([
  ['an unknown community of a known town', '211002016999', '211002016:1,-2'],
  ['a town of 9 digits', '211002016', '211002016:1,-2'],
  ['a town filled to 12', '211002016000', '211002016:1,-2'],
  ['an unknown town of a known district', '211002999', '211002'],
  ['an unknown community of an unknown town', '211002999001', '211002'],
  ['a district', '211002', '211002'],
  ['a district filled to 12', '211002000000', '211002'],
  ['an unknown district of the city', '211099001001', '211000'],
  ['the city', '211000', '211000'],
  ['the city filled to 12', '211000000000', '211000'],
])('[AR6] %s: %s stands on %s', (_, code, id) => {
  expect(idOf(code)).toBe(id)
})

test.each([
  '',
  '2110',
  '21100',
  '2110020',
  '210302001001',
  '110101',
  '211002016a01',
  ' 211002',
  '2110020160010',
  '２１１００２',
])('[AR7] "%s" is no area code of this city', code => {
  expect(areas.leafOf(code)).toBeNull()
})

test('[AR8] every lineage runs through each wider level once, ids are unique', () => {
  const nodes = [areas.city, ...areas.districts, ...areas.towns, ...areas.cells]
  expect(nodes.length).toBe(1 + 7 + 50 + 371)
  expect(new Set(nodes.map(n => n.id)).size).toBe(nodes.length)
  const levels = ['cell', 'town', 'district', 'city']
  for (const node of nodes) {
    expect(lineage(node).map(n => n.level)).toEqual(levels.slice(levels.indexOf(node.level)))
    expect(areas.byId(node.id)).toBe(node)
  }
  expect(areas.byId('211002016:9,9')).toBeNull()
})

test('[AR8] a seat is the first of its town’s cells', () => {
  for (const { code, cells } of document.towns) expect(areas.seatOf(code)?.id).toBe(cellId(code, cells[0]!))
  expect(areas.seatOf('211002')).toBeNull()
})

test('[AR9] communities add up from cells to the city', () => {
  const codes = (ids: readonly string[]) =>
    ids.flatMap(id => areas.communitiesOf(id).map(c => c.code)).sort((a, b) => (a < b ? -1 : 1))
  const all = document.communities.map(c => c.code)
  expect(codes([areas.city.id])).toEqual(all)
  for (const level of [areas.districts, areas.towns, areas.cells])
    expect(codes(level.map(n => n.id))).toEqual(all)
  for (const { id } of areas.towns)
    expect(areas.communitiesOf(id).every(c => c.code.startsWith(id))).toBe(true)
})
