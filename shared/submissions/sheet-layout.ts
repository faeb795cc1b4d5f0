import { letterOf } from '../export/workbook.ts'
import type { FormColumn, SubmissionForm } from './form.ts'
import type { ReadTable, SheetRow } from './read-table.ts'
import { headingsOf, type Heading, type LineTitle } from './sheet-headings.ts'

/** What stands where in the rows of a file. */
export interface Layout {
  /** The rows below its header. */
  readonly body: readonly SheetRow[]
  readonly columns: readonly { readonly at: number; readonly column: FormColumn }[]
  readonly lines: ReadonlyMap<LineTitle, number>
  readonly strange: ReadTable['strangeColumns']
}

/** So far down a header is looked for: above it stand titles. */
const DEEPEST_HEADER = 50
const LONGEST_TITLE = 80

/** By the row with the most headings of the form: with one of its columns, and where its lines are given with what says which. */
export function layoutIn(form: SubmissionForm, sheet: readonly SheetRow[]): Layout | null {
  const headingOf = headingsOf(form)
  const headings = sheet.slice(0, DEEPEST_HEADER).map(({ cells }) => cells.map(headingOf))
  const counts = headings.map(each =>
    isHeader(form, each) ? each.filter(({ is }) => is !== 'strange').length : 0,
  )
  const most = Math.max(0, ...counts)
  if (most === 0) return null
  const at = counts.indexOf(most)
  return layoutOf(form, headings[at] ?? [], sheet[at]?.cells ?? [], sheet.slice(at + 1))
}

function isHeader({ lines }: SubmissionForm, headings: readonly Heading[]): boolean {
  const saysWhich = headings.some(each => each.is === 'line' && each.title !== 'unit')
  return headings.some(({ is }) => is === 'column') && (lines === undefined || saysWhich)
}

function layoutOf(
  form: SubmissionForm,
  headings: readonly Heading[],
  titles: readonly string[],
  body: readonly SheetRow[],
): Layout {
  const placesOf = (meant: (heading: Heading) => boolean) =>
    headings.flatMap((each, at) => (meant(each) ? [at] : []))
  const strange = new Map<number, Layout['strange'][number]['why']>()
  /** Where one of both stands would be a guess. */
  const only = (places: readonly number[]): number | null => {
    if (places.length > 1) for (const at of places) strange.set(at, 'twice')
    return places.length === 1 ? (places[0] ?? null) : null
  }
  const columns = form.columns.flatMap(column => {
    const at = only(placesOf(each => each.is === 'column' && each.name === column.name))
    return at === null ? [] : [{ at, column }]
  })
  const lines = new Map<LineTitle, number>()
  for (const title of ['code', 'name', 'unit', 'number'] as const) {
    const at = only(placesOf(each => each.is === 'line' && each.title === title))
    if (at !== null) lines.set(title, at)
  }
  for (const at of usedIn(titles, body)) {
    const heading = headings[at] ?? ({ is: 'strange', why: 'unknown' } as const)
    if (heading.is === 'strange') strange.set(at, heading.why)
  }
  const inOrder = [...strange].sort(([a], [b]) => a - b)
  return {
    ...{ body, columns, lines },
    strange: inOrder.map(([at, why]) => ({
      ...{ column: letterOf(at), title: (titles[at] ?? '').trim().slice(0, LONGEST_TITLE), why },
    })),
  }
}

/** A column without a title and without a word in it is none. */
function usedIn(titles: readonly string[], body: readonly SheetRow[]): ReadonlySet<number> {
  const used = new Set<number>()
  for (const cells of [titles, ...body.map(row => row.cells)])
    for (const [at, cell] of cells.entries()) if (cell.trim() !== '') used.add(at)
  return used
}
