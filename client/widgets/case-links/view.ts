import { Type } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, type Figure } from '../../figures/number.ts'
import type { MessageKey } from '../../language/say.ts'
import type { List, Reader } from '../reader.ts'

export const Options = Type.Object({}, { additionalProperties: false })

export interface LinkRow {
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  /** Of the first row. */
  readonly share: number | null
  readonly isBad: boolean
}

/** Requests about approvals, those of them that name their case, and those whose case is overdue now. */
export function view(_panel: PanelDocument, reader: Reader): readonly LinkRow[] {
  const asked = reader.value('asked')
  const late = lateLinks(reader.list('requests'), reader.list('overdue'))
  const row = (key: MessageKey, value: number | null, cell: string): LinkRow => ({
    title: reader.say(key),
    figure: figureOf(value, { unit: '', decimals: 0, language: reader.language }),
    cell,
    share: value === null || asked === null ? null : value / Math.max(1, asked),
    isBad: false,
  })
  return [
    row('links.asked', asked, reader.cell('asked')),
    row('links.linked', reader.value('linked'), reader.cell('linked')),
    { ...row('links.late', late, ''), isBad: late !== null && late > 0 },
  ]
}

/** Unknown where a list was cut off: what lies beyond its last row may be one of the others. */
function lateLinks(requests: List | null, overdue: List | null): number | null {
  if (requests === null || overdue === null) return null
  if (isCut(requests) || isCut(overdue)) return null
  const late = new Set(overdue.rows.map(({ columns }) => columns['number']).filter(isName))
  return requests.rows.filter(
    ({ columns }) => isName(columns['relatedCaseNo']) && late.has(columns['relatedCaseNo']),
  ).length
}

const isCut = ({ total, rows }: List): boolean => total > rows.length

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''
