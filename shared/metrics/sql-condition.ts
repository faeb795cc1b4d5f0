import type { Condition } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { all, any, type Sql } from './sql-parts.ts'

const NAME = /^[A-Za-z][A-Za-z0-9]*$/

/** Where a column stands in a row's JSON. Column names are written into the SQL, so they must be nothing but names. */
function pathOf(column: string): string {
  if (!NAME.test(column)) throw new Error(`"${column}" is no name of a column`)
  return `'$."${column}"'`
}

/** A column of a row (an SQL expression for its JSON): `null` where it is missing, 'null' where it is unknown. */
export const typeSql = (row: string, column: string): string => `json_type(${row}, ${pathOf(column)})`
export const valueSql = (row: string, column: string): string => `json_extract(${row}, ${pathOf(column)})`

const NUMBER = "IN ('integer', 'real')"
export const isNumberSql = (row: string, column: string): string =>
  `coalesce(${typeSql(row, column)}, '') ${NUMBER}`

/** The SQL of `holds` (condition.ts), of which the value is always 0 or 1. */
export function conditionSql([column, op, wanted]: Condition, row: string): Sql {
  const type = typeSql(row, column)
  const value = valueSql(row, column)
  switch (op) {
    case '=':
      return equals(type, value, wanted)
    case '!=': {
      const { sql, params } = equals(type, value, wanted)
      return { sql: `NOT ${sql}`, params }
    }
    case 'in':
      return Array.isArray(wanted) ? any(wanted.map(each => equals(type, value, each as Value))) : NEVER
    case 'has':
      return holdsMember(row, column, wanted)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compares(type, value, op, wanted)
  }
}

export const conditionsSql = (conditions: readonly Condition[], row: string): Sql =>
  all(conditions.map(condition => conditionSql(condition, row)))

const NEVER: Sql = { sql: '0', params: [] }

/** JSON keeps numbers, texts, flags and nothing apart, so the type is asked before the value. */
function equals(type: string, value: string, wanted: Value): Sql {
  if (wanted === null) return { sql: `(coalesce(${type}, 'null') = 'null')`, params: [] }
  switch (typeof wanted) {
    case 'boolean':
      return { sql: `(coalesce(${type}, '') = '${wanted}')`, params: [] }
    case 'number':
      return { sql: `(coalesce(${type}, '') ${NUMBER} AND ${value} = ?)`, params: [wanted] }
    case 'string':
      return { sql: `(coalesce(${type}, '') = 'text' AND ${value} = ?)`, params: [wanted] }
    default:
      return NEVER
  }
}

function compares(type: string, value: string, op: '<' | '<=' | '>' | '>=', wanted: Value): Sql {
  if (typeof wanted === 'number')
    return { sql: `(coalesce(${type}, '') ${NUMBER} AND ${value} ${op} ?)`, params: [wanted] }
  if (typeof wanted !== 'string') return NEVER
  return { sql: `(coalesce(${type}, '') = 'text' AND ${value} ${op} ?)`, params: [wanted] }
}

function holdsMember(row: string, column: string, wanted: Value): Sql {
  const { sql, params } = equals('m.type', 'm.value', wanted)
  const members = `SELECT 1 FROM json_each(${row}, ${pathOf(column)}) m WHERE ${sql}`
  return { sql: `(coalesce(${typeSql(row, column)}, '') = 'array' AND EXISTS (${members}))`, params }
}

/** Whether a column is the dimension that a cell's address names: unknown is '', everything else its text. */
export function dimensionSql(column: string, dimension: string, row: string): Sql {
  const type = typeSql(row, column)
  const value = valueSql(row, column)
  const ways = [equals(type, value, dimension)]
  if (dimension === '') ways.push(equals(type, value, null))
  if (dimension === 'true' || dimension === 'false') ways.push(equals(type, value, dimension === 'true'))
  const number = Number(dimension)
  if (dimension !== '' && String(number) === dimension) ways.push(equals(type, value, number))
  return any(ways)
}
