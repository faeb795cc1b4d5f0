import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import type { PretendCity } from '../city.ts'
import { hostileText, personalRemark } from '../free-text.ts'
import type { Matter } from '../matters.ts'
import { cityDepartment, districtDepartment, townOffice, type Department } from '../organisation.ts'
import { stream, type Chance } from '../random.ts'
import { SOURCES, type CaseStep, type CityCase, type Correction, type Filing, type Source } from './case.ts'
import { categories, categoryOf, type Category } from './categories.ts'
import type { Corridor } from './corridors.ts'
import { lifeOf, LONGEST_LIFE } from './life.ts'
import { drawPlace, siteOf, type Place } from './site.ts'

/** 运城: 2.3 % from government channels; the rest mostly from collectors. */
const SOURCE_WEIGHTS = [84, 3.2, 3.6, 4.2, 1.4, 0.5, 0.3, 2.8]
const COLLECTORS = 120

export const CENTRE: Department = {
  code: '211000-SCG',
  name: '市数字城管监督指挥中心',
  short: '监督指挥中心',
}

/** Something seen in the street. */
export interface Sighting {
  readonly at: number
  readonly caseNo: string
  readonly matter: Matter | null
  readonly weights: readonly number[]
}

export interface Ground {
  readonly city: PretendCity
  readonly corridors: readonly Corridor[]
  /** Of city management, every day of the year. */
  readonly calendar: Calendar
}

const placeOfMatter = ({ town, community, position }: Matter): Place => ({
  town,
  community,
  position,
  street: null,
})

function responsible({ disposer }: Category, { town }: Place, city: PretendCity): Department {
  if (disposer.level === 'town') return townOffice(town)
  if (disposer.level === 'district')
    return districtDepartment(city.places.districtOf(town.district), disposer.department)
  return cityDepartment(disposer.department)
}

/** A4: the terminal had no network for minutes, hours or days. */
function delayOf(city: PretendCity, caseNo: string, chance: Chance): number {
  if (!city.anomalies.hits('A4', ['citymgmt', caseNo])) return 0
  const kind = chance.next()
  if (kind < 0.83) return chance.between(5, 55) * MINUTE
  return kind < 0.985 ? chance.between(1, 20) * HOUR : chance.between(1, 3) * DAY
}

/** A13: filed under a sub-class that the published table does not have. */
function filingOf({ main, mainName, sub, name }: Category, unknown: boolean): Filing {
  const usual = { mainCode: main, mainName, subCode: sub, subName: name }
  return unknown ? { ...usual, subCode: '98', subName: `${name}(新版)` } : usual
}

/** A13: a department under the name that it will have next year. */
const renamed = ({ code, short, name }: Department): Department => ({
  code: `${code}2`,
  name: name.replace(/局$/, '执法局'),
  short,
})

function correctionOf(city: PretendCity, caseNo: string, steps: readonly CaseStep[]): Correction | null {
  const last = steps.at(-1)!
  if (last.action !== 'close' || !city.anomalies.hits('A5', ['citymgmt', caseNo])) return null
  const chance = stream(city.seed, 'citymgmt', 'correction', caseNo)
  const at = last.at + Math.min(Math.floor(chance.logNormal(9, 1) * 3600) * 1000 + 1000, 4 * DAY)
  return { at, closedBy: chance.happens(0.2) ? null : -Math.floor(chance.between(1, 30)) * MINUTE }
}

function impossibleOf(city: PretendCity, caseNo: string): CityCase['impossible'] {
  if (!city.anomalies.hits('A14', ['citymgmt', caseNo])) return null
  return stream(city.seed, 'citymgmt', 'impossible', caseNo).happens(0.5) ? 'disposed' : 'due'
}

function describe(
  city: PretendCity,
  { words, name }: Category,
  site: CityCase['site'],
  caseNo: string,
): string {
  const chance = stream(city.seed, 'citymgmt', 'words', caseNo)
  const where = site.address ?? site.town?.name ?? '巡查路段'
  const personal = city.anomalies.hits('A24', ['citymgmt', caseNo]) ? personalRemark(chance) : ''
  const text = `${where}发现${name}:${chance.pick(words)}${personal}。`
  return city.anomalies.hits('A23', ['citymgmt', caseNo]) ? `${hostileText(chance)} ${text}` : text
}

/** What other systems report too is seen by collectors; what riders report too may come from their app. */
function sourceOf({ matter }: Sighting, chance: Chance): Source {
  if (matter?.heard.grid !== undefined && chance.happens(0.3)) return '网格'
  return chance.weighted(SOURCES, SOURCE_WEIGHTS)
}

const indices = categories.map((_, i) => i)

function categoryFor({ matter, weights }: Sighting, chance: Chance): number {
  if (matter === null) return chance.weighted(indices, weights)
  return categories.indexOf(categoryOf('事件', matter.trouble.main, matter.trouble.sub))
}

export function makeCase({ city, corridors, calendar }: Ground, sighting: Sighting): CityCase {
  const { caseNo, matter } = sighting
  const chance = stream(city.seed, 'citymgmt', 'case', caseNo)
  const key = ['citymgmt', caseNo]
  const index = categoryFor(sighting, chance)
  const category = categories[index]!
  const place = matter === null ? drawPlace(city, corridors, index, chance) : placeOfMatter(matter)
  const site = siteOf(city, place, key, chance)
  const reportAt = Math.floor(sighting.at / 1000) * 1000
  const arrivedAt = reportAt + Math.ceil(delayOf(city, caseNo, chance) / 1000) * 1000
  const odd = city.anomalies.hits('A13', key)
  const oddDepartment = odd && chance.happens(0.4)
  const department = responsible(category, place, city)
  const course = {
    reportAt,
    arrivedAt,
    limit: category.limit,
    responsible: oddDepartment ? renamed(department) : department,
    other: townOffice(place.town),
    centre: CENTRE,
  }
  const source = sourceOf(sighting, chance)
  const steps = lifeOf(course, calendar, stream(city.seed, 'citymgmt', 'life', caseNo))
  return {
    caseNo,
    category,
    filing: filingOf(category, odd && !oddDepartment),
    source,
    description: describe(city, category, site, caseNo),
    collector: `采集员${String(1 + chance.int(COLLECTORS)).padStart(3, '0')}号`,
    site,
    steps,
    arrivedAt,
    correction: correctionOf(city, caseNo, steps),
    impossible: impossibleOf(city, caseNo),
    matter: matter?.id ?? null,
  }
}

/** A case is over, its correction included, within so long of its report. */
export const LONGEST_CHANGE = LONGEST_LIFE + 4 * DAY
