import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut, type Figure } from '../../figures/number.ts'
import type { Phrase, Tone } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf, type Staleness } from '../staleness.ts'
import { toneOf } from '../yardstick.ts'
import { worstOf, type Worst } from './worst.ts'

const Row = Type.Object(
  {
    title: TextOption,
    /** The reading that is shown. */
    value: Type.String(),
    /** A count of what is wrong; while it is not 0 it is shown in place of the reading, in red. */
    trouble: Type.Optional(Type.String()),
    /** A ratio of its devices: how many of them are heard. */
    online: Type.Optional(Type.String()),
    /** Before the figure: `回水`. */
    prefix: Type.Optional(TextOption),
    /** A list whose first row is the one to look at: it stands before the count of what is wrong, and in place of no count. */
    worst: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    rows: Type.Array(Row, { minItems: 1, maxItems: 20 }),
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>
type Row = Static<typeof Row>

export interface Online {
  readonly text: string
  readonly of: string
  readonly cell: string
}

export interface UtilityRow {
  readonly title: string
  readonly glyph: Glyph
  readonly word: string
  readonly prefix: string
  readonly worst: Worst | null
  /** null: there is nothing wrong, and the worst says all. */
  readonly figure: Figure | null
  readonly tone: Tone | undefined
  readonly cell: string
  /** `14,982 / 15,000`; null where no devices are counted. */
  readonly online: Online | null
  /** In place of the figure: how late its source is. */
  readonly stale: Phrase | null
}

export interface UtilityView {
  readonly columns: number
  /** Some name a device of their own: those are small fleets. */
  readonly few: boolean
  readonly rows: readonly UtilityRow[]
}

/** What keeps the city running, each with its own source: one that is late says so in its own row. */
export function view(panel: PanelDocument, reader: Reader): UtilityView {
  const { rows, columns = 2 } = panel.options as Options
  const drawn = rows.map(row => rowOf(row, reader))
  return { columns, few: drawn.some(({ worst }) => worst !== null), rows: drawn }
}

function rowOf(row: Row, reader: Reader): UtilityRow {
  const { role, isTrouble } = shownOf(row, reader)
  const stale = stalenessOf(reader, reader.feeds(role))
  const value = reader.value(role)
  const tone = isTrouble ? 'bad' : toneOf(value, reader.metric(role))
  const sign = signOf(stale, tone, value)
  const worst = worstOf(reader, row.worst, stale)
  return {
    title: reader.text(row.title),
    glyph: sign,
    word: stale === null ? stateWord(sign, reader) : '',
    prefix: isTrouble ? '' : reader.text(row.prefix),
    worst,
    figure: worst !== null && value === 0 ? null : reader.figure(role),
    tone: stale?.ink ?? tone,
    cell: reader.cell(role),
    online: onlineOf(reader, row.online),
    // Its sign stands at the start of the row already.
    stale: stale === null ? null : stale.phrase.map(({ glyph: _, ...part }) => part),
  }
}

function signOf(stale: Staleness | null, tone: Tone | undefined, value: number | null): Glyph {
  if (stale !== null) return stale.ink === 'soft' ? 'stale' : 'bad'
  return glyphOf(tone, value)
}

function onlineOf(reader: Reader, role: string | undefined): Online | null {
  if (role === undefined) return null
  const ratio = reader.ratio(role)
  return {
    text: writtenOut(ratio?.n ?? null),
    of: writtenOut(ratio?.d ?? null),
    cell: reader.cell(role),
  }
}

/** The count of what is wrong while there is any, else the reading. */
function shownOf({ value, trouble }: Row, reader: Reader) {
  const isTrouble = trouble !== undefined && (reader.value(trouble) ?? 0) > 0
  return { role: isTrouble ? trouble : value, isTrouble }
}

const glyphOf = (tone: Tone | undefined, value: number | null): Glyph =>
  value === null ? 'none' : tone === 'bad' || tone === 'warn' ? tone : 'ok'

const stateWord = (glyph: Glyph, reader: Reader): string =>
  glyph === 'ok'
    ? reader.say('truth.normal')
    : glyph === 'none'
      ? reader.say('panel.missing')
      : reader.say('state.alert')
