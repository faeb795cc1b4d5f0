import { DAY, HOUR, dayNumber, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { DISTRICT, ENTERPRISES, enterpriseName } from '../enterprise/sessions.ts'
import { exampleProject, keyProjects, listYear } from '../gcproj/key-projects.ts'
import type { Brief } from '../gcproj/project.ts'
import { LONGEST_DAYS, smallProjectsOf } from '../gcproj/small-projects.ts'
import { chainMembers } from '../party/chain.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { creditCodeOf } from './credit-code.ts'

/** An enterprise as the register has it. */
export interface Entity {
  readonly code: string
  readonly name: string
  readonly formerName: string | null
  readonly areaCode: string
  readonly industry: string | null
  readonly status: '存续' | '停业' | '注销'
  readonly scale: string | null
  readonly foundedAt: number | null
  /** When its entry was last changed. */
  readonly updatedAt: number
}

const INDUSTRIES = [
  ...['化学原料和化学制品制造业', '橡胶和塑料制品业', '黑色金属冶炼和压延加工业', '通用设备制造业'],
  ...['废弃资源综合利用业', '农副食品加工业', '道路运输业', '批发业', '专业技术服务业'],
] as const
const SHARES = [19, 8, 7, 9, 3, 11, 14, 21, 8]
const FIRST_FOUNDED = dayOfDate('1998-01-01')
const LAST_FOUNDED = dayOfDate('2021-12-31')
/** The register was taken over from an older one on this day. */
const TAKEN_OVER = startOfDay(dayOfDate('2022-03-01')) + 9 * HOUR
/** What the older one did not have. */
const UNKNOWN = { industry: 0.09, scale: 0.14, founded: 0.04 } as const
const RENAMED = 0.05
const CLOSED = 0.02

/** Who is met where: by the name that others know it by. */
interface Met {
  readonly name: string
  readonly areaCode: string
  readonly since: number
}

function entityOf({ seed }: PretendCity, { name, areaCode, since }: Met): Entity {
  const chance = stream(seed, 'registry', name)
  const known = (share: number) => !chance.happens(share)
  const isRenamed = chance.happens(RENAMED)
  const founded = FIRST_FOUNDED + chance.int(LAST_FOUNDED - FIRST_FOUNDED)
  return {
    code: creditCodeOf(name),
    name: isRenamed ? name.replace('演示企业', '演示实业') : name,
    formerName: isRenamed ? name : null,
    areaCode,
    industry: known(UNKNOWN.industry) ? chance.weighted(INDUSTRIES, SHARES) : null,
    status: chance.happens(CLOSED) ? chance.pick(['停业', '注销'] as const) : '存续',
    scale: known(UNKNOWN.scale) ? chance.weighted(['规上', '中小微'] as const, [18, 82]) : null,
    foundedAt: known(UNKNOWN.founded) ? startOfDay(founded) : null,
    updatedAt: since,
  }
}

const metBy = ({ owner, town, listedAt }: Brief): Met => ({
  name: owner,
  areaCode: town.code,
  since: Math.max(TAKEN_OVER, listedAt),
})

/** Those that raise problems and sit at the tea table, and those of the chain: all of 宏伟区. */
function metInDistrict({ seed, places }: PretendCity): Met[] {
  const names = [
    ...Array.from({ length: ENTERPRISES }, (_, i) => enterpriseName(i)),
    ...chainMembers.filter(({ role }) => role === '企业').map(({ name }) => name),
  ]
  const towns = places.townsOf(DISTRICT)
  return names.map(name => ({
    name,
    areaCode: stream(seed, 'registry', 'seat', name).pick(towns).code,
    since: TAKEN_OVER,
  }))
}

export interface Register {
  /** Everybody who is in it at an instant, in the order in which they came. */
  readonly entities: (at: number) => readonly Entity[]
}

/** 法人: all whom the other systems of the city know, each by one code. */
export function createRegister(city: PretendCity): Register {
  const bornOn = remembered((day: number) => smallProjectsOf(city, day).map(metBy), LONGEST_DAYS + 100)
  const onDay = remembered((day: number) => {
    const listed = [
      ...keyProjects(city, listYear(startOfDay(day))),
      exampleProject(city, listYear(startOfDay(day))),
    ]
    const days = Array.from({ length: LONGEST_DAYS }, (_, i) => day - LONGEST_DAYS + 1 + i)
    const met = [...metInDistrict(city), ...listed.map(metBy), ...days.flatMap(bornOn)]
    const first = new Map<string, Met>()
    for (const each of met) if (!first.has(each.name)) first.set(each.name, each)
    return [...first.values()].map(each => entityOf(city, each))
  }, 3)
  return { entities: at => onDay(dayNumber(at)).filter(({ updatedAt }) => updatedAt <= at + DAY) }
}
