import type { AreasDocument } from './document.ts'
import { axialKey, connectedParts, holes, type Axial } from './hexagon.ts'

/** What is wrong with a document of the right shape, one sentence each; empty when nothing is. */
export function faultsIn(document: AreasDocument): string[] {
  return [
    ...faultyCodes(document),
    ...faultyMosaic(document),
    ...faultyCommunities(document),
    ...faultyAliases(document),
    ...faultyRiver(document.river.corners),
  ]
}

function repeated(values: readonly string[], what: string): string[] {
  const seen = new Set<string>()
  const faults: string[] = []
  for (const value of values) {
    if (seen.has(value)) faults.push(`${what} ${value} stands twice`)
    seen.add(value)
  }
  return faults
}

function faultyCodes({ city, districts, towns, communities }: AreasDocument): string[] {
  const province = city.code.slice(0, 4)
  const districtCodes = new Set(districts.map(d => d.code))
  const townCodes = new Set(towns.map(t => t.code))
  return [
    ...(city.code.endsWith('00') ? [] : [`city ${city.code}: a city's code ends in 00`]),
    ...repeated(
      districts.map(d => d.code),
      'district',
    ),
    ...repeated(
      towns.map(t => t.code),
      'town',
    ),
    ...repeated(
      communities.map(c => c.code),
      'community',
    ),
    ...districts
      .filter(d => !d.code.startsWith(province))
      .map(d => `district ${d.code} is not of city ${city.code}`),
    ...towns
      .filter(t => !t.code.startsWith(t.district) || !districtCodes.has(t.district))
      .map(t => `town ${t.code} is not of a district ${t.district} of this document`),
    ...communities
      .filter(c => !townCodes.has(c.code.slice(0, 9)))
      .map(c => `community ${c.code} is of no town`),
  ]
}

function faultyMosaic({ districts, towns }: AreasDocument): string[] {
  const cells = towns.flatMap(t => t.cells)
  const districtOf = new Map(towns.flatMap(t => t.cells.map(cell => [axialKey(cell), t.district])))
  return [
    ...repeated(cells.map(axialKey), 'cell'),
    ...towns.filter(t => connectedParts(t.cells).length > 1).map(t => `town ${t.code} is in several parts`),
    ...(connectedParts(cells).length > 1 ? ['the mosaic is in several parts'] : []),
    ...holes(cells).map(cell => `the mosaic has a hole at ${axialKey(cell)}`),
    ...districts
      .filter(d => districtOf.get(axialKey(d.label)) !== d.code)
      .map(d => `district ${d.code}: its label lies outside it`),
  ]
}

function faultyCommunities({ towns, communities }: AreasDocument): string[] {
  const townOf = new Map(towns.flatMap(t => t.cells.map(cell => [axialKey(cell), t.code])))
  return communities
    .filter(c => townOf.get(axialKey(c.cell)) !== c.code.slice(0, 9))
    .map(c => `community ${c.code}: its cell ${axialKey(c.cell)} is not of its town`)
}

function faultyAliases({ city, districts, towns, communities, aliases }: AreasDocument): string[] {
  const known = new Set([city, ...districts, ...towns, ...communities].map(area => area.code))
  return aliases.filter(a => !known.has(a.code)).map(a => `alias ${a.name}: no area has the code ${a.code}`)
}

/** In thirds of an axial step a centre has both numbers divisible by 3, and one side leads to one of three neighbours. */
function faultyRiver(corners: readonly Axial[]): string[] {
  const isCorner = ([a, b]: Axial) => (((a - b) % 3) + 3) % 3 === 0 && a % 3 !== 0
  const length = ([a, b]: Axial, [c, d]: Axial) => (a - c) ** 2 + (a - c) * (b - d) + (b - d) ** 2
  return [
    ...corners.filter(c => !isCorner(c)).map(c => `river: ${axialKey(c)} is no corner of a cell`),
    ...repeated(corners.map(axialKey), 'river corner'),
    ...corners
      .filter((c, i) => i > 0 && length(c, corners[i - 1]!) !== 3)
      .map(c => `river: the step to ${axialKey(c)} is not one side of a cell`),
  ]
}
