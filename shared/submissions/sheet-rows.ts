import { halfWidth } from '../mapping/text/width.ts'
import type { SubmissionForm } from './form.ts'
import type { ReadTable } from './read-table.ts'
import { plainTitle, type LineTitle } from './sheet-headings.ts'

/** Which row of the form a row of a file is. */
export interface FoundRow {
  /** '' of a free row without a number, and of what is no row of the form. */
  readonly row: string
  /** Why it is not taken; null: it is. */
  readonly why: ReadTable['strangeRows'][number]['why'] | null
}

type CellOf = (title: LineTitle) => string

/** Finds the row of the form by what stands in a row of the file. */
export const rowFinder = (form: SubmissionForm): ((cellOf: CellOf) => FoundRow) =>
  form.lines === undefined ? freeRow : lineFinder(form.lines)

function freeRow(cellOf: CellOf): FoundRow {
  const row = halfWidth(cellOf('number'))
  return row === '' || /^[1-9]\d{0,2}$/.test(row) ? { row, why: null } : { row: '', why: 'number' }
}

/** By its code; where that is none of the form, as when a spreadsheet took it for a number, by its name. */
function lineFinder(lines: NonNullable<SubmissionForm['lines']>): (cellOf: CellOf) => FoundRow {
  const byCode = new Map(lines.map(line => [line.code, line]))
  const byName = new Map<string, (typeof lines)[number][]>()
  for (const line of lines) {
    const name = plainTitle(line.name)
    byName.set(name, [...(byName.get(name) ?? []), line])
  }
  return cellOf => {
    const coded = byCode.get(halfWidth(cellOf('code')))
    const named = byName.get(plainTitle(cellOf('name'))) ?? []
    const line = coded ?? (named.length === 1 ? named[0] : undefined)
    if (line === undefined) return { row: '', why: 'unknown' }
    if (named.length > 0 && !named.includes(line)) return { row: '', why: 'conflict' }
    const unit = plainTitle(cellOf('unit'))
    return { row: line.code, why: unit === '' || unit === plainTitle(line.unit ?? '') ? null : 'unit' }
  }
}
