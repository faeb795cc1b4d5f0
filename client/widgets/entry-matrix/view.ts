import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const Column = Type.Object({ key: Type.String(), title: TextOption }, { additionalProperties: false })

export const Options = Type.Object(
  {
    /** Categories go across, in this order. */
    columns: Type.Array(Column, { minItems: 1, maxItems: 12 }),
    /** Marks out of so many: each has a bar, and the lowest is named. Left out: each has its lamp. */
    full: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Quantities are stored as so many to one. */
    scale: Type.Integer({ minimum: 1 }),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface MatrixCell {
  readonly id: string
  /** '' where there is no record. */
  readonly text: string
  readonly unit: string
  readonly glyph: Glyph | null
  readonly share: number | null
  readonly isLowest: boolean
}

export interface MatrixRow {
  readonly title: string
  readonly cells: readonly MatrixCell[]
}

export interface MatrixView {
  readonly columns: readonly string[]
  readonly hasBars: boolean
  readonly tone: Tone | undefined
  readonly rows: readonly MatrixRow[]
}

export function view(panel: PanelDocument, reader: Reader): MatrixView {
  const options = panel.options as Options
  const rows = reader.list('list')?.rows ?? []
  const parties = [...new Set(rows.map(({ columns }) => wordOf(columns['party'])))]
  const lowest = options.full === undefined ? null : lowestOf(rows)
  return {
    columns: options.columns.map(({ title }) => reader.text(title)),
    hasBars: options.full !== undefined,
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
    rows: parties.map(title => ({
      title,
      cells: options.columns.map(({ key }) => {
        const found = rows.find(
          ({ columns }) => wordOf(columns['party']) === title && wordOf(columns['category']) === key,
        )
        return cellOf(found, found !== undefined && found === lowest, options, reader)
      }),
    })),
  }
}

/** `最低 文圣区 美丽 78.3 分`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { full, columns, scale, decimals = 0 } = panel.options as Options
  const list = reader.list('list')
  const lowest = full === undefined ? null : lowestOf(list?.rows ?? [])
  const empty = list?.total === 0
  if (lowest === null) return { empty }
  const column = columns.find(({ key }) => key === wordOf(lowest.columns['category']))
  const text = reader.say('ledgers.lowest', {
    name: wordOf(lowest.columns['party']),
    column: reader.text(column?.title),
  })
  const value = (numberOf(lowest.columns['quantity']) ?? 0) / scale
  const figure = figureText(figureOf(value, { unit: '', decimals, language: reader.language }))
  return { empty, finding: [{ text, figure, unit: wordOf(lowest.columns['unit']), tone: 'soft' }] }
}

function lowestOf(rows: readonly ListRow[]): ListRow | null {
  const known = rows.filter(({ columns }) => numberOf(columns['quantity']) !== null)
  const of = ({ columns }: ListRow) => numberOf(columns['quantity']) ?? Infinity
  return known.reduce<ListRow | null>((low, row) => (low === null || of(row) < of(low) ? row : low), null)
}

const NOTHING: MatrixCell = { id: '', text: '', unit: '', glyph: null, share: null, isLowest: false }

function cellOf(row: ListRow | undefined, isLowest: boolean, options: Options, reader: Reader): MatrixCell {
  if (row === undefined) return NOTHING
  const { scale, full, decimals = 0 } = options
  const stored = numberOf(row.columns['quantity'])
  const value = stored === null ? null : stored / scale
  const light = wordOf(row.columns['light']) as keyof typeof GLYPH_OF_LIGHT
  return {
    id: row.id,
    text: figureText(figureOf(value, { unit: '', decimals, language: reader.language })),
    unit: value === null ? '' : wordOf(row.columns['unit']),
    glyph: full === undefined ? (GLYPH_OF_LIGHT[light] ?? 'none') : null,
    share: full === undefined || value === null ? null : Math.min(1, value / full),
    isLowest,
  }
}
