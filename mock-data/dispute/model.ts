import { HOUR, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { courseOf, type Level, type Step } from './course.ts'
import { SORTS, SORT_WEIGHTS, SOURCES, SOURCE_WEIGHTS } from './sorts.ts'

/** So long is told of. */
export const KEPT_DAYS = 100

/** About 1 in 100 inhabitants and year, as 人民调解 has in the country: some 16,000 a year. */
const A_DAY = 45
const AT_REST = 0.6

export interface Dispute {
  readonly no: string
  readonly registeredAt: number
  readonly town: TownEntry
  /** null: the platform knows no more than the town. */
  readonly community: CommunityEntry | null
  readonly sort: (typeof SORTS)[number]
  readonly title: string
  readonly between: string
  readonly parties: number
  readonly source: string
  readonly level: Level
  readonly steps: readonly Step[]
}

export interface DisputeModel {
  readonly ofDay: (day: number) => readonly Dispute[]
  /** Everything of the days that are told of, as far as it was registered; steps that lie ahead are among theirs. */
  readonly until: (at: number) => readonly Dispute[]
}

export function createDisputeModel(city: PretendCity): DisputeModel {
  const ofDay = remembered((day: number): readonly Dispute[] => {
    const mean = A_DAY * (city.calendar.isWorkday(day) ? 1 : AT_REST)
    const made = stream(city.seed, 'disputes of a day', day).poisson(mean)
    const times = stream(city.seed, 'dispute times', day)
    return Array.from({ length: made }, () => startOfDay(day) + Math.floor(times.between(7.5, 20.5) * HOUR))
      .sort((a, b) => a - b)
      .map((at, i) => disputeOf(city, day, i, Math.floor(at / 1000) * 1000))
  }, KEPT_DAYS + 10)
  return {
    ofDay,
    until(at) {
      const today = dayNumber(at)
      return Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
        .flatMap(ofDay)
        .filter(({ registeredAt }) => registeredAt <= at)
    },
  }
}

function disputeOf(city: PretendCity, day: number, index: number, registeredAt: number): Dispute {
  const no = `MD${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(4, '0')}`
  const chance = stream(city.seed, 'dispute', no)
  const town = city.places.town(chance)
  const sort = chance.weighted(SORTS, SORT_WEIGHTS)
  const between = chance.pick(sort.between)
  const source = chance.weighted(SOURCES, SOURCE_WEIGHTS)
  // What a department or 12345 refers comes to the town; all else to those who live next door.
  const level =
    source === '部门移送' || source === '12345转办'
      ? '镇'
      : chance.weighted(['村', '镇', '县'] as const, [90, 9, 1])
  return {
    ...{ no, registeredAt, town, sort, between, source, level },
    community: level === '村' ? city.places.community(town.code, chance) : null,
    title: chance.pick(sort.words),
    parties:
      between === '公民之间'
        ? 2 + (chance.happens(0.2) ? chance.int(4) : 0)
        : 2 + (chance.happens(0.06) ? chance.int(30) : 0),
    steps: courseOf(registeredAt, level, chance.split('course')),
  }
}

/** Whose it is at a level: 司法所 guide villages and towns. */
export function unitAt(city: PretendCity, { town }: Dispute, level: Level): string {
  if (level === '市') return '市司法局'
  return level === '县' ? `${city.places.districtOf(town.district).name}司法局` : `${town.name}司法所`
}
