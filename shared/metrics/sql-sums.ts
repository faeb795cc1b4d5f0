import type { Aggregate, MetricDocument } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { conditionsSql, isNumberSql, typeSql, valueSql } from './sql-condition.ts'
import type { Sql } from './sql-parts.ts'
import { nearestRank } from './tally.ts'

/** What a summary's line says: the rows, the sums that the aggregate needs, and the counts up to each bin's bound. */
export interface Sums {
  readonly rows: number
  readonly n: number
  readonly d: number
  readonly [upTo: `b${number}`]: number
}

/** A record behind a cell, as `records` returns them. */
export interface Found {
  readonly id: string
  readonly row: { readonly [column: string]: Value }
}

const ROWS = 'COUNT(*) AS rows'

export function sumsSql(aggregate: Aggregate, row: string): Sql {
  switch (aggregate.type) {
    case 'count':
    case 'last':
    case 'list':
      return { sql: `${ROWS}, 0 AS n, 0 AS d`, params: [] }
    case 'ratio': {
      const { sql, params } = conditionsSql(aggregate.of, row)
      return { sql: `${ROWS}, total(${sql}) AS n, COUNT(*) AS d`, params }
    }
    case 'sum':
    case 'mean': {
      const known = isNumberSql(row, aggregate.field)
      return { sql: `${ROWS}, ${sum(known, aggregate.field, row)} AS n, total(${known}) AS d`, params: [] }
    }
    case 'share': {
      const { field, over } = aggregate
      const known = `(${isNumberSql(row, field)} AND ${isNumberSql(row, over)})`
      return { sql: `${ROWS}, ${sum(known, field, row)} AS n, ${sum(known, over, row)} AS d`, params: [] }
    }
    case 'filled':
      return filledSql(aggregate.fields, row)
    case 'percentile':
      return binsSql(aggregate.field, aggregate.bins, row)
  }
}

/** What the days from `turn` on have more than those before, and what those had. */
export function changeSql(aggregate: Aggregate, row: string, field: string, turn: number): Sql {
  const each =
    aggregate.type === 'sum'
      ? `CASE WHEN ${isNumberSql(row, aggregate.field)} THEN ${valueSql(row, aggregate.field)} ELSE 0 END`
      : '1'
  const isAfter = `${valueSql(row, field)} >= ?`
  const sql = `${ROWS}, total(CASE WHEN ${isAfter} THEN ${each} ELSE -(${each}) END) AS n, total(CASE WHEN ${isAfter} THEN 0 ELSE ${each} END) AS d`
  return { sql, params: [turn, turn] }
}

const sum = (known: string, field: string, row: string) =>
  `total(CASE WHEN ${known} THEN ${valueSql(row, field)} END)`

/** Each kind has its own fields, so each is summed where the row is of it. */
function filledSql(fields: Extract<Aggregate, { type: 'filled' }>['fields'], row: string): Sql {
  const kinds = Object.entries(fields)
  const byKind = (sumOf: (columns: readonly string[]) => string) =>
    `total(CASE ${valueSql(row, 'kind')} ${kinds.map(([, columns]) => `WHEN ? THEN ${sumOf(columns)}`).join(' ')} END)`
  const known = byKind(columns => columns.map(name => isKnownSql(row, name)).join(' + '))
  const wanted = byKind(columns => String(columns.length))
  const names = kinds.map(([kind]) => kind)
  return { sql: `${ROWS}, ${known} AS n, ${wanted} AS d`, params: [...names, ...names] }
}

const isKnownSql = (row: string, name: string): string =>
  `(coalesce(${typeSql(row, name)}, 'null') <> 'null' AND ${valueSql(row, name)} <> '')`

function binsSql(field: string, bins: readonly number[], row: string): Sql {
  const known = isNumberSql(row, field)
  const counts = bins.map((_, i) => `total(${known} AND ${valueSql(row, field)} <= ?) AS b${i}`)
  return { sql: [ROWS, '0 AS n', `total(${known}) AS d`, ...counts].join(', '), params: bins }
}

/** The cell's value, made of a summary; `first` are as many records as a list shows. */
export function valueOf(
  { aggregate, window }: Pick<MetricDocument, 'aggregate' | 'window'>,
  sums: Sums,
  first: readonly Found[],
): Value {
  const { rows } = sums
  if (rows === 0) return null
  if (window.type === 'change') return { n: sums.n, d: sums.d }
  switch (aggregate.type) {
    case 'last':
      return columnsOf(first[0], aggregate.columns)
    case 'list':
      return {
        total: rows,
        rows: first.slice(0, aggregate.limit).map(each => [each.id, ...columnsOf(each, aggregate.columns)]),
      }
    default:
      return numberOf(aggregate, sums)
  }
}

type Listless = Exclude<Aggregate, { type: 'list' | 'last' }>

function numberOf(aggregate: Listless, sums: Sums): Value {
  const { rows, n, d } = sums
  switch (aggregate.type) {
    case 'count':
      return rows
    case 'sum':
      return d === 0 ? null : n
    case 'ratio':
    case 'mean':
    case 'share':
    case 'filled':
      return { n, d }
    case 'percentile':
      return d === 0 ? null : percentilesOf(aggregate, sums, d)
  }
}

const percentilesOf = ({ bins, p }: Extract<Aggregate, { type: 'percentile' }>, sums: Sums, count: number) =>
  p.map(percent => nearestRank(bins, bin => sums[`b${bin}`] ?? 0, count, percent))

const columnsOf = (found: Found | undefined, columns: readonly string[]): Value[] =>
  columns.map(column => found?.row[column] ?? null)
