import { compileCalendar, type Calendar } from '../shared/calendar/calendar.ts'
import { createAnomalies, type Anomalies, type Rates } from './anomalies.ts'
import { createCalendar, markedDays, readCalendar, type WorkCalendar } from './calendar.ts'
import type { Clock } from './clock.ts'
import { createPlaces, readAreas, type Places } from './places.ts'
import { createWeather, type WeatherOf } from './weather.ts'

/** What all upstream systems share: one truth from (seed, city, instant). */
export interface PretendCity {
  readonly seed: string
  readonly clock: Clock
  readonly calendar: WorkCalendar
  /** The published calendar behind it, for due dates. */
  readonly official: Calendar
  readonly places: Places
  readonly weather: WeatherOf
  readonly anomalies: Anomalies
  /** Folder for SQLite files, drop folders and what an upstream must remember over a restart. */
  readonly folder: string
}

export interface CityOptions {
  readonly seed: string
  readonly clock: Clock
  readonly folder: string
  readonly rates?: Rates
}

export function createPretendCity({ seed, clock, folder, rates }: CityOptions): PretendCity {
  const published = readCalendar()
  return {
    seed,
    clock,
    folder,
    calendar: createCalendar(markedDays(published)),
    official: compileCalendar(published),
    places: createPlaces(readAreas()),
    weather: createWeather(seed),
    anomalies: createAnomalies(seed, rates),
  }
}

/** How far back a system with a past reaches on the day it is first asked (DESIGN 7, First start). */
export const DAYS_OF_PAST = 35
