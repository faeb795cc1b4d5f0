import { Type } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { kpiOf, KpiOptions, type Kpi } from '../kpi.ts'
import type { Reader } from '../reader.ts'

/** A key figure whose value is the role `value`; `of`, `from` and `spark` are roles, too. */
export const Options = Type.Omit(KpiOptions, ['value'])

export const view = (panel: PanelDocument, reader: Reader): Kpi =>
  kpiOf(reader, { ...(panel.options as Omit<KpiOptions, 'value'>), value: 'value' })
