import { HOUR, fieldsOfDay, daysInMonth, startOfDay, weekdayOf } from '../shared/calendar/civil.ts'
import type { WorkCalendar } from './calendar.ts'
import type { Chance } from './random.ts'
import { heating, type WeatherOf } from './weather.ts'

/** Share of a day's events in each hour, in per cent, as measured or reasoned in DOMAIN 6.2. */
export const HOURLY = {
  hotline: [
    0.9, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 3.2, 7.2, 9.6, 10.1, 8.4, 4.6, 5.6, 8.3, 8.2, 7.3, 6.2, 4.6, 4.1, 3.4,
    2.6, 1.6, 1.1,
  ],
  citymgmt: [
    0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 1.5, 7.5, 10.5, 11, 10.5, 6.5, 2.5, 5.5, 10, 10.2, 9, 6.5, 3.5, 2, 1.2, 0.7,
    0.3, 0.2,
  ],
  govsvc: [
    0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 2, 11.5, 14.5, 13.5, 7.5, 2, 7, 12.5, 11.5, 8.5, 3, 1.4, 1.2, 1.2, 0.8,
    0.4, 0.2,
  ],
  grid: [0.1, 0.1, 0.1, 0.1, 0.1, 0.4, 2, 6, 11, 12, 10, 5, 2, 5, 10, 11, 9, 6, 4, 3, 1.6, 0.9, 0.4, 0.2],
  fire: [
    2.6, 2, 1.7, 1.5, 1.5, 1.7, 2.3, 3.4, 4.7, 5.3, 5.6, 5.7, 5.7, 5.6, 5.6, 5.6, 5.7, 6, 6.2, 5.9, 5.4, 4.4,
    3.3, 2.6,
  ],
  parking: [
    0.6, 0.4, 0.3, 0.3, 0.4, 0.9, 3.2, 7.8, 7.6, 5.9, 5.4, 6, 5.6, 4.9, 5, 5.4, 6.6, 8.9, 8.2, 6.1, 4.4, 3,
    1.9, 1.2,
  ],
} as const

export type Stream = keyof typeof HOURLY

/** Factor on Saturdays, Sundays and holidays; working days are 1, Mondays 1.15. */
const FREE_DAYS: { readonly [name in Stream]: { readonly weekend: number; readonly holiday: number } } = {
  hotline: { weekend: 0.75, holiday: 0.35 },
  citymgmt: { weekend: 0.9, holiday: 0.35 },
  govsvc: { weekend: 0.08, holiday: 0.08 },
  grid: { weekend: 0.6, holiday: 0.35 },
  fire: { weekend: 1, holiday: 1 },
  parking: { weekend: 0.6, holiday: 0.35 },
}

const MONDAY = 1.15
const MONTH_END = 1.2
const MONTH_END_DAYS = 3
const HEATING_START = 2.5

function weekFactor(name: Stream, day: number, calendar: WorkCalendar): number {
  const kind = calendar.kind(day)
  if (kind === 'holiday') return FREE_DAYS[name].holiday
  if (kind === 'rest') return FREE_DAYS[name].weekend
  return weekdayOf(day) === 1 ? MONDAY : 1
}

function seasonFactor(name: Stream, day: number, weather: WeatherOf): number {
  if (name === 'hotline') return heatingFactor(day, weather)
  if (name !== 'govsvc') return 1
  const { year, month, dayOfMonth } = fieldsOfDay(day)
  return dayOfMonth > daysInMonth(year, month) - MONTH_END_DAYS ? MONTH_END : 1
}

/** How much more the hotline rings because of heating; 1 outside the season. */
export function heatingFactor(day: number, weather: WeatherOf): number {
  const season = heating(day)
  if (season === 'off') return 1
  const cold = 1 + 1.5 * weather(day).coldness
  return season === 'start' ? Math.max(HEATING_START, cold) : cold
}

/** By what a day differs from an ordinary working day. */
export const dayFactor = (name: Stream, day: number, calendar: WorkCalendar, weather: WeatherOf): number =>
  weekFactor(name, day, calendar) * seasonFactor(name, day, weather)

/** One instant of the day, falling as the stream's hours do. */
export function instantOfDay(name: Stream, day: number, chance: Chance): number {
  const hour = chance.weighted(hours, HOURLY[name])
  return startOfDay(day) + Math.floor((hour + chance.next()) * HOUR)
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** That many instants of the day, in order. */
export const instantsOfDay = (name: Stream, day: number, count: number, chance: Chance): number[] =>
  Array.from({ length: count }, () => instantOfDay(name, day, chance)).sort((a, b) => a - b)
