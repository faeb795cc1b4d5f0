/** Column types that every SQL dialect here has a word for. Times are local, `YYYY-MM-DD HH:mm:ss`, as these systems keep them. */
export type ColumnType = 'text' | 'whole' | 'time'

export interface Table {
  readonly name: string
  readonly key: string
  readonly columns: { readonly [column: string]: ColumnType }
}

export type Cell = string | number | null
export type Row = { readonly [column: string]: Cell }
