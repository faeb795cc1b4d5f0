import { shortCommunityName } from '../../shared/areas/names.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { TOTALS, type Unit } from './units.ts'

export type OrgType = '市委' | '区县委' | '系统党委' | '街镇党委' | '基层党委' | '党总支' | '党支部'
export type Category = '机关' | '事业' | '公有制企业' | '非公企业' | '社会组织' | '社区' | '行政村'

export interface Organisation {
  readonly id: string
  readonly name: string
  readonly type: OrgType
  readonly parent: string | null
  readonly unit: string
  readonly category: Category
  /** 6, 9 or 12 digits; null in a system. */
  readonly areaCode: string | null
  readonly members: number
  /** 软弱涣散, 整顿中. */
  readonly rectifying: boolean
  /** Belongs to the chemical chain's union. */
  readonly chain: string | null
}

type Draft = Omit<Organisation, 'members' | 'rectifying' | 'chain'>

/** 12 of the 328 committees are the units', 1 the city's, 50 the towns'; these are the others. */
const OTHER_COMMITTEES = TOTALS.committees - 1 - 12 - 50
const ROOT = 'LY'
const CHAIN = '化工产业链'

const IN_OFFICES: readonly Category[] = ['机关', '事业', '公有制企业', '非公企业', '社会组织']
const categoryOf = (unit: Unit, index: number): Category =>
  unit.code === 'SYS-LX'
    ? index % 3 === 0
      ? '社会组织'
      : '非公企业'
    : unit.code === 'SYS-GZ'
      ? '公有制企业'
      : IN_OFFICES[index % 5]!

function unitOrg({ code, name, district }: Unit): Draft {
  const type = district === null ? '系统党委' : '区县委'
  const suffix = district === null ? '党委' : '委员会'
  return {
    id: code,
    name: `${name}${suffix}`,
    type,
    parent: ROOT,
    unit: code,
    category: '机关',
    areaCode: district,
  }
}

function townOrgs(city: PretendCity): Draft[] {
  return city.places.towns.map(town => ({
    id: `T${town.code}`,
    name: `${town.name}党委`,
    type: '街镇党委',
    parent: town.district,
    unit: town.district,
    category: '机关',
    areaCode: town.code,
  }))
}

/** Committees and general branches below a unit, named by number: what they belong to is nobody's business here. */
function numbered(
  unit: Unit,
  count: number,
  type: '基层党委' | '党总支',
  parents: readonly string[],
): Draft[] {
  const prefix = type === '基层党委' ? 'C' : 'G'
  return Array.from({ length: count }, (_, i) => ({
    id: `${unit.code}-${prefix}${String(i + 1).padStart(3, '0')}`,
    name: `${unit.name}第${i + 1}${type}(演示)`,
    type,
    parent: parents[i % parents.length]!,
    unit: unit.code,
    category: categoryOf(unit, i),
    areaCode: unit.district,
  }))
}

/** Every village and community has its branch; the others of a town are of shops, firms and the elderly. */
function townBranches(city: PretendCity, unit: Unit): Draft[] {
  const towns = city.places.townsOf(unit.code)
  const shares = apportion(
    unit.branches,
    towns.map(town => city.places.weightOf(town.code)),
  )
  return towns.flatMap((town, t) => {
    const communities = city.places.communitiesOf(town.code)
    return Array.from({ length: shares[t]! }, (_, i): Draft => {
      const community = communities[i % Math.max(1, communities.length)]
      const rural = community?.villageType === '村委会'
      const place = community === undefined ? town.name : shortCommunityName(community.name)
      return {
        id: `B${town.code}${String(i + 1).padStart(3, '0')}`,
        name:
          i < communities.length
            ? `${place}党支部`
            : `${place}第${Math.floor(i / Math.max(1, communities.length)) + 1}党支部`,
        type: '党支部',
        parent: `T${town.code}`,
        unit: unit.code,
        category:
          i < communities.length
            ? rural
              ? '行政村'
              : '社区'
            : i % 4 === 3
              ? '非公企业'
              : rural
                ? '行政村'
                : '社区',
        areaCode: community?.code ?? town.code,
      }
    })
  })
}

function officeBranches(unit: Unit, count: number, parents: readonly string[]): Draft[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${unit.code}-B${String(i + 1).padStart(3, '0')}`,
    name: `${unit.name}第${i + 1}党支部(演示)`,
    type: '党支部',
    parent: parents[i % parents.length]!,
    unit: unit.code,
    category: categoryOf(unit, i),
    areaCode: unit.district,
  }))
}

function draftsOf(city: PretendCity, units: readonly Unit[]): Draft[] {
  const officeWeights = units.map(unit => (unit.district === null ? unit.branches : unit.direct))
  const committees = apportion(OTHER_COMMITTEES, officeWeights)
  const general = apportion(
    TOTALS.general,
    units.map(unit => unit.branches + unit.direct),
  )
  const below = units.flatMap((unit, u) => {
    const own = numbered(unit, committees[u]!, '基层党委', [unit.code])
    const middle = numbered(
      unit,
      general[u]!,
      '党总支',
      own.map(org => org.id),
    )
    const parents = [...own, ...middle].map(org => org.id)
    const inTowns = unit.district === null ? [] : townBranches(city, unit)
    const inOffices = officeBranches(unit, unit.district === null ? unit.branches : unit.direct, parents)
    return [...own, ...middle, ...inTowns, ...inOffices]
  })
  const root: Draft = {
    id: ROOT,
    name: '辽阳市委',
    type: '市委',
    parent: null,
    unit: ROOT,
    category: '机关',
    areaCode: '211000',
  }
  return [root, ...units.map(unitOrg), ...townOrgs(city), ...below]
}

/** Members are in branches, and above them is what is below them summed up. */
function withMembers(drafts: readonly Draft[], units: readonly Unit[], seed: string): number[] {
  const members = drafts.map(() => 0)
  for (const unit of units) {
    const places = drafts.flatMap((org, i) => (org.unit === unit.code && org.type === '党支部' ? [i] : []))
    const weights = places.map(i => stream(seed, 'party', 'size', drafts[i]!.id).logNormal(1, 0.45))
    const floor = 3
    const shares = apportion(unit.members - floor * places.length, weights)
    places.forEach((place, k) => (members[place] = shares[k]! + floor))
  }
  const index = new Map(drafts.map((org, i) => [org.id, i]))
  // Parents stand before their children, so going backwards every sum is complete before it is passed on.
  for (let i = drafts.length - 1; i > 0; i--) members[index.get(drafts[i]!.parent!)!]! += members[i]!
  return members
}

/** The whole tree, parents before children: 328 + 358 + 5 014 = 5 700 organisations, 110 236 members. */
export function createOrganisations(city: PretendCity, units: readonly Unit[]): Organisation[] {
  const drafts = draftsOf(city, units)
  const members = withMembers(drafts, units, city.seed)
  const chance = stream(city.seed, 'party', 'rectifying')
  const inTowns = drafts.filter(org => org.type === '党支部' && org.parent?.startsWith('T'))
  const weak = new Set(
    chance
      .shuffled(inTowns)
      .slice(0, TOTALS.rectifying)
      .map(org => org.id),
  )
  const chained = new Set(
    drafts
      .filter(org => org.category === '非公企业' && org.unit === 'SYS-GX')
      .slice(0, 8)
      .map(org => org.id),
  )
  return drafts.map((org, i) => ({
    ...org,
    members: members[i]!,
    rectifying: weak.has(org.id),
    chain: chained.has(org.id) ? CHAIN : null,
  }))
}
