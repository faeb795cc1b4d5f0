import { Type } from 'typebox'
import { DAY, dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { worstOf } from '../../../shared/freshness/worst.ts'
import { dayField, type Field } from '../../charts/axes.ts'
import type { Plot, PlotRoom, PlotShape } from '../../charts/plot.ts'
import type { PlotTable } from '../../charts/table.ts'
import { clockText } from '../../figures/time.ts'
import type { Say } from '../../language/say.ts'
import { fade } from '../../theme/colour.ts'
import type { Tokens } from '../../theme/tokens.ts'
import { hasReported } from '../feed-state.ts'
import { kpiOf, KpiOptions, type Kpi } from '../kpi.ts'
import { bucketSpan, normIn, normWords, todayOf, type NormPoint } from '../norm.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

/** With `lead` a figure stands over the line; its roles are the panel's. */
export const Options = Type.Object({ lead: Type.Optional(KpiOptions) }, { additionalProperties: false })

export interface NormLineView {
  readonly lead: Kpi | null
  readonly dayStart: number
  readonly now: number
  readonly line: readonly (readonly [at: number, value: number])[]
  readonly norm: readonly NormPoint[]
  /** From where nothing is known: the source is late or has failed. */
  readonly gapFrom: number | null
  readonly ink: 'live' | 'late' | 'failed'
  readonly label: string
}

export function view(panel: PanelDocument, reader: Reader): NormLineView {
  const { lead } = panel.options as { readonly lead?: KpiOptions }
  const now = reader.now('minute')
  const points = reader.series('series')
  const bucketMs = bucketSpan(reader.metric('series'))
  const feeds = reader.feeds('series')
  const { ink, gapFrom } = stalenessIn(reader)
  const told = feeds.length > 0 && feeds.every(hasReported)
  const line = todayOf(points, bucketMs, gapFrom ?? now, told)
  const norm = normIn(reader, 'series', bucketMs).points
  return {
    lead: lead === undefined ? null : kpiOf(reader, lead),
    dayStart: startOfDay(dayNumber(now)),
    now,
    line,
    norm,
    gapFrom,
    ink,
    label: labelOf(panel, reader, line, norm),
  }
}

/** The document says what the band is; as long as it is another one, this does. */
export function heading(_: PanelDocument, reader: Reader): Heading {
  const { state } = normIn(reader, 'series', bucketSpan(reader.metric('series')))
  const subtitle = normWords(state, reader.say)
  return subtitle === null ? {} : { subtitle }
}

function stalenessIn(reader: Reader): Pick<NormLineView, 'ink' | 'gapFrom'> {
  const recount = reader.recount()
  if (recount !== null) return { ink: 'late', gapFrom: recount.since }
  const feeds = reader.feeds('series')
  const worst = worstOf(feeds.map(feed => feed.freshness))
  return worst?.state === 'late' || worst?.state === 'failed'
    ? { ink: worst.state, gapFrom: worst.since }
    : { ink: 'live', gapFrom: null }
}

function labelOf(
  panel: PanelDocument,
  reader: Reader,
  line: NormLineView['line'],
  norm: readonly NormPoint[],
): string {
  const title = reader.text(panel.title)
  const last = line[line.length - 1]
  const now = last === undefined ? '—' : String(last[1])
  const usual = norm[line.length - 1]
  if (usual === undefined) return reader.say('chart.plain', { title, now })
  return reader.say('chart.line', { title, now, low: usual.low, high: usual.high })
}

/** A row for each bucket of today that is over, at its end, and what is usual there. */
export function tableOf({ line, norm, dayStart }: NormLineView, say: Say): PlotTable {
  const usual = new Map(norm.map(point => [point.time, point]))
  const band = (at: number) => {
    const point = usual.get(at - dayStart)
    return point === undefined ? '—' : `${point.low}–${point.high}`
  }
  return {
    columns: [say('chart.time'), say('chart.count'), say('norm.usual')],
    rows: line.map(([at, value]) => [clockText(at), String(value), band(at)]),
  }
}

/** Band behind, gap over it, the line in front, and the lamp on its end. */
export function plotOf(drawn: NormLineView, room: PlotRoom, ink: Tokens): Plot {
  const max = Math.max(1, ...drawn.line.map(([, value]) => value), ...drawn.norm.map(({ high }) => high))
  const field = dayField(room, drawn.dayStart, max, ink)
  return [
    ...bandShapes(drawn, field, ink),
    ...field.axes,
    ...gapShapes(drawn, field, ink),
    ...lineShapes(drawn, field, ink),
  ]
}

function bandShapes({ norm, dayStart }: NormLineView, { x, y }: Field, ink: Tokens): PlotShape[] {
  if (norm.length === 0) return []
  const upper = norm.map(({ time, high }) => [x(dayStart + time), y(high)] as const)
  const lower = norm.map(({ time, low }) => [x(dayStart + time), y(low)] as const).reverse()
  return [{ type: 'area', points: [...upper, ...lower], fill: fade(ink.t3, 0.22) }]
}

function gapShapes({ gapFrom, now, dayStart }: NormLineView, { box, x }: Field, ink: Tokens): PlotShape[] {
  if (gapFrom === null) return []
  const from = x(Math.max(dayStart, gapFrom))
  const width = Math.max(4, x(Math.min(now, dayStart + DAY)) - from)
  const gap = { x: from, y: box.y, width, height: box.height }
  return [
    { type: 'boxes', boxes: [gap], fill: fade(ink.t3, 0.16) },
    { type: 'hatch', box: gap, stroke: fade(ink.t3, 0.5) },
  ]
}

function lineShapes({ line, ink: state }: NormLineView, { x, y }: Field, ink: Tokens): PlotShape[] {
  const points = line.map(([at, value]) => [x(at), y(value)] as const)
  const last = points[points.length - 1]
  if (last === undefined) return []
  const stroke = { live: ink.d1, late: ink.t2, failed: ink.t3 }[state]
  const dash = state === 'failed' ? { dash: [6, 5] as const } : {}
  return [
    { type: 'line', points, stroke, width: 3, ...dash },
    { type: 'dots', at: [last], radius: 5.5, fill: { live: ink.d2, late: ink.t2, failed: ink.t1 }[state] },
  ]
}
