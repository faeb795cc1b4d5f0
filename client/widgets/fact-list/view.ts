import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Figure } from '../../figures/number.ts'
import type { Phrase } from '../../figures/phrase.ts'
import { Notes, notesOf, TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'

const Row = Type.Object(
  { title: Type.Optional(TextOption), value: Type.String(), notes: Type.Optional(Notes) },
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
    rows: rows.map(({ title, value, notes }) => ({
      title: reader.text(title ?? reader.metric(value)?.title),
      figure: reader.figure(value),
      cell: reader.cell(value),
      notes: notesOf(reader, notes),
    })),
  }
}
