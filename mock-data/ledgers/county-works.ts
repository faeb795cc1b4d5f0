import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { doneBetween, ledgerOf, type Draft, type Head, type LedgerEntry } from './entry.ts'
import { rolledAt, type Rolling } from './rolling.ts'
import { COUNTY } from './sources.ts'

const COUNTY_CODE = '211021'
const DISTRICT = '辽阳县'

const ROADS: Head = {
  ...{ ledger: '一事一议道路', theme: '民生工程', prefix: 'LYX-YS', department: '辽阳县农业农村局' },
  ...COUNTY,
}
/** LYX-15: 106.8 公里 and 3015 万元 in all, of that 33 公里 on 199 routes in 13 villages of 刘二堡镇. */
const METRES = { all: 106_800, town: 33_000 }
const YUAN_HUNDREDS = 301_500
const ROUTES = 199
const VILLAGES = 13
const OTHER_ROUTES = 60
const TOWN = '211021101'
/** Those that the report names. */
const NAMED = ['中心村', '山东村', '西地村']

interface Route {
  readonly town: string
  readonly village: string
  readonly metres: number
  readonly nth: number
}

/** Names of villages come with their office, which is not on the way. */
const villageOf = (name: string): string => name.replace(/民委员会$/, '')

const uniqueOf = <T>(items: readonly T[], count: number): T[] => [...new Set(items)].slice(0, count)

function routesOf(city: PretendCity, towns: readonly string[], count: number, metres: number): Route[] {
  const chance = stream(city.seed, 'ledgers', ROADS.ledger, towns.join())
  const villages = towns.flatMap(town =>
    city.places
      .communitiesOf(town)
      .filter(({ villageType }) => villageType === '村委会')
      .map(({ name }) => ({ town: city.places.townOf(town).name, name })),
  )
  const named = villages.filter(({ name }) => NAMED.includes(villageOf(name)))
  const others = chance.shuffled(villages.filter(({ name }) => !NAMED.includes(villageOf(name))))
  const firsts = towns.map(code => others.find(({ town }) => town === city.places.townOf(code).name)!)
  // Where the report names villages they come first, elsewhere each town has one.
  const wanted =
    towns.length === 1 ? [...named, ...others].slice(0, VILLAGES) : uniqueOf([...firsts, ...others], count)
  const shares = apportion(
    count - wanted.length,
    wanted.map(() => chance.between(0.5, 1.5)),
  )
  const routes = wanted.flatMap(({ town, name }, v) =>
    Array.from({ length: shares[v]! + 1 }, (_, i) => ({ town, village: name, nth: i + 1 })),
  )
  const lengths = apportion(
    metres,
    routes.map(() => chance.logNormal(1, 0.5)),
  )
  return routes.map((route, i) => ({ ...route, metres: lengths[i]! }))
}

function roads(city: PretendCity): readonly LedgerEntry[] {
  const others = city.places.townsOf(COUNTY_CODE).filter(({ code }) => code !== TOWN)
  const routes = [
    ...routesOf(city, [TOWN], ROUTES, METRES.town),
    ...routesOf(
      city,
      others.map(({ code }) => code),
      OTHER_ROUTES,
      METRES.all - METRES.town,
    ),
  ]
  const money = apportion(
    YUAN_HUNDREDS,
    routes.map(({ metres }) => metres),
  )
  return ledgerOf(
    ROADS,
    routes.map(({ town, village, metres, nth }, i): Draft => {
      const isPublished = i < ROUTES
      return {
        title: `${villageOf(village)}第${nth}条村内道路`,
        ...{ category: '村内道路', party: villageOf(village), district: DISTRICT, town, community: village },
        ...{ quantity: metres / 1000, unit: '公里', amount: money[i]! / 100 },
        ...doneBetween('2022-07-05', isPublished ? '2022-12-20' : '2022-11-25'),
        result: '已竣工',
      }
    }),
  )
}

/** 刘二堡镇钢厂工业余热水集中供热工程: 15 roads, 7579.48 米, about 8.6 万平方米. */
function heatingRoads(city: PretendCity): readonly LedgerEntry[] {
  const chance = stream(city.seed, 'ledgers', 'heating roads')
  const centimetres = apportion(
    757_948,
    Array.from({ length: 15 }, () => chance.logNormal(1, 0.5)),
  )
  const head: Head = {
    ...{ ledger: '余热供热道路恢复', theme: '民生工程', prefix: 'LYX-YR', department: '辽阳县住建局' },
    ...COUNTY,
  }
  return ledgerOf(
    head,
    centimetres.map((length, i): Draft => ({
      title: `刘二堡镇余热供热恢复道路${i + 1}号`,
      ...{ quantity: length / 100, unit: '米', district: DISTRICT, town: '刘二堡镇' },
      ...doneBetween('2022-09-05', '2022-12-20'),
      result: '已竣工',
    })),
  )
}

/** In progress when it was told, and nobody has told more since. */
function trunkRoads(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '园区与干线工程', theme: '民生工程', prefix: 'LYX-GX', department: '辽阳县住建局' },
    ...COUNTY,
  }
  return ledgerOf(head, [
    { title: '碳素和钢铁精深加工产业园基础设施建设工程', state: '推进中', district: DISTRICT },
    { title: '兴刘路贯通工程', state: '推进中', district: DISTRICT },
  ])
}

const THIS_YEAR: Rolling = {
  head: { ledger: '年度村内道路', theme: '民生工程', prefix: 'LYX-ND', department: '辽阳县农业农村局' },
  aMonth: 4,
  promised: 90,
  draft: (chance, { places }) => {
    const town = chance.pick(places.townsOf(COUNTY_CODE))
    const village = places.community(town.code, chance)
    const metres = 300 + chance.int(1500)
    return {
      title: `${village === null ? town.name : villageOf(village.name)}村内道路硬化`,
      ...{ category: '村内道路', party: town.name, district: DISTRICT, town: town.name },
      ...{ community: village?.name ?? null, quantity: metres / 1000, unit: '公里' },
      amount: Math.round(metres * chance.between(2.4, 3.6)) / 100,
    }
  },
}

/** LYX-14: a service point in each of 199 villages and 15 communities; of two of these the published codes know no place. */
function servicePoints(city: PretendCity): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '便民服务站', theme: '乡村治理', prefix: 'LYX-BM', department: '辽阳县营商局' },
    ...COUNTY,
  }
  const points = city.places.townsOf(COUNTY_CODE).flatMap(town =>
    city.places.communitiesOf(town.code).map(({ name, villageType }) => ({
      ...{ town: town.name, community: name, title: `${villageOf(name)}便民服务站` },
      category: villageType === '村委会' ? '行政村' : '社区',
    })),
  )
  const unknown = [1, 2].map(n => ({
    ...{ town: '首山镇', community: null, title: `首山镇新设社区${n}便民服务站`, category: '社区' },
  }))
  return ledgerOf(
    head,
    [...points, ...unknown].map((point, i): Draft => {
      const chance = stream(city.seed, 'ledgers', head.ledger, i)
      return {
        ...point,
        ...{ ...doneBetween('2021-06-01', '2022-06-30'), district: DISTRICT, unit: '件' },
        ...{ quantity: Math.round(chance.logNormal(64, 0.5)), stage: '四方联动' },
        result: '乡镇干部、村网格员、驻村第一书记、网办中心民警联动办理',
      }
    }),
  )
}

export const countyWorks = (city: PretendCity, at: number): readonly LedgerEntry[] => [
  ...roads(city),
  ...heatingRoads(city),
  ...trunkRoads(),
  ...rolledAt(city, THIS_YEAR, at),
  ...servicePoints(city),
]
