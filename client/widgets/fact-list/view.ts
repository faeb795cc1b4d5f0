import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText, type Figure } from '../../figures/number.ts'
import type { Phrase } from '../../figures/phrase.ts'
import { unitIn } from '../../language/say.ts'
import { changeOf, Notes, notesOf, TextOption } from '../notes.ts'
import type { At, Reader } from '../reader.ts'

const Row = Type.Object(
  {
    title: Type.Optional(TextOption),
    value: Type.String(),
    /** Which of the metric's numbers: one of a metric with dimensions. */
    dims: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })),
    notes: Type.Optional(Notes),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    rows: Type.Array(Row, { minItems: 1, maxItems: 12 }),
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface FactRow {
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  readonly notes: Phrase
}

/** Numbers that are told now and then, each with its name: nothing to compare, nothing to draw. */
export function view(
  panel: PanelDocument,
  reader: Reader,
): { readonly columns: number; readonly rows: readonly FactRow[] } {
  const { rows, columns = 1 } = panel.options as Options
  return {
    columns,
    rows: rows.map(({ title, value, dims, notes }) => ({
      title: reader.text(title ?? reader.metric(value)?.title),
      figure: toldOf(reader, value, { dims }),
      cell: reader.cell(value, { dims }),
      notes: notesOf(reader, notes),
    })),
  }
}

function toldOf(reader: Reader, role: string, at: At): Figure {
  const metric = reader.metric(role)
  if (metric?.window.type === 'change') return changeOf(reader, role, reader.value(role, at))
  return spreadOf(reader, role, at) ?? reader.figure(role, at)
}

/** Percentiles side by side, `1 · 4 工作日`; what lies beyond the last bin is more than its bound. null: the metric is no spread. */
function spreadOf(reader: Reader, role: string, at: At): Figure | null {
  const metric = reader.metric(role)
  if (metric?.aggregate.type !== 'percentile') return null
  const told = reader.percentiles(role, at)
  if (told === null) return reader.figure(role, at)
  const { aggregate, decimals, scale, unit } = metric
  const text = (value: number) =>
    figureText(figureOf(value, { unit: '', decimals, language: reader.language }))
  const beyond = text((aggregate.bins[aggregate.bins.length - 1] ?? 0) / scale)
  return {
    text: told.map(value => (value === null ? `>${beyond}` : text(value))).join(' · '),
    unit: unitIn(reader.language, unit),
  }
}
