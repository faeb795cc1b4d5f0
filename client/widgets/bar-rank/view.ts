import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText, writtenOut, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Places of the binding's level, or the metric's dimensions. */
    by: Type.Union([Type.Literal('area'), Type.Literal('dim')]),
    /** Which dimension names a row: 1 where the first is a class and the second its group. */
    named: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    /** The smallest first: of shares, where the lowest want somebody. None of them is left out for being 0. */
    first: Type.Optional(Type.Literal('least')),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface BarRow {
  readonly key: string
  readonly title: string
  /** The place above, for towns. */
  readonly beside: string
  readonly place: string
  readonly figure: Figure
  readonly cell: string
  /** Shares of the longest bar. */
  readonly share: number
  readonly part: number | null
  readonly partText: string
  readonly partCell: string
  readonly late: number
  readonly lateCell: string
  /** Of what is not live. */
  readonly tone: Tone | undefined
}

const MOST = 8

interface Item {
  readonly at: { readonly area?: string; readonly dims?: readonly string[] }
  readonly key: string
  readonly title: string
  readonly beside: string
  readonly place: string
  readonly value: number | null
}

export function view(panel: PanelDocument, reader: Reader): readonly BarRow[] {
  const { by, named = 0, most = MOST, first } = panel.options as Options
  const items = by === 'area' ? places(reader) : dimensions(reader, named)
  const ranked = (first === 'least' ? lowest(items) : largest(items)).slice(0, most)
  const tone = stalenessOf(reader, reader.feeds('value'))?.ink
  const longest = Math.max(1, ...ranked.map(item => item.value ?? 0))
  return ranked.map(item => ({
    key: item.key,
    title: item.title,
    beside: item.beside,
    place: item.place,
    figure: reader.figure('value', item.at),
    cell: reader.cell('value', item.at),
    share: (item.value ?? 0) / longest,
    ...partOf(reader, item, longest),
    late: reader.metric('late') === null ? 0 : (reader.value('late', item.at) ?? 0),
    lateCell: reader.cell('late', item.at),
    tone,
  }))
}

const byKey = (a: Item, b: Item): number => (a.key < b.key ? -1 : 1)
const largest = (items: readonly Item[]): readonly Item[] =>
  items.filter(item => item.value !== 0).sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || byKey(a, b))
const lowest = (items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || byKey(a, b))

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { by, most = MOST, first } = panel.options as Options
  const values = (by === 'area' ? reader.byArea('value') : reader.byDim('value')).map(({ value }) => value)
  const isNothing = first === 'least' ? values.length === 0 : values.every(value => value === 0)
  const empty = isKnown(reader) && isNothing
  const total = values.length
  return total > most && !empty
    ? { subtitle: reader.say('count.shown', { n: most, total: writtenOut(total) }), empty }
    : { empty }
}

/** What the city has none of is known to be none; a class without a number says nothing. */
const isKnown = (reader: Reader): boolean =>
  reader.value('value', { dims: (reader.metric('value')?.by ?? []).map(() => '') }) !== null

function places(reader: Reader): Item[] {
  return reader.byArea('value').map(({ area, value }) => ({
    at: { area: area.id },
    key: area.id,
    title: area.name,
    beside: area.level === 'town' ? (area.parent?.name ?? '') : '',
    place: area.id,
    value,
  }))
}

function dimensions(reader: Reader, named: number): Item[] {
  const { kind, by } = reader.metric('value') ?? { kind: '', by: [] }
  const wordOf = (code: string, i: number) => {
    const column = by[i]
    return typeof kind === 'string' && column !== undefined ? reader.word(kind, column, code) : code
  }
  // What has no group is known by its class.
  const titleOf = (dims: readonly string[]) => {
    const known = dims.slice(0, named + 1).reduce((last, code, i) => (code === '' ? last : i), -1)
    return known === -1 ? reader.say('count.unknown') : wordOf(dims[known] ?? '', known)
  }
  return reader.byDim('value').map(({ dims, value }) => ({
    at: { dims },
    key: dims.join('\n'),
    title: titleOf(dims),
    beside: '',
    place: '',
    value,
  }))
}

function partOf(
  reader: Reader,
  { at }: Item,
  longest: number,
): Pick<BarRow, 'part' | 'partText' | 'partCell'> {
  if (reader.metric('part') === null) return { part: null, partText: '', partCell: '' }
  const part = reader.value('part', at)
  return {
    part: part === null ? null : part / longest,
    partText: bareText(reader.figure('part', at)),
    partCell: reader.cell('part', at),
  }
}
