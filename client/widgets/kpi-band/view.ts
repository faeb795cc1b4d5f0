import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { kpiOf, KpiOptions, type Kpi } from '../kpi.ts'
import type { Reader } from '../reader.ts'

export const Options = Type.Object(
  { figures: Type.Array(KpiOptions, { minItems: 1, maxItems: 9 }) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

/** Key figures beside each other, each with its yardstick. */
export const view = (panel: PanelDocument, reader: Reader): readonly Kpi[] =>
  (panel.options as Options).figures.map(figure => kpiOf(reader, figure))
