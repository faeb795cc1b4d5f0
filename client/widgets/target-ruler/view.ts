import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { deltaOf, figureOf, figureText, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import { growthState } from '../growth-state.ts'
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
    /** Codes of indicators in their order, each with a shorter name where its own is long. */
    rows: Type.Array(Row, { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface Ruled {
  readonly code: string
  readonly title: string
  /** How much it is, beside how it grows. */
  readonly value: Figure
  readonly valueCell: string
  readonly growth: Figure
  readonly growthCell: string
  readonly target: string
  readonly glyph: Glyph | undefined
  readonly tone: Tone | undefined
  /** Shares of the axis, which all rows have in common; null: unknown. */
  readonly bar: { readonly from: number; readonly to: number } | null
  readonly tick: number | null
  readonly ring: number | null
  readonly label: string
}

export interface RulerView {
  readonly zero: number
  readonly rows: readonly Ruled[]
}

/** Growth is held in hundredths of a per cent. */
const GROWTH = 100
const VALUE = 10_000
const PER_CENT = { unit: '', decimals: 1 } as const

interface Growth {
  readonly yoy: number | null
  readonly target: number | null
  readonly before: number | null
}

/** Indicators on one axis of growth: from nothing to now, with what was wanted and what it was a year ago. */
export function view(panel: PanelDocument, reader: Reader): RulerView {
  const { rows } = panel.options as Options
  const told = new Map(reader.list('list')?.rows.map(row => [wordOf(row.columns['code']), row]))
  const all = rows.map(row => [row, told.get(row.code)] as const)
  const grown = all.flatMap(([, row]) => Object.values(growthOf(row)).filter((n): n is number => n !== null))
  const [low, high] = [Math.min(0, ...grown), Math.max(1, ...grown)]
  const at = (value: number) => (value - low) / (high - low)
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return { zero: at(0), rows: all.map(([wanted, row]) => ruled(wanted, row, { at, ink, reader })) }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const codes = (panel.options as Options).rows.map(({ code }) => code)
  const rows =
    reader.list('list')?.rows.filter(({ columns }) => codes.includes(wordOf(columns['code']))) ?? []
  const ends = rows.flatMap(({ columns }) => numberOf(columns['asOf']) ?? [])
  const asOf =
    ends.length === 0
      ? {}
      : { subtitle: reader.say('published.of', { day: dayOf(Math.max(...ends), reader) }) }
  const short = reader.metric('short') === null ? null : reader.value('short')
  if (short === null || short === 0) return asOf
  return {
    ...asOf,
    finding: [
      {
        glyph: 'warn',
        text: reader.say('aims.short', { n: short }),
        tone: 'warn',
        cell: reader.cell('short'),
      },
    ],
  }
}

function growthOf(row: ListRow | undefined): Growth {
  const of = (column: string) => {
    const value = numberOf(row?.columns[column])
    return value === null ? null : value / GROWTH
  }
  return { yoy: of('yoy'), target: of('growthTarget'), before: of('yoyBefore') }
}

type Wanted = Static<typeof Row>

interface Scene {
  readonly at: (value: number) => number
  readonly ink: Tone | undefined
  readonly reader: Reader
}

function ruled({ code, title }: Wanted, row: ListRow | undefined, { at, ink, reader }: Scene): Ruled {
  const { yoy, target, before } = growthOf(row)
  const texts = textsOf(code, row, reader)
  const state = ink === undefined ? growthState(yoy, target) : undefined
  const share = (n: number | null) => (n === null ? null : at(n))
  return {
    ...{ code, title: title === undefined ? texts.name : reader.text(title) },
    ...{ target: target === null ? '' : texts.target },
    ...{ value: valueOf(row, reader), valueCell: reader.cell('value', { dims: [code] }) },
    growth: { text: texts.growth, unit: '' },
    growthCell: reader.cell('growth', { dims: [code] }),
    ...{ glyph: state, tone: ink ?? (state === 'ok' ? undefined : state) },
    bar: yoy === null ? null : { from: at(Math.min(0, yoy)), to: at(Math.max(0, yoy)) },
    ...{ tick: share(target), ring: share(before) },
    label: reader.say('aims.label', texts),
  }
}

function textsOf(code: string, row: ListRow | undefined, { language }: Reader) {
  const { yoy, target, before } = growthOf(row)
  const format = { ...PER_CENT, language }
  return {
    name: wordOf(row?.columns['name']) || code,
    growth: figureText(deltaOf(yoy, format)),
    target: figureText(figureOf(target, format)),
    before: figureText(deltaOf(before, format)),
  }
}

function valueOf(row: ListRow | undefined, { language }: Reader): Figure {
  const value = numberOf(row?.columns['value'])
  const format = { unit: wordOf(row?.columns['unit']), decimals: 1, language }
  return figureOf(value === null ? null : value / VALUE, format)
}
