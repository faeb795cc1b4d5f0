import type { TownEntry } from '../../shared/areas/document.ts'
import { MINUTE, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { stream, zipf, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { HOURS } from './load.ts'
import type { Road } from './roads.ts'

export const CLASSES = ['财产损失', '伤人', '亡人'] as const
export type AccidentClass = (typeof CLASSES)[number]

export interface Accident {
  readonly no: string
  readonly road: Road
  readonly town: TownEntry
  readonly place: string
  readonly sort: AccidentClass
  readonly at: number
  readonly reportedAt: number
  readonly clearedAt: number
  /** It was none: found out at `clearedAt` (A5). */
  readonly withdrawn: boolean
  /** A14: cleared before it happened, as the platform has it. */
  readonly impossible: boolean
}

/** On an ordinary day: those with damage alone mostly settle by telephone and never get here. */
const A_DAY = 18
const SNOW = 3
const RAIN = 1.5
const WEIGHTS = [86, 13.6, 0.4]
/** Minutes until the road is free again, the median. */
const CLEARING: { readonly [sort in AccidentClass]: number } = { 财产损失: 26, 伤人: 64, 亡人: 150 }
const SPOTS = 12
const AT_SPOTS = 0.4
const STRETCHES = ['东段', '中段', '西段'] as const
const PLACES = ['环岛', '桥东头', '学校门前', '立交匝道'] as const

/** Where it happens again and again. */
export interface Spot {
  readonly road: Road
  readonly place: string
}

export function createSpots(city: PretendCity, roads: readonly Road[]): readonly Spot[] {
  const chance = stream(city.seed, 'traffic spots')
  const busiest = [...roads].sort((a, b) => b.busy - a.busy).slice(0, SPOTS)
  return busiest.map((road, i) => {
    const other = busiest[(i + 1 + chance.int(SPOTS - 1)) % SPOTS]!
    return {
      road,
      place: chance.happens(0.7) ? `${road.name}与${other.name}路口` : road.name + chance.pick(PLACES),
    }
  })
}

export interface Accidents {
  /** Those that happened with from < at <= to, in order. */
  readonly between: (from: number, to: number) => readonly Accident[]
}

export function createAccidents(
  city: PretendCity,
  roads: readonly Road[],
  spots: readonly Spot[],
): Accidents {
  const weights = zipf(spots.length, 0.7)
  const ofDay = remembered(day => {
    const times = stream(city.seed, 'traffic accidents', day)
    const count = times.poisson(A_DAY * weatherFactor(city, day))
    const hours = Array.from({ length: count }, () => times.weighted(HOURS_OF_DAY, HOURS) + times.next())
    return hours
      .sort((a, b) => a - b)
      .map((hour, i) => accidentOf(city, { roads, spots, weights }, day, i, Math.floor(hour * 3600) * 1000))
  }, DAYS_OF_PAST + 3)
  return {
    between(from, to) {
      const found: Accident[] = []
      for (let day = dayNumber(from); day <= dayNumber(to); day++)
        found.push(...ofDay(day).filter(({ at }) => at > from && at <= to))
      return found
    },
  }
}

const HOURS_OF_DAY = HOURS.map((_, hour) => hour)

function weatherFactor({ weather }: PretendCity, day: number): number {
  const { snow, rain } = weather(day)
  return snow > 2 ? SNOW : rain > 10 ? RAIN : 1
}

interface Where {
  readonly roads: readonly Road[]
  readonly spots: readonly Spot[]
  readonly weights: readonly number[]
}

function placeOf({ roads, spots, weights }: Where, chance: Chance): Spot {
  if (chance.happens(AT_SPOTS)) return chance.weighted(spots, weights)
  const road = chance.weighted(
    roads,
    roads.map(({ cameras }) => cameras),
  )
  return { road, place: road.name + chance.pick(STRETCHES) }
}

function accidentOf(city: PretendCity, where: Where, day: number, index: number, time: number): Accident {
  const no = `SG${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`
  const chance = stream(city.seed, 'traffic accident', no)
  const { road, place } = placeOf(where, chance)
  const sort = chance.weighted(CLASSES, WEIGHTS)
  const at = startOfDay(day) + time
  const soon = Math.floor(chance.between(1, 6) * 60) * 1000
  const late = city.anomalies.hits('A4', ['traffic', no]) ? Math.floor(chance.between(60, 240)) * MINUTE : 0
  const took = Math.max(5, Math.min(400, Math.round(chance.logNormal(CLEARING[sort], 0.5)))) * MINUTE
  return {
    ...{ no, road, town: road.town, place, sort, at },
    reportedAt: at + soon + late,
    clearedAt: at + soon + late + took,
    withdrawn: city.anomalies.hits('A5', ['traffic', no]),
    impossible: city.anomalies.hits('A14', ['traffic', no]),
  }
}
