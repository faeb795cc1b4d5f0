import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { POLLUTANTS, type Concentrations, type Pollutant } from './aqi.ts'
import { concentration } from './concentrations.ts'
import { createStations, type Station } from './stations.ts'

/** How a value was spoilt on its way to the table (A9). */
export type Spoilt = 'missing' | 'blank' | 'zero' | 'other unit'

/** One publication of a station's hour. */
export interface HourRow {
  readonly station: Station
  readonly hourEnd: number
  readonly publishedAt: number
  /** From 1; a second one when the values were checked and published again (A5). */
  readonly revision: number
  readonly concentrations: Concentrations
  readonly spoilt: { readonly [pollutant in Pollutant]?: Spoilt }
}

export interface AirModel {
  readonly stations: readonly Station[]
  /** Published with from < at <= to, in order of publication. */
  readonly published: (from: number, to: number) => HourRow[]
  /** Of every station and hour of the last 35 days the row that holds at an instant. */
  readonly truth: (at: number) => HourRow[]
}

/** A row is never published, nor published again, later than this after its hour. */
const LATEST = 12 * HOUR
const SPOILT: readonly Spoilt[] = ['missing', 'blank', 'zero', 'other unit']
const SPOILT_WEIGHTS = [62, 18, 12, 8]
/** Of rows, beside the rate of A5 for records in general: an air monitoring station checks its values every day. */
const CHECKED = 6

/** The platform writes whole seconds: whoever asks from the last one on must miss nothing. */
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000

function delayOf(city: PretendCity, key: readonly (string | number)[]): number {
  const chance = stream(city.seed, 'air delay', ...key)
  const usual = wholeSecond(chance.between(20 * MINUTE, 40 * MINUTE))
  return city.anomalies.hits('A4', key) ? usual + wholeSecond(chance.between(HOUR, 5 * HOUR)) : usual
}

function spoiltOf(city: PretendCity, key: readonly (string | number)[]): HourRow['spoilt'] {
  const found: { [pollutant in Pollutant]?: Spoilt } = {}
  for (const pollutant of POLLUTANTS) {
    if (!city.anomalies.hits('A9', [...key, pollutant])) continue
    const kind = stream(city.seed, 'air spoilt', ...key, pollutant).weighted(SPOILT, SPOILT_WEIGHTS)
    // Only CO is ever told in two units.
    found[pollutant] = kind === 'other unit' && pollutant !== 'co' ? 'missing' : kind
  }
  return found
}

function measured(city: PretendCity, station: Station, hourEnd: number): Concentrations {
  const of = (pollutant: Pollutant) => concentration(city, station, pollutant, hourEnd)
  return { pm25: of('pm25'), pm10: of('pm10'), so2: of('so2'), no2: of('no2'), co: of('co'), o3: of('o3') }
}

/** One pollutant was found wrong by a tenth to a half. */
function corrected(city: PretendCity, row: HourRow, key: readonly (string | number)[]): HourRow {
  const chance = stream(city.seed, 'air correction', ...key)
  const pollutant = chance.pick(POLLUTANTS.filter(name => name !== 'co'))
  const before = row.concentrations[pollutant] ?? 1
  const after = Math.max(1, Math.round(before * chance.between(1.1, 1.5)))
  return {
    ...row,
    revision: 2,
    publishedAt: row.publishedAt + wholeSecond(chance.between(HOUR, 6 * HOUR)),
    concentrations: { ...row.concentrations, [pollutant]: after },
    spoilt: {},
  }
}

function rowsOfHour(city: PretendCity, station: Station, hourEnd: number): HourRow[] {
  const key = ['air', station.code, hourEnd]
  const first: HourRow = {
    station,
    hourEnd,
    publishedAt: hourEnd + delayOf(city, key),
    revision: 1,
    concentrations: measured(city, station, hourEnd),
    spoilt: spoiltOf(city, key),
  }
  return city.anomalies.hits('A5', key, CHECKED) ? [first, corrected(city, first, key)] : [first]
}

const byPublication = (a: HourRow, b: HourRow) =>
  a.publishedAt - b.publishedAt || (a.station.code < b.station.code ? -1 : 1)

export function createAirModel(city: PretendCity): AirModel {
  const stations = createStations(city)
  const rowsOfDay = remembered(day => {
    const hours = Array.from({ length: 24 }, (_, hour) => startOfDay(day) + (hour + 1) * HOUR)
    return hours.flatMap(hourEnd => stations.flatMap(station => rowsOfHour(city, station, hourEnd)))
  }, DAYS_OF_PAST + 3)
  const published = (from: number, to: number): HourRow[] => {
    const found: HourRow[] = []
    const first = Math.max(dayNumber(from - LATEST - HOUR), dayNumber(to) - DAYS_OF_PAST)
    for (let day = first; day <= dayNumber(to); day++)
      found.push(...rowsOfDay(day).filter(({ publishedAt }) => publishedAt > from && publishedAt <= to))
    return found.sort(byPublication)
  }
  const truth = (at: number): HourRow[] => {
    const latest = new Map<string, HourRow>()
    for (const row of published(at - (DAYS_OF_PAST + 1) * DAY, at))
      latest.set(`${row.station.code} ${row.hourEnd}`, row)
    return [...latest.values()]
  }
  return { stations, published, truth }
}
