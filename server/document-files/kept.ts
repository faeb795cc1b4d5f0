import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Published } from '../../shared/city/city.ts'
import type { Fact } from '../../shared/model/fact.ts'
import { documentOf } from '../store/lines.ts'

/** There is no city where one was looked for. */
export class NoCity extends Error {
  override readonly name = 'NoCity'
}

const LATER = `SELECT facts FROM journal
 WHERE seq > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'applied'), 0)
   AND facts LIKE '%"document"%' ORDER BY seq`

/**
 * The documents that a city's journal has, by `family/id`, read beside its server: those of the checkpoint, and of the entries that
 * came since. Throws a NoCity where no city has ever run.
 */
export function documentsKeptIn(dataDir: string): ReadonlyMap<string, Published> {
  const file = join(dataDir, 'city.db')
  if (!existsSync(file))
    throw new NoCity(
      `DATA_DIR="${dataDir}" has no city.db: name the folder of the city's data, in which its server has run once`,
    )
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  try {
    // One moment for both: a checkpoint may come in between.
    db.exec('BEGIN')
    const lines = db.prepare('SELECT name, digest, body FROM documents').all()
    const known = new Map<string, Published>(lines.map(documentOf))
    for (const { facts } of db.prepare(LATER).all())
      for (const fact of JSON.parse(facts as string) as Fact[])
        if (fact.type === 'document') known.set(`${fact.family}/${fact.id}`, fact)
    db.exec('COMMIT')
    return known
  } finally {
    db.close()
  }
}
