import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { AlertDocument, FeedAlert, MetricAlert } from '../../shared/alerts/document.ts'
import { isOfMetric } from '../../shared/alerts/document.ts'
import type { City } from '../../shared/city/city.ts'
import { freshness, type FreshnessState } from '../../shared/freshness/freshness.ts'
import { cellKey, parseCellKey, type CellAddress } from '../../shared/model/cell.ts'
import type { AreaLevel, FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { Standing } from '../../shared/alerts/groups.ts'
import type { Sample } from '../../shared/alerts/judge.ts'
import { areaOf, isKey, keyOf } from '../../shared/alerts/keys.ts'
import { isFresh, shownValue, valueText } from './reading.ts'

export interface Surroundings {
  readonly city: City
  readonly areas: Areas
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly now: number
}

/** How one of a rule's subjects is told: where, of what, and how much. */
export interface About {
  readonly area: string
  readonly what: string
  readonly place: string | null
  readonly value: string | null
}

/**
 * What a rule looks at now. `known` are the subjects that it knew before: those among them that it still looks at are told of as well, since
 * a count that fell to nothing has no cell.
 */
export function samplesOf(
  rule: AlertDocument,
  known: Iterable<string>,
  around: Surroundings,
): readonly Sample[] {
  return isOfMetric(rule) ? metricSamples(rule, known, around) : feedSamples(rule as FeedAlert, around)
}

/** A feed that never reported is nobody's alert: it is being set up. */
const BADNESS: { readonly [state in FreshnessState]: number | null } = {
  ...{ waiting: null, live: 0, late: 1, failed: 2 },
}

/** As `judge` compares them: raised above nothing. */
export const FEED_CONDITION = { above: 0 }

function feedSamples({ over }: FeedAlert, { city, feeds, now }: Surroundings): readonly Sample[] {
  return watchedFeeds(over, feeds).map(({ id, rhythm }) => {
    const bad = BADNESS[freshness(city.feeds.get(id) ?? null, rhythm, now).state]
    const least = over.state === 'failed' ? 2 : 1
    return { subject: id, value: bad === null ? null : bad >= least ? 1 : 0 }
  })
}

const watchedFeeds = (over: FeedAlert['over'], feeds: readonly FeedDocument[]): readonly FeedDocument[] =>
  feeds.filter(({ id, rhythm }) => (over.feeds === 'all' ? rhythm.type !== 'none' : over.feeds.includes(id)))

function metricSamples(rule: MetricAlert, known: Iterable<string>, around: Surroundings): readonly Sample[] {
  const { city, feeds, metrics, now } = around
  const metric = metrics.find(({ id }) => id === rule.over.metric)
  if (metric === undefined) return []
  const fresh = isFresh(metric, feeds, city, now)
  return [...subjectsOf(rule, metric, known, around)].map(subject => {
    const value = city.cells.get(`${metric.id}|${subject}`)?.value ?? null
    if (!fresh) return { subject, value: null }
    const seen = shownValue(metric, value, city, rule.over.column)
    return { subject, value: typeof seen === 'number' ? seen : null, isNone: seen === 'none' }
  })
}

function subjectsOf(
  { over }: MetricAlert,
  metric: MetricDocument,
  known: Iterable<string>,
  { city, areas }: Surroundings,
): ReadonlySet<string> {
  const nodes = nodesOf(over.areas, areas)
  if (over.dims !== undefined || metric.by.length === 0)
    return new Set(nodes.map(({ id }) => subjectFor(id, over.dims ?? [])))
  const places = new Set(nodes.map(({ id }) => id))
  const groups = [...(city.metrics.get(metric.id)?.groups.values() ?? [])]
  const isOurs = (subject: string) => {
    const address = addressOf(metric.id, subject)
    return address !== null && places.has(address.area) && address.dims.length === metric.by.length
  }
  const counted = groups.filter(({ area }) => places.has(area))
  const subjects = new Set(counted.map(({ area, dims }) => subjectFor(area, dims)))
  const keys: string[] = []
  for (const each of known) {
    if (isKey(each)) keys.push(each)
    else if (isOurs(each)) subjects.add(each)
  }
  if (keys.length === 0) return subjects
  // What only the journal told of since a start, and what is not counted any more.
  const there = new Set([...subjects].map(keyOf))
  return new Set([...subjects, ...keys.filter(key => !there.has(key) && places.has(areaOf(key)))])
}

/** The address of a cell, without its metric. */
const subjectFor = (area: string, dims: readonly string[]): string => cellKey('', area, dims).slice(1)

const addressOf = (metric: string, subject: string): CellAddress | null =>
  parseCellKey(`${metric}|${subject}`)

function nodesOf(wanted: MetricAlert['over']['areas'], areas: Areas): readonly AreaNode[] {
  if (typeof wanted === 'string') return levelOf(areas, wanted)
  const node = areas.byId(wanted.area)
  return node === null ? [] : [node]
}

function levelOf({ city, districts, towns, cells }: Areas, level: AreaLevel): readonly AreaNode[] {
  const levels = { city: [city], district: districts, town: towns, cell: cells }
  return levels[level]
}

/** A group, as its worst is told. */
export const toldOf = (rule: AlertDocument, { subjects, value }: Standing, around: Surroundings): About =>
  aboutOf(rule, subjects[0] ?? '', value, around)

export function aboutOf(
  rule: AlertDocument,
  subject: string,
  value: number | null,
  around: Surroundings,
): About {
  return isOfMetric(rule) ? metricAbout(rule, subject, value, around) : feedAbout(subject, around)
}

function feedAbout(subject: string, { areas, feeds }: Surroundings): About {
  const feed = feeds.find(({ id }) => id === subject)
  return { area: areas.city.id, what: feed?.title.zh ?? subject, place: null, value: null }
}

function metricAbout(
  { over }: MetricAlert,
  subject: string,
  value: number | null,
  { areas, metrics, city }: Surroundings,
): About {
  const metric = metrics.find(({ id }) => id === over.metric)
  const address = addressOf(over.metric, subject)
  const node = areas.byId(address?.area ?? areaOf(subject)) ?? areas.city
  if (metric === undefined) return { area: node.id, what: over.metric, place: node.name, value: null }
  const named = (address?.dims ?? []).map((dim, i) => namedOf(city, metric, i, dim))
  return {
    ...{ area: node.id, what: [metric.title.zh, ...named].join(' · '), place: node.name },
    value: value === null ? null : valueText(value, metric),
  }
}

/** A code by its name, where its kind names it. */
function namedOf(city: City, { kind, over, by }: MetricDocument, i: number, code: string): string {
  const known = city.kinds.get([kind].flat()[0] as string)
  const columns = over === undefined ? known?.columns : known?.inner?.[over]
  return columns?.find(({ name }) => name === by[i])?.codes?.[code]?.zh ?? code
}
