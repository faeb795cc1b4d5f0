import type { ColumnType, Row, Table } from './table.ts'

export type Dialect = 'sqlite' | 'postgres' | 'mysql'

/** Whatever can run one statement: a SQLite file, a PostgreSQL or a MariaDB connection. */
export interface SqlTarget {
  readonly dialect: Dialect
  readonly run: (sql: string, values?: readonly (string | number | null)[]) => Promise<void>
}

const TYPES: { readonly [dialect in Dialect]: { readonly [type in ColumnType]: string } } = {
  sqlite: { text: 'TEXT', whole: 'INTEGER', time: 'TEXT' },
  postgres: { text: 'varchar(500)', whole: 'integer', time: 'timestamp(0)' },
  mysql: { text: 'varchar(500)', whole: 'int', time: 'datetime' },
}
/** MariaDB cannot index a longer key in every row format. */
const KEY_TYPE: { readonly [dialect in Dialect]: string } = {
  sqlite: 'TEXT',
  postgres: 'varchar(64)',
  mysql: 'varchar(64)',
}

export function createTable(table: Table, dialect: Dialect): string {
  const columns = Object.entries(table.columns).map(([name, type]) =>
    name === table.key
      ? `${name} ${KEY_TYPE[dialect]} NOT NULL PRIMARY KEY`
      : `${name} ${TYPES[dialect][type]}`,
  )
  const end = { sqlite: ' WITHOUT ROWID', postgres: '', mysql: ' DEFAULT CHARSET=utf8mb4' }[dialect]
  return `CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')})${end}`
}

/** For polling by watermark; MySQL knows no IF NOT EXISTS here and does without. */
export function createIndex(table: Table, dialect: Dialect): string | null {
  const time = ['cd_time', 'updated_at'].find(column => column in table.columns)
  if (time === undefined || dialect === 'mysql') return null
  return `CREATE INDEX IF NOT EXISTS ${table.name}_by_time ON ${table.name} (${time}, ${table.key})`
}

/** Writes whole rows: a row whose key is there already is replaced. */
export function upsert(table: Table, dialect: Dialect, rows: number): string {
  const columns = Object.keys(table.columns)
  const one = (first: number) =>
    `(${columns.map((_, i) => (dialect === 'postgres' ? `$${first + i}` : '?')).join(',')})`
  const values = Array.from({ length: rows }, (_, r) => one(r * columns.length + 1)).join(',')
  const into = `${table.name} (${columns.join(',')}) VALUES ${values}`
  if (dialect !== 'postgres') return `REPLACE INTO ${into}`
  const others = columns.filter(column => column !== table.key)
  return `INSERT INTO ${into} ON CONFLICT (${table.key}) DO UPDATE SET ${others.map(c => `${c}=excluded.${c}`).join(',')}`
}

/** Many rows in few statements, far below the 65 535 values that PostgreSQL takes in one. */
const ROWS_AT_ONCE = 100

/** `breathe` is awaited after each statement: SQLite has no turn for others in between. */
export async function write(
  target: SqlTarget,
  table: Table,
  rows: readonly Row[],
  breathe: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const columns = Object.keys(table.columns)
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const some = rows.slice(i, i + ROWS_AT_ONCE)
    const values = some.flatMap(row => columns.map(column => row[column] ?? null))
    await target.run(upsert(table, target.dialect, some.length), values)
    await breathe()
  }
}
