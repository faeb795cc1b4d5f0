import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { feedForTests, NOW } from '../feed-for-tests.ts'
import { writeTime } from '../upstream-time.ts'
import type { SqlRow, SqlSource, SqlValue } from './source.ts'
import { sqliteSource } from './sqlite-source.ts'
import { WatermarkReader } from './watermark.ts'

const HOUR = 3_600_000
const ROWS = 60

/** Beside every answer it keeps how the database went about it. */
function explained(database: DatabaseSync): { readonly source: SqlSource; readonly ways: string[] } {
  const ways: string[] = []
  const query = async (sql: string, values: readonly SqlValue[]) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
    if (sql.includes('ORDER BY')) ways.push(plan.map(row => String(row['detail'])).join('; '))
    return database.prepare(sql).all(...values) as unknown as readonly SqlRow[]
  }
  return { source: { ...sqliteSource(''), query, close: async () => undefined }, ways }
}

test('[SQLP15] where the table has an index by (time, key), every page enters it at its mark and sorts nothing', async () => {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE accept (no TEXT, cd_time TEXT); CREATE INDEX by_time ON accept (cd_time, no)')
  const insert = database.prepare('INSERT INTO accept VALUES (?, ?)')
  for (let n = 0; n < ROWS; n++)
    insert.run(`${n}`.padStart(3, '0'), writeTime(NOW - Math.floor(n / 3) * 2 * HOUR - 60_000, 'plain'))
  const { source, ways } = explained(database)
  const watermark = { time: 'cd_time', key: 'no', overlapSeconds: 300, pastDays: 35 }
  const feed = feedForTests({})
  const settings = { dialect: 'sqlite', table: 'accept', everySeconds: 60, rows: 7, watermark } as const
  const reader = new WatermarkReader(feed.access, settings, watermark, source)
  await reader.read(new AbortController().signal)
  while (await reader.readPast());
  expect(new Set((feed.records() as SqlRow[]).map(({ no }) => no)).size).toBe(ROWS)
  // Forwards and backwards, from an edge of time and on from a row.
  expect(new Set(ways)).toEqual(
    new Set([
      'SEARCH accept USING COVERING INDEX by_time (cd_time>?)',
      'SEARCH accept USING COVERING INDEX by_time (cd_time>? AND cd_time<?)',
    ]),
  )
  expect(ways.length).toBeGreaterThan(ROWS / 7)
  database.close()
})
