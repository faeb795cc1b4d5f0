/** The six pollutants, hourly means: µg/m³, CO mg/m³. */
export const POLLUTANTS = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const
export type Pollutant = (typeof POLLUTANTS)[number]

export const SYMBOLS: { readonly [pollutant in Pollutant]: string } = {
  pm25: 'PM2.5',
  pm10: 'PM10',
  so2: 'SO2',
  no2: 'NO2',
  co: 'CO',
  o3: 'O3',
}

export type Standard = 'HJ 633-2012' | 'HJ 633-2026'

/** GB 3095-2026 and HJ 633-2026 hold from this hour on. */
const NEW_STANDARD_FROM = Date.parse('2026-03-01T00:00:00+08:00')

/** Which standard an hour is judged by, told by the instant at which the hour began. */
export const standardOf = (hourStart: number): Standard =>
  hourStart >= NEW_STANDARD_FROM ? 'HJ 633-2026' : 'HJ 633-2012'

const INDEX = [0, 50, 100, 150, 200, 300, 400, 500]

/** Hourly limits that do not differ between the two; SO2 ends at 800, beyond which its index stays 200. */
const HOURLY = {
  so2: [0, 150, 500, 650, 800],
  no2: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  co: [0, 5, 10, 35, 60, 90, 120, 150],
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
}

const LIMITS: { readonly [standard in Standard]: { readonly [pollutant in Pollutant]: readonly number[] } } =
  {
    'HJ 633-2012': {
      ...HOURLY,
      pm25: [0, 35, 75, 115, 150, 250, 350, 500],
      pm10: [0, 50, 150, 250, 350, 420, 500, 600],
    },
    'HJ 633-2026': {
      ...HOURLY,
      pm25: [0, 35, 60, 115, 150, 250, 350, 500],
      pm10: [0, 50, 120, 250, 350, 420, 500, 600],
    },
  }

/** Products of decimals miss whole numbers by less than this. */
const ROUNDING = 1e-9

/** The index of one pollutant, rounded up. */
export function iaqi(pollutant: Pollutant, concentration: number, standard: Standard): number {
  const limits = LIMITS[standard][pollutant]
  const above = limits.findIndex(limit => concentration <= limit)
  if (above === 0) return 0
  if (above === -1) return INDEX[limits.length - 1]!
  const [low, high] = [limits[above - 1]!, limits[above]!]
  const [from, to] = [INDEX[above - 1]!, INDEX[above]!]
  return Math.ceil(from + ((to - from) * (concentration - low)) / (high - low) - ROUNDING)
}

export type Concentrations = { readonly [pollutant in Pollutant]: number | null }

export interface AirQuality {
  readonly aqi: number
  /** The pollutants that decide; none when the air is good. */
  readonly primary: readonly Pollutant[]
}

/** Null when nothing was measured. */
export function airQuality(concentrations: Concentrations, standard: Standard): AirQuality | null {
  const indices = POLLUTANTS.flatMap(pollutant => {
    const value = concentrations[pollutant]
    return value === null ? [] : [{ pollutant, index: iaqi(pollutant, value, standard) }]
  })
  if (indices.length === 0) return null
  const aqi = Math.max(...indices.map(({ index }) => index))
  const primary =
    aqi > 50 ? indices.filter(({ index }) => index === aqi).map(({ pollutant }) => pollutant) : []
  return { aqi, primary }
}

const LEVELS = [
  [50, '优'],
  [100, '良'],
  [150, '轻度污染'],
  [200, '中度污染'],
  [300, '重度污染'],
] as const

export const levelOf = (aqi: number): string => LEVELS.find(([limit]) => aqi <= limit)?.[1] ?? '严重污染'
