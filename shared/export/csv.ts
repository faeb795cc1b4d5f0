/** null stands for what is not known: an empty cell. */
export type CsvCell = string | number | boolean | null

/** What a file begins with, so that spreadsheets read it as UTF-8. */
export const CSV_MARK = '\uFEFF'

/** One line of RFC 4180, with its end. Texts are quoted always, so that no other separator of a spreadsheet cuts them. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(written).join(',')}\r\n`

function written(cell: CsvCell): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? `"${harmless(cell).replace(/"/g, '""')}"` : String(cell)
}

/**
 * A spreadsheet computes what begins like a formula, and passes over blanks and invisible characters before it. An apostrophe in
 * front makes it text (T-CSV-01). Numbers of ours are written as numbers: they compute nothing.
 */
function harmless(text: string): string {
  const isOdd = /^[\p{Cc}]/u.test(text)
  const first = text.replace(/^[\s\p{C}]+/u, '').slice(0, 1)
  return isOdd || STARTS.test(first.normalize('NFKC')) ? `'${text}` : text
}

/** What stood in a cell of ours before it was made harmless, as a spreadsheet hands it back. */
export const unescapedCell = (cell: string): string =>
  cell.startsWith("'") && harmless(cell.slice(1)) === cell ? cell.slice(1) : cell

/** Also in full width and small forms, which spreadsheets of China take for the same. */
const STARTS = /^[=+\-@\u2212]/
