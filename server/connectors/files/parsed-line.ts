/** A line that the parsing process says: first the title, last the end or a fault. */
export type ParsedLine =
  | { readonly type: 'title'; readonly title: string }
  | {
      readonly type: 'record'
      readonly line: number
      readonly record: { readonly [column: string]: string }
    }
  | { readonly type: 'unreadable'; readonly line: number; readonly reason: string; readonly sample: string }
  /** Of a sheet that is read as it is. */
  | { readonly type: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | { readonly type: 'fault'; readonly reason: string }
  | { readonly type: 'end' }
