import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const MOST = 200

/** What somebody had closed: it must exist in both files, and be open in the older one only. */
const CLOSED = [
  {
    tables: ['people'],
    sql: `SELECT 'account ' || was.account AS what FROM old.people was JOIN people now USING (id, account)
          WHERE now.disabled = 1 AND was.disabled = 0 ORDER BY was.account`,
  },
  {
    tables: ['people', 'roles'],
    sql: `SELECT 'role ' || role || ' of ' || account AS what FROM old.roles JOIN old.people ON id = person
          WHERE EXISTS (SELECT 1 FROM people p WHERE p.id = person AND p.account = old.people.account)
            AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person = old.roles.person AND r.role = old.roles.role)
          ORDER BY account, role`,
  },
  {
    tables: ['screens'],
    sql: `SELECT 'screen ' || was.name || ' (' || was.id || ')' AS what FROM old.screens was JOIN screens now USING (id)
          WHERE now.revoked_at IS NOT NULL AND was.revoked_at IS NULL ORDER BY was.name, was.id`,
  },
] as const

/**
 * What has been closed since the backup, and is open again by it: accounts that were disabled, roles that were taken, screens that were
 * revoked. Whether that is wanted only people can say: a restore may be made just for it. Empty where `file` cannot be compared.
 */
export function reopenedBy(restored: string, file: string): readonly string[] {
  if (!existsSync(file) || !existsSync(restored)) return []
  const db = openIfSound(file)
  if (db === null) return []
  try {
    db.prepare('ATTACH ? AS old').run(restored)
    const has = (schema: string, table: string) =>
      // eslint-disable-next-line no-restricted-syntax -- main or old
      db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE type = 'table' AND name = ?`).get(table) !==
      undefined
    return (
      CLOSED.filter(({ tables }) => tables.every(table => has('main', table) && has('old', table)))
        // eslint-disable-next-line no-restricted-syntax -- the questions are the constant's
        .flatMap(({ sql }) => db.prepare(sql).all())
        .slice(0, MOST)
        .map(({ what }) => String(what))
    )
  } finally {
    db.close()
  }
}

/** What is put aside may be what is broken. */
function openIfSound(file: string): DatabaseSync | null {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const [first] = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    if (first?.quick_check === 'ok') return db
  } catch {
    // It is no database at all.
  }
  db.close()
  return null
}
