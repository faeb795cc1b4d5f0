import type { DatabaseSync } from 'node:sqlite'
import { openTrust } from '../trust/database.ts'
import { AUDIT_TABLES } from './tables.ts'
import type { Note } from './walk.ts'

const MOST_DAMAGES = 20

const MADE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"

interface Made {
  readonly name: string
  readonly sql: string
}

/** Whoever wants to change a record takes the triggers away first. */
export function schemaFaults(db: DatabaseSync, note: Note): void {
  const wanted = openTrust(':memory:', [AUDIT_TABLES])
  const ours = new Map((wanted.prepare(MADE).all() as unknown as Made[]).map(({ name, sql }) => [name, sql]))
  wanted.close()
  const fault = { kind: 'schema', from: null, to: null } as const
  for (const { name, sql } of db.prepare(MADE).all() as unknown as Made[]) {
    if (!ours.has(name)) note({ ...fault, what: `"${name}" was added to the file` })
    else if (ours.get(name) !== sql)
      note({ ...fault, what: `"${name}" is not what keeps records from change` })
    ours.delete(name)
  }
  for (const name of ours.keys()) note({ ...fault, what: `"${name}" was taken out of the file` })
}

/** Also what is found by an index is what stands in the records, else one could be hidden from every list. */
export function damageOf(db: DatabaseSync, note: Note): void {
  const rows = db.prepare(`PRAGMA integrity_check(${MOST_DAMAGES})`).all() as { integrity_check: string }[]
  for (const { integrity_check: what } of rows)
    if (what !== 'ok') note({ kind: 'file', from: null, to: null, what })
}
