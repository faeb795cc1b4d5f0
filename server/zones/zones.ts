import type { DatabaseSync } from 'node:sqlite'
import type { Tables } from '../trust/database.ts'
import type { Zone } from './zone.ts'

export const ZONE_TABLES: Tables = {
  part: 'zones',
  steps: [
    `CREATE TABLE zones (
       id INTEGER PRIMARY KEY, title TEXT NOT NULL, target TEXT NOT NULL, ports TEXT NOT NULL,
       set_at INTEGER NOT NULL, set_by TEXT NOT NULL
     ) STRICT;`,
  ],
}

/** When it was set last, and by which account. */
export interface SetZone extends Zone {
  readonly setAt: number
  readonly setBy: string
}

/** The zones of feeds. A fresh install has none: feeds connect to nobody outside. */
export class Zones {
  readonly #db: DatabaseSync
  #held: readonly SetZone[] | null = null

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  list(): readonly SetZone[] {
    return (this.#held ??= this.#db.prepare('SELECT * FROM zones ORDER BY id').all().map(zoneOf))
  }

  byId(id: number): SetZone | null {
    return this.list().find(zone => zone.id === id) ?? null
  }

  add({ title, target, ports, setAt, setBy }: Omit<SetZone, 'id'>): number {
    this.#held = null
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO zones (title, target, ports, set_at, set_by) VALUES (?, ?, ?, ?, ?)')
      .run(title, target, ports, setAt, setBy)
    return Number(lastInsertRowid)
  }

  change({ id, title, target, ports, setAt, setBy }: SetZone): void {
    this.#held = null
    this.#db
      .prepare('UPDATE zones SET title = ?, target = ?, ports = ?, set_at = ?, set_by = ? WHERE id = ?')
      .run(title, target, ports, setAt, setBy, id)
  }

  remove(id: number): void {
    this.#held = null
    this.#db.prepare('DELETE FROM zones WHERE id = ?').run(id)
  }
}

const zoneOf = (row: Record<string, unknown>): SetZone => ({
  id: Number(row['id']),
  title: String(row['title']),
  target: String(row['target']),
  ports: String(row['ports']),
  setAt: Number(row['set_at']),
  setBy: String(row['set_by']),
})
