import type { SqliteFile } from './sqlite.ts'
import type { Table } from './table.ts'

const AWAY = '_out_of_order'

const names = ({ database }: SqliteFile): Set<string> =>
  new Set(
    database
      .prepare(`SELECT name FROM sqlite_master WHERE type='table'`)
      .all()
      .map(row => String(row['name'])),
  )

/** A15: the tables go away, so that every query fails as when the database is down; or they come back. */
export function setAway(file: SqliteFile, tables: readonly Table[], away: boolean): void {
  const present = names(file)
  for (const { name } of tables) {
    const [from, to] = away ? [name, `${name}${AWAY}`] : [`${name}${AWAY}`, name]
    if (present.has(from) && !present.has(to)) file.database.exec(`ALTER TABLE ${from} RENAME TO ${to}`)
  }
}
