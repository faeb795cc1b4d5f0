import { dayOfDate, HOUR, startOfDay } from '../calendar/civil.ts'

export const POLLUTANTS = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const
export type Pollutant = (typeof POLLUTANTS)[number]

/** Hourly means as whole numbers: µg/m³, CO in tenths of a mg/m³. Null: not measured. */
export type Hourly = { readonly [pollutant in Pollutant]: number | null }

export interface AirQuality {
  readonly aqi: number
  /** Those that decide; none while the air is good. */
  readonly primary: readonly Pollutant[]
}

/** GB 3095-2026 and HJ 633-2026 hold from this day on (DOMAIN 3.8). */
const SINCE_2026 = startOfDay(dayOfDate('2026-03-01'))

const INDEX = [0, 50, 100, 150, 200, 300, 400, 500] as const

type Limits = { readonly [pollutant in Pollutant]: readonly number[] }

/** Limits of hourly means. SO2 ends at 800: beyond, its hourly mean says no more than 200. */
const HOURLY_2012: Limits = {
  pm25: [0, 35, 75, 115, 150, 250, 350, 500],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  so2: [0, 150, 500, 650, 800],
  no2: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  co: [0, 50, 100, 350, 600, 900, 1200, 1500],
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
}
const HOURLY_2026: Limits = {
  ...HOURLY_2012,
  pm25: [0, 35, 60, 115, 150, 250, 350, 500],
  pm10: [0, 50, 120, 250, 350, 420, 500, 600],
}

/** The index of one pollutant in the hour that ends at an instant, rounded up. */
export function iaqiOf(pollutant: Pollutant, concentration: number, hourEnd: number): number {
  const limits = (hourEnd - HOUR >= SINCE_2026 ? HOURLY_2026 : HOURLY_2012)[pollutant]
  const above = limits.findIndex(limit => concentration <= limit)
  if (above === 0) return 0
  if (above === -1) return INDEX[limits.length - 1] as number
  const [low, high] = [limits[above - 1] as number, limits[above] as number]
  const [from, to] = [INDEX[above - 1] as number, INDEX[above] as number]
  // Whole numbers throughout: a quotient that is whole is exact, so nothing is rounded up by a residue.
  return from + Math.ceil(((to - from) * (concentration - low)) / (high - low))
}

/** Real-time AQI of an hour: the largest index of those that were measured; null when none was. */
export function airQualityOf(means: Hourly, hourEnd: number): AirQuality | null {
  let aqi = -1
  let primary: Pollutant[] = []
  for (const pollutant of POLLUTANTS) {
    const mean = means[pollutant]
    if (mean === null) continue
    const index = iaqiOf(pollutant, mean, hourEnd)
    if (index === aqi) primary.push(pollutant)
    else if (index > aqi) [aqi, primary] = [index, [pollutant]]
  }
  return aqi === -1 ? null : { aqi, primary: aqi > 50 ? primary : [] }
}

export const LEVELS = ['excellent', 'good', 'light', 'moderate', 'heavy', 'severe'] as const
export type Level = (typeof LEVELS)[number]
const LEVEL_ENDS = [50, 100, 150, 200, 300] as const

export function levelOf(aqi: number): Level {
  const at = LEVEL_ENDS.findIndex(end => aqi <= end)
  return LEVELS[at === -1 ? LEVEL_ENDS.length : at] as Level
}
