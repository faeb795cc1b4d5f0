/** Column types that every SQL dialect here has a word for. Times are local, `YYYY-MM-DD HH:mm:ss`, as these systems keep them. */
export type ColumnType = 'text' | 'whole' | 'time'

export interface Table {
  readonly name: string
  readonly key: string
  readonly columns: { readonly [column: string]: ColumnType }
}

/** One whose rows change while something goes on: polled by (updated_at, row_id). */
export const changingTable = (name: string, columns: Table['columns']): Table => ({
  ...{ name, key: 'row_id' },
  columns: { row_id: 'text', updated_at: 'time', ...columns },
})

export type Cell = string | number | null
export type Row = { readonly [column: string]: Cell }
