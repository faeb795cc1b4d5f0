import { Type, type Static } from 'typebox'
import { dayNumber, daysInMonth, fieldsOfDay } from '../../../shared/calendar/civil.ts'
import type { Ratio } from '../../../shared/model/cell.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText } from '../../figures/number.ts'
import type { Phrase } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { asOfOf, asOfHeading } from '../day-of.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Names of the dimension in the order in which people say them; what is not named comes after. */
    order: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
    /** What is due by the end of a month: a bar, and a white tick where the month stands. */
    month: Type.Optional(Type.Boolean()),
    /** Nobody owes the whole: that some of it is out of order is usual, and no sign. */
    usual: Type.Optional(Type.Boolean()),
    /** Of this row the foot says in which districts most is missing; `gaps` has them. */
    named: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface QuotaRow {
  readonly key: string
  readonly title: string
  /** How many there are, of how many there should be. */
  readonly figure: string
  readonly of: string
  readonly cell: string
  /** Whole or not; none while unknown, and for what is due only by the month's end. */
  readonly glyph: Glyph | undefined
  readonly share: number | null
}

export interface QuotaView {
  readonly rows: readonly QuotaRow[]
  /** How much of the month has passed at the day counted last; null without. */
  readonly tick: number | null
  /** `白刻为时序 第 23 / 30 日`, or where most is missing. */
  readonly foot: Phrase
}

export function view(panel: PanelDocument, reader: Reader): QuotaView {
  const options = panel.options as Options
  const month = options.month === true ? monthOf(reader) : null
  return {
    rows: namesOf(options, reader).map(name => rowOf(name, options, reader)),
    tick: month === null ? null : month.day / month.days,
    foot: month === null ? gapsOf(options, reader) : [{ text: reader.say('quota.elapsed', { ...month }) }],
  }
}

export const heading = (_panel: PanelDocument, reader: Reader): Heading => asOfHeading(reader)

/** The month of the day counted last, as long as it is still that month. */
function monthOf(reader: Reader): { readonly day: number; readonly days: number } | null {
  const asOf = asOfOf(reader)
  if (asOf === null) return null
  const [counted, now] = [asOf, reader.now('minute')].map(at => fieldsOfDay(dayNumber(at)))
  if (counted === undefined || now === undefined) return null
  if (counted.year !== now.year || counted.month !== now.month) return null
  return { day: counted.dayOfMonth, days: daysInMonth(counted.year, counted.month) }
}

/** All names of which there are numbers; those in the order are there even before. */
function namesOf({ order = [] }: Options, reader: Reader): readonly string[] {
  const told = reader.byDim('value').flatMap(({ dims: [name] }) => (name === undefined ? [] : [name]))
  return [...order, ...told.filter(name => !order.includes(name)).sort()]
}

function rowOf(name: string, { month, usual }: Options, reader: Reader): QuotaRow {
  const at = { dims: [name] }
  const ratio = reader.ratio('value', at)
  const count = (n: number | null) =>
    figureText(figureOf(n, { unit: '', decimals: 0, language: reader.language }))
  return {
    key: name,
    title: name === '' ? reader.say('count.unknown') : name,
    figure: count(ratio?.n ?? null),
    of: count(ratio?.d ?? null),
    cell: reader.cell('value', at),
    glyph: month === true || usual === true ? undefined : glyphOf(ratio),
    share: ratio === null || ratio.d === 0 ? null : ratio.n / ratio.d,
  }
}

function glyphOf(ratio: Ratio | null): Glyph | undefined {
  if (ratio === null) return undefined
  return ratio.n >= ratio.d ? 'ok' : 'warn'
}

const MOST_NAMED = 2

/** `▲ 未覆盖网格 14 辽阳县 5 灯塔市 4` */
function gapsOf({ named }: Options, reader: Reader): Phrase {
  if (named === undefined) return []
  const at = { dims: [named] }
  const all = reader.value('missing', at)
  if (all === null || all === 0) return []
  const places = reader
    .byArea('gaps', at)
    .filter(({ value }) => (value ?? 0) > 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.area.id < b.area.id ? -1 : 1))
    .slice(0, MOST_NAMED)
  return [
    {
      glyph: 'warn',
      text: reader.say('quota.missing', { name: named }),
      figure: String(all),
      cell: reader.cell('missing', at),
    },
    ...places.map(({ area, value }) => ({
      text: area.shortName,
      figure: String(value),
      cell: reader.cell('gaps', { ...at, area: area.id }),
    })),
  ]
}
