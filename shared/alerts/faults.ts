import type { FeedDocument, MetricDocument } from '../model/documents.ts'
import type { Areas } from '../areas/areas.ts'
import {
  isOfFeeds,
  isOfMetric,
  type AlertDocument,
  type ChannelDocument,
  type MetricAlert,
} from './document.ts'

/** What rules may name. */
export interface AlertGround {
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly channels: readonly ChannelDocument[]
  readonly areas: Pick<Areas, 'byId'>
}

/** What a rule names and the city does not have, beyond its schema. */
export function alertFaults(alert: AlertDocument, ground: AlertGround): string[] {
  return [
    ...(isOfMetric(alert) ? metricFaults(alert, ground) : []),
    ...(isOfFeeds(alert) && alert.over.feeds !== 'all'
      ? missing(alert.over.feeds, ground.feeds, '/over/feeds', 'feed')
      : []),
    ...missing(alert.channels, ground.channels, '/channels', 'channel'),
    ...missing(alert.escalate?.channels ?? [], ground.channels, '/escalate/channels', 'channel'),
  ]
}

const missing = (
  named: readonly string[],
  there: readonly { readonly id: string }[],
  where: string,
  what: string,
): string[] =>
  named.filter(id => there.every(each => each.id !== id)).map(id => `${where}: there is no ${what} "${id}"`)

function metricFaults({ over, groupBy }: MetricAlert, { metrics, areas }: AlertGround): string[] {
  const metric = metrics.find(({ id }) => id === over.metric)
  if (metric === undefined) return [`/over/metric: there is no metric "${over.metric}"`]
  const faults = [...areaFaults(over.areas, metric, areas), ...valueFaults(metric, over.column)]
  if (over.dims !== undefined && over.dims.length !== metric.by.length)
    faults.push(`/over/dims: "${metric.id}" has ${metric.by.length} of them`)
  if (groupBy === 'area' && metric.by.length === 0)
    faults.push('/groupBy: without dimensions there is one of each area; take "each"')
  return faults
}

function areaFaults(
  wanted: MetricAlert['over']['areas'],
  metric: MetricDocument,
  areas: AlertGround['areas'],
): string[] {
  if (typeof wanted !== 'string' && areas.byId(wanted.area) === null)
    return [`/over/areas/area: there is no area ${wanted.area}`]
  const level = typeof wanted === 'string' ? wanted : areas.byId(wanted.area)?.level
  return level !== undefined && metric.areas.includes(level)
    ? []
    : [`/over/areas: "${metric.id}" is not counted by ${level}: its areas are ${metric.areas.join(', ')}`]
}

function valueFaults({ id, aggregate, window }: MetricDocument, column: string | undefined): string[] {
  if (window.type === 'series')
    return [
      `/over/metric: "${id}" is a line of many values, and the last of them is not whole; take its number`,
    ]
  if (aggregate.type === 'percentile') return [`/over/metric: "${id}" tells several values at once`]
  if (aggregate.type !== 'last')
    return column === undefined ? [] : [`/over/column: "${id}" tells one number, and no columns`]
  return column !== undefined && aggregate.columns.includes(column)
    ? []
    : [`/over/column: "${id}" tells ${aggregate.columns.join(', ')}; name one`]
}
