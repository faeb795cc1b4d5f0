import { typeSql, valueSql } from './sql-condition.ts'
import type { SortBy } from './roll.ts'

/** The order of `compareEntries` (roll.ts): unknown last, flags before numbers before texts, then by id. */
export function orderSql(sort: SortBy, { row, id }: { readonly row: string; readonly id: string }): string {
  const terms = sort.flatMap(([column, direction]) => {
    const type = `coalesce(${typeSql(row, column)}, 'null')`
    const turn = direction === 'desc' ? 'DESC' : 'ASC'
    return [`${type} = 'null'`, `${rankOf(type)} ${turn}`, `${valueSql(row, column)} ${turn}`]
  })
  return [...terms, id].join(', ')
}

const rankOf = (type: string): string =>
  `CASE ${type} WHEN 'true' THEN 0 WHEN 'false' THEN 0 WHEN 'integer' THEN 1 WHEN 'real' THEN 1 ELSE 2 END`
