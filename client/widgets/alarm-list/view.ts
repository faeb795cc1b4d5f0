import { Type } from 'typebox'
import { writtenOut, figureOf, type Figure } from '../../figures/number.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import type { Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { placeName } from '../place-name.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
    /** The column of `outside` that was measured, in the stored units of its metric. */
    measured: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
interface Options {
  readonly most?: number
  readonly measured?: string
}

export interface AlarmRow {
  readonly id: string
  readonly glyph: Glyph
  /** `烟感 报警`, `燃气测压点 越限`. */
  readonly what: string
  readonly device: string
  readonly place: string
  /** What it measured; null where an alarm says all. */
  readonly figure: Figure | null
  readonly time: string
  readonly tone: Tone | undefined
}

export interface AlarmView {
  readonly rows: readonly AlarmRow[]
  /** Known to be none of either. */
  readonly isCalm: boolean
}

const MOST = 8

/** Devices that call somebody now, then those that measure what they should not; each group newest first. */
export function view(panel: PanelDocument, reader: Reader): AlarmView {
  const { most = MOST, measured } = panel.options as Options
  const alarms = (reader.list('alarms')?.rows ?? []).map(row => alarmRow(row, reader))
  const outside = (reader.list('outside')?.rows ?? []).map(row => outsideRow(row, measured, reader))
  return { rows: [...alarms, ...outside].slice(0, most), isCalm: totalOf(reader) === 0 }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { most = MOST } = panel.options as Options
  const total = totalOf(reader)
  if (total === null) return {}
  const n = writtenOut(total)
  return {
    subtitle: total > most ? reader.say('count.shown', { n: most, total: n }) : reader.say('count.of', { n }),
  }
}

/** null: one of the two is unknown. */
function totalOf(reader: Reader): number | null {
  const roles = ['alarms', 'outside'].filter(role => reader.metric(role) !== null)
  const totals = roles.map(role => reader.list(role)?.total ?? null)
  return totals.reduce<number | null>((sum, n) => (sum === null || n === null ? null : sum + n), 0)
}

const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function alarmRow(row: ListRow, reader: Reader): AlarmRow {
  const ink = stalenessOf(reader, reader.feeds('alarms'))?.ink
  return { ...deviceOf(row, 'alarms.alarm', reader), glyph: 'bad', figure: null, tone: ink ?? 'bad' }
}

function outsideRow(row: ListRow, measured: string | undefined, reader: Reader): AlarmRow {
  const ink = stalenessOf(reader, reader.feeds('outside'))?.ink
  return {
    ...deviceOf(row, 'alarms.outside', reader),
    glyph: 'warn',
    figure: figureIn(row, measured, reader),
    tone: ink ?? 'warn',
  }
}

function deviceOf({ id, columns }: ListRow, sign: 'alarms.alarm' | 'alarms.outside', reader: Reader) {
  const at = columns['event']
  return {
    id,
    what: `${reader.kindName(wordy(columns['kind']))} ${reader.say(sign)}`.trim(),
    device: wordy(columns['device']),
    place: placeName(reader, columns['area']),
    time: typeof at === 'number' ? momentText(at, reader.now('minute')) : '',
  }
}

function figureIn({ columns }: ListRow, measured: string | undefined, reader: Reader): Figure | null {
  const [metric, stored] = [reader.metric('outside'), columns[measured ?? '']]
  if (metric === null || typeof stored !== 'number') return null
  const unit = metric.unit[reader.language]
  return figureOf(stored / metric.scale, { unit, decimals: metric.decimals, language: reader.language })
}
