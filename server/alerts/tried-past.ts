import { raisedIn } from '../../shared/alerts/retrace.ts'
import type { MetricAlert } from '../../shared/alerts/document.ts'
import type { Sample } from '../../shared/alerts/judge.ts'
import { DAY, MINUTE } from '../../shared/calendar/civil.ts'
import { deadlinesAfter } from '../../shared/freshness/deadlines.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { countsFew } from '../../shared/metrics/bounded.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { cellSql } from '../../shared/metrics/sql.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { TriedRule } from '../../shared/sync/trial.ts'
import { historyOf } from '../explain/history.ts'
import { readAtOneMoment } from '../explain/moment.ts'
import type { Surroundings } from './subjects.ts'
import type { RuleTryingParts } from './tried-rule.ts'

/** So many devices, each of which has a past of its own. */
const MOST_DEVICES = 12

/**
 * When the rule would have raised in the last day; null where that is not kept. What was counted at an instant of the past nobody knows any more:
 * kept by the minute are the measures of devices, so a number that is what one device says has a past, and no other.
 */
export async function triedPast(
  parts: RuleTryingParts,
  rule: MetricAlert,
  samples: readonly Sample[],
  around: Surroundings,
): Promise<TriedRule['past']> {
  const measured = measureOf(rule, around.metrics, parts.kinds)
  if (measured === null || samples.length === 0 || samples.length > MOST_DEVICES) return null
  const devices = await devicesOf(parts, measured.metric, samples, around)
  if (devices === null) return null
  const from = Math.floor((around.now - DAY) / MINUTE) * MINUTE
  const pasts = []
  for (const device of devices) pasts.push(await pastOf(parts, rule, measured, { device, from, around }))
  const known = pasts.filter(past => past !== null)
  return {
    from,
    points: known.reduce((sum, { points }) => sum + points, 0),
    raisedAt: known.flatMap(({ raisedAt }) => raisedAt).sort((a, b) => a - b),
  }
}

interface Measured {
  readonly metric: MetricDocument
  readonly kind: string
  readonly measure: string
}

/** It names its device: what happens to be told by one now may have been told by others. What else is asked of it must not be measured. */
const isOfOneDevice = ({ where }: MetricDocument): boolean =>
  where.some(([name, op]) => name === 'device' && op === '=') && where.every(([name]) => FIXED.has(name))
const FIXED = new Set(['device', 'online', 'system'])

function measureOf(
  { over }: MetricAlert,
  metrics: readonly MetricDocument[],
  kinds: readonly Kind[],
): Measured | null {
  const metric = metrics.find(({ id }) => id === over.metric)
  if (metric === undefined || !isPlain(metric) || !isOfOneDevice(metric)) return null
  const [kind, ...others] = kindsOf(metric)
  const measure = fieldOf(metric, over.column)
  if (kind === undefined || others.length > 0 || measure === undefined) return null
  return isKept(kinds, kind, measure) ? { metric, kind, measure } : null
}

const isKept = (kinds: readonly Kind[], kind: string, measure: string): boolean =>
  kinds.find(({ id }) => id === kind)?.telemetry?.measures.includes(measure) === true

/** Of now, as a whole, and not over what was rolled up already. */
const isPlain = ({ window, by, over }: MetricDocument): boolean =>
  window.type === 'now' && by.length === 0 && over === undefined

/** What is added up of one device is what it says. */
function fieldOf({ aggregate }: MetricDocument, column: string | undefined): string | undefined {
  if (aggregate.type === 'sum' || aggregate.type === 'mean') return aggregate.field
  return aggregate.type === 'last' ? column : undefined
}

/** The devices that the numbers are told by, as far as they are told; null where one is told by several. */
async function devicesOf(
  parts: RuleTryingParts,
  metric: MetricDocument,
  samples: readonly Sample[],
  { areas, now }: Surroundings,
): Promise<readonly string[] | null> {
  // One that is silent now may have spoken before.
  const spoken = { ...metric, where: metric.where.filter(([name]) => name !== 'online') }
  const few = countsFew(spoken, parts.kinds)
  const asked = samples.flatMap(({ subject }) => {
    const address = parseCellKey(`${metric.id}|${subject}`)
    const sql = address === null ? null : cellSql({ metric: spoken, address, areas, now, few })
    return sql === null ? [] : [sql.records({ limit: 2, offset: 0 })]
  })
  const { answer } = await readAtOneMoment(parts, { cell: '', queries: () => asked })
  const found = answer.results.map(rows => (rows ?? []) as readonly { readonly id: string }[])
  return found.some(({ length }) => length > 1) ? null : found.flatMap(rows => rows.map(({ id }) => id))
}

interface PastQuestion {
  readonly device: string
  readonly from: number
  readonly around: Surroundings
}

async function pastOf(
  parts: RuleTryingParts,
  { condition, forSeconds }: MetricAlert,
  { metric, kind, measure }: Measured,
  { device, from, around }: PastQuestion,
): Promise<{ readonly points: number; readonly raisedAt: readonly number[] } | null> {
  const told = { of: 'device', subject: device, step: 'minute' } as const
  const history = await historyOf(parts, { ...told, kind, measure, from, to: around.now + 1 })
  if (history === null || condition === undefined) return null
  const scale = metric.aggregate.type === 'last' ? (history.measure.scale ?? 1) : metric.scale
  const live = livesOf(around.feeds, kind)
  const values = history.points.map(([at, , , , , last]) => ({
    ...{ at, value: last / scale, liveUntil: live(at + MINUTE) },
  }))
  return { points: values.length, raisedAt: raisedIn(values, { condition, forSeconds }, around.now) }
}

/** Until when something told is of now, by the rhythm of whoever tells of such devices. */
function livesOf(feeds: readonly FeedDocument[], kind: string): (at: number) => number {
  const rhythms = feeds.filter(feed => feed.kind === kind).map(({ rhythm }) => rhythm)
  return at => Math.max(...rhythms.map(rhythm => deadlinesAfter(rhythm, at)?.lateAfter ?? Infinity), at)
}
