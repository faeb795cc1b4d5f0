import { bucketStart } from '../metrics/bucket.ts'
import { bucketValue, unsave, type Group, type Metric } from '../metrics/metric.ts'
import { documentKey, feedKey, SCENES_KEY, type FeedReport } from '../model/cell.ts'
import type { Value } from '../model/value.ts'
import { SILENT, type City, type LiveCell } from './city.ts'
import { bearsOnSources, sourcesOfScenes } from './scene-sources.ts'

/** Makes the cells that changed since the last settling, stamped with the last entry applied, and returns them. */
export function settle(city: City): LiveCell[] {
  const out: LiveCell[] = []
  const left = city.dirty.cells.size > 0
  // First: what took the place of a metric may make a cell of the same name.
  for (const key of city.dirty.cells) put(city, key, null, out)
  city.dirty.cells.clear()
  for (const metric of city.metrics.values()) if (metric.dirty.size > 0) settleMetric(city, metric, out)
  for (const feed of city.dirty.feeds) {
    put(city, feedKey(feed), reportIn(city.feeds.get(feed) ?? SILENT), out)
    city.unsavedFeeds.add(feed)
  }
  city.dirty.feeds.clear()
  settleDocuments(city, out)
  return left ? [...new Set(out)] : out
}

function settleDocuments(city: City, out: LiveCell[]): void {
  if ([...city.dirty.documents].some(bearsOnSources))
    put(city, SCENES_KEY, sourcesOfScenes(city.documents), out)
  for (const name of city.dirty.documents) {
    const [family, id] = split(name)
    put(city, documentKey(family, id), city.documents.get(name)?.body ?? null, out)
    city.unsavedDocuments.add(name)
  }
  city.dirty.documents.clear()
}

/** Counts stay here: they change with every record, and no screen draws them. */
const reportIn = ({ at, okAt, failingSince, reason, backlog }: FeedReport): Value => ({
  at,
  okAt,
  failingSince,
  reason,
  backlog: backlog === null ? null : { ...backlog },
})

const split = (name: string): [string, string] => {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

function settleMetric(city: City, metric: Metric, out: LiveCell[]): void {
  const floor = metric.window.floor()
  for (const group of metric.dirty) {
    if (floor !== group.floor) dropOld(group, floor)
    if (metric.window.type === 'series') settleSeries(city, metric, group, out)
    else put(city, group.key, visible(metric, group), out)
    group.dirty.clear()
  }
  metric.dirty.clear()
}

function dropOld(group: Group, floor: number): void {
  group.floor = floor
  for (const bucket of group.tallies.keys()) {
    if (bucket >= floor) continue
    group.tallies.delete(bucket)
    group.dirty.add(bucket)
    unsave(group, bucket)
  }
  for (const [bucket, roll] of group.rolls) {
    if (bucket >= floor) continue
    const gone = unsave(group, bucket)
    for (const id of roll.byId.keys()) gone.add(id)
    group.rolls.delete(bucket)
    group.dirty.add(bucket)
  }
}

function visible(metric: Metric, group: Group): Value {
  const { window, doc } = metric
  if (doc.window.type === 'change') return changed(metric, group, doc.window.days)
  return window.type === 'rolling' ? rolled(metric, group) : bucketValue(group, window.current())
}

/** Whole days alone are held against each other. */
function changed({ window }: Metric, group: Group, days: number): Value {
  const today = window.current()
  let [rows, after, before] = [0, 0, 0]
  for (const [day, tally] of group.tallies) {
    if (day >= today || day < today - 2 * days) continue
    rows += tally.rows
    if (day >= today - days) after += tally.n
    else before += tally.n
  }
  return rows === 0 ? null : { n: after - before, d: before }
}

/** The minutes of a rolling window are added up; a percentile or a list over one would need more than that. */
function rolled(metric: Metric, group: Group): Value {
  const { window, adder } = metric
  const sum = { rows: 0, n: 0, d: 0, bins: null as number[] | null }
  for (const [bucket, tally] of group.tallies) {
    if (bucket < window.floor() || bucket > window.current()) continue
    sum.rows += tally.rows
    sum.n += tally.n
    sum.d += tally.d
    if (tally.bins !== null) sum.bins = tally.bins.map((value, i) => value + (sum.bins?.[i] ?? 0))
  }
  return sum.rows === 0 || adder === null ? null : adder.value(sum)
}

/** A cell per bucket, named by the instant the bucket starts. */
function settleSeries(city: City, metric: Metric, group: Group, out: LiveCell[]): void {
  const { window, doc } = metric
  if (doc.window.type !== 'series') return
  for (const bucket of group.dirty) {
    if (bucket > window.current()) continue
    put(
      city,
      `${group.key}${bucketStart(doc.window.bucket, bucket)}`,
      bucket < window.floor() ? null : bucketValue(group, bucket),
      out,
    )
  }
}

function put(city: City, key: string, value: Value, out: LiveCell[]): void {
  let cell = city.cells.get(key)
  // Most numbers that were touched say what they said; for those that are plain there is nothing to write.
  if (cell !== undefined && cell.value === value && typeof value !== 'object') return
  const json = value === null ? null : JSON.stringify(value)
  if (cell === undefined) {
    if (json === null) return
    cell = { key, value, json, seq: city.seq }
    city.cells.set(key, cell)
  } else {
    if (cell.json === json) return
    cell.value = value
    cell.json = json
    cell.seq = city.seq
  }
  city.unsavedCells.add(cell)
  out.push(cell)
}
