import {
  DAY,
  HOUR,
  MINUTE,
  dateOfDay,
  dayNumber,
  startOfDay,
  timeOfDay,
} from '../../shared/calendar/civil.ts'
import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'

/** So long is told of. */
export const KEPT_DAYS = 40

const A_WORKDAY = 60
const AT_REST = 0.25

// oxfmt-ignore
const SORTS = [
  { name: '出租房屋复核', weight: 28, limit: 5 },
  { name: '流动人口核实', weight: 26, limit: 3 },
  { name: '关爱对象走访', weight: 16, limit: 3 },
  { name: '重复信息核对', weight: 14, limit: 5 },
  { name: '空置房屋核实', weight: 10, limit: 10 },
  { name: '整栋核查', weight: 6, limit: 10 },
] as const
const SORT_WEIGHTS = SORTS.map(({ weight }) => weight)
const SOURCES = ['系统比对', '网格上报', '部门推送', '12345转办'] as const
const SOURCE_WEIGHTS = [46, 30, 19, 5]

export type Finding = '相符' | '已更正' | '入户无人' | '任务撤销'

/** Something that happened to a check. */
interface Happening {
  readonly at: number
  readonly finding: Finding | null
}

export interface Check {
  readonly no: string
  readonly issuedAt: number
  readonly town: TownEntry
  readonly community: CommunityEntry
  readonly sort: (typeof SORTS)[number]
  readonly source: (typeof SOURCES)[number]
  readonly title: string
  /** A14: the clerk's clock. */
  readonly takenBefore: boolean
  /** What ever becomes of it; what lies ahead of an instant has not happened then. */
  readonly course: readonly Happening[]
}

/** How a check stands at an instant. */
export interface Standing {
  readonly changedAt: number
  readonly takenAt: number | null
  readonly doneAt: number | null
  readonly finding: Finding | null
  readonly visits: number
}

const CHANGED = 0.24
const WITHDRAWN = 0.02
const ABSENT = 0.18
const LATE = 0.05
const NEVER_TAKEN_SOON = 0.01

/** The grid works from 8 to 18, on rest days as well. */
function atWork(at: number, chance: Chance): number {
  const time = timeOfDay(at)
  if (time >= 8 * HOUR && time < 18 * HOUR) return at
  const day = time < 8 * HOUR ? dayNumber(at) : dayNumber(at) + 1
  return startOfDay(day) + 8 * HOUR + chance.int(90) * MINUTE
}

function courseOf(city: PretendCity, issuedAt: number, limit: number, chance: Chance): readonly Happening[] {
  const slow = chance.happens(NEVER_TAKEN_SOON)
  const takenAt = atWork(
    issuedAt + (slow ? chance.between(5, 12) * DAY : chance.logNormal(2.5 * HOUR, 0.8)),
    chance,
  )
  if (chance.happens(WITHDRAWN))
    return told([
      [takenAt, null],
      [atWork(takenAt + 4 * HOUR, chance), '任务撤销'],
    ])
  const needed = chance.happens(LATE) ? limit + 1 + chance.int(5) : chance.int(limit)
  const wanted = startOfDay(city.calendar.add(dayNumber(issuedAt), needed)) + chance.between(8.5, 17.5) * HOUR
  const doneAt = Math.max(wanted, takenAt + HOUR)
  const found = chance.happens(CHANGED) ? '已更正' : '相符'
  const absent = chance.happens(ABSENT) && doneAt - takenAt > 2 * HOUR
  return told([[takenAt, null], ...(absent ? [[takenAt + HOUR, '入户无人'] as const] : []), [doneAt, found]])
}

const told = (happened: readonly (readonly [at: number, finding: Finding | null])[]): readonly Happening[] =>
  happened.map(([at, finding]) => ({ at: Math.ceil(at / 1000) * 1000, finding }))

function checkOf(city: PretendCity, day: number, index: number, issuedAt: number): Check {
  const no = `HC${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(4, '0')}`
  const chance = stream(city.seed, 'residence check', no)
  const town = city.places.town(chance)
  const community = city.places.community(town.code, chance)!
  const sort = chance.weighted(SORTS, SORT_WEIGHTS)
  const where = sort.name === '整栋核查' ? `演示小区${1 + chance.int(28)}号楼` : `第${1 + chance.int(4)}网格`
  return {
    ...{ no, issuedAt, town, community, sort, title: `${where}${sort.name}` },
    source: chance.weighted(SOURCES, SOURCE_WEIGHTS),
    takenBefore: city.anomalies.hits('A14', ['residence', no]),
    course: courseOf(city, issuedAt, sort.limit, chance.split('course')),
  }
}

export interface CheckModel {
  /** Everything of the days that are told of, as far as it was given out. */
  readonly until: (at: number) => readonly Check[]
}

export function createCheckModel(city: PretendCity): CheckModel {
  const ofDay = remembered((day: number): readonly Check[] => {
    const mean = A_WORKDAY * (city.calendar.isWorkday(day) ? 1 : AT_REST)
    const made = stream(city.seed, 'residence checks of a day', day).poisson(mean)
    const times = stream(city.seed, 'residence check times', day)
    return Array.from({ length: made }, () => startOfDay(day) + Math.floor(times.between(8, 17.8) * HOUR))
      .sort((a, b) => a - b)
      .map((at, i) => checkOf(city, day, i, Math.floor(at / 1000) * 1000))
  }, KEPT_DAYS + 10)
  return {
    until: at => {
      const today = dayNumber(at)
      return Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
        .flatMap(ofDay)
        .filter(({ issuedAt }) => issuedAt <= at)
    },
  }
}

/** A check at an instant, as its platform has it. */
export function standingAt({ issuedAt, takenBefore, course }: Check, at: number): Standing {
  const past = course.filter(each => each.at <= at)
  const [first, last] = [past[0], past[past.length - 1]]
  if (first === undefined || last === undefined)
    return { changedAt: issuedAt, takenAt: null, doneAt: null, finding: null, visits: 0 }
  return {
    changedAt: last.at,
    takenAt: takenBefore ? issuedAt - HOUR : first.at,
    doneAt: last.finding === null || last.finding === '入户无人' ? null : last.at,
    finding: last.finding,
    visits: past.filter(({ finding }) => finding !== null && finding !== '任务撤销').length,
  }
}

/** Whether it was given out, or something became of it, between two instants. */
export const changedBetween = ({ issuedAt, course }: Check, from: number, to: number): boolean =>
  [issuedAt, ...course.map(({ at }) => at)].some(at => at > from && at <= to)
