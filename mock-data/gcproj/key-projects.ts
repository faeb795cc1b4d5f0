import { DAY, dayOfDate, fieldsOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { obstacles, projectCode, projectName } from './naming.ts'
import type { Brief, Phase, ProjectClass } from './project.ts'
import { ITEMS, LAND, STAGES } from './template.ts'

export interface Share {
  readonly projectClass: ProjectClass
  readonly phase: Phase
  readonly count: number
  /** 100 million yuan. */
  readonly billions: number
}

/** STAT-20 published the sums of both ways of splitting; how they cross is ours, and sums both ways. */
export const CROSS: readonly Share[] = [
  { projectClass: '老字号', phase: '新建', count: 3, billions: 8 },
  { projectClass: '老字号', phase: '续建', count: 5, billions: 40 },
  { projectClass: '老字号', phase: '储备', count: 3, billions: 37 },
  { projectClass: '原字号', phase: '新建', count: 9, billions: 18 },
  { projectClass: '原字号', phase: '续建', count: 13, billions: 50 },
  { projectClass: '原字号', phase: '储备', count: 23, billions: 1021 },
  { projectClass: '新字号', phase: '新建', count: 3, billions: 4 },
  { projectClass: '新字号', phase: '续建', count: 4, billions: 6 },
  { projectClass: '新字号', phase: '储备', count: 3, billions: 6 },
]
const TEN_THOUSANDS = 10_000

/** A list of key projects is made for two years; the next list has other projects and the same totals. */
const FIRST_LIST = 2026
const YEARS_OF_A_LIST = 2

export const listYear = (at: number): number => {
  const { year } = fieldsOfDay(dayNumber(at))
  return FIRST_LIST + YEARS_OF_A_LIST * Math.floor((year - FIRST_LIST) / YEARS_OF_A_LIST)
}

/** When projects of a phase made their first application, in days from the beginning of the list's first year. */
const BEGINS: { readonly [phase in Phase]: readonly [from: number, to: number] } = {
  续建: [-460, -170],
  新建: [120, 340],
  储备: [150, 500],
}

const yearMonth = (at: number) => {
  const { year, month } = fieldsOfDay(dayNumber(at))
  return `${String(year).slice(2)}${String(month).padStart(2, '0')}`
}

/** Each at least 20 million yuan, together exactly what was published. */
function investments({ count, billions }: Share, seed: string, name: string): number[] {
  const floor = 2000
  const weights = Array.from({ length: count }, (_, i) =>
    stream(seed, 'gcproj', 'money', name, i).logNormal(1, 0.8),
  )
  return apportion(billions * TEN_THOUSANDS - floor * count, weights).map(part => part + floor)
}

function brief(city: PretendCity, year: number, share: Share, investment: number, serial: number): Brief {
  const chance = stream(city.seed, 'gcproj', 'key', year, serial)
  const { projectClass, phase } = share
  const town = city.places.town(chance)
  const district = city.places.districtOf(town.district)
  const [from, to] = BEGINS[phase]
  const beginsAt = startOfDay(dayOfDate(`${year}-01-01`)) + Math.floor(chance.between(from, to) * DAY)
  return {
    code: projectCode(yearMonth(beginsAt), district.code, year * 100 + serial, chance),
    name: projectName(town.name, projectClass, phase, chance),
    owner: `演示企业K${String(serial).padStart(2, '0')}`,
    investment,
    projectClass,
    phase,
    district,
    town,
    park: projectClass === '原字号' && chance.happens(0.6) ? '辽阳高新区' : null,
    landMu: 40 + chance.int(400),
    stages: STAGES,
    items: ITEMS,
    listedAt: startOfDay(dayOfDate(`${year}-01-01`)),
    beginsAt,
    obstacles: obstacles(chance),
    construction: chance.between(260, 620),
  }
}

/** The 66 projects of the list that is in force in a year. */
export function keyProjects(city: PretendCity, year: number): Brief[] {
  return CROSS.flatMap(share =>
    investments(share, city.seed, `${year}${share.projectClass}${share.phase}`).map(money => ({
      share,
      money,
    })),
  ).map(({ share, money }, i) => brief(city, year, share, money, i + 1))
}

/** LYX-10 under another name: seven stages (the land was there), 38 items, 200 million yuan. */
export function exampleProject(city: PretendCity, year: number): Brief {
  const chance = stream(city.seed, 'gcproj', 'example', year)
  const district = city.places.districtOf('211021')
  const [town] = city.places.townsOf(district.code)
  if (town === undefined) throw new Error('辽阳县 has no towns')
  const stages = STAGES.filter(stage => stage.no !== LAND)
  return {
    code: projectCode(`${String(year).slice(2)}08`, district.code, 99_999, chance),
    name: '辽宁演示再生资源锂电池循环利用项目(演示)',
    owner: '演示企业再生资源',
    investment: 20_000,
    projectClass: null,
    phase: '新建',
    district,
    town,
    park: null,
    landMu: 120,
    stages,
    items: ITEMS.filter(item => item.stage !== LAND),
    listedAt: startOfDay(dayOfDate(`${year}-01-01`)),
    beginsAt: startOfDay(dayOfDate(`${year}-08-10`)),
    obstacles: ['高压线迁移', '供热管线迁移', '净地交付'],
    construction: 300,
  }
}
