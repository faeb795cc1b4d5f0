import type { Kind } from '../../shared/kinds/kind.ts'
import type { Entity, Told } from '../../shared/libraries/document.ts'
import { valueSql } from '../../shared/metrics/sql-condition.ts'
import { any, type Sql } from '../../shared/metrics/sql-parts.ts'

/** A record as the checkpoint has it; its inner rows beside it where they were asked for. */
export interface Line {
  readonly id: string
  readonly kind: string
  readonly area: string
  readonly row: string
  readonly rows?: string | null
  /** Known by the code itself, not by a name. */
  readonly coded: 0 | 1
}

const ROW = 't.row'
const NEVER: Sql = { sql: '0', params: [] }
/** What is overdue first. Only of what is open the row is read for that. */
const PRESSING = `ORDER BY t.few DESC, CASE WHEN t.few = 1 THEN ${valueSql(ROW, 'overdue')} IS 1 END DESC, t.event DESC`

/** Whether a test holds of a column, or of anything in it where it is a list. `test` is SQL about a value by its name. */
function anyIn(kind: Kind, column: string, test: (value: string) => string): string {
  const value = valueSql(ROW, column)
  const isList = kind.columns.some(({ name, type }) => name === column && type === 'list')
  return isList
    ? `EXISTS (SELECT 1 FROM json_each(coalesce(${value}, '[]')) WHERE ${test('value')})`
    : `(${test(value)})`
}

function says(kind: Kind, column: string, texts: readonly string[]): Sql {
  if (texts.length === 0) return NEVER
  const marks = texts.map(() => '?').join(', ')
  return { sql: anyIn(kind, column, value => `${value} IN (${marks})`), params: texts }
}

const columnsOf = ({ title, formerNames }: Entity): readonly string[] =>
  formerNames === undefined ? [title] : [title, formerNames]

/** Entries of a register too large to be looked through, by the ids that their codes give in each of its sources. */
export function keyedSql(register: Kind, sources: readonly string[], asked: readonly string[]): Sql {
  const ids = asked.flatMap(code => sources.map(source => `${source}/${code}`))
  return {
    sql: `SELECT t.id, t.kind, t.area, t.row, t.rows, 1 AS coded FROM things t
      WHERE t.id IN (${ids.map(() => '?').join(', ')}) AND t.kind = ? AND t.row IS NOT NULL`,
    params: [...ids, register.id],
  }
}

/** Entries of a register by their code, or by a name they have or had. */
export function entriesSql(entity: Entity, register: Kind, asked: readonly string[], most: number): Sql {
  const coded = says(register, entity.id, asked)
  const found = any([coded, ...columnsOf(entity).map(column => says(register, column, asked))])
  return {
    sql: `SELECT t.id, t.kind, t.area, t.row, t.rows, ${coded.sql} AS coded FROM things t
      WHERE t.kind = ? AND t.row IS NOT NULL AND ${found.sql} ORDER BY coded DESC, t.event DESC LIMIT ?`,
    params: [...coded.params, register.id, ...found.params, most],
  }
}

/** Entries in which a text stands: in the code, in a name, or in what else they are found by. */
export function searchSql(entity: Entity, register: Kind, text: string, most: number): Sql {
  const like = `%${text.replace(/[\\%_]/g, char => `\\${char}`)}%`
  const columns = [entity.id, ...columnsOf(entity), ...(entity.foundBy ?? [])]
  const where = columns
    .map(column => anyIn(register, column, value => `${value} LIKE ? ESCAPE '\\'`))
    .join(' OR ')
  return {
    sql: `SELECT t.id, t.kind, t.area, t.row, 1 AS coded FROM things t
      WHERE t.kind = ? AND t.row IS NOT NULL AND (${where}) ORDER BY t.event DESC LIMIT ?`,
    params: [register.id, ...columns.map(() => like), most],
  }
}

/** Records of a kind that tell of somebody: by his code, and where a record tells none by a name that is his alone. */
export function toldSql(kind: Kind, told: Told, code: string, names: readonly string[], most: number): Sql {
  const coded: Sql = told.id === undefined ? NEVER : says(kind, told.id, [code])
  const named = told.name === undefined ? NEVER : says(kind, told.name, names)
  const isUncoded = told.id === undefined ? '1' : `${valueSql(ROW, told.id)} IS NULL`
  return {
    sql: `SELECT t.id, t.kind, t.area, t.row, ${coded.sql} AS coded FROM things t
      WHERE t.kind = ? AND t.row IS NOT NULL AND (${coded.sql} OR (${isUncoded} AND ${named.sql})) ${PRESSING} LIMIT ?`,
    params: [...coded.params, kind.id, ...coded.params, ...named.params, most],
  }
}

/** How many records of each kind lie in a part of the city, how many of them are open and overdue, and some of each. */
export function placeSql(scope: Sql, most: number): readonly Sql[] {
  const lies = `t.row IS NOT NULL AND ${scope.sql}`
  const isTrue = (column: string) => `total(${valueSql(ROW, column)} IS 1)`
  return [
    {
      sql: `SELECT t.kind AS kind, count(*) AS total FROM things t WHERE ${lies} GROUP BY t.kind`,
      params: scope.params,
    },
    {
      sql: `SELECT t.kind AS kind, ${isTrue('open')} AS open, ${isTrue('overdue')} AS overdue FROM things t
        WHERE t.few = 1 AND ${lies} GROUP BY t.kind`,
      params: scope.params,
    },
    {
      sql: `SELECT t.id, t.kind, t.area, t.row, 0 AS coded FROM things t JOIN (
          SELECT t.id AS found, row_number() OVER (PARTITION BY t.kind ${PRESSING}) AS n FROM things t WHERE ${lies}
        ) ON found = t.id WHERE n <= ? ${PRESSING}`,
      params: [...scope.params, most],
    },
  ]
}
