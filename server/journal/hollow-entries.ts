import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from './database.ts'

/**
 * Entries that brought nothing but readings, of which the readings are gone: what they reported stands in the checkpoint. A
 * feed of telemetry makes some every second, so that in a year they would be more than everything else together.
 */
export interface HollowEntries {
  /**
   * One slice among the entries up to `upTo` that came before an instant; answers whether there is more to do at once. The
   * last entry stays, since the next one is numbered after it.
   */
  drop(before: number, upTo: number): boolean
}

/** A slice keeps the loop for some milliseconds at most. */
const MOST_ENTRIES = 200
/** How far it got is written down so often even if nothing was to be dropped. */
const WRITE_DOWN_ENTRIES = 1_000
/** The facts of a hollow entry are this short; longer ones need not be read. */
const LONGEST = 1_000

const SWEPT = 'sweptEntries'

interface Line {
  readonly seq: number
  readonly at: number
  readonly facts: string | null
  readonly hasReadings: number
}

export function openHollowEntries(db: DatabaseSync): HollowEntries {
  const sql = statements(db)
  let swept = Number((sql.swept.get(SWEPT) as { value: string } | undefined)?.value ?? 0)
  let writtenDown = swept

  function dropThem(hollow: readonly Line[], upTo: number): void {
    inTransaction(db, () => {
      for (const { seq } of hollow) sql.drop.run(seq)
      sql.write.run(SWEPT, String(upTo))
    })
    writtenDown = upTo
  }

  return {
    drop(before, upTo) {
      const lines = sql.entries.all(swept, upTo, MOST_ENTRIES) as unknown as Line[]
      const end = lines.findIndex(line => line.at >= before || line.hasReadings === 1)
      const passed = end === -1 ? lines : lines.slice(0, end)
      const last = passed.at(-1)?.seq ?? swept
      const hollow = passed.filter(isHollow)
      if (hollow.length > 0 || last - writtenDown >= WRITE_DOWN_ENTRIES) dropThem(hollow, last)
      swept = last
      return passed.length === MOST_ENTRIES
    },
  }
}

const statements = (db: DatabaseSync) => ({
  swept: db.prepare('SELECT value FROM meta WHERE key = ?'),
  write: db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  entries: db.prepare(
    `SELECT seq, at, CASE WHEN octet_length(facts) <= ${LONGEST} THEN facts END AS facts,
       EXISTS (SELECT 1 FROM telemetry WHERE telemetry.seq = journal.seq) AS hasReadings
     FROM journal WHERE seq > ? AND seq <= ? AND seq < (SELECT max(seq) FROM journal) ORDER BY seq LIMIT ?`,
  ),
  drop: db.prepare('DELETE FROM journal WHERE seq = ?'),
})

function isHollow({ facts }: Line): boolean {
  if (facts === null) return false
  const kept = JSON.parse(facts) as readonly { readonly type: string }[]
  return kept.length > 0 && kept.every(fact => fact.type === 'elsewhere')
}
