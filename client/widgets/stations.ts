import { STATIONS, type Station } from '../../shared/kinds/service-case/stations.ts'
import { kindsOf } from './feed-state.ts'
import type { Reader } from './reader.ts'

/** How far a station's part of the limit is used up; 5 is over it, null is unknown. */
export type Heat = 1 | 2 | 3 | 4 | 5

/**
 * What lies at one step of one department. Read from two roles: `stations`, a count by department and station, and `share`,
 * the median per cent of the station's part of the limit that is used.
 */
export interface StationStock {
  readonly department: string
  readonly station: Station
  readonly count: number | null
  /** Per cent. */
  readonly used: number | null
  readonly heat: Heat | null
  readonly cell: string
}

/** Per cent below which a heat holds; above the last one it is over. */
export const HEAT_EDGES = [30, 50, 75, 100] as const

export function heatOf(used: number | null): Heat | null {
  if (used === null) return null
  if (used > HEAT_EDGES[3]) return 5
  const at = HEAT_EDGES.findIndex((edge, i) => (i === 3 ? used <= edge : used < edge))
  return (at + 1) as Heat
}

export function stockAt(reader: Reader, department: string, station: Station): StationStock {
  const dims = [department, station]
  const used = reader.percentiles('share', { dims })?.[0] ?? null
  return {
    department,
    station,
    count: reader.value('stations', { dims }),
    used,
    heat: heatOf(used),
    cell: reader.cell('stations', { dims }),
  }
}

const isStation = (name: string | undefined): name is Station => STATIONS.some(each => each === name)

/** Steps whose cases have, by their median, used more than the step's part of the limit; most cases first. */
export function stuckStocks(reader: Reader): readonly StationStock[] {
  return reader
    .byDim('stations')
    .flatMap(({ dims: [department = '', station] }) =>
      isStation(station) ? [stockAt(reader, department, station)] : [],
    )
    .filter(({ heat }) => heat === 5)
}

export const departmentName = (reader: Reader, department: string): string =>
  department === '' ? reader.say('count.unknown') : department

export function stationName(reader: Reader, station: Station): string {
  const metric = reader.metric('stations')
  return metric === null ? station : reader.word(kindsOf(metric)[0] ?? '', 'station', station)
}
