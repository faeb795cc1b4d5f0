import { HOUR, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { personalRemark } from '../free-text.ts'
import { districtDepartment } from '../organisation.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { courseOf, WAYS, type Step } from './course.ts'
import { SORTS, SORT_WEIGHTS } from './sorts.ts'

/** So long is told of. */
export const KEPT_DAYS = 100

/** 74 in half a year at the station of one town (PRV-01), and not each of fifty towns is as busy. */
const A_DAY = 5.5
const AT_REST = 0.6

export interface Visit {
  readonly no: string
  readonly cameAt: number
  readonly town: TownEntry
  /** null: who came said no more than the town. */
  readonly community: CommunityEntry | null
  readonly subject: string
  readonly title: string
  readonly words: string | null
  readonly channel: '上门' | '电话'
  /** To whom a leader gives it, if it comes to that. */
  readonly department: string
  readonly steps: readonly Step[]
}

export interface ReceptionModel {
  readonly ofDay: (day: number) => readonly Visit[]
  /** Everything of the days that are told of, as far as it came; steps that lie ahead are among theirs. */
  readonly until: (at: number) => readonly Visit[]
}

export function createReceptionModel(city: PretendCity): ReceptionModel {
  const ofDay = remembered((day: number): readonly Visit[] => {
    const mean = A_DAY * (city.calendar.isWorkday(day) ? 1 : AT_REST)
    const made = stream(city.seed, 'visits of a day', day).poisson(mean)
    const times = stream(city.seed, 'visit times', day)
    return Array.from({ length: made }, () => startOfDay(day) + Math.floor(times.between(8, 18) * HOUR))
      .sort((a, b) => a - b)
      .map((at, i) => visitOf(city, day, i, Math.floor(at / 1000) * 1000))
  }, KEPT_DAYS + 10)
  return {
    ofDay,
    until(at) {
      const today = dayNumber(at)
      return Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
        .flatMap(ofDay)
        .filter(({ cameAt }) => cameAt <= at)
    },
  }
}

function visitOf(city: PretendCity, day: number, index: number, cameAt: number): Visit {
  const no = `YZ${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`
  const chance = stream(city.seed, 'visit', no)
  const town = city.places.town(chance)
  const sort = chance.weighted(SORTS, SORT_WEIGHTS)
  const title = chance.pick(sort.words)
  const isCareless = city.anomalies.hits('A24', ['visit', no])
  return {
    ...{ no, cameAt, town, subject: sort.name, title },
    community: chance.happens(0.8) ? city.places.community(town.code, chance) : null,
    words: isCareless ? `${title}${personalRemark(chance)}` : null,
    channel: chance.happens(0.62) ? '上门' : '电话',
    department: districtDepartment(city.places.districtOf(town.district), chance.pick(sort.departments)).name,
    steps: courseOf(cameAt, chance.weighted(WAYS, sort.ways), chance.split('course')),
  }
}

/** 百姓访谈驿站: each town has one. */
export const stationOf = ({ town }: Visit): string => `${town.name}访谈驿站`
