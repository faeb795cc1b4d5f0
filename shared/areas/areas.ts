import type { AreaLevel } from '../model/documents.ts'
import type { Boundary } from './boundary.ts'
import type { AreasDocument, CommunityEntry } from './document.ts'
import { axialKey, type Axial } from './hexagon.ts'
import { shortCommunityName, shortTownNames } from './names.ts'

/** A place that numbers are kept for: '211000', '211002', '211002016' or '211002016:1,-2' (a cell of a town's mosaic). */
export interface AreaNode {
  readonly id: string
  readonly level: AreaLevel
  readonly name: string
  readonly shortName: string
  readonly parent: AreaNode | null
}

/** A village or a residents' community: the finest place that records name. */
export interface Community {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly villageType: CommunityEntry['villageType']
  readonly cell: AreaNode
}

export interface Areas {
  readonly document: AreasDocument
  /** The city's own reviewed map; null where the mosaic is the map. */
  readonly boundary: Boundary | null
  readonly city: AreaNode
  readonly districts: readonly AreaNode[]
  readonly towns: readonly AreaNode[]
  /** Town by town, each town's seat first. */
  readonly cells: readonly AreaNode[]
  byId(id: string): AreaNode | null
  /**
   * The finest node that a statistical code (6, 9 or 12 digits, zero-filled or not) is counted on: the cell of a community,
   * the seat of a town; else its district; else the city. null: not an area code of this city.
   */
  leafOf(code: string): AreaNode | null
  /** The communities that a cell, town, district or the city stands for, in code order. */
  communitiesOf(id: string): readonly Community[]
  seatOf(townId: string): AreaNode | null
}

const AREA_CODE = /^\d{6}(\d{3}){0,2}$/

export const cellId = (town: string, at: Axial): string => `${town}:${axialKey(at)}`

/** From a node up to the city, itself first. */
export function lineage(node: AreaNode): AreaNode[] {
  const line: AreaNode[] = []
  for (let at: AreaNode | null = node; at !== null; at = at.parent) line.push(at)
  return line
}

/** Lookups over a document that `parseAreas` accepted. */
export function compileAreas(document: AreasDocument, boundary: Boundary | null = null): Areas {
  const { city, districts, towns, cells } = nodesOf(document)
  const byId = new Map([city, ...districts, ...towns, ...cells].map(node => [node.id, node]))
  const seats = new Map(document.towns.map(t => [t.code, byId.get(cellId(t.code, t.cells[0]!))!]))
  const communities = document.communities.map(entry => communityOf(entry, byId))
  const cellOfCommunity = new Map(communities.map(c => [c.code, c.cell]))
  const standingFor = groupByArea(communities)

  const leafOf = (code: string): AreaNode | null => {
    if (!AREA_CODE.test(code) || !code.startsWith(city.id.slice(0, 4))) return null
    const town = code.slice(0, 9)
    return cellOfCommunity.get(code) ?? seats.get(town) ?? byId.get(code.slice(0, 6)) ?? city
  }
  return {
    document,
    boundary,
    city,
    districts,
    towns,
    cells,
    byId: id => byId.get(id) ?? null,
    leafOf,
    communitiesOf: id => standingFor.get(id) ?? [],
    seatOf: townId => seats.get(townId) ?? null,
  }
}

function nodesOf(document: AreasDocument) {
  const { city: top } = document
  const city: AreaNode = {
    id: top.code,
    level: 'city',
    name: top.name,
    shortName: top.name.replace(/市$/, ''),
    parent: null,
  }
  const districts = document.districts.map((d): AreaNode => ({
    id: d.code,
    level: 'district',
    name: d.name,
    shortName: d.name,
    parent: city,
  }))
  const districtOf = new Map(districts.map(d => [d.id, d]))
  const shortNames = shortTownNames(document.towns.map(t => t.name))
  const towns = document.towns.map((t, i): AreaNode => ({
    id: t.code,
    level: 'town',
    name: t.name,
    shortName: shortNames[i]!,
    parent: districtOf.get(t.district)!,
  }))
  const cells = document.towns.flatMap((t, i) => t.cells.map((at, n) => cellNode(towns[i]!, at, n)))
  return { city, districts, towns, cells }
}

/** A cell has no name of its own in the world: it is numbered within its town, the seat being the first. */
function cellNode(town: AreaNode, at: Axial, n: number): AreaNode {
  return {
    id: cellId(town.id, at),
    level: 'cell',
    name: n === 0 ? `${town.name}驻地格` : `${town.name}第${n + 1}格`,
    shortName: `${town.shortName} ${n + 1}`,
    parent: town,
  }
}

function communityOf(entry: CommunityEntry, nodes: ReadonlyMap<string, AreaNode>): Community {
  const { code, name, villageType } = entry
  const cell = nodes.get(cellId(code.slice(0, 9), entry.cell))!
  return { code, name, shortName: shortCommunityName(name), villageType, cell }
}

function groupByArea(communities: readonly Community[]): ReadonlyMap<string, Community[]> {
  const groups = new Map<string, Community[]>()
  for (const community of communities) {
    for (const { id } of lineage(community.cell)) {
      const group = groups.get(id)
      if (group === undefined) groups.set(id, [community])
      else group.push(community)
    }
  }
  return groups
}
