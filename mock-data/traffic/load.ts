import { HOUR, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import type { Road } from './roads.ts'

/** Share of a day's passings in each hour, in per cent: people drive to work and home again. */
export const HOURS = [
  0.9, 0.6, 0.4, 0.4, 0.6, 1.3, 3.2, 7.6, 7.4, 6, 5.6, 5.6, 5.2, 5.2, 5.5, 5.8, 6.6, 8, 7.2, 5.6, 4.3, 3, 2.4,
  1.6,
] as const
/** On days off nobody must be anywhere at eight. */
const HOURS_OFF = [
  1.4, 1, 0.7, 0.5, 0.5, 0.8, 1.8, 3.2, 4.8, 6.4, 7.4, 7, 6, 5.6, 6.2, 6.8, 7.2, 7.2, 6.6, 5.8, 4.8, 3.8, 2.7,
  1.8,
] as const

const BUSIEST = Math.max(...HOURS)
const PASSINGS = 5000
const FIVE_MINUTES_OF_HOUR = 12
const OF_DAY = { work: 1.08, rest: 0.86, holiday: 0.74 } as const

const hoursOf = ({ calendar }: PretendCity, day: number) => (calendar.isWorkday(day) ? HOURS : HOURS_OFF)

/** Per cent of the day in the hour around an instant: a curve through the middles of the hours. */
function shareAt(city: PretendCity, at: number): number {
  const day = dayNumber(at)
  const hours = hoursOf(city, day)
  const place = (at - startOfDay(day)) / HOUR - 0.5
  const before = Math.floor(place)
  const [a, b] = [hours[(before + 24) % 24]!, hours[(before + 1) % 24]!]
  return a + (b - a) * (place - before)
}

const dayFactor = ({ calendar }: PretendCity, day: number): number => OF_DAY[calendar.kind(day)]

/** Snow slows everything down, heavy rain too while it falls. */
export function slowness({ weather }: PretendCity, at: number): number {
  const { snow, rain, rainHour } = weather(dayNumber(at))
  const raining = rain > 2 && Math.abs((at - startOfDay(dayNumber(at))) / HOUR - rainHour) < 2
  return (snow > 2 ? 1.35 : 1) * (raining ? 1.2 : 1)
}

/** Of what the busiest hour of an ordinary working day brings, 0 to somewhat above 1. */
const loadAt = (city: PretendCity, at: number): number =>
  (shareAt(city, at) / BUSIEST) * dayFactor(city, dayNumber(at))

const STEEP = 2.2
const LEAST = 0.8
const MOST = 6.4

/** 拥堵指数, 0 to 10: flat while a road has room, then steep; `held`: what accidents add. */
export function indexAt(city: PretendCity, road: Road, at: number, held: number): number {
  const own = 0.9 + 0.2 * draw(city.seed, 'traffic day', road.code, dayNumber(at))
  const noise = 0.5 * (draw(city.seed, 'traffic index', road.code, at) - 0.5)
  const flow = LEAST + MOST * road.busy * own * loadAt(city, at) ** STEEP
  return Math.min(10, Math.max(0, Math.round((flow * slowness(city, at) + held + noise) * 10) / 10))
}

/** km/h at that index. */
export const speedOf = ({ free }: Road, index: number): number => Math.round(free / (1 + 0.24 * index))

/** Vehicles that passed the road's cameras in five minutes (DOMAIN 5: 5 000 a camera and day). */
export function passingsAt(city: PretendCity, road: Road, at: number): number {
  const mean = (road.cameras * PASSINGS * dayFactor(city, dayNumber(at)) * shareAt(city, at)) / 100
  const noise = 0.94 + 0.12 * draw(city.seed, 'traffic passings', road.code, at)
  return Math.round((mean / FIVE_MINUTES_OF_HOUR) * noise)
}
