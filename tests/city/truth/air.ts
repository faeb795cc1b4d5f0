import { createAirModel } from '../../../mock-data/air/model.ts'
import type { HourRow } from '../../../mock-data/air/model.ts'
import { rowJson } from '../../../mock-data/air/wire.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { Listed, Row } from './listed.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every five minutes; an hour is old by time alone. */
const WAY: Way = { feeds: ['air'], behindMs: 5.5 * MINUTE, goesOn: true }
const CURRENT = 3 * HOUR

/** 空气质量 by HJ 633, as the platform itself publishes it. */
export function airAccount({ city }: UpstreamTruth): {
  readonly expected: readonly Expected[]
  readonly listed: readonly Listed[]
} {
  const model = createAirModel(city)
  const hours = remembered(at => currentHours(model.published(at - DAY, at), at), INSTANTS)
  const indices = (at: number) =>
    hours(at).flatMap(row => {
      const index = Number(rowJson(row).aqi)
      return Number.isNaN(index) ? [] : [index]
    })
  return {
    expected: [expecting(WAY)('air.aqi', at => sum(indices(at), index => index) / indices(at).length)],
    listed: [{ scene: 'livelihood', panel: 'air', most: 3, way: WAY, rows: at => newestOf(hours(at)) }],
  }
}

/** Of each station and hour what was published last (A5). */
function currentHours(published: readonly HourRow[], at: number): readonly HourRow[] {
  const latest = new Map(published.map(row => [`${row.station.code} ${row.hourEnd}`, row]))
  return [...latest.values()].filter(({ hourEnd }) => hourEnd > at - CURRENT)
}

/** The newest hour of each station, the worst first. */
function newestOf(rows: readonly HourRow[]): readonly Row[] {
  const newest = new Map(rows.toSorted((a, b) => a.hourEnd - b.hourEnd).map(row => [row.station.code, row]))
  return [...newest.values()].map(row => {
    const { stationName, time, aqi, level, primary, pm25 } = rowJson(row)
    const pollutants = primary === '—' ? [] : primary.split(',')
    return {
      id: `air/${row.station.code}/${time}`,
      key: -Number(aqi),
      words: [
        stationName,
        level,
        aqi,
        ...pollutants,
        ...(row.spoilt.pm25 === undefined ? [`PM2.5 ${pm25}`] : []),
      ],
    }
  })
}
