/** A line that the parsing process says: first the title, last the end or a fault. */
export type ParsedLine =
  | { readonly type: 'title'; readonly title: string }
  | {
      readonly type: 'record'
      readonly line: number
      readonly record: { readonly [column: string]: string }
    }
  | { readonly type: 'unreadable'; readonly line: number; readonly reason: string; readonly sample: string }
  | { readonly type: 'fault'; readonly reason: string }
  | { readonly type: 'end' }
