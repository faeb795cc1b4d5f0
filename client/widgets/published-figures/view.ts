import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { deltaOf, UNKNOWN, type Figure } from '../../figures/number.ts'
import { writtenAs } from '../told-value.ts'
import type { Phrase, Tone } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const Row = Type.Object(
  { code: Type.String(), title: Type.Optional(TextOption) },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    /** Codes of indicators in their order, each with a shorter name where there is little room. */
    rows: Type.Array(Row, { minItems: 1, maxItems: 40 }),
    /** Beside one another: a figure over its name. */
    band: Type.Optional(Type.Boolean()),
    /** How it grows stands where its source would. */
    growth: Type.Optional(Type.Boolean()),
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface PublishedRow {
  readonly code: string
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  readonly tone: Tone | undefined
  /** Target, edition, that sources differ: what is to be known of it before it is believed. */
  readonly notes: Phrase
  /** Day and source of it and of those below; '' where they are those of the row above, or of all, as the heading then says. */
  readonly origin: string
}

export interface PublishedView {
  readonly columns: number
  readonly isBand: boolean
  readonly rows: readonly PublishedRow[]
}

const GROWTH = 100

/** Figures as they were published, each with its day and its source; nobody here makes two sources agree. */
export function view(panel: PanelDocument, reader: Reader): PublishedView {
  const { rows, columns = 1, band = false, growth = false } = panel.options as Options
  const all = reader.list('list')?.rows ?? []
  const byCode = new Map(all.map(row => [wordOf(row.columns['code']), row]))
  const shared = sharedOrigin(panel, reader)
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return {
    ...{ columns, isBand: band },
    rows: rows.map(({ code, title }, i): PublishedRow => {
      const row = byCode.get(code)
      const above = rows[i - 1] === undefined ? undefined : byCode.get(rows[i - 1]!.code)
      return {
        code,
        title: title === undefined ? wordOf(row?.columns['name']) || code : reader.text(title),
        figure: figureIn(row),
        cell: reader.cell('value', { dims: [code] }),
        tone: ink,
        notes: notesOf(row, all, { reader, growth }),
        origin: shared === null ? newOrigin(row, above, reader) : '',
      }
    }),
  }
}

/** Where all are of one day and one source, these are said once. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const shared = sharedOrigin(panel, reader)
  return shared === null ? {} : { subtitle: shared }
}

function sharedOrigin(panel: PanelDocument, reader: Reader): string | null {
  const codes = (panel.options as Options).rows.map(({ code }) => code)
  const rows =
    reader.list('list')?.rows.filter(({ columns }) => codes.includes(wordOf(columns['code']))) ?? []
  const origins = new Set(rows.map(row => originOf(row, reader)))
  return origins.size === 1 ? ([...origins][0] ?? null) : null
}

/** `2021-08-31 辽宁日报2021年10月专版`; a file is no source that a reader could look up. */
function originOf({ columns }: ListRow, reader: Reader): string {
  const asOf = numberOf(columns['asOf'])
  const source = wordOf(columns['source'])
  if (asOf === null) return source
  const day = dayOf(asOf, reader)
  return source === '' || source.endsWith('.csv')
    ? reader.say('published.of', { day })
    : reader.say('published.origin', { day, source })
}

function newOrigin(row: ListRow | undefined, above: ListRow | undefined, reader: Reader): string {
  if (row === undefined) return ''
  const origin = originOf(row, reader)
  return above !== undefined && originOf(above, reader) === origin ? '' : origin
}

/** With all decimals that it was published with, and no powers on top. */
function figureIn(row: ListRow | undefined): Figure {
  const told = numberOf(row?.columns['value'])
  if (told === null) return { text: UNKNOWN, unit: '' }
  return { text: writtenAs(told), unit: wordOf(row?.columns['unit']) }
}

interface Telling {
  readonly reader: Reader
  readonly growth: boolean
}

function notesOf(row: ListRow | undefined, all: readonly ListRow[], { reader, growth }: Telling): Phrase {
  if (row === undefined) return [{ text: reader.say('published.missing'), tone: 'dim' }]
  const { columns } = row
  return [
    ...(growth ? growthNote(row, reader) : []),
    ...targetNote(row, reader),
    ...(differs(row, all) ? [{ glyph: 'info' as const, text: reader.say('published.differs') }] : []),
    ...(columns['revised'] === true
      ? [
          {
            glyph: 'info' as const,
            text: reader.say('published.revised', { n: numberOf(columns['revision']) ?? 2 }),
          },
        ]
      : []),
    ...(columns['waiting'] === true
      ? [{ glyph: 'stale' as const, text: reader.say('published.waiting') }]
      : []),
  ]
}

function growthNote({ columns }: ListRow, reader: Reader): Phrase {
  const yoy = numberOf(columns['yoy'])
  if (yoy === null) return []
  const { text, unit } = deltaOf(yoy / GROWTH, { unit: '%', decimals: 1, language: reader.language })
  const cell =
    reader.metric('growth') === null ? '' : reader.cell('growth', { dims: [wordOf(columns['code'])] })
  return [{ figure: text, unit, cell }]
}

function targetNote({ columns }: ListRow, reader: Reader): Phrase {
  const target = numberOf(columns['target'])
  if (target === null) return []
  return [
    {
      glyph: reachedSign(columns['reached']),
      text: reader.say('published.target', { n: writtenAs(target) }),
    },
  ]
}

/** Of a number that is not there, or is held, nobody knows whether it reached its target. */
const reachedSign = (reached: unknown): Glyph =>
  reached === true ? 'ok' : reached === false ? 'warn' : 'none'

/** Another source says something else of the same thing, or of the same name. */
function differs({ columns }: ListRow, all: readonly ListRow[]): boolean {
  return all.some(
    other =>
      other.columns['name'] === columns['name'] &&
      other.columns['source'] !== columns['source'] &&
      (other.columns['value'] !== columns['value'] || other.columns['unit'] !== columns['unit']),
  )
}
