import { DAY, HOUR, dayNumber, timeOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import { heating } from '../weather.ts'
import type { Pollutant } from './aqi.ts'
import type { Station } from './stations.ts'

/** In [-1, 1): drawn anew every `period` and joined in between, so that spells of bad air last some days. */
function spell(seed: string, name: string, at: number, period: number): number {
  const step = Math.floor(at / period)
  const share = at / period - step
  const from = draw(seed, 'air spell', name, step)
  return 2 * (from + (draw(seed, 'air spell', name, step + 1) - from) * share) - 1
}

/** Around rush hours and on winter nights more, at noon less: factor about 1. */
function daily(at: number): number {
  const hour = timeOfDay(at) / HOUR
  const bump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2))
  return 0.82 + 0.35 * bump(8, 2.2) + 0.4 * bump(21, 3.5)
}

const sunshine = (at: number) => Math.max(0, Math.sin((Math.PI * (timeOfDay(at) / HOUR - 7)) / 12))

interface Moment {
  /** Spell of dirty or clean air over the city and at the station. */
  readonly still: number
  readonly heated: boolean
  readonly warmth: number
  readonly sun: number
  readonly rush: number
  readonly washed: number
}

function momentOf(city: PretendCity, { code }: Station, at: number): Moment {
  const { temperature, rain, wind } = city.weather(dayNumber(at))
  const spells = 0.75 * spell(city.seed, 'city', at, 2 * DAY) + 0.25 * spell(city.seed, code, at, 6 * HOUR)
  return {
    still: Math.exp(0.75 * spells - 0.12 * (wind - 3)),
    heated: heating(dayNumber(at)) !== 'off',
    warmth: Math.max(0, temperature) / 25,
    sun: sunshine(at),
    rush: daily(at),
    washed: rain > 5 ? 0.6 : 1,
  }
}

const SHAPES: { readonly [pollutant in Pollutant]: (moment: Moment) => number } = {
  pm25: ({ still, heated, rush, washed }) => (heated ? 46 : 25) * still * rush * washed,
  pm10: ({ still, heated, rush, washed }) => (heated ? 78 : 52) * still * rush * washed,
  so2: ({ still, heated, rush }) => (heated ? 19 : 8) * still * rush,
  no2: ({ still, heated, rush }) => (heated ? 36 : 22) * still * rush ** 1.5,
  co: ({ still, heated, rush }) => (heated ? 0.95 : 0.55) * still * rush,
  o3: ({ still, warmth, sun }) => 28 + (90 + 60 * warmth) * warmth * sun * Math.min(1.6, 0.7 + 0.3 * still),
}

/** Half to even, as GB/T 8170 rounds. */
export function halfEven(value: number, digits: number): number {
  const power = 10 ** digits
  const scaled = value * power
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  if (Math.abs(rest - 0.5) > 1e-9) return Math.round(scaled) / power
  return (floor % 2 === 0 ? floor : floor + 1) / power
}

/** The mean of the hour that ends at an instant: µg/m³ whole, CO mg/m³ with one decimal. */
export function concentration(
  city: PretendCity,
  station: Station,
  pollutant: Pollutant,
  hourEnd: number,
): number {
  const moment = momentOf(city, station, hourEnd - HOUR / 2)
  const own = 0.92 + 0.16 * draw(city.seed, 'air', station.code, pollutant, hourEnd)
  const dirt = pollutant === 'o3' ? 1 / station.dirt : station.dirt
  const value = Math.max(0, SHAPES[pollutant](moment) * own * dirt)
  return pollutant === 'co' ? Math.max(0.1, halfEven(value, 1)) : Math.max(1, halfEven(value, 0))
}
