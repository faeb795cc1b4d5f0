import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { UNKNOWN, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { writtenAs } from '../told-value.ts'
import type { Heading } from '../widget.ts'

const Row = Type.Object(
  {
    title: TextOption,
    /** The indicator of the first source and of the second; null: that one does not tell it. */
    codes: Type.Array(Type.Union([Type.String(), Type.Null()]), { minItems: 2, maxItems: 2 }),
  },
  { additionalProperties: false },
)
export const Options = Type.Object(
  { rows: Type.Array(Row, { minItems: 1, maxItems: 20 }) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface Telling {
  readonly figure: Figure
  readonly cell: string
  readonly isTold: boolean
}

export interface TellingRow {
  readonly title: string
  readonly tellings: readonly Telling[]
  /** Both tell it, and not the same. */
  readonly differs: boolean
}

export interface TellingsView {
  /** Day and source of each side. */
  readonly sources: readonly { readonly day: string; readonly source: string }[]
  readonly rows: readonly TellingRow[]
  readonly tone: Tone | undefined
}

const SIDES = [0, 1] as const

export function view(panel: PanelDocument, reader: Reader): TellingsView {
  const { rows } = panel.options as Options
  const byCode = new Map((reader.list('list')?.rows ?? []).map(row => [wordOf(row.columns['code']), row]))
  const told = rows.map(({ title, codes }) => ({
    title: reader.text(title),
    codes,
    sides: codes.map(code => (code === null ? undefined : byCode.get(code))),
  }))
  return {
    sources: SIDES.map(side => sourceOf(told.flatMap(({ sides }) => sides[side] ?? [])[0], reader)),
    rows: told.map(({ title, codes, sides }) => ({
      title,
      tellings: codes.map((code, side) => tellingOf(sides[side], code, reader)),
      differs: differ(sides[0], sides[1]),
    })),
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
  }
}

function tellingOf(row: ListRow | undefined, code: string | null, reader: Reader): Telling {
  const value = numberOf(row?.columns['value'])
  const cell = code === null ? '' : reader.cell('value', { dims: [code] })
  if (value === null) return { figure: { text: UNKNOWN, unit: '' }, cell, isTold: false }
  return { figure: { text: writtenAs(value), unit: wordOf(row?.columns['unit']) }, cell, isTold: true }
}

/** In another unit it is another figure as well: what is told is compared as it was told. */
function differ(a: ListRow | undefined, b: ListRow | undefined): boolean {
  const [one, other] = [numberOf(a?.columns['value']), numberOf(b?.columns['value'])]
  return one !== null && other !== null && (one !== other || a?.columns['unit'] !== b?.columns['unit'])
}

function sourceOf(row: ListRow | undefined, reader: Reader) {
  const asOf = numberOf(row?.columns['asOf'])
  return { day: asOf === null ? '' : dayOf(asOf, reader), source: wordOf(row?.columns['source']) }
}

/** `ⓘ 3 项说法不一`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const n = view(panel, reader).rows.filter(({ differs }) => differs).length
  return n === 0
    ? {}
    : { summary: [{ glyph: 'info', text: reader.say('tellings.differ', { n }), tone: 'soft' }] }
}
