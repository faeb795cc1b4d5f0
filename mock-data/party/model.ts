import { DAY, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { apportion } from '../random.ts'
import { remembered } from '../remembered.ts'
import { mattersAt, type ChainMatter } from './chain.ts'
import { createGridWork, type Duty, type Whistle } from './grid-work.ts'
import { memberCounts, type MemberCount } from './members.ts'
import { activitiesOf, coverageOf, type Activity, type Coverage } from './monthly.ts'
import { createOrganisations, type Organisation } from './organisations.ts'
import { unitsOf, type Unit } from './units.ts'

/** The party's figures at an instant: counts and organisations, no person. */
export interface PartyTruth {
  readonly organisations: readonly Organisation[]
  readonly members: readonly MemberCount[]
  readonly coverage: readonly Coverage[]
  readonly activities: readonly Activity[]
  readonly matters: readonly ChainMatter[]
  /** Of the last 35 days and of today until the instant. */
  readonly whistles: readonly Whistle[]
  readonly duties: readonly Duty[]
}

export interface PartyModel {
  readonly units: readonly Unit[]
  readonly organisations: readonly Organisation[]
  readonly members: readonly MemberCount[]
  readonly coverage: readonly Coverage[]
  readonly activities: (day: number) => readonly Activity[]
  readonly matters: (at: number) => readonly ChainMatter[]
  readonly whistlesOfDay: (day: number) => readonly Whistle[]
  readonly dutiesOfDay: (day: number) => readonly Duty[]
  readonly truth: (at: number) => PartyTruth
}

export const isBranchOfTown = ({ type, parent }: Organisation): boolean =>
  type === '党支部' && parent !== null && parent.startsWith('T')

export function createPartyModel(city: PretendCity): PartyModel {
  const units = unitsOf(city, apportion)
  const districts = units.filter(unit => unit.district !== null)
  const organisations = createOrganisations(city, units)
  const members = memberCounts(units)
  const coverage = coverageOf(city, districts)
  const work = createGridWork(city, organisations.filter(isBranchOfTown))
  const whistlesOfDay = remembered((day): readonly Whistle[] => work.whistlesOfDay(day), 45)
  const dutiesOfDay = remembered((day): readonly Duty[] => work.dutiesOfDay(day), 45)
  const activities = (day: number) => activitiesOf(city, units, day)
  const matters = (at: number) => mattersAt(city, at)
  const truth = (at: number): PartyTruth => {
    const days = Array.from({ length: DAYS_OF_PAST + 1 }, (_, i) => dayNumber(at) - DAYS_OF_PAST + i)
    return {
      organisations,
      members,
      coverage,
      activities: activities(dayNumber(at)),
      matters: matters(at),
      whistles: days.flatMap(day => whistlesOfDay(day).filter(({ whistleAt }) => whistleAt <= at)),
      duties: days.flatMap(day => dutiesOfDay(day).filter(({ since }) => since <= at)),
    }
  }
  return { units, organisations, members, coverage, activities, matters, whistlesOfDay, dutiesOfDay, truth }
}

/** Since when the system keeps what happens in the grids. */
export const keptSince = (at: number): number => startOfDay(dayNumber(at - DAYS_OF_PAST * DAY))
