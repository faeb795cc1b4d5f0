import { MINUTE, dayNumber, minuteOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { visitsOf } from './demand.ts'
import { createSites, type Site } from './sites.ts'

export const MINUTES_OF_DAY = 24 * 60

/** What the gates of a site counted in one minute, and what stood at its end. */
export interface SiteMinute {
  readonly site: Site
  /** The minute's first instant. */
  readonly at: number
  readonly entered: number
  readonly left: number
  readonly inPark: number
  /** Of the day, so far. */
  readonly today: number
}

export interface TourModel {
  readonly sites: readonly Site[]
  /** The minute that an instant lies in, as it will have been at its end. */
  readonly minute: (site: Site, at: number) => SiteMinute
  /** Of every site the minute that ended last. */
  readonly truth: (at: number) => SiteMinute[]
  /** Visits of a day until an instant, of the minutes that have ended. */
  readonly visits: (site: Site, day: number, until: number) => number
}

/** Counts of each minute of a day. */
interface SiteDay {
  readonly entered: Int32Array
  readonly left: Int32Array
}

/** Nobody is let in so shortly before the gates close. */
const LAST_ENTRY = 60
/** The last are led out within so many minutes after it. */
const CLEARING = 10
/** The crowd of the morning, and the smaller one of the afternoon, as parts of the opening hours. */
const PEAKS = [
  { at: 0.3, wide: 0.13, share: 0.62 },
  { at: 0.62, wide: 0.16, share: 0.38 },
] as const

/** When somebody comes: minutes of the day, between opening and the last entry. */
function arrival({ opens, closes }: Site, chance: Chance): number {
  const [first, last] = [opens * 60, closes * 60 - LAST_ENTRY]
  const { at, wide } = chance.next() < PEAKS[0].share ? PEAKS[0] : PEAKS[1]
  const part = at + wide * chance.normal()
  return Math.floor(first + Math.min(0.999, Math.max(0, part)) * (last - first))
}

function dayOf(city: PretendCity, site: Site, day: number): SiteDay {
  const chance = stream(city.seed, 'tour', 'day', site.code, day)
  const entered = new Int32Array(MINUTES_OF_DAY)
  const left = new Int32Array(MINUTES_OF_DAY)
  for (let visits = visitsOf(city, site, day); visits > 0; visits--) {
    const came = arrival(site, chance)
    const cleared = site.closes * 60 + chance.int(CLEARING)
    const went = Math.min(came + Math.max(10, Math.round(chance.logNormal(site.stay, 0.4))), cleared)
    entered[came]!++
    left[went]!++
  }
  return { entered, left }
}

/** The sum of a day's minutes up to and with one. */
function upTo(counts: Int32Array, minute: number): number {
  let sum = 0
  for (let m = 0; m <= minute; m++) sum += counts[m]!
  return sum
}

export function createTourModel(city: PretendCity): TourModel {
  const sites = createSites(city)
  // Two days: minutes that come late may be of the day before.
  const days = remembered(
    key => dayOf(city, sites[key % sites.length]!, Math.floor(key / sites.length)),
    3 * sites.length,
  )
  const of = (site: Site, day: number) => days(day * sites.length + sites.indexOf(site))
  const minute = (site: Site, at: number): SiteMinute => {
    const { entered, left } = of(site, dayNumber(at))
    const m = minuteOfDay(at)
    const today = upTo(entered, m)
    return {
      site,
      at: Math.floor(at / MINUTE) * MINUTE,
      entered: entered[m]!,
      left: left[m]!,
      inPark: today - upTo(left, m),
      today,
    }
  }
  const visits = (site: Site, day: number, until: number): number => {
    const ended = Math.floor((Math.min(until, startOfDay(day + 1)) - startOfDay(day)) / MINUTE)
    return ended <= 0 ? 0 : upTo(of(site, day).entered, ended - 1)
  }
  return { sites, minute, visits, truth: at => sites.map(site => minute(site, at - MINUTE)) }
}
