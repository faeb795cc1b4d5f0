import { isoOf } from '../../shared/calendar/civil.ts'
import { clockByHand } from '../../mock-data/clock-by-hand.ts'
import { NO_ANOMALIES } from '../../mock-data/anomalies.ts'
import { createPretendCity } from '../../mock-data/city.ts'
import { createGridModel } from '../../mock-data/grid/model.ts'
import { reportJson, type ReportJson } from '../../mock-data/grid/wire.ts'
import { createHotlineModel, stateOfVersion } from '../../mock-data/hotline/model.ts'
import { orderJson, type OrderJson } from '../../mock-data/hotline/wire.ts'

/** A Tuesday afternoon: lights and windows of every benchmark stand at the same instant. */
export const NOW = Date.parse('2026-11-24T14:00:00+08:00')
const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00')

/**
 * What an upstream system tells in a day up to `NOW`, over and over under other numbers: every version of everything, in
 * the order in which it came about, as the pretend city sends it, without its mishaps.
 */
export interface Flow {
  /** The shipped feed that takes it. */
  readonly feed: 'grid' | 'hotline'
  readonly title: string
  /** The n-th record. */
  readonly record: (n: number) => object
}

const city = () =>
  createPretendCity({ seed: 'bench', clock: clockByHand(NOW), folder: '', rates: NO_ANOMALIES })

function gridDay(): ReportJson[] {
  const pretend = city()
  const model = createGridModel(pretend)
  return model.changes(MIDNIGHT, NOW).map(change => reportJson(model.state(change), pretend.anomalies))
}

function hotlineDay(): OrderJson[] {
  const pretend = city()
  const model = createHotlineModel(pretend)
  return model
    .changes(MIDNIGHT, NOW)
    .map(({ order, version }) => orderJson(stateOfVersion(order, version), pretend.anomalies))
}

/** The n-th of a day that repeats, under a number of its own and each time some seconds earlier. */
function repeated<Day extends object>(day: readonly Day[], number: keyof Day): (n: number) => object {
  return n => {
    const record = day[n % day.length]!
    const lap = Math.floor(n / day.length)
    return { ...(earlier(record, lap * LAP_MS) as Day), [number]: `${String(record[number])}X${lap}` }
  }
}

/** Two laps must not tell of the same seconds: lists would hold more equals than any city has. */
const LAP_MS = 7_000
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/

function earlier(value: unknown, by: number): unknown {
  if (typeof value === 'string')
    return TIME.test(value) ? `${isoOf(Date.parse(value) - by).slice(0, 19)}+08:00` : value
  if (Array.isArray(value)) return value.map(each => earlier(each, by))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, earlier(each, by)]))
}

/** Reports of the grid as the city sends them: some 900 B in 28 fields. */
export const gridFlow = (): Flow => ({
  feed: 'grid',
  title: 'grid reports as the city sends them',
  record: repeated(gridDay(), 'reportNo'),
})

/** Orders of the hotline, the kind with most numbers: some 1350 B with their whole history. */
export const hotlineFlow = (): Flow => ({
  feed: 'hotline',
  title: 'hotline orders as the city sends them',
  record: repeated(hotlineDay(), 'orderNo'),
})

/** The same reports of the grid, told as briefly as an app may: twelve fields, about the size the goals were set with. */
export const briefFlow = (): Flow => ({
  feed: 'grid',
  title: 'brief grid reports',
  record: repeated(gridDay().map(briefly), 'reportNo'),
})

function briefly(report: ReportJson) {
  const { reportNo, version, updatedAt, reportedAt, kind, reporterType, category, level } = report
  const { townCode, lon, lat, history } = report
  const { status, at } = history.at(-1)!
  const place = { townCode, lon, lat }
  return {
    ...{ reportNo, version, updatedAt, reportedAt, kind, reporterType, category, level },
    ...place,
    history: [{ status, at }],
  }
}
