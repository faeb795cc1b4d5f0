import { Type } from 'typebox'
import { DAY, dayNumber, HOUR, startOfDay } from '../../../shared/calendar/civil.ts'
import { LEVELS, levelOf, rankOf, type Level } from '../../../shared/kinds/warning/warning-level.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { bareOf, writtenOut, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { clockText, momentText, spanText } from '../../figures/time.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { hazardOf, levelSign, type LevelSign } from '../warning-level.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    /** How much time the axis shows, a quarter of it past. */
    hours: Type.Optional(Type.Integer({ minimum: 12, maximum: 168 })),
  },
  { additionalProperties: false },
)
interface Options {
  readonly most?: number
  readonly hours?: number
}

export interface LevelCount extends LevelSign {
  readonly figure: Figure
  readonly cell: string
  readonly isSome: boolean
}

export interface WarningRow extends LevelSign {
  readonly id: string
  readonly hazard: string
  readonly area: string
  /** `剩 34 时`, `08:40 解除`. */
  readonly left: string
  readonly about: string
  /** Cancelled or run out: it stays outlined for the day. */
  readonly isOver: boolean
  /** Where it holds on the axis, as shares of it. */
  readonly from: number
  readonly to: number
  readonly label: string
}

export interface WarningView {
  readonly counts: readonly LevelCount[]
  readonly rows: readonly WarningRow[]
  /** Known to be none. */
  readonly isCalm: boolean
  readonly now: number
  readonly ticks: readonly { readonly share: number; readonly text: string }[]
  /** Of what is not live. */
  readonly tone: Tone | undefined
}

const MOST = 6
const HOURS = 48
const PAST = 0.25
const HALF_DAY = DAY / 2
/** Beyond so many hours noons have no room. */
const LONG = 48 * HOUR
/** A text in the middle of its tick needs so much of the axis on either side. */
const EDGE = 0.06

interface Axis {
  readonly from: number
  readonly span: number
}

/** Warnings in force, the gravest first, then those that ended today; each as a bar from its beginning to its end. */
export function view(panel: PanelDocument, reader: Reader): WarningView {
  const { most = MOST, hours = HOURS } = panel.options as Options
  const now = reader.now('minute')
  const span = hours * HOUR
  const axis = { from: now - PAST * span, span }
  const active = reader.list('active')
  const ended = reader.list('ended')?.rows ?? []
  const rows = [...[...(active?.rows ?? [])].sort(gravestFirst), ...ended].slice(0, most)
  return {
    counts: reader.metric('levels') === null ? [] : LEVELS.map(level => countOf(level, reader)),
    rows: rows.map(row => rowOf(row, axis, reader)),
    isCalm: active?.total === 0,
    now: PAST,
    ticks: ticksOf(axis, now),
    tone: stalenessOf(reader, reader.feeds('active'))?.ink,
  }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const total = reader.list('active')?.total
  const { most = MOST } = panel.options as Options
  if (total === undefined || total <= most) return {}
  return { subtitle: reader.say('count.shown', { n: most, total: writtenOut(total) }) }
}

const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
const instantIn = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)

/** Of equal ones that which ends first: its end is the next thing to happen. */
const gravestFirst = (a: ListRow, b: ListRow): number =>
  gravityOf(b) - gravityOf(a) || endOf(a) - endOf(b) || (a.id < b.id ? -1 : 1)

const gravityOf = ({ columns }: ListRow): number => rankOf(levelOf(columns['level'])) ?? 0
const endOf = ({ columns }: ListRow): number => instantIn(columns['expiresAt']) ?? Infinity

function countOf(level: Level, reader: Reader): LevelCount {
  const at = { dims: [level] }
  return {
    ...levelSign(reader, level),
    figure: bareOf(reader.figure('levels', at)),
    cell: reader.cell('levels', at),
    isSome: (reader.value('levels', at) ?? 0) > 0,
  }
}

function rowOf({ id, columns }: ListRow, axis: Axis, reader: Reader): WarningRow {
  const now = reader.now('minute')
  const sign = levelSign(reader, columns['level'])
  const begins = instantIn(columns['effectiveAt']) ?? instantIn(columns['sentAt']) ?? now
  const endedAt = instantIn(columns['endedAt'])
  const ends = endedAt ?? instantIn(columns['expiresAt']) ?? Infinity
  const hazard = hazardOf(reader, columns['eventType'], columns['eventName'])
  const area = areaOf(columns, reader)
  const left = leftOf(columns, ends, now, reader)
  return {
    id,
    ...sign,
    hazard,
    area,
    left,
    about: [wordy(columns['department']), sentText(columns, now, reader)].filter(Boolean).join(' '),
    isOver: endedAt !== null,
    from: shareOf(begins, axis),
    to: shareOf(ends, axis),
    label: reader.say('warning.label', { level: sign.word, hazard, area, left }),
  }
}

const shareOf = (at: number, { from, span }: Axis): number => Math.max(0, Math.min(1, (at - from) / span))

function areaOf({ area, areaName }: ListRow['columns'], reader: Reader): string {
  const place = reader.areas.leafOf(wordy(area))
  if (place !== null && place.level !== 'city') return place.shortName
  const told = wordy(areaName)
  return told === '' || told === reader.areas.city.name ? reader.say('warning.wholeCity') : told
}

function leftOf({ state }: ListRow['columns'], ends: number, now: number, reader: Reader): string {
  if (state === 'cancelled' || state === 'expired')
    return Number.isFinite(ends) ? reader.say(`warning.${state}`, { time: momentText(ends, now) }) : ''
  if (!Number.isFinite(ends)) return ''
  return reader.say('warning.left', { span: spanText(ends - now, reader.say) })
}

function sentText({ sentAt, updates }: ListRow['columns'], now: number, reader: Reader): string {
  const at = instantIn(sentAt)
  if (at === null) return ''
  const time = momentText(at, now)
  const n = instantIn(updates) ?? 0
  return n > 0 ? reader.say('warning.updated', { time, n }) : reader.say('warning.issued', { time })
}

/** Noons and midnights, or midnights alone: those are told by their day. */
function ticksOf(axis: Axis, now: number): WarningView['ticks'] {
  const step = axis.span > LONG ? DAY : HALF_DAY
  const midnight = startOfDay(dayNumber(axis.from))
  const first = midnight + Math.ceil((axis.from - midnight) / step) * step
  const found = []
  for (let at = first; at < axis.from + axis.span * (1 - EDGE); at += step)
    if (at >= axis.from + axis.span * EDGE) found.push({ share: shareOf(at, axis), text: tickText(at, now) })
  return found
}

function tickText(at: number, now: number): string {
  const text = clockText(at)
  return text === '00:00' ? momentText(at, now).replace(` ${text}`, '') : text
}
