import { DAY, HOUR, MINUTE, dateOfDay, endOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { dayFactor, instantsOfDay } from '../day-shape.ts'
import { stream, type Chance } from '../random.ts'
import type { Organisation } from './organisations.ts'

/** 吹哨报到: a grid calls, a branch comes, the matter is settled (or goes on for days). */
export interface Whistle {
  readonly id: string
  readonly branch: string
  readonly areaCode: string
  readonly matter: string
  readonly whistleAt: number
  /** Null: nobody came. */
  readonly reportAt: number | null
  readonly doneAt: number | null
  /** A5: later the time of the end was set right. */
  readonly corrected: { readonly at: number; readonly doneAt: number } | null
}

/** A branch on duty in its grid; it signs off before it is called to another. */
export interface Duty {
  readonly id: string
  readonly branch: string
  readonly areaCode: string
  readonly since: number
  readonly until: number
}

const WHISTLES_PER_DAY = 850
const DUTIES_PER_DAY = 640
const ANSWERED = 0.988
const SETTLED_SOON = 0.93
const MATTERS = [
  '楼道堆物',
  '供热不足走访',
  '井盖松动',
  '邻里用水纠纷调解',
  '独居老人走访',
  '护林防火巡查',
  '垃圾清运',
  '停车纠纷',
  '噪音劝导',
  '路面积雪清扫',
  '燃气安全入户',
  '反诈宣传',
] as const

const seconds = (at: number) => Math.floor(at / 1000) * 1000

function whistle(city: PretendCity, id: string, at: number, branch: Organisation, chance: Chance): Whistle {
  const whistleAt = seconds(at)
  const answered = chance.happens(ANSWERED)
  const reportAt = answered ? seconds(whistleAt + chance.logNormal(6, 0.6) * MINUTE) : null
  const needs = chance.happens(SETTLED_SOON)
    ? chance.logNormal(24, 0.7) * MINUTE
    : chance.between(0.2, 4) * DAY
  const doneAt = reportAt === null ? null : seconds(reportAt + needs)
  return {
    id,
    branch: branch.id,
    areaCode: branch.areaCode ?? '211000',
    matter: chance.pick(MATTERS),
    whistleAt,
    reportAt,
    doneAt,
    corrected: correction(city, id, reportAt, doneAt),
  }
}

function correction(
  city: PretendCity,
  id: string,
  reportAt: number | null,
  doneAt: number | null,
): Whistle['corrected'] {
  if (reportAt === null || doneAt === null || !city.anomalies.hits('A5', ['party', id])) return null
  return { at: doneAt + 2 * HOUR, doneAt: Math.floor((reportAt + doneAt) / 2000) * 1000 }
}

/** `WS202611230001`: the day and the place in it. */
const numbered = (prefix: string, day: number, index: number) =>
  `${prefix}${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(4, '0')}`

/** A few per cent are out at a time, so that the first or second asked is free. */
function whoIsFree(
  branches: readonly Organisation[],
  busyUntil: ReadonlyMap<string, number>,
  since: number,
  chance: Chance,
): Organisation {
  const free = ({ id }: Organisation) => (busyUntil.get(id) ?? 0) < since
  let branch = chance.pick(branches)
  while (!free(branch)) branch = chance.pick(branches)
  return branch
}

export interface GridWork {
  whistlesOfDay(day: number): Whistle[]
  dutiesOfDay(day: number): Duty[]
}

/** `branches`: those of the towns; only they have grids. */
export function createGridWork(city: PretendCity, branches: readonly Organisation[]): GridWork {
  const factor = (day: number) => dayFactor('grid', day, city.calendar, city.weather)
  return {
    whistlesOfDay: day => {
      const chance = stream(city.seed, 'party', 'whistles', day)
      const count = chance.poisson(WHISTLES_PER_DAY * factor(day))
      return instantsOfDay('grid', day, count, chance).map((at, i) =>
        whistle(city, numbered('WS', day, i), at, chance.pick(branches), chance),
      )
    },
    dutiesOfDay: day => {
      const chance = stream(city.seed, 'party', 'duties', day)
      const times = instantsOfDay('grid', day, chance.poisson(DUTIES_PER_DAY * factor(day)), chance)
      const busyUntil = new Map<string, number>()
      return times.map((at, i): Duty => {
        const since = seconds(at)
        const { id, areaCode } = whoIsFree(branches, busyUntil, since, chance)
        const until = seconds(Math.min(since + chance.logNormal(2, 0.4) * HOUR, endOfDay(day)))
        busyUntil.set(id, until)
        return { id: numbered('DT', day, i), branch: id, areaCode: areaCode ?? '211000', since, until }
      })
    },
  }
}

/** Nothing of a day changes any more when so many days have passed. */
export const SETTLED_AFTER_DAYS = 5
