import { Type, type Static } from 'typebox'
import { bareText, denominatorText, type Figure } from '../figures/number.ts'
import type { Phrase, Tone } from '../figures/phrase.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import { GlyphOption, Notes, notesOf, TextOption } from './notes.ts'
import type { Reader } from './reader.ts'
import { sparkOf, type Spark } from './spark.ts'
import { noticeOf, stalenessOf } from './staleness.ts'
import { toneOf } from './yardstick.ts'

/** One key figure. Every role it names is one of its panel's. */
export const KpiOptions = Type.Object(
  {
    title: Type.Optional(TextOption),
    value: Type.String(),
    /** What it is of: `187 / 200`. */
    of: Type.Optional(Type.String()),
    /** What it came from: `120 → 55`. */
    from: Type.Optional(Type.String()),
    spark: Type.Optional(Type.String()),
    /** The sign of the state that is counted, shown and coloured while the count is not 0. */
    glyph: Type.Optional(GlyphOption),
    notes: Type.Optional(Notes),
  },
  { additionalProperties: false },
)
export type KpiOptions = Static<typeof KpiOptions>

export interface Kpi {
  readonly title: string
  readonly figure: Figure
  readonly of: string | undefined
  readonly from: string | undefined
  readonly glyph: Glyph | undefined
  readonly tone: Tone | undefined
  readonly cell: string
  readonly notes: Phrase
  readonly spark: Spark | null
}

export function kpiOf(reader: Reader, options: KpiOptions): Kpi {
  const metric = reader.metric(options.value)
  const value = reader.value(options.value)
  const stale = stalenessOf(reader, reader.feeds(options.value))
  const glyph = isCounted(value) ? options.glyph : undefined
  return {
    title: titleOf(reader, options),
    ...figuresOf(reader, options),
    glyph,
    tone: stale?.ink ?? fillingTone(reader, options) ?? stateTone(options, glyph) ?? toneOf(value, metric),
    cell: reader.cell(options.value),
    notes:
      noticeOf(reader, options.value, stale) ??
      notesOf(
        reader,
        options.notes?.filter(({ role }) => isOfPlace(reader, options, role)),
      ),
    spark:
      options.spark !== undefined && isOfPlace(reader, options, options.spark)
        ? sparkOf(reader, options.spark)
        : null,
  }
}

function titleOf(reader: Reader, { title, value }: KpiOptions): string {
  const text = reader.text(title ?? reader.metric(value)?.title)
  return reader.isCityWide(value) ? `${reader.say('place.wholeCity')} · ${text}` : text
}

/** Beside the number of a town, one of the whole city would be read as the town's. */
const isOfPlace = (reader: Reader, { value }: KpiOptions, role: string | undefined): boolean =>
  role === undefined || reader.isCityWide(value) || !reader.isCityWide(role)

/** One unit, with its power, stands behind both. */
const earlierText = (figure: Figure, from: Figure): string =>
  from.unit === figure.unit ? from.text : bareText(from)

/** The number, of how many, and what it came from; the unit is said once, behind them. */
function figuresOf(reader: Reader, { value, of, from }: KpiOptions): Pick<Kpi, 'figure' | 'of' | 'from'> {
  const figure = reader.figure(value)
  return {
    figure,
    of: of === undefined ? undefined : denominatorText(figure, reader.figure(of)),
    from: from === undefined ? undefined : earlierText(figure, reader.figure(from)),
  }
}

const isCounted = (value: number | null): boolean => value !== null && value !== 0

/** What is not whole yet alarms nobody. */
const fillingTone = (reader: Reader, { value }: KpiOptions): Tone | undefined =>
  reader.catchingUp(value) === null ? undefined : 'soft'

/** What a figure came from is past; where it stands now has the lamp. */
function stateTone({ from }: KpiOptions, glyph: Glyph | undefined): Tone | undefined {
  if (glyph === 'ok' || glyph === 'warn' || glyph === 'bad') return glyph
  return from === undefined ? undefined : 'lamp'
}
