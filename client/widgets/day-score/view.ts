import { dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import { worstOf } from '../../../shared/freshness/worst.ts'
import type { MetricDocument, PanelDocument } from '../../../shared/model/documents.ts'
import { figureText, type Figure } from '../../figures/number.ts'
import type { Phrase, Tone } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { hasReported } from '../feed-state.ts'
import { bucketSpan, normIn, todayOf, type NormPoint } from '../norm.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'
import { Options, type Service } from './options.ts'

export { Options }

export type Reading = readonly [at: number, value: number]

/** How a service stands; the worse goes first. */
export type Standing = 'beyond' | 'short' | 'above' | 'late' | 'unknown' | 'normal'

export interface ScoreRow {
  readonly title: string
  readonly about: string
  readonly figure: Figure
  readonly cell: string
  readonly glyph: Glyph
  readonly tone: Tone | undefined
  /** `限 ≥ 97`, `常态 3–9`. */
  readonly yardstick: string
  /** In place of the yardstick: how late its source is. */
  readonly stale: Phrase | null
  readonly standing: Standing
  readonly ink: 'live' | 'late' | 'failed'
  /** Unbroken pieces of today's line. */
  readonly pieces: readonly (readonly Reading[])[]
  readonly norm: readonly NormPoint[]
  readonly low: number | null
  readonly high: number | null
  /** From where nothing is known. */
  readonly gapFrom: number | null
}

export interface ScoreView {
  readonly rows: readonly ScoreRow[]
  readonly dayStart: number
  readonly now: number
  readonly label: string
}

/** What a city lives by, one under the other on one axis of time: each with its line, its limits and its own source. */
export function view(panel: PanelDocument, reader: Reader): ScoreView {
  const now = reader.now('minute')
  const rows = (panel.options as unknown as Options).rows.map(service => rowOf(service, now, reader))
  const parts = rows.map(({ title, figure }) => `${title} ${figureText(figure)}`).join(' ')
  return {
    rows,
    dayStart: startOfDay(dayNumber(now)),
    now,
    label: reader.say('score.label', { title: reader.text(panel.title), parts }),
  }
}

/** `▲ 超常态 1 ◌ 延迟 1 ● 正常 6`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { rows } = view(panel, reader)
  const count = (...some: readonly Standing[]) =>
    rows.filter(({ standing }) => some.includes(standing)).length
  const parts = [
    ['beyond', 'bad', count('beyond')],
    ['short', 'warn', count('short')],
    ['above', 'warn', count('above')],
    ['late', 'stale', count('late')],
    ['normal', 'ok', count('normal')],
  ] as const
  return {
    finding: parts
      .filter(([, , n]) => n > 0)
      .map(([word, glyph, n]) => ({ glyph, text: reader.say(`score.${word}`, { n }) })),
  }
}

function rowOf(service: Service, now: number, reader: Reader): ScoreRow {
  const { ink, gapFrom } = inkOf(service.value, reader)
  const norm = service.norm === true ? normIn(reader, service.series, bucketOf(service, reader)).points : []
  const pieces = piecesOf(service, gapFrom ?? now, reader)
  const limits = limitsOf(service, reader)
  const stale = stalenessOf(reader, reader.feeds(service.value))
  const standing = stale === null ? standingOf(service, limits, norm, pieces, reader) : 'late'
  return {
    title: reader.text(service.title),
    about: reader.text(service.about),
    figure: reader.figure(service.value),
    cell: reader.cell(service.value),
    glyph: ink === 'failed' ? 'bad' : GLYPHS[standing],
    tone: stale?.ink ?? TONES[standing],
    yardstick: yardstickOf(limits, norm, pieces, reader),
    stale: stale === null ? null : stale.phrase.map(({ glyph: _, ...part }) => part),
    standing,
    ink,
    pieces,
    norm,
    ...limits,
    gapFrom,
  }
}

const GLYPHS: { readonly [standing in Standing]: Glyph } = {
  ...{ beyond: 'bad', short: 'warn', above: 'warn', late: 'stale', unknown: 'none', normal: 'ok' },
}
const TONES: { readonly [standing in Standing]?: Tone } = {
  ...{ beyond: 'bad', short: 'warn', above: 'warn' },
}

const bucketOf = ({ series }: Service, reader: Reader): number => bucketSpan(reader.metric(series))

/** A source that is late or has failed ends its line where it was last heard. */
function inkOf(role: string, reader: Reader): Pick<ScoreRow, 'ink' | 'gapFrom'> {
  const recount = reader.recount()
  if (recount !== null) return { ink: 'late', gapFrom: recount.since }
  const worst = worstOf(reader.feeds(role).map(feed => feed.freshness))
  return worst?.state === 'late' || worst?.state === 'failed'
    ? { ink: worst.state, gapFrom: worst.since }
    : { ink: 'live', gapFrom: null }
}

interface Limits {
  readonly low: number | null
  readonly high: number | null
}

/** Those of the scene; else those of the metric, of which a target is only aimed at. */
function limitsOf(service: Service, reader: Reader): Limits {
  const { low, high } = service
  return low === undefined && high === undefined
    ? yardsticksOf(reader.metric(service.value))
    : { low: low ?? null, high: high ?? null }
}

function yardsticksOf(metric: MetricDocument | null): Limits {
  const { limit = null, target = null, better } = metric ?? {}
  return better === 'down' ? { low: null, high: limit ?? target } : { low: target, high: limit }
}

const isAimedAt = ({ value, low, high }: Service, reader: Reader): boolean =>
  low === undefined && high === undefined && reader.metric(value)?.limit === undefined

/** One bucket without a reading is passed over, several break the line: but of a count, nothing told is 0. */
function piecesOf(service: Service, until: number, reader: Reader): ScoreRow['pieces'] {
  const bucket = bucketOf(service, reader)
  const feeds = reader.feeds(service.series)
  const counts = reader.metric(service.series)?.aggregate.type === 'count'
  const told = counts && feeds.length > 0 && feeds.every(hasReported)
  const pieces: Reading[][] = []
  for (const reading of todayOf(reader.series(service.series), bucket, until, told)) {
    const piece = pieces[pieces.length - 1]
    const last = piece?.[piece.length - 1]
    if (piece !== undefined && last !== undefined && reading[0] - last[0] <= 2 * bucket) piece.push(reading)
    else pieces.push([reading])
  }
  return pieces
}

/** What is usual in the last bucket that is over, and what came in it. */
function lastOf(norm: ScoreRow['norm'], pieces: ScoreRow['pieces']) {
  const last = pieces[pieces.length - 1]?.slice(-1)[0]
  const time = last === undefined ? null : last[0] - startOfDay(dayNumber(last[0] - 1))
  const usual = norm.find(point => point.time === time)
  return last === undefined || usual === undefined ? null : { value: last[1], usual }
}

function standingOf(
  service: Service,
  { low, high }: Limits,
  norm: ScoreRow['norm'],
  pieces: ScoreRow['pieces'],
  reader: Reader,
): Standing {
  const value = reader.value(service.value)
  if (value === null) return 'unknown'
  if (value < (low ?? -Infinity) || value > (high ?? Infinity))
    return isAimedAt(service, reader) ? 'short' : 'beyond'
  const last = lastOf(norm, pieces)
  return last !== null && last.value > last.usual.high ? 'above' : 'normal'
}

function yardstickOf(
  { low, high }: Limits,
  norm: ScoreRow['norm'],
  pieces: ScoreRow['pieces'],
  reader: Reader,
): string {
  if (low !== null && high !== null) return reader.say('score.between', { low, high })
  if (low !== null) return reader.say('score.atLeast', { n: low })
  if (high !== null) return reader.say('score.atMost', { n: high })
  const usual = lastOf(norm, pieces)?.usual
  return usual === undefined ? '' : reader.say('score.usual', { low: usual.low, high: usual.high })
}
