import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { NOW } from '../ground/flow.ts'

export const DAY = 86_400_000
const DAYS = 30
/** The first instant of the rows: thirty days up to now. */
export const FIRST = NOW - DAYS * DAY

export type Counts = readonly (readonly [bucket: number, kind: string, count: number])[]

/** The same chart by another store; `close` when done. */
export interface RawRows {
  /** Events by bucket of so many milliseconds and by kind, since an instant. */
  readonly chart: (span: number, since: number) => Promise<Counts>
  readonly close: () => void
}

/** The i-th event: rising through the thirty days, shaken within a second; six of ten are calls to the hotline. */
const rowSql = (count: number) =>
  `${FIRST} + (i * ${Math.floor((DAYS * DAY) / count)}) + (i * 2654435761) % 1000 AS event,
   CASE WHEN (i * 40503) % 10 < 6 THEN 'hotline-order' ELSE 'city-case' END AS kind`

const chartSql = (span: number, since: number, division: string) =>
  `SELECT event ${division} ${span} AS bucket, kind, count(*) AS n FROM events
   WHERE event >= ${since} AND event < ${NOW} GROUP BY 1, 2 ORDER BY 1, 2`

/** Narrow rows under an index that holds all the question needs: the best that raw rows can do in SQLite. */
export function sqliteRows(folder: string, count: number): RawRows {
  const db = new DatabaseSync(join(folder, 'rows.db'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;')
  db.exec(`CREATE TABLE events AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    SELECT i AS seq, ${rowSql(count)} FROM n`)
  db.exec('CREATE INDEX events_at ON events (event, kind)')
  return {
    async chart(span, since) {
      const rows = db.prepare(chartSql(span, since, '/')).all()
      return rows.map(row => [row['bucket'] as number, row['kind'] as string, row['n'] as number] as const)
    },
    close: () => db.close(),
  }
}

/** What we use of @duckdb/node-api; its own types are only there where the peers are installed. */
interface Duck {
  readonly DuckDBInstance: {
    create(file: string): Promise<{
      connect(): Promise<DuckConnection>
      closeSync(): void
    }>
  }
}
interface DuckConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>
  closeSync(): void
}

export async function duckRows(folder: string, count: number): Promise<RawRows> {
  const name = '@duckdb/node-api'
  const { DuckDBInstance } = (await import(name)) as Duck
  const instance = await DuckDBInstance.create(join(folder, 'rows.duckdb'))
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE events AS SELECT i AS seq, ${rowSql(count)} FROM range(${count}) t (i)`)
  await connection.run('CHECKPOINT')
  return {
    async chart(span, since) {
      const answer = await connection.runAndReadAll(chartSql(span, since, '//'))
      return answer
        .getRowsJson()
        .map(([bucket, kind, n]) => [Number(bucket), String(kind), Number(n)] as const)
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
