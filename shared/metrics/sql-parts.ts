/** SQL with the values of its question marks. It reads `things(id, kind, area, event, row, rows)`. */
export interface Sql {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

export const all = (parts: readonly Sql[]): Sql => joined(parts, ' AND ', '1')
export const any = (parts: readonly Sql[]): Sql => joined(parts, ' OR ', '0')

function joined(parts: readonly Sql[], by: string, none: string): Sql {
  if (parts.length === 0) return { sql: none, params: [] }
  return { sql: `(${parts.map(part => part.sql).join(by)})`, params: parts.flatMap(part => part.params) }
}
