import { Type, type Static } from 'typebox'
import type { Light } from '../../../shared/lights/light.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText } from '../../figures/number.ts'
import type { Part } from '../../figures/phrase.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Names of the rows in their order; others follow, the largest first. Left out: one row for all. */
    groups: Type.Optional(Type.Array(Type.String(), { maxItems: 12 })),
    /** Marks in a line. */
    across: Type.Optional(Type.Integer({ minimum: 5, maximum: 60 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** So many of one light: worst first, so that order tells what colour and shape tell. */
export interface Run {
  readonly glyph: Glyph
  readonly count: number
}

export interface MatrixRow {
  readonly title: string
  /** null: nobody has told of any group yet. */
  readonly total: number | null
  readonly beside: string
  readonly runs: readonly Run[]
  readonly label: string
}

export interface MatrixView {
  readonly across: number
  readonly rows: readonly MatrixRow[]
}

const WORST_FIRST: readonly Light[] = ['red', 'yellow', 'green', 'grey']

/** A mark is a record; a row is a group of them. `lights` counts by group and light, or by light alone. */
export function view(panel: PanelDocument, reader: Reader): MatrixView {
  const { groups, across = 15 } = panel.options as Options
  const counts = countsOf(reader)
  const known = groups ?? []
  const others = [...counts.keys()].filter(name => !known.includes(name))
  const rows = [...known, ...others.sort((a, b) => totalOf(counts.get(b)) - totalOf(counts.get(a)))]
  return { across, rows: rows.map(name => rowOf(name, counts.get(name), reader, counts.size > 0)) }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const sums = new Map<string, number>()
  for (const lights of countsOf(reader).values())
    for (const [light, count] of lights) sums.set(light, (sums.get(light) ?? 0) + count)
  const part = (light: Light): Part[] => {
    const glyph = GLYPH_OF_LIGHT[light]
    const count = sums.get(light) ?? 0
    return count === 0 ? [] : [{ glyph, text: reader.say(`light.${glyph}`), figure: String(count) }]
  }
  // What has not begun is seen in the rows; the title row has room for three.
  return { summary: WORST_FIRST.filter(light => light !== 'grey').flatMap(part) }
}

type Lights = ReadonlyMap<string, number>

function countsOf(reader: Reader): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>()
  for (const { dims, value } of reader.byDim('lights')) {
    const [group, light] = dims.length > 1 ? [dims[0] as string, dims[1] as string] : ['', dims[0] as string]
    const lights = counts.get(group) ?? new Map<string, number>()
    counts.set(group, lights.set(light, value ?? 0))
  }
  return counts
}

const totalOf = (lights: Lights | undefined): number =>
  [...(lights?.values() ?? [])].reduce((a, b) => a + b, 0)

function rowOf(group: string, lights: Lights | undefined, reader: Reader, isTold: boolean): MatrixRow {
  const runs = WORST_FIRST.map(light => ({
    glyph: GLYPH_OF_LIGHT[light],
    count: lights?.get(light) ?? 0,
  })).filter(({ count }) => count > 0)
  const beside = reader.metric('beside') === null ? '' : bareText(reader.figure('beside', { dims: [group] }))
  const words = runs.map(({ glyph, count }) => `${reader.say(`light.${glyph}`)} ${count}`)
  return {
    title: group,
    total: isTold ? totalOf(lights) : null,
    beside,
    runs,
    label: [group, ...words].filter(Boolean).join(' '),
  }
}
