import { dayOfDate } from '../../shared/calendar/civil.ts'
import type { CommunityEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { apportion, draw, stream } from '../random.ts'
import { remembered } from '../remembered.ts'

/** What a community counts of its people and homes. */
export interface Counts {
  readonly households: number
  readonly registered: number
  readonly floating: number
  readonly homes: number
  readonly rented: number
  readonly vacant: number
  readonly elderlyAlone: number
  readonly disabled: number
  readonly children: number
}
export type Counted = keyof Counts

/** The day of which the totals are. */
const OF = dayOfDate('2026-11-01')

/** 1.6046 million people as in the census of 2020 (DOMAIN 1.5); all else is invented. */
export const RESIDENCE_TOTALS: Counts = {
  households: 661_000,
  registered: 1_498_200,
  floating: 106_400,
  homes: 742_000,
  rented: 58_600,
  vacant: 71_300,
  elderlyAlone: 38_200,
  disabled: 21_400,
  children: 2_150,
}

/** The city ages and shrinks a little each day; who comes from elsewhere comes and goes. */
const A_DAY: Counts = {
  ...{ households: -1, registered: -9, floating: 0, homes: 6, rented: 1, vacant: 2 },
  ...{ elderlyAlone: 2, disabled: 0, children: 0 },
}
const COMING_AND_GOING = 160

export function totalsOf({ seed }: PretendCity, day: number): Counts {
  const since = day - OF
  const moved = Math.round((draw(seed, 'residence moved', day) - 0.5) * 2 * COMING_AND_GOING)
  const total = (name: Counted) => RESIDENCE_TOTALS[name] + A_DAY[name] * since
  return {
    ...{ households: total('households'), registered: total('registered'), homes: total('homes') },
    floating: total('floating') + (since === 0 ? 0 : moved),
    ...{ rented: total('rented'), vacant: total('vacant'), elderlyAlone: total('elderlyAlone') },
    ...{ disabled: total('disabled'), children: total('children') },
  }
}

const isUrban = ({ villageType }: CommunityEntry) => villageType === '居委会'
const PEOPLE_WHERE_HOUSES_ARE_HIGH = 3

/** How a number is spread: by those who live there, by homes in the town, or by homes in the villages. */
function weightsOf({ seed, places }: PretendCity): { readonly [name in Counted]: readonly number[] } {
  const chance = stream(seed, 'residence communities')
  const people = places.communities.map(
    each => (isUrban(each) ? PEOPLE_WHERE_HOUSES_ARE_HIGH : 1) * chance.between(0.6, 1.5),
  )
  const spread = (urban: number, rural: number) =>
    places.communities.map(
      (each, i) => people[i]! * (isUrban(each) ? urban : rural) * chance.between(0.85, 1.15),
    )
  return {
    ...{ households: spread(1, 0.9), registered: people, floating: spread(1, 0.12), homes: spread(1, 0.95) },
    ...{ rented: spread(1, 0.08), vacant: spread(0.7, 1.2), elderlyAlone: spread(0.8, 1.2) },
    ...{ disabled: spread(1, 1.1), children: spread(0.7, 1.3) },
  }
}

export type CountsOfDay = (day: number) => ReadonlyMap<string, Counts>

/** Of every community on a day: by its code. They add up to the totals of the day, number by number. */
export function createCounts(city: PretendCity): CountsOfDay {
  const { communities } = city.places
  const weights = weightsOf(city)
  return remembered(day => {
    const totals = totalsOf(city, day)
    const names = Object.keys(totals) as Counted[]
    const columns = names.map(name => apportion(totals[name], weights[name]))
    const row = (i: number) => Object.fromEntries(names.map((name, c) => [name, columns[c]![i]!]))
    return new Map(communities.map(({ code }, i) => [code, row(i) as unknown as Counts]))
  }, 8)
}
