import { figureOf, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { unitIn } from '../../language/say.ts'
import type { MetricDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { Reader } from '../reader.ts'
import type { Staleness } from '../staleness.ts'

/** The device to look at, and what it said. */
export interface Worst {
  readonly name: string
  readonly figure: Figure
  readonly tone: Tone | undefined
  readonly cell: string
}

/** The first row of a list, by the column that it is sorted by; null without a list, or with nothing in it. */
export function worstOf(reader: Reader, role: string | undefined, stale: Staleness | null): Worst | null {
  if (role === undefined) return null
  const metric = reader.metric(role)
  const columns = reader.list(role)?.rows[0]?.columns
  if (metric === null || columns === undefined) return null
  return {
    name: wordOf(columns['device']),
    figure: figureIn(columns, metric, reader),
    tone: stale?.ink ?? (columns['outside'] === true ? 'bad' : undefined),
    cell: reader.cell(role),
  }
}

function figureIn(
  columns: { readonly [name: string]: Value },
  metric: MetricDocument,
  reader: Reader,
): Figure {
  const { aggregate, scale, decimals, unit } = metric
  const column = aggregate.type === 'list' ? aggregate.sort[0]?.[0] : undefined
  const stored = column === undefined ? null : numberOf(columns[column])
  const format = { unit: unitIn(reader.language, unit), decimals, language: reader.language }
  return figureOf(stored === null ? null : stored / scale, format)
}
