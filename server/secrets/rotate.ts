import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../trust/database.ts'
import { resealed } from './cipher.ts'
import type { KeyRing } from './key-ring.ts'
import { SIGNING_SEALED } from '../signing/signing-key.ts'
import { sealedName } from './secrets.ts'

/** A column of sealed texts, and for which name the text of a row was sealed. */
interface SealedColumn {
  readonly table: string
  readonly id: string
  readonly column: string
  readonly nameOf: (id: string) => string
}

/** For which name all second factors are sealed. */
export const PEOPLE_SEALED = 'people'

/** Whoever seals a column adds it here: a key that is taken out of use must leave nothing behind. */
const SEALED: readonly SealedColumn[] = [
  { table: 'secrets', id: 'name', column: 'sealed', nameOf: sealedName },
  { table: 'second_factors', id: 'person', column: 'secret', nameOf: () => PEOPLE_SEALED },
  { table: 'signing_key', id: 'id', column: 'sealed', nameOf: () => SIGNING_SEALED },
]

/** A new key, under which everything is sealed anew; answers how much it was. What is not done when it is broken off is done by the next. */
export function rotate(db: DatabaseSync, ring: KeyRing): number {
  ring.add()
  return inTransaction(db, () => SEALED.reduce((sum, column) => sum + resealAll(db, ring, column), 0))
}

/* eslint-disable no-restricted-syntax -- tables and columns are those of SEALED */
function resealAll(db: DatabaseSync, ring: KeyRing, { table, id, column, nameOf }: SealedColumn): number {
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  if (isThere === undefined) return 0
  const rows = db
    .prepare(`SELECT ${id} AS id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`)
    .all()
  const write = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${id} = ?`)
  for (const row of rows) {
    const sealed = resealed(ring, nameOf(String(row['id'])), String(row['sealed']))
    if (sealed !== null) write.run(sealed, row['id'] ?? null)
  }
  return rows.length
}
/* eslint-enable no-restricted-syntax */
