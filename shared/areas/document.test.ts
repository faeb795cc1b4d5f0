import { expect, test } from 'vitest'
import { parseAreas, type AreasDocument } from './document.ts'
import { axialKey, connectedParts, distance, holes } from './hexagon.ts'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }

const areas = liaoyang as unknown as AreasDocument
const communitiesOf = (town: string) => areas.communities.filter(c => c.code.startsWith(town))
type Draft = { -readonly [K in keyof AreasDocument]: AreasDocument[K] }
const changed = (change: (draft: Draft) => void): unknown => {
  const draft = JSON.parse(JSON.stringify(areas)) as Draft
  change(draft)
  return draft
}
const faultsOf = (raw: unknown) => {
  const parsed = parseAreas(raw)
  return parsed.ok ? [] : parsed.faults
}

test('[AR1] 辽阳 has 7 districts, 50 towns and 714 communities', () => {
  expect(areas.districts.length).toBe(7)
  expect(areas.towns.length).toBe(50)
  expect(areas.communities.length).toBe(714)
  expect(areas.communities.filter(c => c.villageType === '居委会').length).toBe(183)
  expect(areas.communities.filter(c => c.villageType === '村委会').length).toBe(531)
})

test('[AR2] 371 cells, each of one town, connected by town and as a whole, without a hole', () => {
  const cells = areas.towns.flatMap(t => t.cells)
  expect(cells.length).toBe(371)
  expect(new Set(cells.map(axialKey)).size).toBe(371)
  for (const town of areas.towns) expect(connectedParts(town.cells).length, town.name).toBe(1)
  expect(connectedParts(cells).length).toBe(1)
  expect(holes(cells)).toEqual([])
})

test('[AR3] the communities of a town take its cells in turn, the seat first', () => {
  for (const town of areas.towns) {
    communitiesOf(town.code).forEach((community, n) =>
      expect(community.cell, community.code).toEqual(town.cells[n % town.cells.length]),
    )
    const rings = town.cells.map(cell => distance(cell, town.cells[0]!))
    expect(
      [...rings].sort((a, b) => a - b),
      town.name,
    ).toEqual(rings)
  }
})

test('[AR5] the shipped document is accepted', () => {
  expect(parseAreas(liaoyang)).toEqual({ ok: true, document: liaoyang })
})

test.each<[string, unknown, RegExp]>([
  ['no document', null, /object/],
  ['an unknown member', changed(d => Object.assign(d, { boundary: [] })), /additional/],
  ['a code of 8 digits', changed(d => (d.towns[0]!.code = '21100201')), /towns\/0\/code/],
  ['a city that is a district', changed(d => (d.city.code = '211002')), /city 211002/],
  ['a foreign district', changed(d => (d.districts[0]!.code = '110101')), /district 110101/],
  ['a district twice', changed(d => d.districts.push(d.districts[0]!)), /district 211002 stands twice/],
  ['a town outside its district', changed(d => (d.towns[0]!.district = '211003')), /town 211002016/],
  [
    'a community of no town',
    changed(d => (d.communities[0]!.code = '211002999001')),
    /211002999001 is of no town/,
  ],
  [
    'a community twice',
    changed(d => d.communities.push(d.communities[0]!)),
    /community 211002016001 stands twice/,
  ],
  ['a cell twice', changed(d => d.towns[0]!.cells.push([1, -2])), /cell 1,-2 stands twice/],
  ['a town in parts', changed(d => d.towns[0]!.cells.push([40, 40])), /town 211002016 is in several parts/],
  ['a label outside', changed(d => (d.districts[0]!.label = [6, -6])), /district 211002: its label/],
  [
    'a cell of another town',
    changed(d => (d.communities[0]!.cell = [6, -6])),
    /cell 6,-6 is not of its town/,
  ],
  ['an alias to nowhere', changed(d => (d.aliases[0]!.code = '211021999')), /alias 前杜村/],
  ['a river over a centre', changed(d => (d.river.corners[0] = [21, 6])), /21,6 is no corner/],
  ['a river that jumps', changed(d => d.river.corners.push([0, 300])), /step to 0,300/],
  [
    'a river that turns back',
    changed(d => d.river.corners.push(d.river.corners.at(-2)!)),
    /river corner .* twice/,
  ],
])('[AR5] refuses %s', (_, raw, sentence) => {
  expect(faultsOf(raw).join('\n')).toMatch(sentence)
})

test('[AR5] refuses a hole and an island', () => {
  const inner = areas.towns.find(t => t.code === '211021110')!.cells
  const enclosed = inner.find(cell => inner.filter(other => distance(cell, other) === 1).length === 6)!
  const without = changed(d => {
    const town = d.towns.find(t => t.code === '211021110')!
    town.cells = town.cells.filter(cell => axialKey(cell) !== axialKey(enclosed))
    d.communities = d.communities.filter(c => axialKey(c.cell) !== axialKey(enclosed))
  })
  expect(faultsOf(without)).toEqual([`the mosaic has a hole at ${axialKey(enclosed)}`])
  const island = changed(d => (d.towns[0]!.cells = [[40, 40]]))
  expect(faultsOf(island)).toContain('the mosaic is in several parts')
})
