import { expect, test } from 'vitest'
import { cityForTests } from '../city-for-tests.ts'
import { fillTables } from './fill.ts'
import { createGovsvcModel } from './model.ts'
import { openSqlite } from '../sql/sqlite.ts'
import type { SqlTarget } from '../sql/target.ts'
import { TABLES } from './tables.ts'

/** A connection into an empty database of its own. */
export interface RealServer {
  readonly target: SqlTarget
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>
  close(): Promise<void>
}

const AT = '2026-11-20T09:30:00+08:00'
const asText = (row: Record<string, unknown>) =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Filled from the same truth, a real server holds the rows that the SQLite file holds. */
export function realServerContract(open: () => Promise<RealServer>): void {
  test('[GSV11] holds the same rows as the SQLite file', async () => {
    const city = cityForTests({ at: AT })
    const server = await open()
    const file = openSqlite(`${city.folder}/same.sqlite`)
    try {
      const model = createGovsvcModel(city, { volume: 0.01 })
      await fillTables(city, model, server.target, city.clock.now())
      await fillTables(city, model, file, city.clock.now())
      for (const { name, key } of Object.values(TABLES)) {
        const wanted = file.database.prepare(`SELECT * FROM ${name} ORDER BY ${key}`).all().map(asText)
        const got = (await server.query(`SELECT * FROM ${name}`)).map(asText)
        expect(wanted.length).toBeGreaterThan(0)
        expect(got.sort()).toEqual(wanted.sort())
      }
    } finally {
      file.close()
      await server.close()
      city.remove()
    }
  })
}
