import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import { distance } from '../../shared/areas/hexagon.ts'
import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, fieldsOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { instantsOfDay } from '../day-shape.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Away, Resource } from './resources.ts'

export const TURNOUT_SORTS = ['火灾扑救', '抢险救援', '社会救助', '安保勤务', '虚假警'] as const
export type TurnoutSort = (typeof TURNOUT_SORTS)[number]
/** Of all calls, per cent (DOMAIN 5). */
const WEIGHTS = [34.3, 18.1, 35.1, 5.9, 6.6]
/** A day in a city of 1.6 million (DOMAIN 5), and four times as many on 除夕 (DOMAIN 6.2). */
const A_DAY = 7.6
const NEW_YEARS_EVE = 4

/** Somebody called, a station turned out, was there, and was done. */
export interface Turnout {
  readonly no: string
  readonly sort: TurnoutSort
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  readonly station: Resource
  readonly calledAt: number
  readonly dispatchedAt: number
  readonly arrivedAt: number
  readonly endedAt: number
  /** From when on the platform tells of it (A4). */
  readonly toldFrom: number
  /** The same call once more: taken back on arrival (A5). */
  readonly withdrawn: boolean
  /** A14: the clock of the vehicle was hours behind. */
  readonly impossible: boolean
}

/** None lasts longer. */
const LONGEST = 10 * HOUR
/** Roads are longer than the way of a bird, and a vehicle makes so many of their km a minute. */
const WINDING = 1.2
const KM_A_MINUTE = 0.9
/** Out of the yard and through the last gate. */
const AT_BOTH_ENDS = 2.5
const LONGEST_WAY = 55

export interface Turnouts {
  /** Of calls with from < calledAt <= to, in order. */
  readonly between: (from: number, to: number) => readonly Turnout[]
  /** When a station was out, of the days before an instant. */
  readonly of: (station: Resource, at: number) => readonly Away[]
}

export function createTurnouts(city: PretendCity, resources: readonly Resource[]): Turnouts {
  const stations = resources.filter(({ sort }) => sort === '消防救援站')
  const ofDay = remembered(day => {
    const chance = stream(city.seed, 'rescue calls', day)
    const times = instantsOfDay('fire', day, chance.poisson(A_DAY * dayFactor(day)), chance)
    return times.map((at, i) => turnoutOf(city, stations, day, i, Math.floor(at / 1000) * 1000))
  }, DAYS_OF_PAST + 3)
  const between = (from: number, to: number) => {
    const found: Turnout[] = []
    for (let day = dayNumber(from); day <= dayNumber(to); day++)
      found.push(...ofDay(day).filter(({ calledAt }) => calledAt > from && calledAt <= to))
    return found
  }
  return {
    between,
    of: (station, at) =>
      between(at - DAYS_OF_PAST * DAY, at)
        .filter(turnout => turnout.station === station && turnout.toldFrom <= at)
        .map(({ toldFrom, dispatchedAt, endedAt }) => ({
          from: Math.max(toldFrom, dispatchedAt),
          to: endedAt,
        }))
        .filter(({ from, to }) => from < to),
  }
}

/** 除夕 of the years that the calendar has. */
const EVES: ReadonlySet<string> = new Set(['2026-02-16', '2027-02-05', '2028-01-25'])
const dayFactor = (day: number): number => (EVES.has(dateOfDay(day)) ? NEW_YEARS_EVE : isCold(day) ? 1.1 : 1)
/** Stoves and cables. */
const isCold = (day: number): boolean => [11, 12, 1, 2].includes(fieldsOfDay(day).month)

const cellOf = ({ town, community }: Pick<Turnout, 'town' | 'community'>) => community?.cell ?? town.cells[0]!

function turnoutOf(
  city: PretendCity,
  stations: readonly Resource[],
  day: number,
  index: number,
  calledAt: number,
): Turnout {
  const no = `JC${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`
  const chance = stream(city.seed, 'rescue call', no)
  const town = city.places.town(chance)
  const community = city.places.community(town.code, chance)
  const steps = (station: Resource) => distance(cellOf({ town, community }), cellOf(station))
  const station = stations.reduce((a, b) => (steps(b) < steps(a) ? b : a))
  const dispatchedAt = calledAt + Math.round(chance.between(30, 95)) * 1000
  const arrivedAt = dispatchedAt + travel(city, steps(station), chance)
  const sort = chance.weighted(TURNOUT_SORTS, WEIGHTS)
  const stay = sort === '虚假警' ? 6 : Math.max(8, Math.min(480, Math.round(chance.logNormal(42, 0.7))))
  const late = city.anomalies.hits('A4', ['rescue', no]) ? Math.floor(chance.between(60, 300)) * MINUTE : 0
  return {
    ...{ no, sort, town, community, station, calledAt, dispatchedAt, arrivedAt },
    endedAt: arrivedAt + stay * MINUTE,
    toldFrom: dispatchedAt + late,
    withdrawn: city.anomalies.hits('A5', ['rescue', no]),
    impossible: city.anomalies.hits('A14', ['rescue', no]),
  }
}

/** Cells lie a hexagon's width apart; within one there is half of that to go. */
function travel({ places }: PretendCity, steps: number, chance: Chance): number {
  const width = Math.sqrt((2 * places.document.cellArea) / Math.sqrt(3))
  const km = Math.max(0.5, steps) * width * WINDING
  const minutes = Math.min(LONGEST_WAY, (AT_BOTH_ENDS + km / KM_A_MINUTE) * chance.logNormal(1, 0.22))
  return Math.round(minutes * 60) * 1000
}

export interface TurnoutTold {
  readonly turnout: Turnout
  readonly changedAt: number
  readonly state: '出动中' | '已到场' | '已结束' | '撤销'
}

/** Nothing before the platform has it; then as it stands. */
export function turnoutAt(turnout: Turnout, at: number): readonly TurnoutTold[] {
  const { toldFrom, arrivedAt, endedAt, withdrawn } = turnout
  if (toldFrom > at) return []
  const told = (state: TurnoutTold['state'], changedAt: number) => [
    { turnout, state, changedAt: Math.max(toldFrom, changedAt) },
  ]
  if (arrivedAt > at) return told('出动中', toldFrom)
  if (withdrawn) return told('撤销', arrivedAt)
  return endedAt > at ? told('已到场', arrivedAt) : told('已结束', endedAt)
}

/** What changed with from < changedAt <= to, each as it stands at `to`, the earliest change first. */
export const turnoutsChanged = (turnouts: Turnouts, from: number, to: number): TurnoutTold[] =>
  turnouts
    .between(Math.max(from - LONGEST, to - DAYS_OF_PAST * DAY), to)
    .flatMap(turnout => turnoutAt(turnout, to))
    .filter(({ changedAt }) => changedAt > from)
    .sort((a, b) => a.changedAt - b.changedAt || (a.turnout.no < b.turnout.no ? -1 : 1))
