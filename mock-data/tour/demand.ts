import { fieldsOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import type { Attraction, Site } from './sites.ts'

/** Beside the mean of the year, by month: leaves in October, hot water in winter. */
const MONTHS: { readonly [attraction in Attraction]: readonly number[] } = {
  mountain: [0.35, 0.45, 0.6, 1.05, 1.35, 1.25, 1.3, 1.4, 1.35, 1.6, 0.75, 0.45],
  water: [0.3, 0.4, 0.65, 1.1, 1.4, 1.4, 1.45, 1.45, 1.25, 1.2, 0.75, 0.45],
  springs: [1.55, 1.6, 1.15, 0.85, 0.75, 0.6, 0.55, 0.6, 0.75, 1.05, 1.2, 1.4],
  streets: [0.9, 1.15, 0.85, 0.95, 1.05, 1.05, 1.1, 1.15, 1, 1.1, 0.85, 0.85],
}
const WEEK = { work: 0.6, rest: 1.6, holiday: 2.6 }
/** What the factors above and the weather come to over a year, so that its visits are those of the site. */
const USUAL: { readonly [attraction in Attraction]: number } = {
  mountain: 1.11,
  water: 1.13,
  springs: 0.94,
  streets: 1.05,
}
const DAYS = 365

/** How much of the cold and the wet reaches those who are there. */
const OUTDOORS: { readonly [attraction in Attraction]: number } = {
  mountain: 1,
  water: 1,
  springs: -0.3,
  streets: 0.5,
}

/** 1 on a fine day, less in rain, snow and cold; where water is hot they rather bring people. */
function weatherFactor({ weather }: PretendCity, { attraction }: Site, day: number): number {
  const { rain, snow, coldness } = weather(day)
  const wet = rain > 10 ? 0.6 : rain > 2 ? 0.3 : 0
  const spoilt = Math.min(0.8, wet + (snow > 2 ? 0.3 : 0) + 0.3 * coldness)
  return 1 - OUTDOORS[attraction] * spoilt
}

/** How many visits the day lets expect. */
export function expectedOf(city: PretendCity, site: Site, day: number): number {
  const { attraction, visitsOfYear } = site
  const ofMonth = MONTHS[attraction][fieldsOfDay(day).month - 1]!
  const ofWeek = WEEK[city.calendar.kind(day)]
  return (visitsOfYear / DAYS) * USUAL[attraction] * ofMonth * ofWeek * weatherFactor(city, site, day)
}

/** How many come: no day is quite like another. */
export function visitsOf(city: PretendCity, site: Site, day: number): number {
  const chance = stream(city.seed, 'tour', 'visits', site.code, day)
  return chance.poisson(expectedOf(city, site, day) * chance.logNormal(1, 0.1))
}
