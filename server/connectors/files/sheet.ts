/** Cells of one row as text; what is empty is ''. */
export type Cells = readonly string[]

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  /** What stands above the header: often the only place that tells the period of the figures. */
  readonly title: string
}

export interface TableRow {
  /** As a person would count it in the file, from 1. */
  readonly line: number
  readonly cells: Cells
}

const LONGEST_TITLE = 500

/** Header names without spaces and line breaks, and with half-width brackets: one column is spelled in many ways. */
export const plainName = (name: string): string =>
  name
    .replace(/\s/g, '')
    .replace(/\uff08/g, '(')
    .replace(/\uff09/g, ')')

/**
 * Finds the table in a sheet: titles above the header are passed over, and so are rows below it with a single cell
 * (notes, and the merged titles of the next block). null: no row has all the columns.
 */
export function tableIn(rows: readonly Cells[], columns: readonly string[]): Table | null {
  const wanted = columns.map(plainName)
  const at = rows.findIndex(cells => {
    const names = cells.map(plainName)
    return wanted.every(name => names.some(found => found === name || found.startsWith(`${name}(`)))
  })
  if (at === -1) return null
  const header = (rows[at] ?? []).map(plainName)
  const body = rows.slice(at + 1).map((cells, i): TableRow => ({ line: at + i + 2, cells }))
  return {
    header,
    rows: body.filter(({ cells }) => filled(cells).length > Math.min(1, header.length - 1)),
    title: rows.slice(0, at).flatMap(filled).join(' ').slice(0, LONGEST_TITLE),
  }
}

const filled = (cells: Cells): Cells => cells.filter(cell => cell.trim() !== '')

/**
 * A row as a record by column name; of two columns of one name the first counts. null: it has more cells than the
 * header, so it is not a row of this table.
 */
export function recordOf(
  header: readonly string[],
  cells: Cells,
): { readonly [column: string]: string } | null {
  if (filled(cells.slice(header.length)).length > 0) return null
  const named = header.map((name, i): [string, string] => [name, cells[i] ?? ''])
  return Object.fromEntries(named.filter(([name]) => name !== '').reverse())
}
