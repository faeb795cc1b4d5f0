import { HOUR } from '../../shared/calendar/civil.ts'
import { plainTime } from '../time-text.ts'
import {
  airQuality,
  levelOf,
  POLLUTANTS,
  standardOf,
  SYMBOLS,
  type Concentrations,
  type Pollutant,
} from './aqi.ts'
import type { HourRow } from './model.ts'

const MISSING = '—'
const MICRO_PER_MILLI = 1000

function text({ concentrations, spoilt }: HourRow, pollutant: Pollutant): string {
  const value = concentrations[pollutant]
  switch (spoilt[pollutant]) {
    case 'missing':
      return MISSING
    case 'blank':
      return ''
    case 'zero':
      return '0'
    case 'other unit':
      return String(Math.round((value ?? 0) * MICRO_PER_MILLI))
    default:
      return value === null ? MISSING : pollutant === 'co' ? value.toFixed(1) : String(value)
  }
}

/** What the publishing system believes it has: what is missing or blank does not count. */
const believed = ({ concentrations, spoilt }: HourRow): Concentrations => {
  const entries = POLLUTANTS.map(
    name => [name, spoilt[name] === undefined ? concentrations[name] : null] as const,
  )
  return Object.fromEntries(entries) as Concentrations
}

/** The row as the platform tells it: text throughout, China time without an offset. */
export function rowJson(row: HourRow) {
  const { station, hourEnd, publishedAt, revision } = row
  const standard = standardOf(hourEnd - HOUR)
  const quality = airQuality(believed(row), standard)
  return {
    stationCode: station.code,
    stationName: station.name,
    districtCode: station.district,
    lon: station.position.lon,
    lat: station.position.lat,
    time: plainTime(hourEnd),
    pm25: text(row, 'pm25'),
    pm10: text(row, 'pm10'),
    so2: text(row, 'so2'),
    no2: text(row, 'no2'),
    co: text(row, 'co'),
    o3: text(row, 'o3'),
    aqi: quality === null ? MISSING : String(quality.aqi),
    level: quality === null ? MISSING : levelOf(quality.aqi),
    primary:
      quality === null || quality.primary.length === 0
        ? MISSING
        : quality.primary.map(p => SYMBOLS[p]).join(','),
    standard,
    publishedAt: plainTime(publishedAt),
    revision,
  }
}

export type AirRowJson = ReturnType<typeof rowJson>
