import type { PretendCity } from '../city.ts'
import { cityDepartments, districtDepartment, townOffice, type Department } from '../organisation.ts'
import { stream, type Chance } from '../random.ts'
import { CATALOGUE, type Item } from './item.ts'
import { FORMS, MATTER_NAMES, TOWN_MATTERS } from './matter-names.ts'

/** An item before the figures that must sum over the whole catalogue. */
interface Place {
  readonly name: string
  readonly department: Department
  readonly areaCode: string
  readonly useLevel: Item['useLevel']
}

/** Departments that districts have too. */
const IN_DISTRICTS = [
  '发改委',
  '教育局',
  '公安局',
  '民政局',
  '人社局',
  '自然资源局',
  '住建局',
  '交通运输局',
  '农业农村局',
  '卫健委',
  '应急局',
  '市场监管局',
  '城管局',
  '医保局',
]

const matters = ({ short }: Department): string[] =>
  (MATTER_NAMES[short] ?? []).flatMap(matter => FORMS.map(form => `${matter}(${form})`))

function townPlaces(city: PretendCity): Place[] {
  return city.places.towns.flatMap(town =>
    TOWN_MATTERS.map(name => ({
      name,
      department: townOffice(town),
      areaCode: town.code,
      useLevel: '5' as const,
    })),
  )
}

function cityPlaces(): Place[] {
  const areaCode = '211000'
  return cityDepartments.flatMap(department =>
    matters(department).map(name => ({ name, department, areaCode, useLevel: '3' as const })),
  )
}

/** District by district, each matter, until the catalogue is as long as published. */
function districtPlaces(city: PretendCity, count: number): Place[] {
  const places = city.places.districts.flatMap(district =>
    IN_DISTRICTS.flatMap(short => {
      const department = districtDepartment(district, short)
      return matters(department).map(name => ({
        name,
        department,
        areaCode: district.code,
        useLevel: '4' as const,
      }))
    }),
  )
  if (places.length < count) throw new Error(`districts have ${places.length} items, ${count} are needed`)
  // Every so-manieth is left out, so that all districts and departments are left with nearly as many.
  return places.filter(
    (_, i) => Math.floor(((i + 1) * count) / places.length) > Math.floor((i * count) / places.length),
  )
}

/** `count` of `total` places in a shuffled order get the first value, and so on: exact, and spread everywhere. */
function spread<T>(parts: readonly (readonly [value: T, count: number])[], chance: Chance): T[] {
  return chance.shuffled(parts.flatMap(([value, count]) => Array.from({ length: count }, () => value)))
}

const { items: ITEMS, atMostOneVisit, noVisit, steps: STEPS } = CATALOGUE
const VISITS = [
  [0, noVisit],
  [1, atMostOneVisit - noVisit],
  [2, 300],
  [3, ITEMS - atMostOneVisit - 300],
] as const
/** One to five steps; the counts are chosen so that they sum to the published mean of 2.52. */
const FIVE = 150
const FOUR = 900
const ONE = 900
const THREE = STEPS - 2 * ITEMS - 3 * FIVE - 2 * FOUR + ONE
const STEP_COUNTS = [
  [1, ONE],
  [2, ITEMS - ONE - THREE - FOUR - FIVE],
  [3, THREE],
  [4, FOUR],
  [5, FIVE],
] as const

const STATUTORY = [5, 7, 10, 15, 20, 20, 20, 30, 45] as const
const ON_THE_SPOT = 0.38
const DELEGATED = 86

function item(place: Place, index: number, visits: number, steps: number, chance: Chance): Item {
  const handling = chance.happens(ON_THE_SPOT) ? '1' : '2'
  const statutoryDays = chance.pick(STATUTORY)
  const catalogCode = String(100_000_000_000 + index)
  const promised = Math.max(1, Math.round(statutoryDays * chance.between(0.12, 0.36)))
  return {
    ...place,
    taskCode: `${catalogCode}${place.areaCode.padEnd(9, '0')}${String(index).padStart(6, '0')}`,
    catalogCode,
    taskType: chance.weighted(['01', '07', '05', '10', '20'], [40, 18, 6, 11, 25]),
    handling,
    servedTo: chance.weighted(['1', '2', '1^2', '2^3^4'], [40, 30, 20, 10]),
    handleForm: chance.weighted(['1^2', '1^2^3', '1^2^3^4'], [25, 55, 20]),
    statutoryDays,
    promisedDays: handling === '1' ? 1 : promised,
    visits,
    steps,
    commitment: place.name.includes('告知承诺'),
    delegatedTo: null,
  }
}

/** HW-15: 86 items of the city and of 宏伟区 that the high-tech zone decides itself. */
function delegated(items: readonly Item[]): Item[] {
  const quota = { '3': 38, '4': DELEGATED - 38, '5': 0 }
  return items.map(each => {
    const may = each.useLevel === '3' || (each.useLevel === '4' && each.areaCode === '211004')
    if (!may || quota[each.useLevel] === 0) return each
    quota[each.useLevel]--
    return { ...each, delegatedTo: '辽阳高新区' }
  })
}

/** All 6 961 items: 100 % online, 100 % in a hall, 95 % with at most one visit, 76.8 % with none, 2.52 steps on average. */
export function createCatalogue(city: PretendCity): Item[] {
  const chance = stream(city.seed, 'govsvc', 'catalogue')
  const upper = [...cityPlaces(), ...townPlaces(city)]
  const places = [...upper, ...districtPlaces(city, ITEMS - upper.length)]
  const visits = spread<number>(VISITS, chance.split('visits'))
  const steps = spread<number>(STEP_COUNTS, chance.split('steps'))
  return delegated(places.map((place, i) => item(place, i, visits[i]!, steps[i]!, chance.split(i))))
}
