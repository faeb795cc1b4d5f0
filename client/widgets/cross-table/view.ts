import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, type Figure } from '../../figures/number.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'

const Line = Type.Object({ key: Type.String(), title: TextOption }, { additionalProperties: false })
const Lines = Type.Array(Line, { minItems: 1, maxItems: 16 })

/** Values of the metric's first dimension go down, those of the second across. */
export const Options = Type.Object({ rows: Lines, columns: Lines }, { additionalProperties: false })
type Options = Static<typeof Options>

export interface Crossing {
  readonly figure: Figure
  readonly cell: string
  readonly beside: string
}

export interface CrossRow {
  readonly title: string
  readonly crossings: readonly Crossing[]
}

export interface CrossView {
  readonly columns: readonly string[]
  /** One each, then the sum of all. */
  readonly rows: readonly CrossRow[]
}

type Role = 'value' | 'beside'
type Keys = readonly string[]

/** Every crossing with its sums: the last row and column add up what stands before them. */
export function view(panel: PanelDocument, reader: Reader): CrossView {
  const { rows, columns } = panel.options as Options
  const across = columns.map(({ key }) => key)
  const down = rows.map(({ key }) => key)
  const sum = reader.say('count.sum')
  const line = (title: string, keys: Keys): CrossRow => ({
    title,
    crossings: [...across.map(column => [column]), across].map(some => crossing(keys, some, reader)),
  })
  return {
    columns: [...columns.map(({ title }) => reader.text(title)), sum],
    rows: [...rows.map(({ key, title }) => line(reader.text(title), [key])), line(sum, down)],
  }
}

function crossing(down: Keys, across: Keys, reader: Reader): Crossing {
  const single = down.length === 1 && across.length === 1
  const beside = reader.metric('beside') === null ? null : sumOf('beside', down, across, reader)
  return {
    figure: formatted('value', sumOf('value', down, across, reader), reader),
    cell: single ? reader.cell('value', { dims: [down[0] ?? '', across[0] ?? ''] }) : '',
    beside: beside === null ? '' : figureWithUnit(formatted('beside', beside, reader)),
  }
}

/** Unknown as soon as nothing of it is known; what has no cell beside others that have one is nothing. */
function sumOf(role: Role, down: Keys, across: Keys, reader: Reader): number | null {
  const values = down.flatMap(row => across.map(column => reader.value(role, { dims: [row, column] })))
  const known = values.filter(value => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function formatted(role: Role, value: number | null, reader: Reader): Figure {
  const metric = reader.metric(role)
  const unit = metric?.unit[reader.language] ?? ''
  return figureOf(value, { unit, decimals: metric?.decimals ?? 0, language: reader.language })
}

const figureWithUnit = ({ text, unit }: Figure): string => [text, unit].filter(Boolean).join(' ')
