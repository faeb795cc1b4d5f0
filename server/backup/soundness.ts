import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Larger files are looked at as a whole in the trial of each night's backup: a start must not wait for that. */
const WHOLE_LOOK_BYTES = 64 * 2 ** 20

const SUSPECT = 'suspect'

/** Tells the next start to look at every page of the databases: a running server met what it cannot read (F-09). */
export const markSuspect = (dataDir: string): void => writeFileSync(join(dataDir, SUSPECT), '')
export const isSuspect = (dataDir: string): boolean => existsSync(join(dataDir, SUSPECT))
export const clearSuspicion = (dataDir: string): void => rmSync(join(dataDir, SUSPECT), { force: true })

/** What is wrong with a database that a server is about to write into, in a few words; null: nothing that can be seen. */
export function faultOf(path: string, everyPage: boolean): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return 'it is missing'
  if (size === 0) return 'it is empty'
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path, { timeout: 0 })
    return everyPage || size <= WHOLE_LOOK_BYTES ? brokenPage(db) : ends(db)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    db?.close()
  }
}

function brokenPage(db: DatabaseSync): string | null {
  const { quick_check: said } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
  return said === 'ok' ? null : said.replaceAll(/\s+/g, ' ')
}

/** That its tables can be found, and both ends of the longest; SQLite sees by itself that a file is cut short. */
function ends(db: DatabaseSync): null {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
  if (tables.some(({ name }) => name === 'journal'))
    db.prepare('SELECT min(seq), max(seq) FROM journal').get()
  return null
}
