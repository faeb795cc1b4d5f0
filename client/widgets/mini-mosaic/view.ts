import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText } from '../../figures/number.ts'
import type { TownFigure } from '../../map/picture.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'

const Group = Type.Object(
  {
    title: TextOption,
    /** Values of the metric's dimension; none: all that the other groups leave over. */
    keys: Type.Array(Type.String(), { maxItems: 12 }),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    groups: Type.Array(Group, { minItems: 2, maxItems: 8 }),
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface MiniMap {
  readonly title: string
  readonly text: string
  /** '' where the number is a sum of several. */
  readonly cell: string
  readonly towns: ReadonlyMap<string, TownFigure>
}

export interface MiniView {
  readonly columns: number
  readonly maps: readonly MiniMap[]
}

/** One small map for each group, each scaled to its own largest town: where this sort lies, not how much there is of it. Of a
 * district too it is the map of the city: nearer, so small a picture would show two tiles and nothing around them.
 */
export function view(panel: PanelDocument, reader: Reader): MiniView {
  const { groups, columns = 2 } = panel.options as Options
  const named = groups.flatMap(({ keys }) => keys)
  return {
    columns,
    maps: groups.map(({ title, keys }) => {
      const total = keys.length > 0 ? sumOf(reader, 'sum', keys) : leftOver(reader, named)
      return {
        title: reader.text(title),
        text: figureText(figureOf(total, { unit: '', decimals: 0, language: reader.language })),
        cell: keys.length === 1 ? reader.cell('sum', { dims: [keys[0] ?? ''] }) : '',
        towns: keys.length > 0 ? townsOf(reader, keys) : townsLeftOver(reader, named),
      }
    }),
  }
}

/** Unknown as soon as one of them is. */
const added = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)

const sumOf = (reader: Reader, role: string, keys: readonly string[], area?: string): number | null =>
  added(keys.map(key => reader.value(role, { area, dims: [key] })))

const less = (all: number | null, part: number | null): number | null =>
  all === null || part === null ? null : Math.max(0, all - part)

const leftOver = (reader: Reader, named: readonly string[]): number | null =>
  less(reader.value('all'), sumOf(reader, 'sum', named))

const townsOf = (reader: Reader, keys: readonly string[]): ReadonlyMap<string, TownFigure> =>
  new Map(
    reader
      .byArea('value', { dims: [keys[0] ?? ''] })
      .map(({ area }) => [area.id, { count: sumOf(reader, 'value', keys, area.id) }]),
  )

const townsLeftOver = (reader: Reader, named: readonly string[]): ReadonlyMap<string, TownFigure> =>
  new Map(
    reader
      .byArea('towns')
      .map(({ area, value }) => [area.id, { count: less(value, sumOf(reader, 'value', named, area.id)) }]),
  )
